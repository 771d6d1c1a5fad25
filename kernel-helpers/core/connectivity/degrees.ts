import type { Connectivity } from './connectivity.js';

/** Degrees of every cell; each array runs with `connectivity.ids`. */
export interface Degrees {
  /** How many cells it synapses on. */
  readonly outPartners: Uint32Array;
  /** How many cells synapse on it. */
  readonly inPartners: Uint32Array;
  /** How many synapses it makes. */
  readonly outSynapses: Uint32Array;
  /** How many synapses it receives. */
  readonly inSynapses: Uint32Array;
}

/**
 * In- and out-degree of every cell, in partners and in synapses: `outPartners[i]` belongs to `connectivity.ids[i]`.
 *
 * O(cells + pairs).
 *
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * stats.mean(connectivity.degrees(wiring).outPartners);
 */
export function degrees(connectivity: Connectivity): Degrees {
  const { cellCount, offsets, targets, counts } = connectivity;
  const outPartners = new Uint32Array(cellCount);
  const inPartners = new Uint32Array(cellCount);
  const outSynapses = new Uint32Array(cellCount);
  const inSynapses = new Uint32Array(cellCount);
  for (let pre = 0; pre < cellCount; pre++) {
    outPartners[pre] = offsets[pre + 1] - offsets[pre];
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const post = targets[entry];
      inPartners[post]++;
      outSynapses[pre] += counts[entry];
      inSynapses[post] += counts[entry];
    }
  }
  return { outPartners, inPartners, outSynapses, inSynapses };
}
