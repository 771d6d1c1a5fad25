import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import { expect, test } from 'vitest';
import { WorkQueue } from '../../../extension/neuron-viewer/work-queue';

/** A queue whose turns come by hand, on a clock that a step moves by 4 ms. */
function byHand() {
  const turns: (() => void)[] = [];
  let now = 0;
  const done: string[] = [];
  const queue = new WorkQueue(
    turn => turns.push(turn),
    () => now,
  );
  function* counting(name: string, count: number): Steps<string> {
    for (let i = 0; i < count; i += 1) {
      now += 4;
      done.push(`${name}${i}`);
      yield;
    }
    return name;
  }
  return { queue, counting, done, turn: () => turns.shift()?.(), turns };
}

const always = { isUrgent: () => true };

test('a turn takes ten milliseconds of steps and leaves the others for the next', async () => {
  const { queue, counting, done, turn } = byHand();
  const told: number[] = [];
  const result = queue.run(counting('a', 5), { ...always, onTurn: steps => told.push(steps) });
  turn();
  expect(done).toEqual(['a0', 'a1', 'a2']);
  turn();
  expect(done).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  expect(told).toEqual([3]);
  expect(await result).toBe('a');
});

test('what is in sight is done before what came first', async () => {
  const { queue, counting, done, turn } = byHand();
  let isSeen = false;
  const first = queue.run(counting('a', 1), { isUrgent: () => false });
  const second = queue.run(counting('b', 4), { isUrgent: () => isSeen });
  isSeen = true;
  turn();
  turn();
  turn();
  expect(done).toEqual(['b0', 'b1', 'b2', 'b3', 'a0']);
  expect(await Promise.all([first, second])).toEqual(['a', 'b']);
});

test('nothing is done after the signal, and no turn is asked for when all is done', async () => {
  const { queue, counting, done, turn, turns } = byHand();
  const stop = new AbortController();
  const result = queue.run(counting('a', 9), { ...always, signal: stop.signal });
  turn();
  stop.abort(new Error('closed'));
  turn();
  await expect(result).rejects.toThrow('closed');
  expect(done).toHaveLength(3);
  expect(turns).toHaveLength(0);
});

test('an error in a step is of that work alone', async () => {
  const { queue, counting, turn } = byHand();
  function* breaking(): Steps<never> {
    yield;
    throw new Error('broken');
  }
  const broken = queue.run(breaking(), always);
  const good = queue.run(counting('a', 1), always);
  turn();
  turn();
  await expect(broken).rejects.toThrow('broken');
  expect(await good).toBe('a');
});
