import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import { type IdLike, parseId } from '../ids.js';
import type { Connectivity } from './connectivity.js';
import { type GroupOf, groupCells } from './grouping.js';

/** One side of a cell's partners, most synapses first; the arrays run together. */
export interface PartnerList {
  readonly ids: BigUint64Array;
  /** `synapses[i]` with partner `ids[i]`. */
  readonly synapses: Uint32Array;
  /** Their summed size, in the unit of the table; NaN when it has none. */
  readonly summedSize: Float64Array;
  /** How many partners there are in all, of which a `top` shows the first. */
  readonly partnerCount: number;
  /** Synapses with all of them. */
  readonly synapseCount: number;
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
 * O(pairs), most of it to find the inputs; `transpose` once where you ask for the inputs of many cells.
 *
 * @param options.top - list only this many on each side; all when absent.
 * @throws {NotFoundError} when the cell is not in the connectivity.
 * @throws {InvalidArgumentError} when `id` is no id, or `top` no whole number.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * connectivity.partners(wiring, 1n, { top: 5 }).outputs.ids;
 */
export function partners(connectivity: Connectivity, id: IdLike, options: { readonly top?: number } = {}): Partners {
  const { top = Number.POSITIVE_INFINITY } = options;
  if (!(top >= 0) || (Number.isFinite(top) && !Number.isInteger(top))) {
    throw new InvalidArgumentError(`partners top is not valid: received ${top}, expected a whole number from 0`, {
      argument: 'top',
    });
  }
  const cell = cellOf(connectivity, id, 'partners');
  return {
    id: connectivity.ids[cell],
    outputs: toList(connectivity, outputsOf(connectivity, cell), top),
    inputs: toList(connectivity, inputsOf(connectivity, cell), top),
  };
}

/** A cell's partners of one group. */
export interface PartnerGroup {
  readonly group: string;
  /** How many cells of the group are its partners. */
  readonly partners: number;
  readonly synapses: number;
  /** NaN when sizes are not known. */
  readonly summedSize: number;
  /** Of all its synapses on this side, those with partners that have no group among them. */
  readonly fraction: number;
}

/** A cell's partners pooled by group, most synapses first. */
export interface PartnersByGroup {
  readonly id: bigint;
  /** The groups it synapses on. */
  readonly outputs: readonly PartnerGroup[];
  /** The groups that synapse on it. */
  readonly inputs: readonly PartnerGroup[];
  /** Synapses with partners that have no group. */
  readonly ungrouped: { readonly outputs: number; readonly inputs: number };
}

/**
 * The partners of one cell by group, such as cell type: how many, with how many synapses, and which fraction of its
 * output or input. Groups it has no partner in are left out; equals are in alphabetical order.
 *
 * `groupOf` runs with `connectivity.ids` or is a map by id; cells without a group are counted as `ungrouped`. O(pairs).
 *
 * @throws {NotFoundError} when the cell is not in the connectivity.
 * @throws {InvalidArgumentError} when `id` is no id or `groupOf` has another length.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * table(connectivity.partnersByGroup(wiring, 1n, column.cellTypes).outputs);
 */
export function partnersByGroup(connectivity: Connectivity, id: IdLike, groupOf: GroupOf): PartnersByGroup {
  const cell = cellOf(connectivity, id, 'partnersByGroup');
  const { names, groups } = groupCells(connectivity, groupOf, {
    caller: 'partnersByGroup',
    argument: 'groupOf',
    order: undefined,
    orderArgument: 'groupOf',
    leaveOut: true,
    remedy: '',
  });
  const pooled = (entries: readonly Entry[]): { groups: PartnerGroup[]; ungrouped: number } => {
    const { counts, summedSize } = connectivity;
    const total = entries.reduce((sum, { entry }) => sum + counts[entry], 0);
    const sums = names.map(() => ({ partners: 0, synapses: 0, summedSize: 0 }));
    let ungrouped = 0;
    for (const { partner, entry } of entries) {
      const sum = sums[groups[partner]];
      if (sum === undefined) ungrouped += counts[entry];
      else {
        sum.partners++;
        sum.synapses += counts[entry];
        sum.summedSize += summedSize[entry];
      }
    }
    return {
      groups: sums
        .map((sum, g) => ({ group: names[g], ...sum, fraction: sum.synapses / total }))
        .filter(sum => sum.partners > 0)
        .sort((a, b) => b.synapses - a.synapses),
      ungrouped,
    };
  };
  const outputs = pooled(outputsOf(connectivity, cell));
  const inputs = pooled(inputsOf(connectivity, cell));
  return {
    id: connectivity.ids[cell],
    outputs: outputs.groups,
    inputs: inputs.groups,
    ungrouped: { outputs: outputs.ungrouped, inputs: inputs.ungrouped },
  };
}

interface Entry {
  readonly partner: number;
  readonly entry: number;
}

function cellOf({ ids, cellCount }: Connectivity, id: IdLike, caller: string): number {
  const cell = ids.indexOf(parseId(id));
  if (cell >= 0) return cell;
  const known = Array.from(ids.subarray(0, 3), String);
  throw new NotFoundError(
    `${caller} cell is not in the connectivity: received ${id}, expected one of its ${cellCount} cells (${known.join(', ')}, …)`,
    { known },
  );
}

function outputsOf({ offsets, targets }: Connectivity, cell: number): Entry[] {
  const entries: Entry[] = [];
  for (let entry = offsets[cell]; entry < offsets[cell + 1]; entry++) entries.push({ partner: targets[entry], entry });
  return entries;
}

/** One walk over all targets; the row of an entry that is found is looked up after. */
function inputsOf({ offsets, targets }: Connectivity, cell: number): Entry[] {
  const entries: Entry[] = [];
  let pre = 0;
  for (let entry = targets.indexOf(cell); entry >= 0; entry = targets.indexOf(cell, entry + 1)) {
    while (offsets[pre + 1] <= entry) pre++;
    entries.push({ partner: pre, entry });
  }
  return entries;
}

function toList({ ids, counts, summedSize }: Connectivity, entries: Entry[], top: number): PartnerList {
  entries.sort((a, b) => counts[b.entry] - counts[a.entry] || a.partner - b.partner);
  const shown = entries.slice(0, top);
  return {
    ids: BigUint64Array.from(shown, ({ partner }) => ids[partner]),
    synapses: Uint32Array.from(shown, ({ entry }) => counts[entry]),
    summedSize: Float64Array.from(shown, ({ entry }) => summedSize[entry]),
    partnerCount: entries.length,
    synapseCount: entries.reduce((sum, { entry }) => sum + counts[entry], 0),
  };
}
