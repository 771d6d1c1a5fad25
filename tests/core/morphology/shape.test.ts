import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as morphology from '../../../kernel-helpers/core/morphology/index.js';
import { COMPARTMENT, type Skeleton } from '../../../kernel-helpers/core/skeleton.js';
import { minnie65 } from '../../../kernel-helpers/core/transforms.js';
import { always } from '../../reference/properties.js';
import { allPathsNm, anySkeleton, distance, pointOf, skeletonOf, strahlerOf } from '../../reference/trees.js';

const { soma, axon, basalDendrite, apicalDendrite } = COMPARTMENT;

/** A soma with a forking axon and an unbranched dendrite towards the pia, which is at y = 0. */
const cell = skeletonOf(
  [0, 5000, 0, -1, soma, 500],
  [0, 6000, 0, 0, axon],
  [0, 6000, 500, 1, axon],
  [300, 6400, 0, 1, axon],
  [0, 3000, 0, 0, apicalDendrite],
);
const single = skeletonOf([5, 5, 5, -1, soma, 10]);
const empty = skeletonOf();
const lengthOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

/** A chain of a million nodes, a soma in front. */
const chain = ((): Skeleton => {
  const nodeCount = 1_000_000;
  return {
    nodeCount,
    positionsNm: Float32Array.from({ length: 3 * nodeCount }, (_, i) => (i % 3 === 0 ? i / 3 : 0)),
    radiiNm: new Float32Array(nodeCount).fill(1),
    parents: Int32Array.from({ length: nodeCount }, (_, i) => i - 1),
    compartments: Uint8Array.from({ length: nodeCount }, (_, i) => (i === 0 ? soma : axon)),
  };
})();

test('measures reach the end of a chain of a million nodes', () => {
  const last = chain.nodeCount - 1;
  expect(morphology.pathDistanceToSomaNm(chain)[last]).toBe(last);
  expect(morphology.strahlerOrders(chain)[0]).toBe(1);
  expect(morphology.segments(chain).lengthNm).toEqual(Float64Array.of(last));
  expect(morphology.reroot(chain, last).sourceNodes[last]).toBe(0);
});

describe('distances from the soma', () => {
  test('run along the arbor up and down, as all pairs of ways have them', () => {
    always(
      fc.property(anySkeleton, fc.double({ min: 0, max: 0.999, noNaN: true }), (skeleton, part) => {
        const node = Math.floor(part * skeleton.nodeCount);
        const ways = allPathsNm(skeleton)[node];
        const ours = morphology.pathDistanceNm(skeleton, node);
        ways.forEach((way, i) => {
          if (way === Number.POSITIVE_INFINITY) expect(ours[i]).toBeNaN();
          else expect(ours[i]).toBeCloseTo(way, 6);
        });
      }),
    );
  });

  test('are those of the first soma, wherever it stands, and NaN without one or a way to it', () => {
    const inside = skeletonOf([0, 0, 0, -1, axon], [3, 0, 0, 0, soma], [3, 4, 0, 1, axon], [9, 9, 9, -1, axon]);
    expect([...morphology.pathDistanceToSomaNm(inside)]).toEqual([3, 0, 4, Number.NaN]);
    expect([...morphology.euclideanDistanceToSomaNm(inside)].slice(0, 3)).toEqual([3, 0, 4]);
    expect([...morphology.pathDistanceToSomaNm(skeletonOf([0, 0, 0, -1, axon]))]).toEqual([Number.NaN]);
    expect(() => morphology.pathDistanceNm(cell, 5)).toThrow(
      'pathDistanceNm node is not in the skeleton: received 5, expected a whole number from 0 to 4',
    );
  });

  test('branch orders count the branch points behind, and the soma is none', () => {
    expect([...morphology.branchOrders(cell)]).toEqual([0, 0, 1, 1, 0]);
  });
});

