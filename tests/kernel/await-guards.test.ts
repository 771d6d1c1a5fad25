import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type AwaitGuards, awaitGuards } from '../../kernel-helpers/kernel/await-guards.js';
import { CellContext } from '../../kernel-helpers/kernel/cell-context.js';
import { CellRun } from '../../kernel-helpers/kernel/cell-run.js';
import { createMessage } from '../../kernel-helpers/kernel/wire.js';

let uninstall = (): void => undefined;
afterEach(() => uninstall());

/** Runs `work` as a cell, and gives the cell with it. */
function start<Result>(work: (guards: AwaitGuards) => Result): { cell: CellRun; result: Result } {
  const context = new CellContext<CellRun>();
  uninstall = context.install();
  const cell = new CellRun(createMessage('execute_request', 'test').header);
  return { cell, result: context.run(cell, () => work(awaitGuards(context))) };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await nextTurn();
}

describe('in a cell nobody interrupts', () => {
  test('awaits and iterations are as they were written', async () => {
    const { result } = start(async ({ alive, pausing, pausingEach }) => {
      const seen: unknown[] = [alive(await pausing(1)), alive(await pausing(Promise.resolve(2)))];
      for await (const value of pausingEach([3, Promise.resolve(4)])) seen.push(value);
      for await (const value of pausingEach(numbers())) seen.push(value);
      return seen;
    });
    expect(await result).toEqual([1, 2, 3, 4, 5, 6]);
    async function* numbers(): AsyncGenerator<number> {
      yield 5;
      yield 6;
    }
  });

  test('leaving an iteration early closes what it goes through', async () => {
    let closed = false;
    async function* numbers(): AsyncGenerator<number> {
      try {
        for (let n = 0; ; n++) yield n;
      } finally {
        closed = true;
      }
    }
    await start(async ({ pausingEach }) => {
      for await (const n of pausingEach(numbers())) if (n === 2) break;
    }).result;
    expect(closed).toBe(true);
  });

  test('what is no iterable is refused by the loop itself', async () => {
    const { result } = start(async ({ pausingEach }) => {
      for await (const _ of pausingEach(5 as unknown as number[]));
    });
    await expect(result).rejects.toThrow(TypeError);
  });
});

describe('in an interrupted cell', () => {
  test('an await that comes back throws the reason, and finally blocks run', async () => {
    let cleaned = false;
    const { cell, result } = start(async ({ alive, pausing }) => {
      try {
        for (;;) alive(await pausing(nextTurn()));
      } finally {
        cleaned = true;
      }
    });
    cell.interrupt();
    await expect(result).rejects.toBe(cell.signal.reason);
    expect(cleaned).toBe(true);
  });

  test('a loop that catches everything stops too', async () => {
    let rounds = 0;
    const { cell } = start(async ({ alive, pausing }) => {
      for (;;) {
        try {
          alive(await pausing(nextTurn()));
        } catch {
          // whatever it was
        }
        rounds++;
      }
    });
    await turns(3);
    cell.interrupt();
    await turns(3);
    const then = rounds;
    await turns(10);
    expect(rounds).toBe(then);
  });

  test('an iteration stops, over whatever it goes', async () => {
    async function* numbers(): AsyncGenerator<number> {
      for (let n = 0; ; n++) {
        await nextTurn();
        yield n;
      }
    }
    let rounds = 0;
    const { cell, result } = start(async ({ pausingEach }) => {
      for await (const _ of pausingEach(numbers())) rounds++;
    });
    await turns(5);
    expect(rounds).toBeGreaterThan(0);
    cell.interrupt();
    await expect(result).rejects.toBe(cell.signal.reason);
  });
});
