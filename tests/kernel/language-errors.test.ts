/** Errors of cells: where they are, what is said of them, and that it can be read. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KernelClient, uncoloured } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient({
    'local.ts': [
      '/** 漢字 🧠 */ export type Unused = {',
      '  a: number',
      '}',
      'export function fail(n: number): number {',
      '\tif (n > 0) throw new RangeError("in a file")',
      '  return n',
      '}',
      'export class Failing { get value(): number { throw new Error("getter") } }',
    ].join('\n'),
    'wrong.ts': 'export const a: number = "x";\n\nexport const b: string = 5;',
  });
  await kernel.started();
});
afterAll(() => kernel?.stop());

interface Failed {
  readonly ename: string;
  readonly evalue: string;
  readonly text: string;
  /** Line and column of the first frame in a cell. */
  readonly at: string | undefined;
}

const failing = async (code: string): Promise<Failed> => {
  const { reply } = await kernel.cell(code);
  const text = uncoloured((reply.traceback ?? []).join('\n'));
  const [, at] = /at .*cell \d+:(\d+:\d+)\)?$/m.exec(text) ?? [];
  return { ename: String(reply.ename), evalue: String(reply.evalue), text, at };
};

describe('the place of an error', () => {
  test.each<[string, string, string]>([
    ['behind characters of several bytes', "const 日本 = '🧠é'; throw new Error('x')", '1:25'],
    ['behind a tab', "if (true) {\n\t\tthrow new Error('x') }", '2:9'],
    ['with Windows line ends', "const a1 = 1;\r\nconst b1 = 2;\r\n  throw new Error('x')", '3:9'],
    ['behind a rewritten await', "await (1); const { a2 = await (2) } = {} as any; throw new Error('x')", '1:56'],
    ['behind a blanked export', "export const a3 = 1; throw new Error('x')", '1:28'],
    ['in an object in brackets', "{ a: [1, (() => { throw new Error('x') })()] }", '1:25'],
    ['behind types', "interface I4 { a: 1 }\ntype T4 = I4;\nthrow new Error('x')", '3:7'],
    ['in an async function', "const f5 = async () => { await null; throw new Error('x') }; await f5()", '1:44'],
    ['in a constructor', "class C6 { constructor() { throw new Error('x') } } new C6()", '1:34'],
    ['in a getter', "const o7 = { get g() { throw new Error('x') } }; o7.g", '1:30'],
    ['in a callback', "[1].map(() => { throw new Error('x') })", '1:23'],
    ['in a static block', "class C8 { static { throw new Error('x') } }", '1:27'],
    ['in a generator', "function* g9() { throw new Error('x') } [...g9()]", '1:24'],
    ['of a built-in function', 'const a10 = 1;\n  ([] as number[]).reduce(a => a)', '2:20'],
    ['of a helper on purpose', "const a11 = 1;\n  await datasets.open('nope' as any)", '2:18'],
    ['of a helper by mistake', 'const a12 = 1;\n  stats.mean(null as any)', '2:9'],
  ])('%s', async (_, code, at) => {
    const failed = await failing(code);
    expect([failed.at, failed.text]).toEqual([at, expect.stringMatching(/^> *\d+ \| .*\n +\| \s*\^/m)]);
    expect(failed.text).not.toMatch(/node:internal|kernel\/tslab|evalmachine|__cell/);
  });

  test('is in the cell that holds the code, and the call in the one that called', async () => {
    const { reply } = await kernel.cell('function thrower() {\n  throw new Error("x")\n}');
    const { text } = await failing('\nthrower()');
    expect(text).toContain('> 2 |   throw new Error("x")');
    const frames = text.split('\n').filter(line => line.startsWith('    at '));
    const first = reply.execution_count;
    expect(frames).toEqual([
      expect.stringMatching(new RegExp(`thrower \\(cell ${first}:2:9\\)$`)),
      `    at cell ${first + 1}:2:1`,
    ]);
  });

  test('is in the TypeScript of a local file, with the lines around it', async () => {
    const { text, ename } = await failing('import { fail } from "./local";\nfail(1)');
    expect(ename).toBe('RangeError');
    expect(text).toContain('> 5 | \tif (n > 0) throw new RangeError("in a file")\n    | \t                 ^');
    expect(text).toContain(`at fail (${join(kernel.folder, 'local.ts')}:5:19)`);
    expect(text).toMatch(/at cell \d+:2:5$/m);
    expect((await failing('import { Failing } from "./local"; new Failing().value')).text).toMatch(/local\.ts:8:52\)/);
  });

  test('is in the cell, from however deep a library it comes; of a deep stack the ends are shown', async () => {
    await kernel.cell('const deep = (n: number): number => (n === 0 ? (null as any).x : deep(n - 1) + 1)');
    const { text } = await failing('\n\ndeep(30)');
    const frames = text.split('\n').filter(line => /^ {4}(at|…) /.test(line));
    expect(frames).toHaveLength(15);
    expect(frames[10]).toMatch(/^ {4}… \d+ more$/);
    expect(frames.at(-1)).toMatch(/^ {4}at cell \d+:3:1$/);
  });

  test('in a cell that is a module is in that cell', async () => {
    await kernel.cell('/** @module thrown */\nexport function inModule() {\n  throw new Error("m")\n}');
    const { text } = await failing('import { inModule } from "./thrown"; inModule()');
    expect(text).toContain('> 3 |   throw new Error("m")');
    expect(text).toMatch(/thrown\.ts:3:9\)/);
  });
});

