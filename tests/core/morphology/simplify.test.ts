import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviationNm, keptParents, NOT_KEPT, simplify } from '../../../kernel-helpers/core/morphology/simplify.js';
import { COMPARTMENT } from '../../../kernel-helpers/core/skeleton.js';
import { anyNeuron, neuronOf } from '../../contract/neurons.js';

describe('a simplified skeleton', () => {
  test('of a straight, even run keeps its two ends', () => {
    const { skeleton } = neuronOf([0, 1, 2, 3, 4].map(n => [n * 1000, 0, 0, 100, n - 1, 3] as const));
    const simple = simplify(skeleton, 0);
    expect([...simple.sourceNodes]).toEqual([0, 4]);
    expect([...simple.parents]).toEqual([-1, 0]);
  });

  test('keeps a bend that is larger than the tolerance, and a bead that is thicker', () => {
    const bent = neuronOf([
      [0, 0, 0, 100, -1, 3],
      [1000, 300, 0, 100, 0, 3],
      [2000, 0, 0, 100, 1, 3],
      [3000, 0, 0, 700, 2, 3],
      [4000, 0, 0, 100, 3, 3],
    ]).skeleton;
    expect([...simplify(bent, 250).sourceNodes]).toEqual([0, 1, 2, 3, 4]);
    expect([...simplify(bent, 500).sourceNodes]).toEqual([0, 3, 4]);
    expect([...simplify(bent, 700).sourceNodes]).toEqual([0, 4]);
  });

  test('keeps roots, branch points, tips, somata and changes of compartment, and lies within the tolerance', () => {
    fc.assert(
      fc.property(anyNeuron, fc.double({ min: 0, max: 1e6, noNaN: true }), ({ skeleton }, tolerance) => {
        const kept = keptParents(skeleton, tolerance);
        const children = new Map<number, number>();
        for (const parent of skeleton.parents) children.set(parent, (children.get(parent) ?? 0) + 1);
        for (let i = 0; i < skeleton.nodeCount; i += 1) {
          const parent = skeleton.parents[i];
          const must = parent < 0 || children.get(i) !== 1 || skeleton.compartments[i] === COMPARTMENT.soma;
          if (must) expect(kept[i]).not.toBe(NOT_KEPT);
          if (kept[i] === NOT_KEPT || kept[i] < 0) continue;
          // The kept parent is the nearest kept ancestor, and all between lie on the cone that replaces them.
          for (let at = parent; at !== kept[i]; at = skeleton.parents[at]) {
            expect(kept[at]).toBe(NOT_KEPT);
            expect(skeleton.compartments[at]).toBe(skeleton.compartments[i]);
            expect(deviationNm(skeleton, at, i, kept[i])).toBeLessThanOrEqual(tolerance);
          }
        }
      }),
    );
  });

  test('refuses a tolerance that is none', () => {
    const { skeleton } = neuronOf([[0, 0, 0, 1, -1, 3]]);
    expect(() => simplify(skeleton, -1)).toThrow('received -1, expected nanometres, 0 or more');
    expect(() => simplify(skeleton, Number.NaN)).toThrow('received NaN');
  });
});
