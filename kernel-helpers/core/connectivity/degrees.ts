import type { Connectivity } from './connectivity.js';

/** Degrees and strengths of every cell; each array runs with `connectivity.ids`. */
export interface Degrees {
  /** Out-degree: how many cells it synapses on. */
  readonly outPartners: Uint32Array;
  /** In-degree: how many cells synapse on it. */
  readonly inPartners: Uint32Array;
  /** Out-strength in synapses: how many it makes. */
  readonly outSynapses: Uint32Array;
  /** In-strength in synapses: how many it receives. */
  readonly inSynapses: Uint32Array;
  /** Out-strength in size: the summed size of the synapses it makes; 0 without any, NaN where sizes are not known. */
  readonly outSize: Float64Array;
  /** In-strength in size: the summed size of the synapses it receives. */
  readonly inSize: Float64Array;
}

/**
 * In- and out-degree of every cell in partners, and its strength in synapses and in their summed size: `outPartners[i]`
 * belongs to `connectivity.ids[i]`.
 *
 * Partners outside the connectivity and autapses are not among them. O(cells + pairs).
 *
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * stats.mean(connectivity.degrees(wiring).outPartners);
 */
export function degrees(connectivity: Connectivity): Degrees {
  const { cellCount, offsets, targets, counts, summedSize } = connectivity;
  const outPartners = new Uint32Array(cellCount);
  const inPartners = new Uint32Array(cellCount);
  const outSynapses = new Uint32Array(cellCount);
  const inSynapses = new Uint32Array(cellCount);
  const outSize = new Float64Array(cellCount);
  const inSize = new Float64Array(cellCount);
  for (let pre = 0; pre < cellCount; pre++) {
    outPartners[pre] = offsets[pre + 1] - offsets[pre];
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const post = targets[entry];
      inPartners[post]++;
      outSynapses[pre] += counts[entry];
      inSynapses[post] += counts[entry];
      outSize[pre] += summedSize[entry];
      inSize[post] += summedSize[entry];
    }
  }
  return { outPartners, inPartners, outSynapses, inSynapses, outSize, inSize };
}