describe('an error', () => {
  test('shows its causes and the errors in it', async () => {
    const { text, ename, evalue } = await failing(
      'throw new AggregateError([new Error("one"), new TypeError("two", { cause: "deep" })], "many", { cause: new Error("why") })',
    );
    expect([ename, evalue]).toEqual(['AggregateError', 'many']);
    const heads = text.split('\n').filter(line => /^(Aggregate|Error|Caused)/.test(line));
    expect(heads).toEqual([
      'AggregateError: many',
      'Error 1 of 2: Error: one',
      'Error 2 of 2: TypeError: two',
      "Caused by: 'deep'",
      'Caused by: Error: why',
    ]);
  });

  test.each<[string, string, Partial<Failed>]>([
    ['that is none', 'throw { a: 1 }', { ename: 'Thrown', evalue: '{ a: 1 }' }],
    ['that is undefined', 'throw undefined', { ename: 'Thrown', evalue: 'undefined' }],
    ['whose toString throws', 'throw Object.assign(new Error("m"), { toString() { throw 1 } })', { evalue: 'm' }],
    ['with a class of its own', 'class Mine extends Error { name = "Mine" } throw new Mine("m")', { ename: 'Mine' }],
  ])('%s', async (_, code, expected) => {
    expect(await failing(code)).toMatchObject(expected);
  });

  test('with a message of megabytes is cut', async () => {
    const { evalue, text } = await failing('throw new Error("x".repeat(5e6))');
    expect(evalue).toMatch(/x… \(4990000 more characters\)$/);
    expect(text.length).toBeLessThan(20_000);
  });

  test('in a line of thousands of characters shows the part around it', async () => {
    const { text } = await failing(`/* ${'y'.repeat(5000)} */ throw new Error("m") // ${'z'.repeat(5000)}`);
    expect(text).toContain('throw new Error("m")');
    expect(text.length).toBeLessThan(2000);
  });
});

describe('type errors', () => {
  test('are all listed, each with its lines, what it means in full, and the places that have to do with it', async () => {
    const { ename, evalue, text } = await failing(
      'const a: number = "x";\nconst b: { c: { d: number } } = { c: { d: "y" } };\nconst f: (g: string) => void = (g: number) => {};',
    );
    expect(ename).toBe('TypeScriptError');
    expect(evalue.match(/cell \d+:\d+:\d+ /g)).toHaveLength(3);
    expect(text).toContain('> 1 | const a: number = "x";\n    |       ^');
    expect(text).toMatch(/cell \d+:2:17 The expected type comes from property 'd'/);
    expect(text).toContain(
      "\n  Types of parameters 'g' and 'g' are incompatible.\n    Type 'string' is not assignable to type 'number'.",
    );
  });

  test('of a local file are listed with its lines', async () => {
    const { text } = await failing('import { a } from "./wrong"; a');
    expect(text).toContain("wrong.ts:1:14 Type 'string' is not assignable");
    expect(text).toContain('> 3 | export const b: string = 5;\n    |              ^');
  });

  test('of a cell that is a module are in that cell', async () => {
    const { evalue, text } = await failing('/** @module typed */\nexport const x: number = "a";');
    expect(evalue).toMatch(/^cell \d+:2:14 Type 'string' is not assignable/);
    expect(text).toContain('> 2 | export const x: number = "a";\n    |              ^');
  });

  test('beyond twenty are counted', async () => {
    const { evalue } = await failing(Array.from({ length: 30 }, (_, i) => `const w${i}: number = "";`).join('\n'));
    expect(evalue.split('\n')).toHaveLength(21);
    expect(evalue).toMatch(/and 10 more like these$/);
  });
});

describe('syntax errors', () => {
  test.each([
    ['const y = ;', [/:1:11 Expression expected/]],
    ['foo(', [/:1:5 /]],
    ['const s = `abc', [/:1:15 Unterminated template literal/]],
    ['if (x) {\n  1\n', [/:2:4 '}' expected/]],
    ['using x = f()', [/`using` is not known yet: the TypeScript of this kernel is 5.0; write const/]],
    ['await using x = f()', [/`using` is not known yet/]],
    ['class A { static { await 1 } }', [/await/i]],
  ])('%j', async (code, messages) => {
    const { evalue, ename } = await failing(code);
    expect(ename).toBe('TypeScriptError');
    const lines = evalue.split('\n');
    expect(lines).toHaveLength(messages.length);
    for (const [i, message] of messages.entries()) expect(lines[i]).toMatch(message);
  });

  test('do not come with what follows from them', async () => {
    const { evalue } = await failing('const a = nowhere + ;');
    expect(evalue).not.toContain('nowhere');
  });
});
