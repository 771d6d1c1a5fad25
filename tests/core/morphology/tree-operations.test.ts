import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as morphology from '../../../kernel-helpers/core/morphology/index.js';
import { COMPARTMENT, type Skeleton } from '../../../kernel-helpers/core/skeleton.js';
import { always } from '../../reference/properties.js';
import { allPathsNm, anySkeleton, pointOf, skeletonOf } from '../../reference/trees.js';

const { soma, axon, basalDendrite } = COMPARTMENT;
const cell = skeletonOf(
  [0, 0, 0, -1, soma],
  [0, 100, 0, 0, axon],
  [0, 200, 0, 1, axon],
  [10, 100, 0, 1, axon],
  [0, -50, 0, 0, basalDendrite],
  [0, -90, 0, 4, basalDendrite],
);
const anyNode = fc.double({ min: 0, max: 0.999, noNaN: true });

/** A skeleton as every reader promises it: parents first, arrays of one length, nodes from where it says. */
function expectValid(derived: morphology.DerivedSkeleton, given: Skeleton): void {
  const { nodeCount, parents, positionsNm, radiiNm, compartments, sourceNodes } = derived;
  expect([parents.length, positionsNm.length / 3, radiiNm.length, compartments.length, sourceNodes.length]).toEqual(
    new Array(5).fill(nodeCount),
  );
  parents.forEach((parent, i) => {
    expect(parent >= -1 && parent < i).toBe(true);
    const source = sourceNodes[i];
    if (source < 0) return;
    expect(pointOf(derived, i)).toEqual(pointOf(given, source));
    expect([radiiNm[i], compartments[i]]).toEqual([given.radiiNm[source], given.compartments[source]]);
  });
}

test('every operation gives a valid skeleton', () => {
  always(
    fc.property(anySkeleton, anyNode, (skeleton, part) => {
      const node = Math.floor(part * skeleton.nodeCount);
      expectValid(morphology.subtree(skeleton, node), skeleton);
      expectValid(morphology.reroot(skeleton, node), skeleton);
      expectValid(morphology.prune(skeleton, { keep: ['axon', 'unknown'], minTwigNm: 300 }), skeleton);
      expectValid(morphology.mainPath(skeleton), skeleton);
      expectValid(morphology.mainPath(skeleton, { from: 'tip' }), skeleton);
      expectValid(morphology.resample(skeleton, 130), skeleton);
    }),
  );
});

describe('subtree and reroot', () => {
  test('take what hangs on a node', () => {
    const beyond = morphology.subtree(cell, 1);
    expect([...beyond.sourceNodes]).toEqual([1, 2, 3]);
    expect([...beyond.parents]).toEqual([-1, 0, 0]);
    expect(() => morphology.subtree(cell, -1)).toThrow('subtree node is not in the skeleton: received -1');
  });

  test('a turned tree keeps every edge', () => {
    always(
      fc.property(anySkeleton, anyNode, (skeleton, part) => {
        const node = Math.floor(part * skeleton.nodeCount);
        const turned = morphology.reroot(skeleton, node);
        expect([turned.sourceNodes[0], turned.parents[0]]).toEqual([node, -1]);
        const edges = (parents: Int32Array, name: (i: number) => number): string[] =>
          [...parents].flatMap((p, i) => (p < 0 ? [] : [[name(i), name(p)].sort((a, b) => a - b).join()])).sort();
        expect(edges(turned.parents, i => turned.sourceNodes[i])).toEqual(edges(skeleton.parents, i => i));
      }),
    );
  });
});

describe('prune', () => {
  test('keeps compartments; what hung on others becomes a root', () => {
    const left = morphology.prune(cell, { keep: ['axon'] });
    expect([...left.parents]).toEqual([-1, 0, 0]);
    expect(morphology.prune(cell, { keep: ['axon', 'soma'] }).nodeCount).toBe(4);
    expect(morphology.prune(cell, { keep: [] }).nodeCount).toBe(0);
  });

  test('takes off twigs shorter than asked, in one round, without their branch point', () => {
    expect([...morphology.prune(cell, { minTwigNm: 10 }).sourceNodes]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...morphology.prune(cell, { minTwigNm: 11 }).sourceNodes]).toEqual([0, 1, 2, 4, 5]);
    expect([...morphology.prune(cell, { minTwigNm: 91 }).sourceNodes]).toEqual([0, 1, 2]);
    // with both its twigs gone the stem is a twig itself, and stays
    expect([...morphology.prune(cell, { minTwigNm: 101 }).sourceNodes]).toEqual([0, 1]);
    const line = skeletonOf([0, 0, 0, -1, axon], [0, 5, 0, 0, axon]);
    expect(morphology.prune(line, { minTwigNm: 100 }).nodeCount).toBe(2);
  });
});

describe('mainPath', () => {
  test('is the longest way from the soma, or between any two nodes', () => {
    expect([...morphology.mainPath(cell).sourceNodes]).toEqual([0, 1, 2]);
    expect([...morphology.mainPath(cell, { from: 'tip' }).sourceNodes]).toEqual([2, 1, 0, 4, 5]);
    expect(morphology.mainPath(skeletonOf()).nodeCount).toBe(0);
    expect(() => morphology.mainPath(cell, { from: 'root' as 'soma' })).toThrow(
      'mainPath from is unknown: received root, expected soma or tip',
    );
  });

  test('agrees with the longest of all ways', () => {
    always(
      fc.property(anySkeleton, skeleton => {
        const ways = allPathsNm(skeleton);
        const start = Math.max(0, skeleton.compartments.indexOf(soma));
        const reached = (node: number): number[] => ways[node].filter(way => way < Number.POSITIVE_INFINITY);
        const tree = [...ways.keys()].filter(node => ways[start][node] < Number.POSITIVE_INFINITY);
        const path = morphology.mainPath(skeleton);
        expect(morphology.cableLengthNm(path)).toBeCloseTo(Math.max(...reached(start)), 6);
        expect(morphology.cableLengthNm(morphology.mainPath(skeleton, { from: 'tip' }))).toBeCloseTo(
          Math.max(...tree.flatMap(reached)),
          6,
        );
      }),
    );
  });
});

describe('resample', () => {
  test('cuts each segment into even steps and leaves its ends', () => {
    const even = morphology.resample(cell, 40);
    expect([...even.positionsNm].filter((_, i) => i % 3 === 1)).toEqual([
      0,
      ...[1, 2, 3].map(k => Math.fround((k / 3) * 100)),
      ...[1, 2, 3].map(k => Math.fround(100 + (k / 3) * 100)),
      100,
      -30,
      -60,
      -90,
    ]);
    expect(morphology.cableLengthNm(even)).toBeCloseTo(morphology.cableLengthNm(cell), 3);
    expect(() => morphology.resample(cell, 0)).toThrow('resample stepNm is not a length: received 0');
  });

  test('makes no step longer than asked, no arbor longer, and moves no branch point', () => {
    always(
      fc.property(anySkeleton, fc.constantFrom(60, 250, 5000), (skeleton, stepNm) => {
        const even = morphology.resample(skeleton, stepNm);
        morphology.edgeLengthsNm(even).forEach(length => {
          expect(length).toBeLessThanOrEqual(stepNm + 1e-3);
        });
        const cable = morphology.cableLengthNm(skeleton);
        expect(morphology.cableLengthNm(even)).toBeLessThanOrEqual(cable + 1e-3 * even.nodeCount);
        expect(morphology.branchPointCount(even)).toBe(morphology.branchPointCount(skeleton));
        expect(morphology.tipCount(even)).toBe(morphology.tipCount(skeleton));
      }),
    );
  });
});
