import { InvalidArgumentError } from '../../errors.js';
import type { CellChoice } from '../connectivity/cell-indices.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { cellNumbers } from './cell-numbers.js';
import { incomingRows, outgoingRows, type Rows } from './rows.js';

const MAX_CELLS = 10_000;

const UNITS = {
  count: 'common partners',
  synapses: 'synapses in common',
  jaccard: 'fraction of the partners of either',
  cosine: 'cosine of synapse counts',
} as const;

/** What a {@link SharedPartnerMatrix} measures. */
export type SharedPartnerMeasure = keyof typeof UNITS;

/** Partners in common, for every pair of cells. */
export interface SharedPartnerMatrix {
  /** The cells of rows and columns. */
  readonly ids: BigUint64Array;
  /** `values[r * ids.length + c]`, symmetric; a cell with itself shares all its partners. */
  readonly values: Float64Array;
  readonly side: 'inputs' | 'outputs';
  readonly measure: SharedPartnerMeasure;
  /** The unit of the values, in words. */
  readonly unit: string;
}

/** What {@link sharedPartnerMatrix} compares. */
export interface SharedPartnerMatrixOptions {
  /** Common presynaptic (`inputs`) or common postsynaptic cells (`outputs`). */
  readonly side: 'inputs' | 'outputs';
  /**
   * `count` (when absent): how many partners are common. `synapses`: Σ min(a, b) over them. `jaccard`: their number
   * divided by the partners of either. `cosine`: a·b / (|a| |b|) of the rows of synapse counts.
   */
  readonly measure?: SharedPartnerMeasure;
  /** The cells to compare; all when absent. Partners are looked for among all cells in any case. */
  readonly cells?: CellChoice;
}

/**
 * How many partners every two cells have in common, or how alike their partners are.
 *
 * Jaccard is NaN for two cells without partners, cosine where either has none. O(Σ d²) over partners of degree d, and
 * 8 bytes for each pair of cells.
 *
 * @throws {NotFoundError} when one of `cells` is not in the connectivity.
 * @throws {InvalidArgumentError} for an unknown side or measure, or more than 10,000 cells (800 MB).
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.sharedPartnerMatrix(wiring, { side: 'inputs', measure: 'cosine' }).values;
 */
export function sharedPartnerMatrix(
  connectivity: Connectivity,
  options: SharedPartnerMatrixOptions,
): SharedPartnerMatrix {
  const { side, measure = 'count' } = options;
  checkOneOf(side, ['inputs', 'outputs'], 'side');
  checkOneOf(measure, Object.keys(UNITS), 'measure');
  const cells = cellNumbers(connectivity, options.cells, 'sharedPartnerMatrix');
  if (cells.length > MAX_CELLS) {
    throw new InvalidArgumentError(
      `sharedPartnerMatrix has too many cells: received ${cells.length}, expected at most ${MAX_CELLS}; name some in cells`,
      { argument: 'cells' },
    );
  }
  const [own, partnersOwn] =
    side === 'inputs'
      ? [incomingRows(connectivity), outgoingRows(connectivity)]
      : [outgoingRows(connectivity), incomingRows(connectivity)];
  const values = overlaps(own, partnersOwn, cells, connectivity.cellCount, measure);
  if (measure === 'jaccard') divideByUnions(values, cells, own);
  if (measure === 'cosine') divideByNorms(values);
  return {
    ids: BigUint64Array.from(cells, cell => connectivity.ids[cell]),
    values,
    side,
    measure,
    unit: UNITS[measure],
  };
}

/** Σ over common partners of 1, min(a, b) or a b: for each cell, through its partners to those they share it with. */
function overlaps(
  own: Rows,
  partnersOwn: Rows,
  cells: Uint32Array,
  cellCount: number,
  measure: SharedPartnerMeasure,
): Float64Array {
  const size = cells.length;
  const values = new Float64Array(size * size);
  const sums = new Float64Array(cellCount); // of one cell with all: small enough to stay at hand
  for (let row = 0; row < size; row++) {
    sums.fill(0);
    for (let e = own.offsets[cells[row]]; e < own.offsets[cells[row] + 1]; e++) {
      const partner = own.partners[e];
      const count = own.counts[e];
      const end = partnersOwn.offsets[partner + 1];
      for (let f = partnersOwn.offsets[partner]; f < end; f++) {
        const other = partnersOwn.counts[f];
        sums[partnersOwn.partners[f]] +=
          measure === 'synapses' ? Math.min(count, other) : measure === 'cosine' ? count * other : 1;
      }
    }
    for (let c = 0; c < size; c++) values[row * size + c] = sums[cells[c]];
  }
  return values;
}

function divideByUnions(values: Float64Array, cells: Uint32Array, { offsets }: Rows): void {
  const size = cells.length;
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      const both = offsets[cells[r] + 1] - offsets[cells[r]] + offsets[cells[c] + 1] - offsets[cells[c]];
      values[r * size + c] /= both - values[r * size + c]; // 0 / 0 is NaN, as promised
    }
  }
}

function divideByNorms(values: Float64Array): void {
  const size = Math.sqrt(values.length);
  const norms = Float64Array.from({ length: size }, (_, i) => Math.sqrt(values[i * size + i]));
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) values[r * size + c] /= norms[r] * norms[c];
    // A cell is like itself, to the last digit, if it has any partners.
    if (norms[r] > 0) values[r * size + r] = 1;
  }
}

function checkOneOf(value: string, known: readonly string[], argument: string): void {
  if (known.includes(value)) return;
  throw new InvalidArgumentError(
    `sharedPartnerMatrix ${argument} is unknown: received ${value}, expected one of ${known.join(', ')}`,
    { argument },
  );
}
