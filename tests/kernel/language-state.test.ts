/** What cells leave for later cells: after an error, after an interrupt, and between functions and variables. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KernelClient, type Ran, uncoloured } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient({ 'failing.ts': 'export const never = 1; throw new Error("at load");' });
  await kernel.started();
});
afterAll(() => kernel?.stop());

const result = async (code: string): Promise<string | undefined> => {
  const { result, reply } = await kernel.cell(code);
  return reply.status === 'ok' ? result : `${reply.ename}: ${reply.evalue}`;
};

/** The last line of a failing cell's traceback. */
const told = async (code: string): Promise<string> =>
  uncoloured((await kernel.cell(code)).reply.traceback?.at(-1) ?? '');

describe('a cell that throws', () => {
  test('keeps what it had declared, with its types, and says what is there', async () => {
    const code = [
      'const one = 1; let two: string = "2"; function three() { return one }',
      'interface Four { four: 4 } type Five = Four["four"]; import { sep } from "node:path";',
      'throw new Error("here");',
      'const six = 6; class Seven {}',
    ].join('\n');
    expect(await told(code)).toBe(
      'Declared before the cell ended: one, two, three, Four, Five, sep; not declared: six, Seven',
    );
    expect(await result('const four: Five = 4; [one, two.length, three(), four, sep.length]')).toBe(
      '[ 1, 1, 1, 4, 1 ]',
    );
    expect(await result('six')).toMatch(/Cannot find name 'six'/);
    expect(await result('new Seven()')).toMatch(/Cannot find name 'Seven'/);
  });

  test('says so when nothing of it is there, and nothing when nothing is missing', async () => {
    expect(await told('const all = 1; throw new Error("x")')).toMatch(/^ {4}at cell \d+:1:22$/);
    expect(await result('all')).toBe('1');
    expect(await told('throw new Error("x"); const none = 1')).toBe(
      'Not declared by this cell, which ended before: none',
    );
    expect(await told('throw new Error("x")')).toMatch(/^ {4}at cell \d+:1:7$/);
  });

  test('leaves an older value and its type where it had not come to the new one', async () => {
    await kernel.cell('let kept = 1; const fixed = [1, 2]; class Kept { n = 1 }');
    await kernel.cell('if (Math.random() >= 0) throw new Error("early");\nlet kept = "text"; class Kept { s = "" }');
    expect(await result('[kept.toFixed(1), new Kept().n.toFixed()]')).toBe("[ '1.0', '1' ]");
    await kernel.cell('const fixed = "now a text"; throw 1');
    expect(await result('fixed.toUpperCase()')).toBe("'NOW A TEXT'");
  });

  test('leaves out what speaks of something it had not come to', async () => {
    expect(await told('function early() { return late } const there = 1; throw new Error("x"); const late = 2')).toBe(
      'Declared before the cell ended: there; not declared: early, late',
    );
    expect(await result('there')).toBe('1');
    expect(await result('early()')).toMatch(/Cannot find name 'early'/);
  });

  test('gives back the older value of what it leaves out', async () => {
    await kernel.cell('function again() { return "old" }');
    await kernel.cell('function again() { return later2 } throw new Error("x"); const later2 = 2');
    expect(await result('again().toUpperCase()')).toBe("'OLD'");
  });

  test('keeps a whole statement or nothing of it', async () => {
    await kernel.cell('let pair = 1');
    await kernel.cell('const boom = (): [string, string] => { throw new Error("x") }; let [pair, other] = boom()');
    expect(await result('pair.toFixed()')).toBe("'1'");
    expect(await result('other')).toMatch(/Cannot find name 'other'/);
  });

  test('keeps what it had declared when it throws after an await, or in a module it imports', async () => {
    await kernel.cell('const before = 1; await (Promise.reject(new Error("x"))); const after = 2');
    expect(await result('before')).toBe('1');
    expect(await told('import { never } from "./failing"; const later = never')).toBe(
      'Not declared by this cell, which ended before: never, later',
    );
  });

  test('keeps all of it when only its value could not be shown', async () => {
    await kernel.cell('const shown = 5; ({ [Symbol.for("Jupyter.display")]() { throw new Error("x") } })');
    expect(await result('shown')).toBe('5');
  });

  test('keeps the state of its variables for its functions', async () => {
    await kernel.cell('let count = 0; function add() { return ++count } add(); throw new Error("x")');
    expect(await result('count = 10; [add(), count]')).toBe('[ 11, 11 ]');
  });

  test('declares nothing when its types are wrong', async () => {
    expect(await result('const typed = 1; const wrong: string = typed')).toMatch(/TS2322/);
    expect(await result('typed')).toMatch(/Cannot find name 'typed'/);
  });
});

