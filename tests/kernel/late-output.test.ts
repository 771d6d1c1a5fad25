/** What a cell leaves behind (timers, promises, errors) shows under that cell, however many have run since. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KernelClient, type Output, uncoloured } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient();
  await kernel.started();
});
afterAll(() => kernel?.stop());

type Shown = Output & { readonly cell: number | null };

/**
 * The first cell waits for the gate and then runs `late`; the second does nothing; the third opens the gate, and waits
 * for timers one after another: one long timer would be over before a short one that a busy machine sets late.
 */
async function afterTwoMore(late: string): Promise<[cell: number | null, what: string][]> {
  const shown = await kernel.do<Shown[]>({
    do: 'in_turn',
    codes: [
      `let open: () => void = () => {};
       const gate = new Promise<void>(resolve => { open = resolve; });
       ${late}`,
      "console.log('second')",
      "open(); for (let n = 0; n < 20; n++) await new Promise(done => setTimeout(done, 1)); console.log('third')",
    ],
  });
  return shown.map(({ cell, content }) => [
    cell,
    uncoloured(String(content.text ?? content.data?.['text/plain'])).split('\n')[0],
  ]);
}

test.each([
  ['a line printed after an await', "void (async () => { await gate; console.log('late') })()", 'late'],
  ['a line printed in a then', "void gate.then(() => console.log('late'))", 'late'],
  ['a line printed by a timer', "void gate.then(() => setTimeout(() => console.log('late'), 1))", 'late'],
  ['a display', "void gate.then(() => display('late'))", "'late'"],
  ['a rejection', "void gate.then(() => { throw new Error('late') })", 'Unhandled rejection: Error: late'],
  [
    'an error in a timer',
    "void gate.then(() => setTimeout(() => { throw new Error('late') }, 1))",
    'Uncaught exception: Error: late',
  ],
])('%s', async (_name, code, what) => {
  expect(await afterTwoMore(code)).toEqual([
    [1, 'second'],
    [0, what],
    [2, 'third'],
  ]);
});

test('a function called from a later cell prints there', async () => {
  const shown = await kernel.do<Shown[]>({
    do: 'in_turn',
    codes: ["async function greet() { await null; console.log('hello') }", 'await greet()'],
  });
  expect(shown.map(({ cell, content }) => [cell, content.text])).toEqual([[1, 'hello\n']]);
});

test('many late lines of two cells keep their order and their cells', async () => {
  const printing = (name: string): string =>
    `void (async () => { for (let i = 0; i < 50; i++) { console.log('${name}', i); await null } })()`;
  const shown = await kernel.do<Shown[]>({
    do: 'in_turn',
    codes: [
      `let start: () => void = () => {}; const ready = new Promise<void>(go => { start = go; }); void ready.then(() => { ${printing('one')} })`,
      `void ready.then(() => { ${printing('two')} })`,
      'start(); await new Promise(done => setTimeout(done, 20))',
    ],
  });
  const lines = (cell: number): string =>
    shown
      .filter(one => one.cell === cell)
      .map(({ content }) => content.text)
      .join('');
  expect(lines(0)).toBe(Array.from({ length: 50 }, (_, i) => `one ${i}\n`).join(''));
  expect(lines(1)).toBe(Array.from({ length: 50 }, (_, i) => `two ${i}\n`).join(''));
  expect(lines(2)).toBe('');
});
