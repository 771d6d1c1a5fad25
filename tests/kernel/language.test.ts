/** TypeScript in cells: each of the places where tslab is mended, and the names that are preloaded. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as helpers from '../../kernel-helpers/index.js';
import { KernelClient } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient({
    'local.ts': 'import { base } from "./base";\nexport const sum: number = base + 1;',
    'base.ts': 'export const base = 41;',
  });
  const own = join(kernel.folder, 'node_modules', 'own-package');
  mkdirSync(own, { recursive: true });
  writeFileSync(
    join(own, 'package.json'),
    '{"name":"own-package","version":"1.0.0","exports":{".":{"node":{"types":"./t.d.ts","default":"./m.mjs"}}},"type":"module"}',
  );
  writeFileSync(join(own, 't.d.ts'), 'export declare const answer: number;');
  writeFileSync(join(own, 'm.mjs'), 'export const answer = 42;');
  await kernel.started();
});
afterAll(() => kernel?.stop());

const result = async (code: string): Promise<string | undefined> => {
  const { result, reply } = await kernel.cell(code);
  return reply.status === 'ok' ? result : `${reply.ename}: ${reply.evalue}`;
};

describe('cells build on each other', () => {
  test('a name can be declared again, with another type', async () => {
    await kernel.cell('const again = 1; let other = 2; class Thing {}; function f() { return 1 }');
    await kernel.cell('const again = "text"; function f() { return again } class Thing { x = 1 }');
    expect(await result('[again.length, other, f(), new Thing().x]')).toBe("[ 4, 2, 'text', 1 ]");
  });

  test('an imported name can be declared again', async () => {
    await kernel.cell('import { readFileSync } from "node:fs"');
    expect(await result('const readFileSync = 5; readFileSync')).toBe('5');
    expect(await result('readFileSync + 1')).toBe('6');
  });

  test('types and interfaces carry over', async () => {
    await kernel.cell('interface Named { name: string }\nenum Layer { L23, L4 }');
    expect(await result('const n: Named = { name: "x" }; [n, Layer.L4]')).toBe("[ { name: 'x' }, 1 ]");
  });

  test('a cell that fails leaves older values as they were', async () => {
    await kernel.cell('let kept = 1');
    await kernel.cell('if (Math.random() >= 0) throw new Error("early");\nlet kept = 2;');
    expect(await result('kept')).toBe('1');
  });

  test('a last expression behind void runs', async () => {
    await kernel.cell('let ran = 0;\nvoid (ran = 1)');
    expect(await result('ran')).toBe('1');
  });

  test('export is let through', async () => {
    expect(await result('export const shared = 7; shared')).toBe('7');
    expect(await result('shared')).toBe('7');
  });

  test("a loop at the top of a cell over session variables is no proxy's hundred times slower", async () => {
    await kernel.cell('let total = 0; const values = new Float64Array(5e6).fill(1)');
    const { reply, result } = await kernel.cell(
      [
        'const t0 = performance.now(); for (let i = 0; i < values.length; i++) total += values[i];',
        'const t1 = performance.now(); ((v: Float64Array) => { let s = 0; for (let i = 0; i < v.length; i++) s += v[i]; return s })(values);',
        '(t1 - t0) / (performance.now() - t1)',
      ].join('\n'),
    );
    expect(reply.status).toBe('ok');
    expect(Number(result)).toBeLessThan(60);
  });
});

describe('await at the top', () => {
  test.each([
    ['await Promise.resolve(1)', '1'],
    ['await (await Promise.resolve({ json: async () => 2 })).json()', '2'],
    ['const three = await (Promise.resolve(3)); three', '3'],
    ['await [4]', '[ 4 ]'],
    ['let five = 0; for await (const x of [2, 3]) five += x;\nfive', '5'],
  ])('%s', async (code, expected) => {
    expect(await result(code)).toBe(expected);
  });

  test('a value of a type that no cell has imported can be declared behind await (', async () => {
    await kernel.cell("const cells = await (await datasets.open('synthetic-column')).cells");
    expect(await result('cells.numRows')).toBe('300');
  });

  test('a type error behind a rewritten await is where it was written', async () => {
    expect(await result('await (1); nowhere')).toMatch(/cell \d+:1:12 Cannot find name 'nowhere'/);
  });

  test('a runtime error behind a rewritten await is where it was written', async () => {
    const { reply } = await kernel.cell('await (1); await [2]; (null as any).x');
    expect(reply.traceback?.at(-1)).toMatch(/at cell \d+:1:37$/);
  });
});

describe('modules', () => {
  test('console and process have types in a folder without node_modules', async () => {
    expect(await result('const write: (s: string) => boolean = s => process.stdout.write(s); typeof write')).toBe(
      "'function'",
    );
    expect(await result('console.log(1, nowhere)')).toMatch(/Cannot find name 'nowhere'/);
  });

  test('apache-arrow comes with the kernel, with types, and its values can be declared', async () => {
    await kernel.cell('import * as arrow from "apache-arrow"');
    await kernel.cell('const arrowTable = arrow.tableFromArrays({ id: new BigUint64Array([5n]) })');
    await kernel.cell(
      'const ids = arrowTable.getChild("id")!; const field = arrowTable.schema.fields[0].type; const compare = arrow.util.compareTypes',
    );
    expect(await result('[ids.get(0), compare(field, field)]')).toBe('[ 5n, true ]');
    expect(await result('arrowTable.nowhere')).toMatch(/Property 'nowhere' does not exist on type 'Table/);
  });

  test('an import statement and the helpers share one apache-arrow', async () => {
    await kernel.cell("const column = await datasets.open('synthetic-column')");
    expect(await result('import { Table } from "apache-arrow"; column.cells.constructor === Table')).toBe('true');
    expect(await result('import { errors as same } from "connectome-helpers"; same === connectome.errors')).toBe(
      'true',
    );
  });

  test('packages beside the notebook are found, those with only an exports map too', async () => {
    expect(await result('import { answer } from "own-package"; answer')).toBe('42');
  });

  test('local files are compiled along', async () => {
    expect(await result('import { sum } from "./local"; sum')).toBe('42');
  });

  test('a cell can be a module', async () => {
    await kernel.cell('/** @module counted */\nexport const count: number = 3;');
    expect(await result('import { count } from "./counted"; count')).toBe('3');
  });

  test('a package that is not there is named', async () => {
    expect(await result('import * as nothing from "no-such-package"')).toMatch(/Cannot find module 'no-such-package'/);
  });
});

