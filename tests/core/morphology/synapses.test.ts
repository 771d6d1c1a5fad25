import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as morphology from '../../../kernel-helpers/core/morphology/index.js';
import { COMPARTMENT, type Skeleton } from '../../../kernel-helpers/core/skeleton.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { always } from '../../reference/properties.js';
import {
  allPathsNm,
  anySkeleton,
  distance,
  nearestEdgeNm,
  pointOf,
  skeletonOf,
  wayBetween,
} from '../../reference/trees.js';

const { soma, axon, basalDendrite } = COMPARTMENT;

/** A soma, a dendrite to the right and an axon to the left; both along x. */
const cell = skeletonOf(
  [0, 0, 0, -1, soma, 1000],
  [4000, 0, 0, 0, basalDendrite, 400],
  [8000, 0, 0, 1, basalDendrite, 200],
  [-6000, 0, 0, 0, axon, 100],
  [-6000, 3000, 0, 3, axon, 100],
  [-6000, -3000, 0, 3, axon, 100],
);

const points: fc.Arbitrary<number[][]> = fc.array(
  fc.tuple(
    fc.integer({ min: -1500, max: 1500 }),
    fc.integer({ min: -1500, max: 1500 }),
    fc.integer({ min: -300, max: 300 }),
  ),
  { maxLength: 8 },
);

const snap = (skeleton: Skeleton, at: readonly (readonly number[])[], maxDistanceNm?: number) =>
  morphology.snapSynapses(skeleton, at.flat(), { maxDistanceNm });

describe('snapSynapses', () => {
  test('finds the nearest point of the edges, not the nearest node', () => {
    const { node, fraction, distanceNm, beyond } = snap(
      cell,
      [
        [7000, 300, 400],
        [2000, 0, 1],
        [0, 0, -9],
      ],
      600,
    );
    expect([...node]).toEqual([2, 1, 0]);
    expect([...fraction]).toEqual([0.75, 0.5, 1]);
    expect([...distanceNm]).toEqual([500, 1, 9]);
    expect(beyond).toBe(0);
  });

  test('keeps synapses that are too far, and says so', () => {
    const far = snap(
      cell,
      [
        [0, 900, 0],
        [0, 5000, 0],
        [0, 901, 0],
      ],
      900,
    );
    expect([...far.node]).toEqual([0, -1, -1]);
    expect([...far.distanceNm]).toEqual([900, Number.NaN, Number.NaN]);
    expect([far.count, far.beyond]).toEqual([3, 2]);
  });

  test('agrees with a look at every edge, and the point it names is that far away', () => {
    always(
      fc.property(anySkeleton, points, fc.constantFrom(undefined, 0, 90, 400), (skeleton, at, maxNm) => {
        const snapped = snap(skeleton, at, maxNm);
        const sites = morphology.synapseSites(skeleton, snapped);
        at.forEach((point, i) => {
          const nearest = nearestEdgeNm(skeleton, point);
          if (snapped.node[i] < 0) expect(nearest).toBeGreaterThan((maxNm as number) - 1e-6);
          else {
            expect(snapped.distanceNm[i]).toBeCloseTo(nearest, 9);
            const place = [...sites.positionsNm.subarray(3 * i, 3 * i + 3)];
            expect(distance(place, point)).toBeCloseTo(snapped.distanceNm[i], 6);
          }
        });
      }),
    );
  });

  test('agrees at brain coordinates, with one edge far longer than the rest', () => {
    const long = skeletonOf(
      [700_000, 600_000, 800_000, -1, soma],
      [700_010, 600_000, 800_000, 0, axon],
      [900_000, 650_000, 810_000, 1, axon],
      [700_000, 600_020, 800_000, 0, axon],
    );
    const at = Array.from({ length: 60 }, (_, i) => [690_000 + 4_000 * i, 600_000 + 700 * (i % 7) * i, 800_000]);
    const { distanceNm } = snap(long, at);
    at.forEach((point, i) => {
      expect(distanceNm[i]).toBeCloseTo(nearestEdgeNm(long, point), 6);
    });
  });

  test('takes only the compartments asked for, and tables', () => {
    const onAxon = morphology.snapSynapses(cell, [4000, 0, 0], { compartments: ['axon'] });
    expect([...onAxon.node, ...onAxon.distanceNm]).toEqual([3, 4000]);
    const table = tableOf({ x: [8000], y: [0], z: [7] });
    expect([...morphology.snapSynapses(cell, table, { columns: ['x', 'y', 'z'] }).distanceNm]).toEqual([7]);
    expect(() => morphology.snapSynapses(cell, [1, 2, 3], { compartments: ['axom' as 'axon'] })).toThrow(
      'snapSynapses compartment is unknown: received axom',
    );
  });

  test('puts all synapses beyond an empty skeleton, and refuses what is no position', () => {
    expect(snap(skeletonOf(), [[0, 0, 0]]).beyond).toBe(1);
    expect(snap(cell, []).count).toBe(0);
    expect(() => morphology.snapSynapses(cell, [1, 2, Number.NaN])).toThrow('of point 0 is missing or no place');
    expect(() => morphology.snapSynapses(cell, [1, 2, null as never])).toThrow('received null for z');
    const lost = { ...cell, positionsNm: cell.positionsNm.map((value, at) => (at === 4 ? Number.NaN : value)) };
    expect(() => morphology.snapSynapses(lost, [1, 2, 3])).toThrow(
      'snapSynapses skeleton of point 1 is missing or no place: received NaN for y',
    );
    expect(() => snap(cell, [[0, 0, 0]], -1)).toThrow('snapSynapses maxDistanceNm is not a length: received -1');
  });
});