describe('strahlerOrders', () => {
  test('follow the rule, by recursion', () => {
    always(
      fc.property(anySkeleton, skeleton => {
        const ours = morphology.strahlerOrders(skeleton);
        expect([...ours]).toEqual([...ours.keys()].map(node => strahlerOf(skeleton, node)));
        expect(lengthOf(morphology.cableByStrahlerNm(skeleton))).toBeCloseTo(morphology.cableLengthNm(skeleton), 6);
      }),
    );
  });

  test('are 1 for a single node, and none for none', () => {
    expect([...morphology.strahlerOrders(single)]).toEqual([1]);
    expect([...morphology.cableByStrahlerNm(empty)]).toEqual([0]);
  });
});

describe('sholl', () => {
  test('refuses places that are none, which would count as inside every sphere', () => {
    expect(() => morphology.sholl(cell, [500], { centreNm: [0, 0] as never })).toThrow(
      'sholl centreNm is no place: received 2 numbers, expected x, y and z in nm',
    );
    const lost = { ...cell, positionsNm: cell.positionsNm.map((value, at) => (at === 4 ? Number.NaN : value)) };
    expect(() => morphology.sholl(lost, [500])).toThrow('sholl skeleton of point 1 is missing or no place');
    const plain = { ...cell, positionsNm: Array.from(cell.positionsNm) as never };
    expect(morphology.sholl(plain, [500])).toEqual(morphology.sholl(cell, [500]));
  });

  test('counts edges with their ends on different sides, of every compartment', () => {
    const rings = morphology.sholl(cell, [1000, 500, 1100, 1900, 2000, 9000]);
    expect([...rings.radiiNm]).toEqual([500, 1000, 1100, 1900, 2000, 9000]);
    // node 1 is 1000 nm away: on that sphere counts as inside
    expect([...rings.crossings]).toEqual([2, 3, 3, 1, 0, 0]);
    expect([...rings.byCompartment.axon]).toEqual([1, 2, 2, 0, 0, 0]);
    expect([rings.maxCrossings, rings.criticalRadiusNm, rings.enclosingRadiusNm]).toEqual([3, 1000, 1900]);
  });

  test('agrees with a look at each edge and sphere', () => {
    always(
      fc.property(anySkeleton, fc.constantFrom(undefined, 'xy', 'xz', 'yz'), (skeleton, plane) => {
        const radii = [0, 50, 100, 300, 700, 1200];
        const flat = (point: number[]): number[] =>
          point.map((value, k) => (plane === undefined || plane.includes('xyz'[k]) ? value : 0));
        const rings = morphology.sholl(skeleton, radii, { centreNm: [100, 0, 50], plane });
        const far = [...skeleton.parents.keys()].map(i => distance(flat(pointOf(skeleton, i)), flat([100, 0, 50])));
        const expected = radii.map(
          r => [...skeleton.parents].filter((parent, i) => parent >= 0 && far[i] <= r !== far[parent] <= r).length,
        );
        expect([...rings.crossings]).toEqual(expected);
      }),
    );
  });

  test('has no critical radius where nothing is crossed, and asks for a centre without a soma', () => {
    expect(morphology.sholl(single, [10])).toMatchObject({ criticalRadiusNm: undefined, enclosingRadiusNm: undefined });
    expect(() => morphology.sholl(skeletonOf([0, 0, 0, -1, axon]), [1])).toThrow('sholl skeleton has no soma');
    expect(() => morphology.sholl(cell, [1, 1])).toThrow('sholl radiiNm has a number twice: received 1 again');
    expect(() => morphology.sholl(cell, [-1])).toThrow('sholl radiiNm has a negative radius: received -1');
    expect(() => morphology.sholl(cell, [])).toThrow('sholl radiiNm has too few numbers');
  });
});

