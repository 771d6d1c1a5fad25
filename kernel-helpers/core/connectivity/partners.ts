import { NotFoundError } from '../../errors.js';
import { parseId } from '../ids.js';
import type { Connectivity } from './connectivity.js';

/** One side of a cell's partners, most synapses first; the arrays run together. */
export interface PartnerList {
  readonly ids: BigUint64Array;
  /** `synapses[i]` with partner `ids[i]`. */
  readonly synapses: Uint32Array;
  /** Their summed size, in the unit of the table; NaN when it has none. */
  readonly summedSize: Float64Array;
}

/** Everyone a cell is connected with. */
export interface Partners {
  readonly id: bigint;
  /** The cells it synapses on. */
  readonly outputs: PartnerList;
  /** The cells that synapse on it. */
  readonly inputs: PartnerList;
}

/**
 * The partners of one cell, those with most synapses first and equals in the order of the cells.
 *
 * O(pairs).
 *
 * @throws {NotFoundError} when the cell is not in the connectivity.
 * @throws {InvalidArgumentError} when `id` is no id.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * connectivity.partners(wiring, 1n).outputs.ids;
 */
export function partners(connectivity: Connectivity, id: bigint): Partners {
  const { ids, offsets, targets, cellCount } = connectivity;
  const cell = ids.indexOf(parseId(id));
  if (cell < 0) {
    const known = Array.from(ids.subarray(0, 3), String);
    throw new NotFoundError(
      `partners cell is not in the connectivity: received ${id}, expected one of its ${cellCount} cells (${known.join(', ')}, …)`,
      { known },
    );
  }
  const outputs: Entry[] = [];
  for (let entry = offsets[cell]; entry < offsets[cell + 1]; entry++) outputs.push({ partner: targets[entry], entry });
  const inputs: Entry[] = [];
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      if (targets[entry] === cell) inputs.push({ partner: pre, entry });
    }
  }
  return { id: ids[cell], outputs: toList(connectivity, outputs), inputs: toList(connectivity, inputs) };
}

interface Entry {
  readonly partner: number;
  readonly entry: number;
}

function toList({ ids, counts, summedSize }: Connectivity, entries: Entry[]): PartnerList {
  entries.sort((a, b) => counts[b.entry] - counts[a.entry] || a.partner - b.partner);
  return {
    ids: BigUint64Array.from(entries, ({ partner }) => ids[partner]),
    synapses: Uint32Array.from(entries, ({ entry }) => counts[entry]),
    summedSize: Float64Array.from(entries, ({ entry }) => summedSize[entry]),
  };
}
