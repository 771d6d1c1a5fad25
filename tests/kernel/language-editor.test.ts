/** What an editor asks while a cell is written: completions, docs, whether it is complete. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as helpers from '../../kernel-helpers/index.js';
import { KernelClient } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient({ 'local.ts': 'export const sum = 1;', 'data.json': '{}' });
  mkdirSync(join(kernel.folder, 'node_modules', '@scope', 'inner'), { recursive: true });
  mkdirSync(join(kernel.folder, 'folder'));
  writeFileSync(join(kernel.folder, 'folder', 'deep.ts'), 'export const deep = 1;');
  await kernel.started();
  await kernel.cell("const column = await datasets.open('synthetic-column'); const __mine = 1");
  await kernel.cell(
    'const ob = { alpha: 1, "be ta": 2 } as { alpha: number; deep?: { gamma: number }; "be ta": number }',
  );
});
afterAll(() => kernel?.stop());

interface Completed {
  readonly matches: string[];
  /** What the code becomes when the first match is taken, with the cursor as ¦. */
  readonly taken: string;
  readonly types: string[];
}

/** Completes at the ¦ of `marked`. */
const complete = async (marked: string): Promise<Completed> => {
  const [before, after] = marked.split('¦');
  const { reply } = await kernel.ask<{
    matches: string[];
    cursor_start: number;
    cursor_end: number;
    metadata: { _jupyter_types_experimental: { text: string; type: string; start: number; end: number }[] };
  }>('complete_request', { code: before + after, cursor_pos: [...before].length });
  const characters = [...(before + after)];
  const { cursor_start, cursor_end, metadata } = reply;
  for (const { start, end } of metadata._jupyter_types_experimental) {
    expect([start, end]).toEqual([cursor_start, cursor_end]);
  }
  const [start, end] = [characters.slice(0, cursor_start).join(''), characters.slice(cursor_end).join('')];
  const types = metadata._jupyter_types_experimental.map(({ type }) => type);
  return { matches: reply.matches, taken: `${start}${reply.matches[0] ?? ''}¦${end}`, types };
};

