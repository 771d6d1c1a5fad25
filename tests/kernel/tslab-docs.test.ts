import { expect, test } from 'vitest';
import { describeQuickInfo } from '../../kernel-helpers/kernel/tslab-docs.js';

const parts = (text: string): { text: string; kind: string }[] => [{ text, kind: 'text' }];

test('a name that nobody declared has no docs', () => {
  expect(describeQuickInfo({ displayParts: parts('any') })).toBeUndefined();
});

test('docs are the signature, the comment and its tags, the example as code', () => {
  const docs = describeQuickInfo({
    displayParts: parts('(alias) function mean(values: number[]): number\nimport mean = mean'),
    documentation: parts('The mean; see {@link sem | the error}.'),
    tags: [{ name: 'example', text: parts('mean([1, 2]); // 1.5') }],
  });
  expect(docs?.plain).toBe(
    'function mean(values: number[]): number\n\nThe mean; see `the error`.\n\nExample:\nmean([1, 2]); // 1.5',
  );
  expect(docs?.markdown).toContain('```typescript\nfunction mean(values: number[]): number\n```');
  expect(docs?.markdown).toContain('**Example**\n\n```typescript\nmean([1, 2]); // 1.5\n```');
});
