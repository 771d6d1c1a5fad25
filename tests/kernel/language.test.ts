/** TypeScript in cells: each of the places where tslab is mended, and the names that are preloaded. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as helpers from '../../kernel-helpers/index.js';
import { KernelClient, type Ran } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient();
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
    ['await { a: 1 }', '{ a: 1 }'],
    ['await `a`', "'a'"],
    ['await /re/g', '/re/g'],
    ['await -1', '-1'],
    ['await new Date(0).getTime()', '0'],
    ['await function () {}', '[Function (anonymous)]'],
    ['await class { static x = 1 }', '[class (anonymous)] { x: 1 }'],
    ['(await (1), await [2])', '[ 2 ]'],
    ['await<number>(1)', '1'],
    ['await // a comment\n(1)', '1'],
    ['const { q = await (5), [await ("r")]: r = 6 } = {} as { q?: number; r?: number }; [q, r]', '[ 5, 6 ]'],
    ['class Heir extends (await (Promise.resolve(Array))) {} new Heir().length', '0'],
    ['class Named { [await ("m")]() { return 7 } } (new Named() as any).m()', '7'],
    ['const mark = (n: number) => (c: any) => { c.n = n }; @mark(await (8)) class Marked {} (Marked as any).n', '8'],
    ['label: for (const a of [1, 2]) { for await (const b of [a]) { if (b) continue label } } 9', '9'],
    ['let ten; for await (ten of [10]); ten', '10'],
    ['var seen = 0; for await (const { length } of ["ab"]) seen = length; seen', '2'],
    ['for (const x of await [1]) x; switch (await (1)) { case await (1): } if (await (true)) 11', undefined],
    [
      'try { await (Promise.reject(new Error("r"))) } catch (e) { console.log(e.message) } finally { await (1) } 12',
      '12',
    ],
  ])('%s', async (code, expected) => {
    expect(await result(code)).toBe(expected);
  });

  test('any expression behind await is what it is in an async function', { timeout: 60_000 }, async () => {
    const leaf = fc.constantFrom('1', '"a"', 'xs', 'o', 'f', 'null', '`t`', '/r/', '{ k: 2 }', '[3, 4]', 'new Date(0)');
    const { expression } = fc.letrec<{ expression: string }>(tie => {
      const inner = tie('expression');
      return {
        expression: fc.oneof(
          { maxDepth: 4, withCrossShrink: true },
          leaf,
          inner.map(e => `await ${e}`),
          inner.map(e => `await (${e})`),
          inner.map(e => `(${e})`),
          inner.map(e => `[await ${e}, ${e}]`),
          inner.map(e => `{ [\`k\${await (${e})}\`]: await ${e} }`),
          inner.map(e => `\`<\${await (${e})}>\``),
          inner.map(e => `!(await ${e})`),
          inner.map(e => `typeof await ${e}`),
          inner.map(e => `f(await (${e}), await ${e})`),
          inner.map(e => `(await (${e}) ?? await (1))`),
          inner.map(e => `(await (1), await ${e})`),
          inner.map(e => `function () { return (${e.replaceAll('await', '')}) }`),
          inner.map(e => `async () => await (${e})`),
        ),
      };
    });
    const ready = 'const xs = [1, 2], o = { k: 1 } as any; function f(...all: any[]): any { return all.length }';
    await kernel.cell(`import { inspect } from "node:util"; ${ready}`);
    // An arrow function is no operand of await, in JavaScript as here.
    const codes = fc
      .sample(expression, { numRuns: 60, seed: 3 })
      .map(code => (code.startsWith('async ()') ? `(${code})` : code));
    const print = (code: string): string =>
      `try { console.log(inspect(await (${code}))) } catch (e) { console.log(e.name) }`;
    const told = async (cells: string[]): Promise<string[]> => {
      const asked = { do: 'run', codes: cells.map(cell => `// @strict: off\n${cell}`), stop_on_error: false };
      const { outputs } = await kernel.do<Ran>(asked);
      return outputs.map(all =>
        all.map(({ type, content }) => content.text ?? (type === 'error' ? String(content.ename) : '')).join(''),
      );
    };
    const inFunctions = await told(codes.map(code => `await (async () => { ${print(code)} })()`));
    const atTop = await told(codes.map(print));
    for (const [i, code] of codes.entries()) expect([code, atTop[i]]).toEqual([code, inFunctions[i]]);
    expect(atTop.filter(text => text.endsWith('\n')).length).toBeGreaterThan(50);
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

describe('the value of a cell', () => {
  test.each([
    ['() => 1', '[Function (anonymous)]'],
    ['{ a: 1, b: 2 }', '{ a: 1, b: 2 }'],
    ['{ a: 1 }', '{ a: 1 }'],
    ['{ const inBlock = 1; }', undefined],
    ['const shown = { a: 1 } satisfies Record<string, number>; shown.a', '1'],
    ['1;;', undefined],
  ])('of %s is %s', async (code, expected) => {
    expect(await result(code)).toBe(expected);
  });

  test('a name of an earlier cell may stand in an object by itself', async () => {
    await kernel.cell('let short = 3');
    expect(await result('const object = { short }; ({ short } = { short: 4 }); [object, short]')).toBe(
      '[ { short: 3 }, 4 ]',
    );
  });

  test('a cell may call its own values exports, require, module, __dirname', async () => {
    const code = 'const exports = 1, require = 2, module = 3, __dirname = 4';
    expect(await result(`${code}; [exports, require, module, __dirname]`)).toBe('[ 1, 2, 3, 4 ]');
    expect(await result('[exports, require, module, __dirname]')).toBe('[ 1, 2, 3, 4 ]');
    expect(await result('import { join } from "node:path"; const require = 5; [join("a", "b"), require]')).toBe(
      "[ 'a/b', 5 ]",
    );
  });
});

describe('TypeScript', () => {
  test.each([
    ['enums', 'enum Layer4 { A = "a" } const enum Small { One = 1 }', '[Layer4.A, Small.One]', "[ 'a', 1 ]"],
    [
      'namespaces',
      'namespace Space { export const x = 1; export interface T { x: number } }',
      'const st: Space.T = { x: Space.x }; st',
      '{ x: 1 }',
    ],
    ['import aliases', 'import average = stats.mean', 'average([1, 2])', '1.5'],
    [
      'abstract, generic classes',
      'abstract class Base<T> { abstract v(): T }',
      'class Of extends Base<number> { v() { return 1 } } new Of().v()',
      '1',
    ],
    [
      'private fields and accessors',
      'class Own { #p = 1; get p() { return this.#p } set p(v) { this.#p = v } }',
      'class More extends Own { q = 2 } const own = new More(); own.p += 1; [own.p, own.q]',
      '[ 2, 2 ]',
    ],
    [
      'decorators',
      'function seal(c: Function) { Object.seal(c) }',
      '@seal class Sealed {} Object.isSealed(Sealed)',
      'true',
    ],
    [
      'overloads',
      'function over(a: string): string; function over(a: number): number; function over(a: any) { return a }',
      'over(1).toFixed() + over("a").length',
      "'11'",
    ],
    [
      'nameless classes with private members',
      'const Nameless = class { private p = 1; q = 2; constructor(protected r = 3) {} }',
      'const made = new Nameless(); made.q.toFixed() + made.r',
      "'23'",
    ],
    [
      'what a function makes of a class',
      'function mixed<T extends new (...all: any[]) => object>(base: T) { return class extends base { private p = 1; q = 2 } }',
      'class Mixed extends mixed(Date) { r = 3 } [new Mixed().q, new Mixed().r]',
      '[ 2, 3 ]',
    ],
    ['global declarations', 'declare global { interface Array<T> { own?: T } }', '[1].own === undefined', 'true'],
  ])('%s carry over, and over the cell between', async (_, first, second, expected) => {
    expect(await result(first)).toBeUndefined();
    await kernel.cell('const between = 1');
    expect(await result(second)).toBe(expected);
  });

  test('is strict, an implicit any and a null among others', async () => {
    expect(await result('function loose(a) { return a }')).toMatch(/implicitly has an 'any' type/);
    expect(await result('const never: number = null')).toMatch(/Type 'null' is not assignable/);
    expect(await result('const frozen = Object.freeze({ a: 1 }); (frozen as any).a = 2')).toMatch(
      /^TypeError: Cannot assign/,
    );
  });

  test('lets a caught error be printed without a cast', async () => {
    expect(await result('let caught = ""; try { throw new Error("m") } catch (e) { caught = e.message } caught')).toBe(
      "'m'",
    );
  });

  test('is not strict where a cell says so, nor after a notebook says so', async () => {
    expect(await result('// @strict: off\nfunction loose(a) { return a } const none: number = null; loose(1)')).toBe(
      '1',
    );
    expect(await result('function loose2(a) { return a }')).toMatch(/implicitly/);
    await kernel.cell('process.env.CONNECTOME_STRICT = "0"');
    expect(await result('function loose2(a) { return a } loose2(2)')).toBe('2');
    expect(await result('// @strict: on\nfunction loose3(a) { return a }')).toMatch(/implicitly/);
    await kernel.cell('delete process.env.CONNECTOME_STRICT');
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

  test('a cell may use a preloaded name for something else', async () => {
    await kernel.cell('const transforms = "mine"');
    expect(await result('transforms')).toBe("'mine'");
  });
});
