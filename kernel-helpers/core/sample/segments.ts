import { COMPARTMENT } from '../skeleton.js';
import { lengthOf } from './directions.js';
import type { Tree } from './grow-tree.js';

/** Straight pieces of many neurons' trees, µm. */
export interface Segments {
  readonly count: number;
  /** `ends[6*i … 6*i+5]`: x, y, z of one end, then of the other. A soma is a segment of no length. */
  readonly ends: Float64Array;
  /** `middles[3*i + k]`: x, y, z halfway. */
  readonly middles: Float64Array;
  /** Half the length. */
  readonly half: Float64Array;
  /** Radius of the thicker end. */
  readonly radius: Float64Array;
  /** Index of the neuron. */
  readonly neuron: Uint32Array;
}

/** The axons of the trees, edge by edge. */
export function axonSegments(trees: readonly Tree[]): Segments {
  return collect(trees, compartment => compartment === COMPARTMENT.axon);
}

/** The dendrites of the trees, edge by edge. */
export function dendriteSegments(trees: readonly Tree[]): Segments {
  return collect(trees, compartment => compartment !== COMPARTMENT.axon && compartment !== COMPARTMENT.soma);
}

/** The somata of the trees. */
export function somaSegments(trees: readonly Tree[]): Segments {
  return collect(trees, compartment => compartment === COMPARTMENT.soma);
}

function collect(trees: readonly Tree[], keeps: (compartment: number) => boolean): Segments {
  let count = 0;
  for (const tree of trees) for (const compartment of tree.compartment) if (keeps(compartment)) count++;
  const ends = new Float64Array(6 * count);
  const middles = new Float64Array(3 * count);
  const half = new Float64Array(count);
  const radius = new Float64Array(count);
  const neuron = new Uint32Array(count);
  let at = 0;
  trees.forEach((tree, index) => {
    const { x, y, z, parent } = tree;
    for (let node = 0; node < parent.length; node++) {
      if (!keeps(tree.compartment[node])) continue;
      // The soma stands for itself; what leaves it begins at the neurite's own first node.
      const start = parent[node] <= 0 ? node : parent[node];
      ends[6 * at] = x[start];
      ends[6 * at + 1] = y[start];
      ends[6 * at + 2] = z[start];
      ends[6 * at + 3] = x[node];
      ends[6 * at + 4] = y[node];
      ends[6 * at + 5] = z[node];
      for (let k = 0; k < 3; k++) middles[3 * at + k] = (ends[6 * at + k] + ends[6 * at + 3 + k]) / 2;
      half[at] = lengthOf(x[node] - x[start], y[node] - y[start], z[node] - z[start]) / 2;
      radius[at] = Math.max(tree.radius[start], tree.radius[node]);
      neuron[at++] = index;
    }
  });
  return { count, ends, middles, half, radius, neuron };
}
