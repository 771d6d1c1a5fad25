import fc from 'fast-check';
import type { Neuron } from '../../kernel-helpers/core/skeleton.js';

/** One node as the tests write it: x, y, z, radius (nm), parent, compartment. */
export type NodeRow = readonly [number, number, number, number, number, number];

/** A neuron from rows. */
export function neuronOf(rows: readonly NodeRow[], given: Partial<Omit<Neuron, 'skeleton'>> = {}): Neuron {
  return {
    id: 864691135396580129n,
    type: 'BC',
    label: 'basket cell',
    synthetic: false,
    ...given,
    skeleton: {
      nodeCount: rows.length,
      positionsNm: Float32Array.from(rows.flatMap(row => row.slice(0, 3))),
      radiiNm: Float32Array.from(rows, row => row[3]),
      parents: Int32Array.from(rows, row => row[4]),
      compartments: Uint8Array.from(rows, row => row[5]),
    },
  };
}

/** A soma and a neurite of two segments, 30 µm long in all. */
export const smallRows: readonly NodeRow[] = [
  [100_000, 200_000, 50_000, 6000, -1, 1],
  [110_000, 200_000, 50_000, 400, 0, 3],
  [130_000, 200_000, 50_000, 200, 1, 3],
];

const coordinate = fc.float({ min: -2e6, max: 2e6, noNaN: true, noDefaultInfinity: true });
const radius = fc.float({ min: 0, max: 20_000, noNaN: true, noDefaultInfinity: true });

/** Any neuron: a forest whose parents come before their children. */
export const anyNeuron: fc.Arbitrary<Neuron> = fc
  .array(
    fc.tuple(coordinate, coordinate, coordinate, radius, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map(nodes =>
    neuronOf(
      nodes.map(([x, y, z, r, p, c], i): NodeRow => [x, y, z, r, Math.min(i - 1, Math.floor(p * (i + 1)) - 1), c]),
    ),
  );
