import { INK } from '../../contract/figure-ink.js';
import type { Numbers } from '../../core/stats/finite-numbers.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { InvalidArgumentError } from '../../errors.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { readTexts, readValues } from './read-values.js';
import { formatP } from './significance.js';
import { type Figure, toFigure } from './to-figure.js';

/** The cells of a Hinton plot, one entry each; all lists run together. */
export interface HintonCells {
  /** Row of each cell, such as the presynaptic area and layer. */
  readonly rows: Labels;
  /** Column of each cell, such as the postsynaptic area and layer. */
  readonly columns: Labels;
  /** What colour shows: orange above 0, blue below. Cells without a value stay empty. */
  readonly values: Numbers;
  /** What area shows, 0 or more; |value| when absent. */
  readonly sizes?: Numbers;
  /** p values, corrected as you mean them; cells below `alpha` get an outline. */
  readonly pAdjusted?: Numbers;
}

/** How {@link hinton} draws; every field may be left out. */
export interface HintonOptions extends FigureLook {
  /** Rows from top to bottom; in the order in which they come when absent. */
  readonly rowOrder?: readonly string[];
  /** Columns from left to right; in the order in which they come when absent. */
  readonly columnOrder?: readonly string[];
  /** Name of the rows; `Presynaptic` when absent. */
  readonly rowTitle?: string;
  /** Name of the columns; `Postsynaptic` when absent. */
  readonly columnTitle?: string;
  /** What the values are, with their unit; `Value` when absent. */
  readonly valueName?: string;
  /** What the sizes are, with their unit; `Size` when absent. */
  readonly sizeName?: string;
  /** Value of the strongest colour; values beyond it look the same. The largest |value| when absent. */
  readonly limit?: number;
  /** Cells with p below this get an outline; 0.05 when absent. */
  readonly alpha?: number;
}

type Trace = Readonly<Record<string, unknown>>;

/** Of Okabe and Ito 2008: told apart by readers of every colour vision. */
const ABOVE = '#d55e00';
const BELOW = '#0072b2';
/** Traces that a figure may hold bound the cells that can be hovered one by one. */
const MAX_CELLS = 480;
/** Side of the largest square, in cells. */
const LARGEST = 0.9;

/**
 * A Hinton plot: one square a cell, its area for size and its colour for value, outlined where significant. Areas are
 * to the largest size drawn, colours from 0 to `limit` in both directions.
 *
 * @throws {InvalidArgumentError} when lists differ in length, a cell comes twice or is in no row or column of the order
 * given, a size is below 0, a p is not 0 to 1, no cell has a value, or there are more than 480 cells.
 * @source the layout of Ding et al. 2025, Fig. 4, https://doi.org/10.1038/s41586-025-08840-3
 * @example
 * figure.hinton(
 *   { rows: ['L2/3', 'L2/3', 'L4', 'L4'], columns: ['L2/3', 'L4', 'L2/3', 'L4'], values: [0.4, 0.1, -0.2, 0.3], pAdjusted: [0.001, 0.3, 0.04, 0.01] },
 *   { valueName: 'Coefficient × s.d.' },
 * );
 */
export function hinton(cells: HintonCells, options: HintonOptions = {}): Figure {
  const { rowTitle = 'Presynaptic', columnTitle = 'Postsynaptic', valueName = 'Value', sizeName = 'Size' } = options;
  const { alpha = 0.05 } = options;
  const read = readCells(cells, options);
  const { rows, columns, drawn } = read;
  const largest = Math.max(...drawn.map(cell => cell.size));
  const limit = options.limit ?? Math.max(...drawn.map(cell => Math.abs(cell.value)));
  if (!(limit >= 0) || options.limit === 0) {
    throw new InvalidArgumentError(`hinton limit is out of range: received ${limit}, expected above 0`, {
      argument: 'limit',
    });
  }
  const tested = cells.pAdjusted !== undefined;
  const significant = drawn.filter(cell => cell.p < alpha);
  const cellPx = Math.max(14, Math.min(56, Math.floor(520 / Math.max(rows.length, columns.length))));
  const axis = { showline: false, ticks: '', fixedrange: true, tickmode: 'array' };
  const layout = {
    width: Math.max(300, 150 + cellPx * columns.length),
    height: Math.max(220, 110 + cellPx * rows.length),
    margin: { l: 70, r: 16, t: 70, b: 12 },
    xaxis: {
      ...axis,
      side: 'top',
      title: { text: columnTitle },
      range: [-0.5, columns.length - 0.5],
      tickvals: columns.map((_, i) => i),
      ticktext: columns.map(plainWords),
      autotickangles: [0, -45, -90],
      constrain: 'domain',
    },
    yaxis: {
      ...axis,
      title: { text: rowTitle },
      range: [rows.length - 0.5, -0.5],
      tickvals: rows.map((_, i) => i),
      ticktext: rows.map(plainWords),
      scaleanchor: 'x',
      constrain: 'domain',
    },
  };
  const outline = tested ? ` Outlined: p < ${alpha}, ${significant.length} of ${drawn.length} cells.` : '';
  const missing = read.empty > 0 ? ` Not drawn for want of a value: ${read.empty}.` : '';
  return toFigure({
    title: options.title ?? `${valueName} by ${rowTitle.toLowerCase()} and ${columnTitle.toLowerCase()} group`,
    caption:
      options.caption ??
      `Colour: ${valueName}, orange above 0, blue below, full at ±${short(limit)}. Area: ` +
        `${cells.sizes === undefined ? `|${valueName}|` : sizeName}, largest ${short(largest)}.${outline}${missing}`,
    synthetic: options.synthetic ?? false,
    result:
      `${drawn.length} cells, ${drawn.filter(cell => cell.value > 0).length} above 0 and ` +
      `${drawn.filter(cell => cell.value < 0).length} below${tested ? `; ${significant.length} significant (p < ${alpha})` : ''}. ` +
      `Largest: ${extreme(drawn, 1)}; smallest: ${extreme(drawn, -1)}.`,
    data: drawn.map(cell => square(cell, { rows, columns, largest, limit, alpha, valueName, sizeName })),
    layout: sizedLayout(layout, options, 'hinton'),
  });
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly name: string;
  readonly value: number;
  readonly size: number;
  /** NaN where there is no test. */
  readonly p: number;
}