test('an interrupted cell keeps what it had declared, and what it does later does not surprise', async () => {
  const code = [
    'let ticks = 0; const step = () => ++ticks; console.log("go");',
    'while (ticks >= 0) { await new Promise(r => setTimeout(r, 5)); step() }',
    'const neverThere = 1;',
  ].join('\n');
  const { replies } = await kernel.do<Ran>({ do: 'interrupt', code, after: 'go' });
  expect(replies[0].ename).toBe('Interrupted');
  expect(uncoloured(replies[0].traceback?.at(-1) ?? '')).toBe(
    'Declared before the cell ended: ticks, step; not declared: neverThere',
  );
  // The loop still goes: this ends it, for the variable is the same.
  expect(await result('ticks = -2; typeof step')).toBe("'function'");
  expect(await result('await new Promise(r => setTimeout(r, 50)); typeof ticks')).toBe("'number'");
  expect(await result('neverThere')).toMatch(/Cannot find name 'neverThere'/);
});

describe('a variable', () => {
  test.each([
    ['let n1 = 0; function inc1() { return ++n1 }', 'n1 = 100; inc1()', '101'],
    ['let n2 = 0; const inc2 = () => ++n2;', 'n2++; [inc2(), n2]', '[ 2, 2 ]'],
    ['var n3 = 0; class Of3 { get n() { return n3 } }', '[n3] = [7]; new Of3().n', '7'],
    ['let n4 = { a: 1 }; const read4 = async () => n4.a', '({ n4 } = { n4: { a: 8 } }); await read4()', '8'],
    ['let n5 = 1; const o5 = { get n() { return n5 }, set n(v) { n5 = v } }', 'o5.n = 9; n5', '9'],
    ['let n6 = 1, m6 = 2; const all6 = () => [n6, m6]', 'for (n6 of [5, 6]); m6 **= 3; all6()', '[ 6, 8 ]'],
    ['let n7 = 1; const t7 = setTimeout(() => { n7 = 2 })', 'await new Promise(r => setTimeout(r, 20)); n7', '2'],
  ])('of a cell is one for its functions and for later cells: %s', async (first, second, expected) => {
    expect(await result(first)).toBeUndefined();
    expect(await result(second)).toBe(expected);
  });

  test('is one for the functions of a cell between, too', async () => {
    await kernel.cell('let shared = 1');
    await kernel.cell('const readShared = () => shared; const writeShared = (n: number) => { shared = n }');
    await kernel.cell('shared = 5');
    expect(await result('const r = readShared(); writeShared(6); [r, shared, readShared()]')).toBe('[ 5, 6, 6 ]');
  });

  test('that is declared again is another one: the functions of its old cell keep theirs', async () => {
    await kernel.cell('let twice = 1; const oldTwice = () => twice');
    await kernel.cell('let twice = "new"; const newTwice = () => twice');
    expect(await result('twice += "er"; [oldTwice(), newTwice(), twice]')).toBe("[ 1, 'newer', 'newer' ]");
  });

  test('a function declared again is the new one for functions of other cells, the old one for those of its own', async () => {
    await kernel.cell('function version() { return 1 } function own() { return version() }');
    await kernel.cell('function other() { return version() }');
    await kernel.cell('function version() { return 2 }');
    expect(await result('[own(), other(), version()]')).toBe('[ 1, 2, 2 ]');
  });

  test("a loop at the top of a cell over a variable of its own is no proxy's hundred times slower", async () => {
    const { result, reply } = await kernel.cell(
      [
        'const values = new Float64Array(5e6).fill(1); let sum = 0; const look = () => sum;',
        'const t0 = performance.now(); for (let i = 0; i < values.length; i++) sum += values[i];',
        'const t1 = performance.now(); ((v: Float64Array) => { let s = 0; for (let i = 0; i < v.length; i++) s += v[i]; return s })(values);',
        '(t1 - t0) / (performance.now() - t1)',
      ].join('\n'),
    );
    expect(reply.status).toBe('ok');
    expect(Number(result)).toBeLessThan(30);
  });
});
