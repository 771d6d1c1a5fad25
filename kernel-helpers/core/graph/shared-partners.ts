import type { Connectivity } from '../connectivity/connectivity.js';
import type { IdLike } from '../ids.js';
import { cellNumber } from './cell-numbers.js';
import { incomingRows, outgoingRows, type Rows } from './rows.js';

/** The partners that two cells have in common. */
export interface SharedPartners {
  /** The common partners, in the order of the cells. */
  readonly ids: BigUint64Array;
  /** `synapsesA[i]` between `ids[i]` and the first cell. */
  readonly synapsesA: Uint32Array;
  /** `synapsesB[i]` between `ids[i]` and the second cell. */
  readonly synapsesB: Uint32Array;
  /** How many they are. */
  readonly count: number;
  /** Σ min(synapsesA, synapsesB). */
  readonly synapses: number;
  /** Common partners divided by all partners of either, |A ∩ B| / |A ∪ B|; `undefined` when neither has any. */
  readonly jaccard: number | undefined;
  /** Cosine between the two rows of synapse counts, a·b / (|a| |b|); `undefined` when either has no partners. */
  readonly cosine: number | undefined;
}

/**
 * The cells that synapse on both of two cells.
 *
 * Neither of the two is its own partner, so a connection between them shares nothing. O(cells + pairs).
 *
 * @throws {NotFoundError} when a cell is not in the connectivity.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.sharedInputs(wiring, 10n, 11n).count;
 */
export function sharedInputs(connectivity: Connectivity, a: IdLike, b: IdLike): SharedPartners {
  const [first, second] = [cellNumber(connectivity, a, 'sharedInputs'), cellNumber(connectivity, b, 'sharedInputs')];
  return inCommon(connectivity.ids, incomingRows(connectivity), first, second);
}

/**
 * The cells that both of two cells synapse on.
 *
 * Neither of the two is its own partner, so a connection between them shares nothing. O(partners of the two).
 *
 * @throws {NotFoundError} when a cell is not in the connectivity.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.sharedOutputs(wiring, 10n, 11n).ids;
 */
export function sharedOutputs(connectivity: Connectivity, a: IdLike, b: IdLike): SharedPartners {
  const [first, second] = [cellNumber(connectivity, a, 'sharedOutputs'), cellNumber(connectivity, b, 'sharedOutputs')];
  return inCommon(connectivity.ids, outgoingRows(connectivity), first, second);
}

function inCommon(ids: BigUint64Array, { offsets, partners, counts }: Rows, a: number, b: number): SharedPartners {
  const common: [partner: number, withA: number, withB: number][] = [];
  let j = offsets[b];
  for (let i = offsets[a]; i < offsets[a + 1]; i++) {
    while (j < offsets[b + 1] && partners[j] < partners[i]) j++;
    if (j < offsets[b + 1] && partners[j] === partners[i]) common.push([partners[i], counts[i], counts[j]]);
  }
  const squares = (cell: number): number =>
    counts.subarray(offsets[cell], offsets[cell + 1]).reduce((sum, count) => sum + count * count, 0);
  const either = offsets[a + 1] - offsets[a] + (offsets[b + 1] - offsets[b]) - common.length;
  const norms = Math.sqrt(squares(a)) * Math.sqrt(squares(b));
  return {
    ids: BigUint64Array.from(common, ([partner]) => ids[partner]),
    synapsesA: Uint32Array.from(common, ([, withA]) => withA),
    synapsesB: Uint32Array.from(common, ([, , withB]) => withB),
    count: common.length,
    synapses: common.reduce((sum, [, withA, withB]) => sum + Math.min(withA, withB), 0),
    jaccard: either === 0 ? undefined : common.length / either,
    cosine: norms === 0 ? undefined : common.reduce((sum, [, withA, withB]) => sum + withA * withB, 0) / norms,
  };
}
