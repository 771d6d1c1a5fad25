/** A kernel that runs for days must not grow with every cell. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KernelClient } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient();
  await kernel.started();
  await kernel.cell(`import { setFlagsFromString } from 'node:v8';
    import { runInNewContext } from 'node:vm';
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;`);
});
afterAll(() => kernel?.stop());

const CELLS = [
  (n: number) => `const a = ${n} * 3; let b = [a]; b`,
  (n: number) => `${n} * 2 + 1`,
  (n: number) => `function f(x: number) { return x + ${n} } f(2)`,
  (n: number) => `const p = await Promise.resolve(${n}); console.log(p)`,
  (n: number) => `display([${n}]); setTimeout(() => undefined, 1)`,
];

async function run(from: number, to: number): Promise<void> {
  const codes = Array.from({ length: to - from }, (_, i) => CELLS[i % CELLS.length](from + i));
  const { replies } = await kernel.run(...codes);
  expect(replies.every(({ status }) => status === 'ok')).toBe(true);
}

async function heldMb(): Promise<number> {
  const { result } = await kernel.cell('collect(); collect(); process.memoryUsage().heapUsed / 1e6');
  return Number(result);
}

test('what 300 cells leave behind is small: less than 30 kB each', async () => {
  await run(0, 150);
  const before = await heldMb();
  await run(150, 450);
  expect(await heldMb()).toBeLessThan(before + 9);
}, 60_000);
