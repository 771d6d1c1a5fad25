import { expect, test } from 'vitest';
import { HelperDocs, type HelpKernel, matching } from '../../../extension/explorer/helper-docs';

const members: Readonly<Record<string, readonly string[]>> = {
  'connectome.': ['figure', 'sql', 'database'],
  'connectome.figure.': ['hinton', 'raster', 'not a name'],
  'connectome.sql.': ['apply', 'bind', 'call', 'file', 'length', 'stream'],
  'connectome.database.': ['apply', 'bind'],
};

/** A kernel of which it is known what it was asked. */
function kernelOf(id: string, asked: string[] = [], status = 'ok'): HelpKernel {
  const reply = (content: object) => Promise.resolve({ content: { status, ...content } });
  return {
    id,
    requestComplete: ({ code }: { code: string }) => {
      asked.push(code);
      return reply({ matches: members[code] ?? [] });
    },
    requestInspect: ({ code, cursor_pos }: { code: string; cursor_pos: number }) => {
      asked.push(`${code}?${cursor_pos}`);
      const markdown =
        '```typescript\nfunction hinton(): Figure\n```\n\nWords.\n\n**Example**\n\n```typescript\nfigure.hinton(\n  cells,\n);\n```';
      return reply({ data: { 'text/markdown': markdown } });
    },
  } as unknown as HelpKernel;
}

async function learned(kernel: HelpKernel | undefined): Promise<HelperDocs> {
  let changed = (): void => undefined;
  const told = new Promise<void>(resolve => {
    changed = resolve;
  });
  const docs = new HelperDocs(() => kernel, changed);
  if (docs.names === undefined && kernel) await told;
  return docs;
}

test('the names are those of every helper and what is in it, without what every function has', async () => {
  expect((await learned(kernelOf('a'))).names).toEqual([
    'figure',
    'figure.hinton',
    'figure.raster',
    'sql',
    'sql.file',
    'sql.stream',
    'database',
  ]);
});

test('a kernel is asked once; another one is asked anew', async () => {
  const asked: string[] = [];
  let kernel = kernelOf('a', asked);
  const docs = new HelperDocs(
    () => kernel,
    () => undefined,
  );
  void docs.names;
  void docs.names;
  await expect.poll(() => docs.names?.length).toBe(7);
  expect(asked).toHaveLength(4);
  kernel = kernelOf('b', asked);
  expect(docs.names).toBeUndefined();
  await expect.poll(() => docs.names?.length).toBe(7);
  expect(asked).toHaveLength(8);
});

test('what a helper is is asked when it is looked at, with the code of its example', async () => {
  const asked: string[] = [];
  const docs = await learned(kernelOf('a', asked));
  expect(docs.doc('figure.hinton')).toBeUndefined();
  await expect.poll(() => docs.doc('figure.hinton')?.example).toBe('figure.hinton(\n  cells,\n);');
  expect(docs.doc('figure.hinton')?.markdown).toContain('Words.');
  expect(asked.filter(code => code.includes('?'))).toEqual(['connectome.figure.hinton?24']);
});

test('a kernel that does not answer is told of, and none has no names', async () => {
  const failed = await learned(kernelOf('a', [], 'error'));
  expect(failed.names).toBeUndefined();
  expect(failed.failed).toBe('the kernel did not tell the names in connectome: error');
  failed.again();
  expect(failed.names).toBeUndefined();
  expect(failed.failed).toBeUndefined();
  const none = await learned(undefined);
  expect([none.isOpen, none.names, none.failed]).toEqual([false, undefined, undefined]);
});

test('a search finds names that hold every word, those that begin with it first; without one the topics', () => {
  const names = ['figure', 'figure.hinton', 'graph.figureEight', 'stats', 'stats.mean', 'functional.presynapticMeans'];
  expect(matching(names, ' ')).toEqual(['figure', 'stats']);
  expect(matching(names, 'MEAN')).toEqual(['stats.mean', 'functional.presynapticMeans']);
  expect(matching(names, 'mean func')).toEqual(['functional.presynapticMeans']);
  expect(matching(names, 'figure.')).toEqual(['figure.hinton']);
  expect(matching(names, 'nothing')).toEqual([]);
});