describe('numbers', () => {
  test('an id without its n is refused', async () => {
    expect(await result('const id = 720575940625363947')).toMatch(
      /cell \d+:1:12 number literal is not exact: .* write 720575940625363947n/,
    );
  });
});

describe('preloaded names', () => {
  const names = Object.keys(helpers);

  test('connectome shows what there is', async () => {
    const { outputs } = await kernel.cell('connectome');
    const shown = outputs.find(output => output.type === 'execute_result')?.content.data ?? {};
    for (const name of names) expect(shown['text/plain']).toContain(name);
  });

  test('every helper is there by itself, with its type', async () => {
    expect(await result(`[${names.map(name => `${name} === connectome.${name}`).join(', ')}].every(Boolean)`)).toBe(
      'true',
    );
    expect(await result('stats.nowhere')).toMatch(/Property 'nowhere' does not exist/);
    expect(await result('let error: errors.FormatError; 1')).toBe('1');
  });

  test('completion lists them, and their members', async () => {
    const complete = async (code: string): Promise<string[]> =>
      (
        await kernel.ask<{ matches: string[] }>('complete_request', {
          code,
          cursor_pos: [...code].length,
        })
      ).reply.matches;
    expect(await complete('connectome.')).toEqual(expect.arrayContaining(names));
    expect(await complete('stats.')).toEqual(expect.arrayContaining(Object.keys(helpers.stats)));
    expect(await complete('datasets.')).toEqual(expect.arrayContaining(Object.keys(helpers.datasets)));
    expect(await complete("datasets.open('")).toContain('synthetic-column');
    expect(await complete('conn')).toContain('connectome');
    expect((await complete('')).filter(name => name.startsWith('__'))).toEqual([]);
  });

  test('completion counts the cursor in characters, as Jupyter does', async () => {
    const code = '"🧠"; stats.me';
    const { reply } = await kernel.ask<{
      matches: string[];
      cursor_start: number;
      cursor_end: number;
    }>('complete_request', { code, cursor_pos: [...code].length });
    expect(reply.matches[0]).toBe('mean');
    expect([reply.cursor_start, reply.cursor_end]).toEqual([11, 13]);
  });

  test('Shift-Tab shows the docs, with the cursor on the name or behind its parenthesis', async () => {
    for (const [code, cursor_pos] of [
      ['stats.mean', 8],
      ['stats.mean(', 11],
    ] as const) {
      const { reply } = await kernel.ask<{
        found: boolean;
        data: Record<string, string>;
      }>('inspect_request', {
        code,
        cursor_pos,
        detail_level: 0,
      });
      expect(reply.found).toBe(true);
      expect(reply.data['text/plain']).toMatch(/mean\(.*\): number/);
      expect(reply.data['text/plain'].split('\n').length).toBeGreaterThan(2);
      expect(reply.data['text/markdown']).toContain('```typescript');
    }
    const { reply } = await kernel.ask('inspect_request', {
      code: 'nowhere',
      cursor_pos: 3,
      detail_level: 0,
    });
    expect(reply).toMatchObject({ status: 'ok', found: false, data: {} });
  });

  test('is_complete knows an open brace', async () => {
    expect((await kernel.ask('is_complete_request', { code: 'function f() {' })).reply).toMatchObject({
      status: 'incomplete',
    });
    expect((await kernel.ask('is_complete_request', { code: '1 + 1' })).reply).toMatchObject({ status: 'complete' });
  });

  test('a cell may use a preloaded name for something else', async () => {
    await kernel.cell('const transforms = "mine"');
    expect(await result('transforms')).toBe("'mine'");
  });
});
