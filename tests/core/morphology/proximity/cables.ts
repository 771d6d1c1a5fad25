import fc from 'fast-check';
import type { Skeleton } from '../../../../kernel-helpers/core/skeleton.js';
import type { SlowCable } from '../../../reference/co-travel.js';

/** Nodes as [x, y, z, parent, compartment]. */
export function skeleton(...nodes: readonly (readonly [number, number, number, number, number])[]): Skeleton {
  return {
    nodeCount: nodes.length,
    positionsNm: Float32Array.from(nodes.flatMap(node => node.slice(0, 3))),
    radiiNm: new Float32Array(nodes.length).fill(100),
    parents: Int32Array.from(nodes, node => node[3]),
    compartments: Uint8Array.from(nodes, node => node[4]),
  };
}

export const flat = ({ places, edges }: SlowCable): { positionsNm: number[]; edges: number[] } => ({
  positionsNm: places.flat() as number[],
  edges: edges.flat(),
});

/** Whole numbers close together, and others: equal points, edges of no length, distances of just the radius, loops. */
const coordinate = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -8, max: 8 }) },
  { weight: 2, arbitrary: fc.double({ min: -20, max: 20, noNaN: true }).map(x => x + 0) }, // no -0
);

/** A graph with any edges, or none, and nodes that have no edge. */
export const anyCable: fc.Arbitrary<SlowCable> = fc
  .array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 9 })
  .chain(places =>
    fc.record({
      places: fc.constant(places),
      edges: fc.array(fc.tuple(fc.nat(places.length - 1), fc.nat(places.length - 1)), { maxLength: 10 }),
    }),
  );
