import { COMPARTMENT } from '../skeleton.js';
import type { Tree } from './grow-tree.js';

/** Straight pieces of many neurons' trees, µm. */
export interface Segments {
  readonly count: number;
  /** `ends[6*i … 6*i+5]`: x, y, z of one end, then of the other. A soma is a segment of no length. */
  readonly ends: Float64Array;
  /** Radius of the thicker end. */
  readonly radius: Float64Array;
  /** Index of the neuron. */
  readonly neuron: Uint32Array;
}

/** The axons of the trees, edge by edge. */
export function axonSegments(trees: readonly Tree[]): Segments {
  return collect(trees, compartment => compartment === COMPARTMENT.axon);
}

/** What axons can synapse on: dendrites, edge by edge, and somata. */
export function targetSegments(trees: readonly Tree[]): Segments {
  return collect(trees, compartment => compartment !== COMPARTMENT.axon);
}

function collect(trees: readonly Tree[], keeps: (compartment: number) => boolean): Segments {
  let count = 0;
  for (const tree of trees) for (const compartment of tree.compartment) if (keeps(compartment)) count++;
  const segments = {
    count,
    ends: new Float64Array(6 * count),
    radius: new Float64Array(count),
    neuron: new Uint32Array(count),
  };
  let at = 0;
  trees.forEach((tree, neuron) => {
    for (let node = 0; node < tree.parent.length; node++) {
      if (!keeps(tree.compartment[node])) continue;
      // The soma stands for itself; the edge that leaves it begins at the neurite's own first node.
      const inSoma = tree.parent[node] <= 0;
      const start = inSoma ? node : tree.parent[node];
      segments.ends.set(
        [tree.x[start], tree.y[start], tree.z[start], tree.x[node], tree.y[node], tree.z[node]],
        6 * at,
      );
      segments.radius[at] = Math.max(tree.radius[start], tree.radius[node]);
      segments.neuron[at++] = neuron;
    }
  });
  return segments;
}