describe('synapseSites', () => {
  test('run evenly along an edge, and the soma is a ball', () => {
    const sites = morphology.synapseSites(
      cell,
      snap(
        cell,
        [
          [7000, 0, 0],
          [900, 300, 0],
          [-6000, 1500, 0],
          [0, 9e6, 0],
        ],
        500,
      ),
      {
        proximalNm: 5000,
      },
    );
    expect([...sites.pathDistanceToSomaNm]).toEqual([7000, 900, 7500, Number.NaN]);
    expect(sites.euclideanDistanceToSomaNm[2]).toBeCloseTo(Math.hypot(6000, 1500), 9);
    expect([...sites.radiusNm.subarray(0, 1)]).toEqual([250]);
    expect([...sites.compartments]).toEqual([basalDendrite, soma, axon, 0]);
    expect(sites.targetCompartments).toEqual(['distalBasal', 'soma', 'axon', 'unknown']);
    expect([...sites.strahlerOrders]).toEqual([1, 1, 1, 0]);
  });

  test('refuse synapses of another skeleton', () => {
    expect(() => morphology.synapseSites(skeletonOf(), snap(cell, [[0, 0, 0]]))).toThrow(
      'synapseSites synapse 0 is on no node of this skeleton: received node 0, expected below 0',
    );
  });
});

test('synapseCounts sorts by tag, compartment and distance, and loses none', () => {
  const snapped = snap(
    cell,
    [
      [7000, 0, 0],
      [5000, 0, 0],
      [0, 0, 0],
      [-6000, 1500, 0],
      [0, 9e6, 0],
    ],
    500,
  );
  const sites = morphology.synapseSites(cell, snapped);
  const counts = morphology.synapseCounts(sites, {
    tags: ['spine', 'shaft', null, 'spine', 'spine'],
    boundsNm: [1000, 5000, 7000, 7400],
  });
  expect(counts.tags).toEqual(['shaft', 'spine', 'untagged']);
  expect(counts.byCompartment.spine).toEqual({ unknown: 0, soma: 0, axon: 1, basalDendrite: 1, apicalDendrite: 0 });
  expect(counts.byTarget.untagged.soma).toBe(1);
  expect([...counts.byDistance.spine]).toEqual([0, 0, 1]);
  expect([...counts.byDistance.shaft]).toEqual([0, 1, 0]);
  expect([counts.outsideBounds, counts.beyond]).toEqual([2, 1]);
  expect([...morphology.synapseCounts(sites).byDistance.untagged]).toEqual([4]);
  expect(() => morphology.synapseCounts(sites, { tags: ['spine'] })).toThrow('expected 5, one for each synapse');
});

test('synapseDensity is synapses over cable, and undefined where there is no cable', () => {
  const sites = morphology.synapseSites(
    cell,
    snap(
      cell,
      [
        [7000, 0, 0],
        [5000, 0, 0],
        [0, 0, 0],
        [0, 9e6, 0],
      ],
      500,
    ),
  );
  const density = morphology.synapseDensity(cell, sites);
  expect(density.basalDendrite).toEqual({ synapses: 2, cableNm: 8000, perUm: 0.25 });
  expect(density.soma).toEqual({ synapses: 1, cableNm: 0, perUm: undefined });
  expect(density.all).toEqual({ synapses: 3, cableNm: 20_000, perUm: 0.15 });
});