describe('segments', () => {
  test('lie between branch points, tips and the soma', () => {
    const { startNode, endNode, lengthNm, ofNode } = morphology.segments(cell);
    expect([...startNode]).toEqual([0, 1, 1, 0]);
    expect([...endNode]).toEqual([1, 2, 3, 4]);
    expect([...lengthNm]).toEqual([1000, 500, 500, 2000]);
    expect([...ofNode]).toEqual([-1, 0, 1, 2, 3]);
    expect(morphology.segments(single).count).toBe(0);
  });

  test('hold every edge once', () => {
    always(
      fc.property(anySkeleton, skeleton => {
        const { lengthNm, ofNode, chordNm } = morphology.segments(skeleton);
        expect(lengthOf(lengthNm)).toBeCloseTo(morphology.cableLengthNm(skeleton), 6);
        expect([...ofNode].map(s => s < 0)).toEqual([...skeleton.parents].map(parent => parent < 0));
        lengthNm.forEach((length, s) => {
          expect(length).toBeGreaterThanOrEqual(chordNm[s] - 1e-6);
        });
      }),
    );
  });

  test('tortuosity is path over chord: undefined without a segment that goes anywhere', () => {
    const bent = skeletonOf([0, 0, 0, -1, soma], [3, 0, 0, 0, axon], [3, 4, 0, 1, axon]);
    expect(morphology.tortuosity(bent)).toBe(7 / 5);
    expect(morphology.tortuosity(single)).toBeUndefined();
    const still = skeletonOf([0, 0, 0, -1, soma], [0, 0, 0, 0, axon]);
    expect(morphology.segments(still).tortuosity[0]).toBeNaN();
    expect(morphology.tortuosity(still)).toBeUndefined();
  });
});

describe('bifurcations', () => {
  test('have a local angle, a remote one, and the asymmetry of their tips', () => {
    const fork = skeletonOf(
      [0, 0, 0, -1, soma],
      [0, 10, 0, 0, axon],
      [0, 10, 0, 1, axon], // of no length: the branch begins beyond it
      [5, 10, 0, 2, axon],
      [5, 20, 0, 3, axon],
      [0, 15, 0, 1, axon],
      [-9, 15, 0, 5, axon],
      [9, 15, 0, 5, axon],
    );
    const { node, localAngleRad, remoteAngleRad, partitionAsymmetry } = morphology.bifurcations(fork);
    expect([...node]).toEqual([1, 5]);
    expect(localAngleRad[0]).toBeCloseTo(Math.PI / 2, 12);
    expect(remoteAngleRad[0]).toBeCloseTo(Math.atan2(5, 10), 12);
    expect(localAngleRad[1]).toBe(Math.PI);
    expect([...partitionAsymmetry]).toEqual([1, 0]);
  });

  test('leave out the soma and points of three branches; no direction, no angle', () => {
    expect(morphology.bifurcations(cell).count).toBe(1);
    const trident = skeletonOf([0, 0, 0, -1, axon], [1, 0, 0, 0, axon], [0, 1, 0, 0, axon], [0, 0, 1, 0, axon]);
    expect(morphology.bifurcations(trident).count).toBe(0);
    const still = skeletonOf([0, 0, 0, -1, axon], [0, 0, 0, 0, axon], [0, 1, 0, 0, axon]);
    expect(morphology.bifurcations(still).localAngleRad[0]).toBeNaN();
  });
});

test('surface and volume are those of cones, a ball, and cylinders that leave it', () => {
  const cone = skeletonOf([0, 0, 0, -1, axon, 3], [0, 4, 0, 0, axon, 0]);
  expect(morphology.surfaceAndVolume(cone).surfaceNm2).toBeCloseTo(Math.PI * 3 * 5, 9);
  expect(morphology.surfaceAndVolume(cone).volumeNm3).toBeCloseTo(Math.PI * 12, 9);
  const { byCompartment } = morphology.surfaceAndVolume(
    skeletonOf([0, 0, 0, -1, soma, 10], [0, 30, 0, 0, axon, 2], [0, 5, 0, 0, axon, 2]),
  );
  expect(byCompartment.soma.surfaceNm2).toBeCloseTo(4 * Math.PI * 100, 9);
  // the second neurite ends within the ball
  expect(byCompartment.axon.surfaceNm2).toBeCloseTo(2 * Math.PI * 2 * 20, 9);
  expect(byCompartment.axon.volumeNm3).toBeCloseTo(Math.PI * 4 * 20, 9);
  expect(morphology.surfaceAndVolume(empty).volumeNm3).toBe(0);
});

