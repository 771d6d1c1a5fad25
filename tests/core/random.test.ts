import { describe, expect, test } from 'vitest';
import { createRandom, xoshiro128 } from '../../kernel-helpers/core/random.js';
import { InvalidArgumentError } from '../../kernel-helpers/errors.js';

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

test('xoshiro128 gives the numbers of its reference implementation', () => {
  // From xoshiro128starstar.c 1.1 with state {1, 2, 3, 4}.
  expect(draw(8, xoshiro128(1, 2, 3, 4))).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
  ]);
});

describe('createRandom', () => {
  test('gives the same stream for the same seed and another for another', () => {
    expect(draw(20, createRandom(7).uniform)).toEqual(draw(20, createRandom(7).uniform));
    expect(draw(20, createRandom(7).uniform)).not.toEqual(draw(20, createRandom(8).uniform));
  });

  test('tells seeds apart that differ beyond 32 bits', () => {
    expect(createRandom(2 ** 40 + 5).uniform()).not.toBe(createRandom(5).uniform());
  });

  test('refuses a seed that is no whole number', () => {
    expect(() => createRandom(1.5)).toThrow(InvalidArgumentError);
    expect(() => createRandom(-1)).toThrow(
      'random seed is not valid: received -1, expected a whole number in [0, 2^53)',
    );
  });
});

test('uniform lies in [0, 1) with mean one half and variance one twelfth', () => {
  const values = draw(20_000, createRandom(1).uniform);
  expect(values.every(value => value >= 0 && value < 1)).toBe(true);
  const mean = values.reduce((a, b) => a + b) / values.length;
  expect(mean).toBeCloseTo(0.5, 2);
  expect(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length).toBeCloseTo(1 / 12, 2);
});

test('normal has the mean, the spread and the tails it is asked for', () => {
  const random = createRandom(2);
  const values = draw(20_000, () => random.normal(10, 3));
  const mean = values.reduce((a, b) => a + b) / values.length;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  expect(Math.abs(mean - 10)).toBeLessThan(0.08);
  expect(Math.abs(spread - 3)).toBeLessThan(0.06);
  const within = values.filter(v => Math.abs(v - 10) < 3).length / values.length;
  expect(Math.abs(within - 0.6827)).toBeLessThan(0.012);
});

test('integer gives every number below its end about as often', () => {
  const random = createRandom(3);
  const counts = new Array(6).fill(0);
  for (let i = 0; i < 12_000; i++) counts[random.integer(6)]++;
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(160);
  expect(() => random.integer(0)).toThrow('random integer end is not valid: received 0, expected 1 to 2^32');
});

test('between and pick stay within what they are given', () => {
  const random = createRandom(4);
  for (let i = 0; i < 200; i++) {
    const value = random.between(-3, -1);
    expect(value >= -3 && value < -1).toBe(true);
    expect(['a', 'b']).toContain(random.pick(['a', 'b']));
  }
});

test('a fork is a stream of its own: drawing from it changes nothing in its parent', () => {
  const quiet = createRandom(5);
  quiet.fork();
  const busy = createRandom(5);
  draw(100, busy.fork().uniform);
  expect(draw(10, busy.uniform)).toEqual(draw(10, quiet.uniform));
});
