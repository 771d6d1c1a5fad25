import { describe, expect, test } from 'vitest';
import {
  bounds,
  branchPointCount,
  cableByCompartmentNm,
  cableLengthNm,
  tipCount,
} from '../../../kernel-helpers/core/morphology/index.js';
import { COMPARTMENT, type Skeleton } from '../../../kernel-helpers/core/skeleton.js';

/** Nodes as [x, y, z, parent, compartment]. */
function skeleton(...nodes: readonly (readonly [number, number, number, number, number])[]): Skeleton {
  return {
    nodeCount: nodes.length,
    positionsNm: Float32Array.from(nodes.flatMap(node => node.slice(0, 3))),
    radiiNm: new Float32Array(nodes.length).fill(100),
    parents: Int32Array.from(nodes, node => node[3]),
    compartments: Uint8Array.from(nodes, node => node[4]),
  };
}

const { soma, axon, basalDendrite, apicalDendrite } = COMPARTMENT;

/** A soma with an axon that forks once and an unbranched dendrite. */
const cell = skeleton(
  [0, 0, 0, -1, soma],
  [0, 1000, 0, 0, axon],
  [0, 1000, 500, 1, axon],
  [300, 1400, 0, 1, axon],
  [0, -2000, 0, 0, apicalDendrite],
);
const empty = skeleton();

describe('cableLengthNm', () => {
  test('adds every edge, from the centre of the soma', () => {
    expect(cableLengthNm(cell)).toBe(1000 + 500 + 500 + 2000);
  });

  test('is 0 for a single node and for none, and between trees of one skeleton', () => {
    expect(cableLengthNm(skeleton([5, 5, 5, -1, soma]))).toBe(0);
    expect(cableLengthNm(empty)).toBe(0);
    expect(cableLengthNm(skeleton([0, 0, 0, -1, axon], [9, 9, 9, -1, axon]))).toBe(0);
  });
});

test('cableByCompartmentNm gives an edge to the compartment of its child, and adds up to the whole', () => {
  const lengths = cableByCompartmentNm(cell);
  expect(lengths).toEqual({ soma: 0, axon: 2000, basalDendrite: 0, apicalDendrite: 2000, unknown: 0 });
  expect(Object.values(lengths).reduce((a, b) => a + b)).toBe(cableLengthNm(cell));
  expect(cableByCompartmentNm(skeleton([0, 0, 0, -1, soma], [0, 0, 8, 0, 42])).unknown).toBe(8);
});

describe('branch points and tips', () => {
  test('leave the soma out, however many neurites it has', () => {
    expect(branchPointCount(cell)).toBe(1);
    expect(tipCount(cell)).toBe(3);
    expect(tipCount(skeleton([0, 0, 0, -1, soma]))).toBe(0);
  });

  test('count a node of three children once', () => {
    const trident = skeleton(
      [0, 0, 0, -1, basalDendrite],
      [1, 0, 0, 0, basalDendrite],
      [0, 1, 0, 0, basalDendrite],
      [0, 0, 1, 0, basalDendrite],
    );
    expect([branchPointCount(trident), tipCount(trident)]).toEqual([1, 3]);
  });
});

test('bounds holds every node, and is undefined without any', () => {
  expect(bounds(cell)).toEqual({ minNm: [0, -2000, 0], maxNm: [300, 1400, 500] });
  expect(bounds(empty)).toBeUndefined();
});
