import { execFileSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { describeUniform } from '../../../kernel-helpers/core/nulls/describe.js';
import {
  endIdleThreads,
  giveThreads,
  takeThreads,
  threadCounts,
} from '../../../kernel-helpers/io/workers/draw-threads.js';
import { shared } from '../../../kernel-helpers/io/workers/share.js';
import { wiringOf } from '../../core/nulls/any-wiring.js';

const model = shared(describeUniform('m', wiringOf(5, [[0, 1], [1, 2], [3, 0]]))); // biome-ignore format: pairs
const setup = { type: 'setup', model, statistic: { name: 'edges' }, seed: 0 } as const;

afterEach(endIdleThreads);

test('threads are used again by the next call', async () => {
  const [thread] = takeThreads(1);
  expect(threadCounts()).toEqual({ idle: 0, lent: 1 });
  expect(await thread.ask(setup)).toEqual({ type: 'ready' });
  expect(await thread.ask({ type: 'draw', from: 3, to: 5 })).toEqual({ type: 'values', values: Float64Array.of(3, 3) });
  giveThreads([thread]);
  expect(threadCounts()).toEqual({ idle: 1, lent: 0 });
  const taken = takeThreads(2);
  expect(taken).toContain(thread);
  giveThreads(taken);
  expect(threadCounts()).toEqual({ idle: 2, lent: 0 });
  await endIdleThreads();
  expect(threadCounts()).toEqual({ idle: 0, lent: 0 });
  expect(thread.ended).toBe(true);
  await expect(thread.ask(setup)).rejects.toThrow('a thread that draws graphs has ended');
});

test('a thread that is given back at work is ended, and what it owes fails', async () => {
  const [thread] = takeThreads(1);
  const first = thread.ask(setup);
  const owed = thread.ask({ type: 'draw', from: 0, to: 50_000_000 });
  await first;
  giveThreads([thread]);
  expect(threadCounts()).toEqual({ idle: 0, lent: 0 });
  await expect(owed).rejects.toThrow('a thread that draws graphs has ended');
});

test('what goes wrong in a thread arrives as it is, and the thread lives on', async () => {
  const [thread] = takeThreads(1);
  await expect(thread.ask({ type: 'draw', from: 0, to: 1 })).rejects.toThrow('asked before it was set up');
  await thread.ask(setup);
  const broken = { ...model, entryStarts: Uint32Array.of(0, 3), memberStarts: null as never };
  await thread.ask({ ...setup, model: broken });
  const error: unknown = await thread.ask({ type: 'draw', from: 0, to: 1 }).catch(reason => reason);
  expect((error as Error).name).toBe('TypeError');
  expect((error as Error).stack).toContain('draw-strata');
  expect(await thread.ask(setup)).toEqual({ type: 'ready' });
  giveThreads([thread]);
});

test('arrays of a model are shared, the rest of it is as it was', () => {
  const plain = describeUniform('m', wiringOf(5, [[0, 1], [1, 2], [3, 0]])); // biome-ignore format: pairs
  expect(model.observed.offsets.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(model.entries.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(JSON.stringify(model)).toBe(JSON.stringify(plain));
});

test('a process that has drawn ends by itself, and one that waits for draws stays until they are there', () => {
  const nulls = new URL('../../../kernel-helpers/dist/io/nulls.js', import.meta.url).href;
  const connectivity = new URL('../../../kernel-helpers/dist/core/connectivity/index.js', import.meta.url).href;
  const table = new URL('../../../kernel-helpers/dist/core/table.js', import.meta.url).href;
  const script = `
    const { fromSynapses } = await import('${connectivity}');
    const { tableOf } = await import('${table}');
    const nulls = await import('${nulls}');
    const wiring = fromSynapses(tableOf({ pre_id: [1n, 2n, 3n], post_id: [2n, 3n, 1n] }));
    nulls.degreePreserving(wiring, { draws: 50, workers: 2 }).then(found => console.log('drawn', found.n));
  `;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { timeout: 9_000 });
  expect(printed.toString()).toBe('drawn 50\n');
});
