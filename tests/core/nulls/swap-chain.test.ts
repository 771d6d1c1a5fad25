import { expect, test } from 'vitest';
import { BitStream } from '../../../kernel-helpers/core/nulls/bit-stream.js';
import { describeSwaps, observedEdges } from '../../../kernel-helpers/core/nulls/describe.js';
import { mixingOf } from '../../../kernel-helpers/core/nulls/draw-swaps.js';
import { swapChain } from '../../../kernel-helpers/core/nulls/swap-chain.js';
import { wiringOf } from './any-wiring.js';

/** 60 cells, every fifth with many partners. */
const wiring = wiringOf(
  60,
  Array.from({ length: 900 }, (_, i): [number, number] => [(i * i + 3 * i) % 60, (i * 17 + (i % 7) * 5) % 60]),
);

test('hashed pairs make the same swaps as a bit for each pair', () => {
  const few = observedEdges(wiring);
  // a cell beyond the 20,000th makes it hash
  const cellCount = 20_001;
  const offsets = new Uint32Array(cellCount + 1).fill(wiring.pairCount);
  offsets.set(wiring.offsets);
  const dense = swapChain(few);
  const hashed = swapChain({ ...few, cellCount, offsets });
  expect(hashed.constructor).not.toBe(dense.constructor);
  for (const attempts of [1, 50, 20_000]) {
    expect(hashed.attempt(new BitStream(4, attempts), attempts)).toBe(
      dense.attempt(new BitStream(4, attempts), attempts),
    );
    expect([...hashed.targets()]).toEqual([...dense.targets()]);
  }
  dense.reset();
  hashed.reset();
  expect([...dense.targets()]).toEqual([...wiring.targets]);
  expect([...hashed.targets()]).toEqual([...wiring.targets]);
});

test('mixing says how the observed edges are lost, and whether a draw is long enough', () => {
  const long = mixingOf(describeSwaps('m', wiring, 10), new BitStream(0, 0));
  expect(long.attempts).toBe(10 * wiring.pairCount);
  expect(long.overlap.length).toBe(21);
  expect(long.overlap[0]).toBe(1);
  expect(long.overlap[1]).toBeLessThan(0.6);
  expect(long.mixed).toBe(true);
  expect(Math.abs(long.overlap[10] - long.restingOverlap)).toBeLessThan(0.1);
  expect(long.acceptedFraction).toBeGreaterThan(0.3);
  expect(long.acceptedFraction).toBeLessThan(0.9);
  const short = mixingOf(describeSwaps('m', wiring, 0.2), new BitStream(0, 0));
  expect(short.mixed).toBe(false);
});

test('a graph that allows no swap stays as it is', () => {
  const star = wiringOf(4, [[0, 1], [0, 2], [0, 3]]); // biome-ignore format: pairs
  const chain = swapChain(observedEdges(star));
  expect(chain.attempt(new BitStream(0, 0), 1000)).toBe(0);
  expect([...chain.targets()]).toEqual([1, 2, 3]);
  expect(mixingOf(describeSwaps('m', star, 10), new BitStream(0, 0))).toMatchObject({
    acceptedFraction: 0,
    restingOverlap: 1,
    mixed: true,
  });
});
