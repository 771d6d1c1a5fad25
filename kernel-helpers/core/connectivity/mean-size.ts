import type { Connectivity } from './connectivity.js';

/**
 * Mean size of the synapses of each connected pair: `meanSize[e] = summedSize[e] / counts[e]`, beside
 * `connectivity.targets`, in the unit of the sizes. NaN where sizes are not known.
 *
 * O(pairs).
 *
 * @example
 * const wiring = connectivity.fromSynapses({ pre: [1n, 1n], post: [2n, 2n], size: [300, 100] });
 * connectivity.meanSize(wiring); // [200]
 */
export function meanSize({ counts, summedSize }: Connectivity): Float64Array {
  return summedSize.map((size, entry) => size / counts[entry]);
}
