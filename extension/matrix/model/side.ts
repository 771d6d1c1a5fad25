/** Rows or columns as they are shown: which cells each one is, and in which order. Pure. */

import { cellsOfSide, type DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixSide, MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import { cellRanks, clustersOf } from './ranks';
import { type IJoint, jointsOf } from './tree';

/** Neighbours of one group. */
export interface ISpan {
  readonly name: string;
  readonly color: string;
  /** First row of it, and the one after its last. */
  readonly start: number;
  readonly end: number;
}

/** Rows, or columns. */
export interface IShownSide {
  /** `cell`, or the grouping whose groups these are. */
  readonly by: string;
  readonly count: number;
  /** `place[cell]`: its row; -1 for a cell that is not shown. */
  readonly place: Int32Array;
  /** The cells of row `i` are `cells[offsets[i]]` to before `cells[offsets[i + 1]]`. */
  readonly offsets: Uint32Array;
  readonly cells: Uint32Array;
  /** Runs of rows of one group, in their order; rows of no group are in none. */
  readonly spans: readonly ISpan[];
  /** Of cells ordered by clusters: the tree, root last. */
  readonly joints?: readonly IJoint[];
}

interface ISides {
  readonly rows: IShownSide;
  readonly columns: IShownSide;
}

/** The last ones worked out: another measure or scale needs no new order, and some orders take seconds. */
const latest = new WeakMap<DecodedMatrix, { readonly of: string; readonly sides: ISides }>();

/** Both sides of a matrix. Where they are asked for alike they have one order, made of outputs and inputs together. */
export function shownSides(decoded: DecodedMatrix, view: MatrixView): ISides {
  const of = JSON.stringify([view.rows, view.columns]);
  const known = latest.get(decoded);
  if (known?.of === of) return known.sides;
  const sides = workedOut(decoded, view);
  latest.set(decoded, { of, sides });
  return sides;
}

function workedOut(decoded: DecodedMatrix, view: MatrixView): ISides {
  const alike = JSON.stringify(view.rows) === JSON.stringify(view.columns);
  const rows = shownSide(decoded, view.rows, alike ? 'both' : 'outputs', 'view.rows');
  return { rows, columns: alike ? rows : shownSide(decoded, view.columns, 'inputs', 'view.columns') };
}

function shownSide(
  decoded: DecodedMatrix,
  side: MatrixSide,
  compared: 'outputs' | 'inputs' | 'both',
  at: string,
): IShownSide {
  const { cellCount } = decoded.wiring;
  const chosen = cellsOfSide(side, cellCount, at);
  const grouping = decoded.groupings.find(({ name }) => name === side.by);
  if (grouping) return groupedSide(grouping, chosen, cellCount);
  // Clusters tell all cells apart: as the first key they are the whole order, with a tree to be seen beside it.
  const tree = side.sort[0] === 'cluster' && chosen.length > 0 ? clustersOf(decoded, chosen, compared) : undefined;
  const order = tree?.order ?? orderBy(decoded, side.sort, chosen, compared);
  const cells = Uint32Array.from(order, i => chosen[i]);
  const place = new Int32Array(cellCount).fill(-1);
  cells.forEach((cell, row) => {
    place[cell] = row;
  });
  const offsets = Uint32Array.from({ length: cells.length + 1 }, (_, i) => i);
  // The groups of a table's rows are none of its columns.
  const usable = decoded.groupings.filter(({ codes, groups }) => cells.some(cell => codes[cell] < groups.length));
  const colored = usable.find(({ name }) => name === side.sort[0]) ?? usable[0];
  return {
    by: 'cell',
    count: cells.length,
    place,
    offsets,
    cells,
    spans: colored ? spansOf(colored, cells) : [],
    ...(tree ? { joints: jointsOf(tree) } : {}),
  };
}

function orderBy(
  decoded: DecodedMatrix,
  keys: readonly string[],
  chosen: Uint32Array,
  compared: 'outputs' | 'inputs' | 'both',
): number[] {
  const ranks = keys.map(key =>
    key === 'cluster' ? leafRanks(decoded, chosen, compared) : cellRanks(decoded, key, chosen),
  );
  const order = Array.from(chosen, (_, i) => i);
  // What is equal by every key stays as it was given.
  return order.sort((a, b) => {
    for (const rank of ranks) if (rank[a] !== rank[b]) return rank[a] - rank[b];
    return a - b;
  });
}

function leafRanks(decoded: DecodedMatrix, chosen: Uint32Array, compared: 'outputs' | 'inputs' | 'both'): Float64Array {
  const ranks = new Float64Array(chosen.length);
  clustersOf(decoded, chosen, compared).order.forEach((i, rank) => {
    ranks[i] = rank;
  });
  return ranks;
}

type Grouping = DecodedMatrix['groupings'][number];

function groupedSide({ name, groups, colors, codes }: Grouping, chosen: Uint32Array, cellCount: number): IShownSide {
  const place = new Int32Array(cellCount).fill(-1);
  const offsets = new Uint32Array(groups.length + 1);
  for (const cell of chosen) {
    if (codes[cell] >= groups.length) continue;
    place[cell] = codes[cell];
    offsets[codes[cell] + 1] += 1;
  }
  for (let group = 0; group < groups.length; group += 1) offsets[group + 1] += offsets[group];
  const next = offsets.slice();
  const cells = new Uint32Array(offsets[groups.length]);
  for (const cell of chosen) if (place[cell] >= 0) cells[next[place[cell]]++] = cell;
  const spans = groups.map((group, i) => ({ name: group, color: colors[i], start: i, end: i + 1 }));
  return { by: name, count: groups.length, place, offsets, cells, spans };
}

function spansOf({ groups, colors, codes }: Grouping, cells: Uint32Array): ISpan[] {
  const spans: ISpan[] = [];
  for (let start = 0; start < cells.length; ) {
    const code = codes[cells[start]];
    let end = start + 1;
    while (end < cells.length && codes[cells[end]] === code) end += 1;
    if (code < groups.length) spans.push({ name: groups[code], color: colors[code], start, end });
    start = end;
  }
  return spans;
}
