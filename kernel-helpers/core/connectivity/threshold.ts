import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';

/** What a pair needs to stay; at least one of both, and where both are given it needs both. */
export interface ThresholdOptions {
  /** At least this many synapses. */
  readonly minSynapses?: number;
  /** At least this summed size, in the unit of the sizes. */
  readonly minSize?: number;
}

/** A {@link Connectivity} without its weak pairs, and how much went with them. */
export interface ThresholdedConnectivity extends Connectivity {
  readonly removedPairs: number;
  readonly removedSynapses: number;
}

/**
 * The connectivity without weak connections: pairs of fewer synapses, or of smaller summed size, than asked for are
 * removed and counted. Cells stay, also those that lose all their partners.
 *
 * The threshold holds for pairs, not for single synapses: filter the table for those. O(cells + pairs).
 *
 * @throws {InvalidArgumentError} when no threshold is given or one is no number, or `minSize` is asked of a connectivity
 * without sizes.
 * @example
 * const wiring = connectivity.fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 2n, 3n] });
 * const strong = connectivity.threshold(wiring, { minSynapses: 2 });
 * [strong.pairCount, strong.removedPairs, strong.removedSynapses]; // [1, 1, 1]
 */
export function threshold(connectivity: Connectivity, options: ThresholdOptions): ThresholdedConnectivity {
  const { minSynapses = 0, minSize = Number.NEGATIVE_INFINITY } = options;
  check(connectivity, options);
  const { cellCount, offsets, targets, counts, summedSize } = connectivity;
  const kept = new Uint32Array(cellCount + 1);
  const entries: number[] = [];
  let synapseCount = 0;
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      if (counts[entry] < minSynapses || summedSize[entry] < minSize) continue;
      entries.push(entry);
      synapseCount += counts[entry];
    }
    kept[pre + 1] = entries.length;
  }
  return {
    ...connectivity,
    pairCount: entries.length,
    synapseCount,
    offsets: kept,
    targets: Uint32Array.from(entries, entry => targets[entry]),
    counts: Uint32Array.from(entries, entry => counts[entry]),
    summedSize: Float64Array.from(entries, entry => summedSize[entry]),
    removedPairs: connectivity.pairCount - entries.length,
    removedSynapses: connectivity.synapseCount - synapseCount,
  };
}

function check({ summedSize }: Connectivity, options: ThresholdOptions): void {
  if (options.minSynapses === undefined && options.minSize === undefined) {
    throw new InvalidArgumentError('threshold has nothing to compare with: expected minSynapses, minSize or both', {
      argument: 'options',
    });
  }
  for (const name of ['minSynapses', 'minSize'] as const) {
    const value = options[name];
    if (value === undefined || Number.isFinite(value)) continue;
    throw new InvalidArgumentError(`threshold ${name} is not a number: received ${value}`, { argument: name });
  }
  const unknown = options.minSize === undefined ? -1 : summedSize.findIndex(Number.isNaN);
  if (unknown < 0) return;
  throw new InvalidArgumentError(
    `threshold minSize needs sizes: received a connectivity whose entry ${unknown} has none; read the synapses with a size column`,
    { argument: 'minSize' },
  );
}
