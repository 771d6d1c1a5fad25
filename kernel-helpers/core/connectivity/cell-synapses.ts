import { InvalidArgumentError } from '../../errors.js';
import { type IdLike, parseId } from '../ids.js';
import { quantile } from '../stats/summary/quantile.js';
import type { TableLike } from '../table.js';
import { type SynapseArrays, synapseColumns } from './synapse-columns.js';

/** Which synapses {@link cellSynapses} takes, and how it reads them. */
export interface CellSynapsesOptions {
  /** `outputs`: those the cell makes; `inputs`: those it receives. */
  readonly side: 'outputs' | 'inputs';
  /** Column of presynaptic ids; `pre_id` when absent. */
  readonly pre?: string;
  /** Column of postsynaptic ids; `post_id` when absent. */
  readonly post?: string;
  /** Column of synapse sizes; `size` when absent, and a table without that, or `null`, is read without sizes. */
  readonly size?: string | null;
  /** The group of partners by id, such as their cell type; partners it does not have are without one. */
  readonly groupOf?: ReadonlyMap<bigint, string | null | undefined>;
}

/** The synapses of one cell on one side, those on itself left out; the arrays run together. */
export interface CellSynapses {
  readonly id: bigint;
  readonly side: 'outputs' | 'inputs';
  /** Row of each synapse in what was given. */
  readonly rows: Uint32Array;
  /** The cell on its other side. */
  readonly partners: BigUint64Array;
  /** How many synapses this side has with the same partner; 2 and more are a multisynaptic connection. */
  readonly perConnection: Uint32Array;
  /** In the unit of the table; NaN throughout when it has none. */
  readonly sizes: Float64Array;
  /** Group of the partner; `undefined` where it has none. */
  readonly groups: readonly (string | undefined)[];
  /** Synapses of the cell on itself, and with partner 0, which stands for "no segment": in no array. */
  readonly autapses: number;
  readonly withoutSegment: number;
}

/**
 * Every synapse of one cell on one side, with how many it has with the same partner: what a targeting card, a histogram
 * of sizes or of distances begins with. O(rows).
 *
 * @throws {NotFoundError} when a column is not in the table.
 * @throws {InvalidArgumentError} when `id` is no id, arrays differ in length, or `side` is neither of the two.
 * @example
 * const synapses = await datasets.open('minnie65/basket-cell-outputs');
 * const columns = { pre: 'pre_pt_root_id', post: 'post_pt_root_id' };
 * const outputs = connectivity.cellSynapses(synapses, 864691135101289504n, { ...columns, side: 'outputs' });
 * connectivity.connectionSummary(outputs).fractionMultisynaptic; // 0.706…
 */
export function cellSynapses(
  synapses: TableLike | SynapseArrays,
  id: IdLike,
  { side, groupOf, ...names }: CellSynapsesOptions,
): CellSynapses {
  if (side !== 'outputs' && side !== 'inputs') {
    throw new InvalidArgumentError(
      `cellSynapses side is unknown: received ${String(side)}, expected outputs or inputs`,
      {
        argument: 'side',
      },
    );
  }
  const cell = parseId(id);
  const { pre, post, sizes } = synapseColumns(synapses, names);
  const [own, others] = side === 'outputs' ? [pre, post] : [post, pre];
  const counts = new Map<bigint, number>();
  const rows: number[] = [];
  let autapses = 0;
  let withoutSegment = 0;
  for (let row = 0; row < own.length; row++) {
    if (own[row] !== cell) continue;
    const other = others[row];
    if (other === cell) autapses++;
    else if (other === 0n) withoutSegment++;
    else {
      rows.push(row);
      counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return {
    id: cell,
    side,
    rows: Uint32Array.from(rows),
    partners: BigUint64Array.from(rows, row => others[row]),
    perConnection: Uint32Array.from(rows, row => counts.get(others[row]) as number),
    sizes: Float64Array.from(rows, row => sizes?.[row] ?? Number.NaN),
    groups: rows.map(row => groupOf?.get(others[row]) ?? undefined),
    autapses,
    withoutSegment,
  };
}

/** What the synapses of one side of a cell are like together. */
export interface ConnectionSummary {
  readonly synapses: number;
  readonly partners: number;
  /** Synapses in connections of two or more. */
  readonly multisynaptic: number;
  /** `multisynaptic / synapses`; `undefined` when there is none. */
  readonly fractionMultisynaptic: number | undefined;
  /** Most synapses with one partner. */
  readonly largestConnection: number;
  /** In the unit of the sizes; `undefined` when there is none, or sizes are not known. */
  readonly medianSize: number | undefined;
  readonly medianSizeMultisynaptic: number | undefined;
  readonly medianSizeSingle: number | undefined;
}

/**
 * How many synapses and partners, how many of the synapses are in multisynaptic connections, and their median sizes.
 *
 * @param options.grouped - only synapses whose partner has a group, such as the cells of a column; all when absent.
 * @param options.group - only synapses whose partner is of this group.
 * @example
 * const column = await datasets.open('synthetic-column');
 * connectivity.connectionSummary(connectivity.cellSynapses(column.synapses, 1n, { side: 'inputs' })).partners;
 */
export function connectionSummary(
  synapses: CellSynapses,
  options: { readonly grouped?: boolean; readonly group?: string } = {},
): ConnectionSummary {
  const { groups, partners, perConnection, sizes } = synapses;
  const { grouped = false, group } = options;
  const chosen = Array.from(groups.keys()).filter(
    i => (group === undefined || groups[i] === group) && !(grouped && groups[i] === undefined),
  );
  const multisynaptic = chosen.filter(i => perConnection[i] > 1);
  const medianOf = (some: readonly number[]): number | undefined => {
    const known = some.map(i => sizes[i]).filter(size => !Number.isNaN(size));
    return quantile(known, 0.5);
  };
  return {
    synapses: chosen.length,
    partners: new Set(chosen.map(i => partners[i])).size,
    multisynaptic: multisynaptic.length,
    fractionMultisynaptic: chosen.length === 0 ? undefined : multisynaptic.length / chosen.length,
    largestConnection: chosen.reduce((most, i) => Math.max(most, perConnection[i]), 0),
    medianSize: medianOf(chosen),
    medianSizeMultisynaptic: medianOf(multisynaptic),
    medianSizeSingle: medianOf(chosen.filter(i => perConnection[i] === 1)),
  };
}
