import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect, promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { CellContext } from '../../kernel-helpers/kernel/cell-context.js';

interface Cell {
  readonly name: string;
  stopped?: boolean;
}

const one: Cell = { name: 'one' };
const two: Cell = { name: 'two' };
let uninstall = (): void => undefined;

afterEach(() => uninstall());

function follow(): CellContext<Cell> {
  const context = new CellContext<Cell>(cell => cell.stopped !== true);
  uninstall = context.install();
  return context;
}

/** Runs `schedule` for cell one, then lets cell two run, and tells on whose behalf the callback ran. */
async function servedBy(schedule: (callback: () => void) => void): Promise<Cell | undefined> {
  const context = follow();
  let served: Cell | undefined;
  const ran = new Promise<void>(resolve => {
    context.run(one, () =>
      schedule(() => {
        served = context.current;
        resolve();
      }),
    );
  });
  context.run(two, () => undefined);
  await ran;
  return served;
}

describe('what a cell left behind runs on its behalf', () => {
  test.each<[string, (callback: () => void) => void]>([
    [
      'the way after an await',
      async callback => {
        await undefined;
        callback();
      },
    ],
    [
      'the way after many awaits, each waiting for a timer',
      async callback => {
        for (let i = 0; i < 3; i++) await new Promise(resolve => setTimeout(resolve));
        callback();
      },
    ],
    ['a then', callback => void Promise.resolve().then(callback)],
    [
      'a finally of a promise that fails',
      callback =>
        void Promise.reject()
          .finally(callback)
          .catch(() => undefined),
    ],
    // biome-ignore lint/suspicious/noThenProperty: what is tested here
    ['a thenable', callback => void Promise.resolve({ then: callback })],
    ['a timer', callback => void setTimeout(callback)],
    ['a repeated timer', callback => void setInterval(callback).unref()],
    ['an immediate', callback => void setImmediate(callback)],
    ['a microtask', callback => queueMicrotask(callback)],
    ['a next tick', callback => process.nextTick(callback)],
    ['a timer as a promise', callback => void promisify(setTimeout)(0).then(callback)],
    ['a timer set by a timer', callback => void setTimeout(() => setTimeout(callback))],
    [
      'the end of an async iteration',
      async callback => {
        for await (const _ of [Promise.resolve(1)]);
        callback();
      },
    ],
  ])('%s', async (_name, schedule) => {
    expect(await servedBy(schedule)).toBe(one);
  });
});

test('code of no cell stays so, whatever ran before', async () => {
  const context = follow();
  context.run(one, () => void Promise.resolve().then(() => undefined));
  await nextTurn();
  expect(context.current).toBeUndefined();
});

test('a cell inside another is left when it ends, also by an error', () => {
  const context = follow();
  context.run(one, () => {
    expect(() =>
      context.run(two, () => {
        throw new Error('in two');
      }),
    ).toThrow('in two');
    expect(context.current).toBe(one);
  });
});

test('the owner of a promise is known, and nothing shows on the promise', () => {
  const context = follow();
  const promise = context.run(one, () => Promise.resolve(5));
  expect(context.ownerOf(promise)).toBe(one);
  expect(context.ownerOf(Promise.resolve())).toBeUndefined();
  expect(inspect(promise, { showHidden: true })).toBe('Promise { 5 }');
});

test('the cell whose timer threw is known when the error is reported', async () => {
  const context = follow();
  const error = new Error('late');
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  try {
    const reported = new Promise<Cell | undefined>(resolve => {
      process.once('uncaughtException', thrown => resolve(context.throwerOf(thrown)));
    });
    context.run(one, () =>
      setTimeout(() => {
        throw error;
      }),
    );
    expect(await reported).toBe(one);
    expect(context.throwerOf(new Error('another'))).toBeUndefined();
  } finally {
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
});

test('the timers of a cell that was stopped fall, repeated ones for good', async () => {
  const context = follow();
  const cell: Cell = { name: 'stopped soon' };
  let ticks = 0;
  const timer = context.run(cell, () => setInterval(() => ticks++, 1));
  while (ticks === 0) await nextTurn();
  cell.stopped = true;
  const before = ticks;
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(ticks).toBe(before);
  expect((timer as unknown as { _destroyed: boolean })._destroyed).toBe(true);
});

test('taken back, timers are as they were', () => {
  const original = setTimeout;
  follow();
  expect(setTimeout).not.toBe(original);
  uninstall();
  expect(setTimeout).toBe(original);
});