describe('completion', () => {
  test('lists every preloaded name, and what is in it', async () => {
    expect((await complete('connectome.¦')).matches).toEqual(expect.arrayContaining(Object.keys(helpers)));
    expect((await complete('stats.¦')).matches).toEqual(expect.arrayContaining(Object.keys(helpers.stats)));
    expect((await complete('datasets.¦')).matches).toEqual(expect.arrayContaining(Object.keys(helpers.datasets)));
    expect((await complete('conn¦')).matches).toContain('connectome');
  });

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: templates are what is completed
  test.each([
    ['of a member', 'ob.al¦', 'ob.alpha¦'],
    ['behind a question mark', 'ob.deep?.g¦', 'ob.deep?.gamma¦'],
    ['in a template', '`a ${ob.al¦} b`', '`a ${ob.alpha¦} b`'],
    ['in a template that is not finished', '`a ${ob.al¦', '`a ${ob.alpha¦'],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: templates are what is completed
    ['of a key by its string', "ob['be¦']", "ob['be ta¦']"],
    ['of an option', 'viewer(column.neurons, { la¦ })', 'viewer(column.neurons, { layers¦ })'],
    ['in a cell that is not finished', 'function f() {\n  if (ob.al¦\n', 'function f() {\n  if (ob.alpha¦\n'],
    ['in the middle of a name', 'ob.al¦ph', 'ob.alpha¦'],
    ['behind characters of two units', '"🧠"; ob.al¦', '"🧠"; ob.alpha¦'],
    ['in front of another line', 'ob.al¦\nfoo()', 'ob.alpha¦\nfoo()'],
    ['of a dataset', "datasets.open('syn¦')", "datasets.open('synthetic-column¦')"],
    ['of a dataset, with the quote open', "datasets.open('syn¦", "datasets.open('synthetic-column¦"],
    ['of a dataset, instead of another', "datasets.open('synth¦2025/x')", "datasets.open('synthetic-column¦')"],
    ['of a column of an opened table', "column.cells.getChild('cell¦')", "column.cells.getChild('cell_type¦')"],
    ['of a member of a union', "const side: 'left' | 'right' = 'r¦'", "const side: 'left' | 'right' = 'right¦'"],
    ['of a module of Node', "import fs from 'node:fs/¦'", "import fs from 'node:fs/promises¦'"],
    ['of a local file', "import { sum } from './lo¦'", "import { sum } from './local¦'"],
    ['of a local file in a folder', "const x = await import('./folder/¦')", "const x = await import('./folder/deep¦')"],
    ['of JSON', "import data from './da¦'", "import data from './data.json¦'"],
    ['of a package of the kernel', "import * as arrow from 'apache-a¦", "import * as arrow from 'apache-arrow¦"],
    ['of a package beside the notebook', "import '@sc¦'", "import '@scope/inner¦'"],
    ['of what a file exports', "import { su¦ } from './local'", "import { sum¦ } from './local'"],
    ['of a name in small letters', 'ob.ALP¦', 'ob.alpha¦'],
  ])('%s', async (_, marked, taken) => {
    expect((await complete(marked)).taken).toBe(taken);
  });

  test('tells what a match is', async () => {
    expect((await complete('ob.alp¦')).types).toEqual(['property']);
    expect((await complete("datasets.open('syn¦')")).types[0]).toBe('string');
    expect((await complete('column.cells.getChil¦')).types[0]).toBe('method');
  });

  test('lists all columns of an opened table', async () => {
    const { schema } = (await helpers.datasets.open('synthetic-column')).cells;
    const { matches } = await complete("column.cells.getChild('¦')");
    expect([...matches].sort()).toEqual(schema.fields.map(({ name }) => name).sort());
    const synapses = await helpers.datasets.open('synthetic-column').then(opened => opened.synapses.schema);
    expect((await complete("column.synapses.getChild('¦')")).matches.sort()).toEqual(
      synapses.fields.map(({ name }) => name).sort(),
    );
  });

  test('knows the datasets, by id and by name', async () => {
    const ids = (await complete("datasets.open('minnie65/¦')")).matches;
    expect(ids).toEqual(expect.arrayContaining(['minnie65/basket-cell-296758', 'minnie65/v1507/aibs_cell_info']));
    expect(ids.length).toBeGreaterThan(200);
    expect((await complete('datasets.minnie65.v1507.¦')).matches).toEqual(
      expect.arrayContaining(Object.keys(helpers.datasets.minnie65.v1507)),
    );
    expect((await complete('datasets.minnie65.v1507.aibs_cell_info.¦')).matches).toEqual(
      expect.arrayContaining(['id', 'open', 'describe', 'cite', 'fetch']),
    );
    expect((await complete("datasets.list({ kind: 'seg¦' })")).taken).toBe("datasets.list({ kind: 'segmentation¦' })");
  });

  test('lists the columns of a dataset in later cells, as the catalogue tells them', async () => {
    await kernel.cell("const opening = () => datasets.open('minnie65/v1507/aibs_cell_info')");
    await kernel.cell('type Cells = Awaited<ReturnType<typeof opening>>; const held: { cells?: Cells } = {}');
    const { matches } = await complete("held.cells?.getChild('¦')");
    const { columns } = helpers.datasets.describe('minnie65/v1507/aibs_cell_info');
    expect([...matches].sort()).toEqual(columns.map(({ name }) => name).sort());
  });

  test('hides names for machines until they are asked for, and ours even then', async () => {
    expect((await complete('¦')).matches.filter(name => name.startsWith('__'))).toEqual([]);
    const { matches } = await complete('__¦');
    expect(matches).toContain('__mine');
    expect(matches).not.toContain('__awaited');
    expect(matches).not.toContain('__imported');
  });

  test('takes a cell that is not strict as one, as running it does', async () => {
    const loose = '(function (x) { return x } as any)(1)';
    await complete(`// @strict: off\n${loose}¦`);
    expect((await kernel.cell(`// @strict: off\n${loose}`)).result).toBe('1');
    await complete(`${loose}¦`);
    expect((await kernel.cell(loose)).reply.ename).toBe('TypeScriptError');
  });

  test('proposes nothing where anything may stand', async () => {
    expect((await complete("console.log('he¦')")).matches).toEqual([]);
    expect((await complete('// a comm¦')).matches).toEqual([]);
  });
});

