import { expect, test } from 'vitest';
import { SourceError } from '../../kernel-helpers/errors.js';
import { codeFrame, describeThrown } from '../../kernel-helpers/kernel/error-report.js';
import { uncoloured } from './client.js';

const nowhere = (): undefined => undefined;

test('a code frame shows two lines around the place, and a mark under the column', () => {
  expect(codeFrame('one\ntwo\nthree\nfour\nfive\nsix', { line: 4, column: 2 })).toBe(
    ['  2 | two', '  3 | three', '> 4 | four', '    |  ^', '  5 | five', '  6 | six'].join('\n'),
  );
});

test('a code frame stays readable with tabs, wide characters, Windows line ends and endless lines', () => {
  expect(codeFrame('\tif (x)\r\n\t\ty()', { line: 2, column: 3 })).toBe('  1 | \tif (x)\n> 2 | \t\ty()\n    | \t\t^');
  expect(codeFrame('漢🧠é; boom()', { line: 1, column: 7 })).toBe('> 1 | 漢🧠é; boom()\n    |        ^');
  const frame = codeFrame(`${'a'.repeat(1000)}boom()${'b'.repeat(1000)}`, { line: 1, column: 1001 });
  expect(frame.length).toBeLessThan(800);
  const [line, mark] = frame.split('\n');
  expect(line.slice(mark.indexOf('^'))).toMatch(/^boom\(\)b/);
});

test('a message of megabytes is cut', () => {
  const { message, traceback } = describeThrown(new Error('x'.repeat(1e6)), nowhere);
  expect(message).toMatch(/^x{10000}… \(990000 more characters\)$/);
  expect(traceback.join('').length).toBeLessThan(20_000);
});

test('an error shows its lines in the cell, and its causes', () => {
  const inner = new TypeError('inner');
  inner.stack = 'TypeError: inner\n    at g (cell 2:1:3)';
  const outer = new RangeError('outer', { cause: inner });
  outer.stack = 'RangeError: outer\n    at f (cell 3:2:1)';
  const code: Record<string, string> = { 'cell 2': 'g = 1', 'cell 3': 'a\nb' };
  const { name, message, traceback } = describeThrown(outer, label => code[label]);
  expect([name, message]).toEqual(['RangeError', 'outer']);
  expect(uncoloured(traceback.join('\n'))).toBe(
    [
      'RangeError: outer',
      '  1 | a',
      '> 2 | b',
      '    | ^',
      '    at f (cell 3:2:1)',
      'Caused by: TypeError: inner',
      '> 1 | g = 1',
      '    |   ^',
      '    at g (cell 2:1:3)',
    ].join('\n'),
  );
});

test('an error thrown on purpose shows its way through cells only, and its cause without the same place again', () => {
  const cause = new TypeError('fetch failed');
  cause.stack = 'TypeError: fetch failed\n    at download (file:///helpers/download.js:1:1)\n    at cell 1:1:1';
  const error = new SourceError('dataset x could not be had', { url: 'https://x', cause });
  error.stack = 'SourceError: x\n    at open (file:///helpers/datasets.js:1:1)\n    at cell 1:1:1';
  expect(
    uncoloured(describeThrown(error, label => (label === 'cell 1' ? 'open()' : undefined)).traceback.join('\n')),
  ).toBe(
    [
      'SourceError: dataset x could not be had',
      '> 1 | open()',
      '    | ^',
      '    at cell 1:1:1',
      'Caused by: TypeError: fetch failed',
    ].join('\n'),
  );
});

test('a thrown value that is no error is shown as it is', () => {
  expect(describeThrown({ a: 1n }, nowhere)).toMatchObject({
    name: 'Thrown',
    message: '{ a: 1n }',
  });
});

test('an error that causes itself does not go on for ever', () => {
  const error = new Error('round');
  error.cause = error;
  expect(describeThrown(error, nowhere).traceback.filter(line => line.includes('Caused by'))).toHaveLength(1);
});

test.each<[string, () => unknown]>([
  ['an AggregateError whose errors are no list', () => Object.assign(new AggregateError([1]), { errors: 5 })],
  ['a stack that is no text', () => Object.assign(new Error('x'), { stack: Object.create(null) })],
  ['a name that is no text', () => Object.assign(new Error('x'), { name: Object.create(null) })],
  [
    'a message that throws',
    () =>
      new (class extends Error {
        override get message(): string {
          throw new Error('again');
        }
      })(),
  ],
  [
    'a revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
])('%s is described all the same', (_, thrown) => {
  const { name, message, traceback } = describeThrown(thrown(), nowhere);
  expect([typeof name, typeof message, traceback.length > 0]).toEqual(['string', 'string', true]);
});