function readCells(
  cells: HintonCells,
  options: HintonOptions,
): {
  rows: readonly string[];
  columns: readonly string[];
  drawn: Cell[];
  empty: number;
} {
  const rowOf = readTexts(cells.rows, 'hinton', 'rows');
  const count = rowOf.length;
  const columnOf = readTexts(cells.columns, 'hinton', 'columns', count);
  const values = readValues(cells.values, 'hinton', 'values', count);
  const sizes = cells.sizes === undefined ? values.map(Math.abs) : readValues(cells.sizes, 'hinton', 'sizes', count);
  const ps =
    cells.pAdjusted === undefined
      ? new Float64Array(count).fill(Number.NaN)
      : readValues(cells.pAdjusted, 'hinton', 'pAdjusted', count);
  if (count > MAX_CELLS) fail(`cells are too many: received ${count}, expected at most ${MAX_CELLS}`, 'cells');
  const rows = options.rowOrder ?? [...new Set(rowOf)];
  const columns = options.columnOrder ?? [...new Set(columnOf)];
  const seen = new Set<number>();
  const drawn: Cell[] = [];
  for (let i = 0; i < count; i++) {
    const row = rows.indexOf(rowOf[i]);
    const column = columns.indexOf(columnOf[i]);
    if (row < 0) fail(`row is not in rowOrder: received ${rowOf[i]}, expected one of ${rows.join(', ')}`, 'rowOrder');
    if (column < 0) {
      fail(
        `column is not in columnOrder: received ${columnOf[i]}, expected one of ${columns.join(', ')}`,
        'columnOrder',
      );
    }
    const place = row * columns.length + column;
    const name = `${rowOf[i]} → ${columnOf[i]}`;
    if (seen.has(place)) fail(`cell comes twice: received ${name}, expected each pair once`, 'cells');
    seen.add(place);
    if (sizes[i] < 0) fail(`size of ${name} is out of range: received ${sizes[i]}, expected 0 or more`, 'sizes');
    if (ps[i] < 0 || ps[i] > 1) fail(`p of ${name} is out of range: received ${ps[i]}, expected 0 to 1`, 'pAdjusted');
    if (Number.isNaN(values[i]) || Number.isNaN(sizes[i])) continue;
    drawn.push({ row, column, name, value: values[i], size: sizes[i], p: ps[i] });
  }
  if (drawn.length === 0) fail(`cells have no values: received ${count} cells, expected at least 1 number`, 'values');
  return { rows, columns, drawn, empty: count - drawn.length };
}

interface Scales {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly largest: number;
  readonly limit: number;
  readonly alpha: number;
  readonly valueName: string;
  readonly sizeName: string;
}

function square(cell: Cell, { largest, limit, alpha, valueName, sizeName }: Scales): Trace {
  const half = largest === 0 ? 0 : (LARGEST / 2) * Math.sqrt(cell.size / largest);
  const { column: x, row: y } = cell;
  const strength = limit === 0 ? 0 : Math.min(1, Math.abs(cell.value) / limit);
  const p = Number.isNaN(cell.p) ? '' : `<br>p = ${formatP(cell.p)}`;
  return {
    type: 'scatter',
    mode: 'lines',
    x: [x - half, x + half, x + half, x - half, x - half],
    y: [y - half, y - half, y + half, y + half, y - half],
    fill: 'toself',
    // Through the paper's colour at 0, in a light theme as in a dark one. A little is left, so that small ones show.
    fillcolor: `${cell.value < 0 ? BELOW : ABOVE}${hexByte(0.12 + 0.88 * strength)}`,
    line: cell.p < alpha ? { color: INK.strong, width: 1.4 } : { color: INK.faint, width: 0.5 },
    hoveron: 'fills',
    hoverinfo: 'text',
    text: `${plainWords(cell.name)}<br>${plainWords(valueName)}: ${short(cell.value)}<br>${plainWords(sizeName)}: ${short(cell.size)}${p}`,
  };
}

function extreme(cells: readonly Cell[], sign: 1 | -1): string {
  const cell = cells.reduce((best, next) => (sign * next.value > sign * best.value ? next : best));
  return `${cell.name} ${short(cell.value)}`;
}

function hexByte(share: number): string {
  return Math.round(255 * share)
    .toString(16)
    .padStart(2, '0');
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`hinton ${what}`, { argument });
}