describe('docs', () => {
  interface Inspected {
    readonly found: boolean;
    readonly data: Record<string, string>;
  }
  const inspect = async (code: string, cursor_pos: number): Promise<Inspected> =>
    (await kernel.ask<Inspected>('inspect_request', { code, cursor_pos, detail_level: 0 })).reply;

  test('are there for every preloaded name, and every name in it', { timeout: 60_000 }, async () => {
    const names = ['connectome', 'input'];
    for (const [name, value] of Object.entries(helpers)) {
      names.push(name);
      if (typeof value === 'object') names.push(...Object.keys(value).map(member => `${name}.${member}`));
    }
    expect(names.length).toBeGreaterThan(40);
    // One cell for all of them, so that it is checked once.
    const cell = names.join(';\n');
    const bare: string[] = [];
    let cursor = 0;
    for (const name of names) {
      const { data } = await inspect(cell, cursor + name.length);
      cursor += name.length + 2;
      const [, ...doc] = (data['text/plain'] ?? '').split('\n\n');
      if (doc.join('').trim() === '') bare.push(name);
    }
    expect(bare).toEqual([]);
  });

  test('are found with the cursor on the name or behind its parenthesis', async () => {
    for (const [code, cursor_pos] of [
      ['stats.mean', 8],
      ['stats.mean(', 11],
    ] as const) {
      const { found, data } = await inspect(code, cursor_pos);
      expect(found).toBe(true);
      expect(data['text/plain']).toMatch(/mean\(.*\): number/);
      expect(data['text/plain'].split('\n').length).toBeGreaterThan(2);
      expect(data['text/markdown']).toContain('```typescript');
    }
    expect(await inspect('nowhere', 3)).toMatchObject({ status: 'ok', found: false, data: {} });
  });

  test('name a package, not where it lies', async () => {
    const { data } = await inspect('connectome', 5);
    expect(data['text/plain']).toMatch(/^const connectome: typeof import\("connectome-helpers"\)/);
  });

  test('are there for what a cell has declared', async () => {
    await kernel.cell('/** Doubles. */ function doubled(n: number) { return 2 * n }');
    expect((await inspect('doubled', 3)).data['text/plain']).toBe('function doubled(n: number): number\n\nDoubles.');
  });
});

describe('a console is told that code', () => {
  const isComplete = async (code: string): Promise<{ status: string; indent?: string }> =>
    (await kernel.ask<{ status: string; indent?: string }>('is_complete_request', { code })).reply;

  test.each([
    ['if (x) {', '  '],
    ['function f() {\n  if (a) {', '    '],
    ['foo(1,', '  '],
    ['const x = [', '  '],
    ['const x =', ''],
    ['1 +', ''],
    ['x.', ''],
    ['a ?', ''],
    ['() =>', ''],
    ['if (a)', ''],
    ['if (a) b; else', ''],
    ['await (', '  '],
    ['const s = `abc', ''],
    ['`${a', '  '],
    ['/* comment', ''],
    ['class A {\n  m() {\n    return 1\n  }', '  '],
    ['import { a } from', ''],
    ['if (a) {\n} else {', '  '],
    ['\tswitch (x) {\n\tcase 1:', '\t\t'],
  ])('%j goes on, and how far in', async (code, indent) => {
    expect(await isComplete(code)).toEqual({ status: 'incomplete', indent });
  });

  test.each([
    '',
    '1 + 1',
    'const f = async () => {\n  await x\n}',
    '// c',
    'await x',
    '`a`',
    'for await (const x of y) x',
    'x\n\n',
  ])('%j is complete', async code => {
    expect(await isComplete(code)).toEqual({ status: 'complete' });
  });

  test.each([')', '}', 'const y = ;', 'if (x {', "'abc", '/re', 'a b', 'else', '0b2'])(
    '%j is beyond help',
    async code => {
      expect(await isComplete(code)).toEqual({ status: 'invalid' });
    },
  );
});
