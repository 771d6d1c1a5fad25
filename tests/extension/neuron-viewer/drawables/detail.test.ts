import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelFor, runsOf, TOLERANCES_UM } from '../../../../extension/neuron-viewer/drawables/detail';

describe('the level of detail', () => {
  test('is the coarsest that is off by no more than the pixels allow', () => {
    expect(levelFor(1, 0.4)).toBe(3);
    expect(levelFor(1, 1.2)).toBe(4);
    expect(levelFor(0, 0.4)).toBe(0);
    expect(levelFor(1e6, 1)).toBe(TOLERANCES_UM.length - 1);
  });

  test('is never off by more, and the next coarser one is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), um => {
        const level = levelFor(um, 0.4);
        expect(TOLERANCES_UM[level]).toBeLessThanOrEqual(um * 0.4);
        if (level + 1 < TOLERANCES_UM.length) expect(TOLERANCES_UM[level + 1]).toBeGreaterThan(um * 0.4);
      }),
    );
  });
});

test('runs hold what was taken, side by side', () => {
  const taken = [true, true, false, true, false, false, true];
  expect(runsOf(taken.length, i => taken[i])).toEqual([
    [0, 2],
    [3, 4],
    [6, 7],
  ]);
});