describe('synapseIntervals', () => {
  test('are the gaps towards the root, and to the nearest neighbour past a fork', () => {
    const snapped = snap(
      cell,
      [
        [-6000, 1000, 0],
        [-6000, -500, 0],
        [-2000, 0, 0],
        [0, 9e6, 0],
        [-6000, 1000, 0],
      ],
      10,
    );
    const { upstream, upstreamNm, nearest, nearestNm } = morphology.synapseIntervals(cell, snapped);
    expect([...upstream]).toEqual([2, 2, -1, -1, 0]);
    expect([...upstreamNm]).toEqual([5000, 4500, Number.NaN, Number.NaN, 0]);
    expect([...nearest].slice(0, 1)).toEqual([4]);
    expect([...nearestNm]).toEqual([0, 1500, 4500, Number.NaN, 0]);
  });

  test('agree with the ways between all pairs', () => {
    always(
      fc.property(anySkeleton, points, (skeleton, at) => {
        const snapped = snap(skeleton, at);
        const ways = allPathsNm(skeleton);
        const place = (i: number) => ({ node: snapped.node[i], fraction: snapped.fraction[i] });
        const way = (a: number, b: number): number => wayBetween(skeleton, ways, place(a), place(b));
        const { nearest, nearestNm, upstream, upstreamNm } = morphology.synapseIntervals(skeleton, snapped);
        at.forEach((_, i) => {
          const others = [...at.keys()].filter(j => j !== i).map(j => way(i, j));
          const least = Math.min(Number.POSITIVE_INFINITY, ...others);
          if (least === Number.POSITIVE_INFINITY) expect(nearest[i]).toBe(-1);
          else {
            expect(nearestNm[i]).toBeCloseTo(least, 6);
            expect(way(i, nearest[i])).toBeCloseTo(least, 6);
          }
          if (upstream[i] >= 0) expect(upstreamNm[i]).toBeCloseTo(way(i, upstream[i]), 6);
        });
      }),
    );
  });
});

describe('clumpedSynapses', () => {
  test('counts synapses of multisynaptic connections with a neighbour on the same target within the gap', () => {
    const snapped = snap(
      cell,
      [
        [-6000, 1000, 0],
        [-6000, -500, 0],
        [-1000, 0, 0],
        [-6000, 2000, 0],
        [0, 9e6, 0],
        [-5000, 0, 0],
      ],
      10,
    );
    const result = morphology.clumpedSynapses(cell, snapped, [7n, 7n, 7n, 8n, 7n, 0n], { maxGapNm: 1500 });
    expect(result).toMatchObject({ synapses: 4, multisynaptic: 3, clumped: 2 });
    expect([result.fractionMultisynaptic, result.fractionClumped]).toEqual([3 / 4, 2 / 3]);
    expect([...result.isClumped]).toEqual([1, 1, 0, 0, 0, 0]);
    const words = ['7', '7', '7', '8', '7', '0'];
    expect(morphology.clumpedSynapses(cell, snapped, words, { maxGapNm: 1500 })).toEqual(result);
    const none = morphology.clumpedSynapses(cell, snap(cell, []), [], { maxGapNm: 1500 });
    expect([none.fractionMultisynaptic, none.fractionClumped]).toEqual([undefined, undefined]);
    expect(() => morphology.clumpedSynapses(cell, snapped, [1n], { maxGapNm: 1 })).toThrow('expected 6, one for each');
  });

  test('agrees with the ways between all pairs', () => {
    always(
      fc.property(anySkeleton, points, fc.constantFrom(50, 333, 1000), (skeleton, at, maxGapNm) => {
        const snapped = snap(skeleton, at);
        const ways = allPathsNm(skeleton);
        const targets = at.map(([x]) => BigInt(((x % 2) + 2) % 2) + 1n);
        const place = (i: number) => ({ node: snapped.node[i], fraction: snapped.fraction[i] });
        const expected = at.map((_, i) =>
          at.some(
            (_, j) =>
              j !== i && targets[i] === targets[j] && wayBetween(skeleton, ways, place(i), place(j)) <= maxGapNm,
          ),
        );
        const { isClumped } = morphology.clumpedSynapses(skeleton, snapped, targets, { maxGapNm });
        expect([...isClumped].map(is => is === 1)).toEqual(expected);
      }),
    );
  });
});

test('a synapse of the tree itself keeps its node', () => {
  always(
    fc.property(anySkeleton, skeleton => {
      const snapped = morphology.snapSynapses(skeleton, skeleton.positionsNm);
      expect(snapped.beyond).toBe(0);
      const { positionsNm } = morphology.synapseSites(skeleton, snapped);
      for (let i = 0; i < skeleton.nodeCount; i++) {
        expect(snapped.distanceNm[i]).toBeLessThan(1e-6);
        expect(distance([...positionsNm.subarray(3 * i, 3 * i + 3)], pointOf(skeleton, i))).toBeLessThan(1e-6);
      }
    }),
  );
});