describe('depthProfile', () => {
  test('splits edges where they pass a bound, and loses none', () => {
    const profile = morphology.depthProfile(cell, { boundsUm: [4, 3.5, 6, 6.1] });
    expect([...profile.boundsUm]).toEqual([3.5, 4, 6, 6.1]);
    expect([...profile.byCompartment.apicalDendrite].map(Math.round)).toEqual([500, 1000, 0]);
    // an edge along a bound lies in the bin that begins there
    expect([...profile.byCompartment.axon].map(Math.round)).toEqual([0, 1000, 625]);
    expect(profile.belowNm).toBeCloseTo(500, 9);
    expect(profile.aboveNm).toBeCloseTo(375, 9);
  });

  test('agrees with the profile of the finely resampled arbor, in the frame of a dataset', () => {
    const { layers } = minnie65;
    const tall = skeletonOf(
      [800_000, 400_000, 900_000, -1, soma],
      [810_000, 700_000, 900_000, 0, apicalDendrite],
      [800_000, 1_300_000, 880_000, 0, axon],
    );
    const profile = morphology.depthProfile(tall, { layers, transform: minnie65 });
    const fine = morphology.resample(tall, 10);
    const um = minnie65.allToPiaUm(fine.positionsNm);
    const expected = new Float64Array(layers.length);
    const edges = morphology.edgeLengthsNm(fine);
    for (let i = 1; i < fine.nodeCount; i++) {
      const depth = (um[3 * i + 1] + um[3 * fine.parents[i] + 1]) / 2;
      const layer = layers.findIndex(({ topUm, bottomUm }) => depth >= topUm && depth < bottomUm);
      if (layer >= 0) expected[layer] += edges[i];
    }
    profile.lengthNm.forEach((length, i) => {
      // each of two edges may be off by one step of 10 nm at either bound
      expect(Math.abs(length - expected[i])).toBeLessThan(45);
    });
    expect(profile.layers?.[1]).toBe('L2/3');
    const all = lengthOf(profile.lengthNm) + profile.belowNm + profile.aboveNm;
    expect(all).toBeCloseTo(morphology.cableLengthNm(tall), 6);
  });

  test('wants either bounds or layers that adjoin', () => {
    expect(() => morphology.depthProfile(cell, {})).toThrow('received neither, expected boundsUm or layers');
    expect(() => morphology.depthProfile(cell, { boundsUm: [1] })).toThrow('too few numbers: received 1');
    const gap = [minnie65.layers[0], minnie65.layers[2]];
    expect(() => morphology.depthProfile(cell, { layers: gap })).toThrow('depthProfile layers do not adjoin');
  });
});

test('cableByPathDistanceNm splits edges at the bounds, and says what no way leads to', () => {
  const pieces = skeletonOf([0, 0, 0, -1, soma], [0, 9, 0, 0, axon], [5, 5, 5, -1, axon], [5, 5, 8, 2, axon]);
  const profile = morphology.cableByPathDistanceNm(pieces, [2, 3, 7]);
  expect([...profile.lengthNm]).toEqual([1, 4]);
  expect([profile.belowNm, profile.aboveNm, profile.unplacedNm]).toEqual([2, 2, 3]);
});

test('targetCompartments are proximal up to 50 µm along the dendrite, then distal basal or apical', () => {
  const dendrites = skeletonOf(
    [0, 0, 0, -1, soma],
    [0, 50_000, 0, 0, apicalDendrite],
    [0, 50_001, 0, 1, apicalDendrite],
    [40_000, 0, 0, 0, basalDendrite],
    [40_000, 11_000, 0, 3, basalDendrite], // 51 µm along, 41 µm away
    [0, 0, 9, 0, axon],
    [0, 0, 9, 0, 9],
    [0, 0, 9, -1, basalDendrite],
  );
  expect(morphology.targetCompartments(dendrites)).toEqual([
    'soma',
    'proximalDendrite',
    'apical',
    'proximalDendrite',
    'distalBasal',
    'axon',
    'unknown',
    'unknown',
  ]);
  expect(morphology.targetCompartments(dendrites, { proximalNm: 39_999 })[3]).toBe('distalBasal');
});
