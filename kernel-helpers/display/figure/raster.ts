import { INK } from '../../contract/figure-ink.js';
import { type Responses, readResponses } from '../../core/functional/responses.js';
import { ascendingOrder } from '../../core/stats/ascending-order.js';
import type { Numbers } from '../../core/stats/finite-numbers.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { InvalidArgumentError } from '../../errors.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { readTexts, readValues } from './read-values.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link raster} draws; every field may be left out. */
export interface RasterOptions extends FigureLook {
  /** Name or id of each row, for hovering. */
  readonly ids?: Labels;
  /** Rows are drawn in ascending order of these numbers, from the top; rows without a number come last. */
  readonly sortBy?: Numbers;
  /** What the order is by, such as `preferred direction`. */
  readonly sortName?: string;
  /** Place of each column on the x axis, ascending: times, directions. 0, 1, 2 … when absent. */
  readonly positions?: Numbers;
  /** Name of the x axis with its unit; `Column` when absent. */
  readonly xTitle?: string;
  /** Name of the rows; `Unit` when absent. */
  readonly rowTitle?: string;
  /** Whether rows are numbered from the top; true when absent. */
  readonly rowTicks?: boolean;
  /** What the colours are, with their unit; `Response` when absent. */
  readonly valueName?: string;
  /** `row` scales each row from its own lowest to its highest value, 0 to 1; as they are when absent. */
  readonly scale?: 'none' | 'row';
}

/** More rows of screen than any output shows; Plotly and the stored file would carry them for nothing. */
const MAX_VALUES = 1_000_000;

/**
 * A heat map of responses: one row a unit, one column a time, a stimulus or a direction, stronger colour for more,
 * sorted where `sortBy` says how.
 *
 * @param responses - as `functional.signalCorrelations` takes them: a list of rows, or `{ data, shape }` of a NumPy file.
 * @throws {InvalidArgumentError} when rows differ in length, a value is missing, there are none, more than a million, or
 * a list does not run with the rows or columns.
 * @source the layout of MICrONS Consortium 2025, Fig. 3g, https://doi.org/10.1038/s41586-025-08790-w
 * @example
 * figure.raster([[0, 1, 4], [5, 1, 0]], { sortBy: [90, 0], sortName: 'preferred direction (°)', scale: 'row' });
 */
export function raster(responses: Responses, options: RasterOptions = {}): Figure {
  const { sortName = 'the order given', xTitle = 'Column', rowTitle = 'Unit', valueName = 'Response' } = options;
  const { scale = 'none' } = options;
  const { values, count, width } = readResponses(responses, 'raster', 'responses');
  if (count * width === 0 || count * width > MAX_VALUES) {
    fail(`responses cannot be drawn: received ${count} × ${width}, expected 1 to ${MAX_VALUES} values`, 'responses');
  }
  if (scale !== 'none' && scale !== 'row') fail(`scale is unknown: received ${scale}, expected none or row`, 'scale');
  const ids = options.ids === undefined ? undefined : readTexts(options.ids, 'raster', 'ids', count);
  const keys = options.sortBy === undefined ? undefined : readValues(options.sortBy, 'raster', 'sortBy', count);
  const order = keys
    ? ascendingOrder(keys.map(key => (Number.isNaN(key) ? Number.POSITIVE_INFINITY : key)))
    : Uint32Array.from({ length: count }, (_, i) => i);
  const positions =
    options.positions === undefined
      ? Float64Array.from({ length: width }, (_, i) => i)
      : readValues(options.positions, 'raster', 'positions', width);
  const disorder = positions.findIndex((at, i) => !(i === 0 ? Number.isFinite(at) : at > positions[i - 1]));
  if (disorder >= 0) {
    fail(`positions do not ascend: received ${positions[disorder]} at index ${disorder}, expected more`, 'positions');
  }
  const rows = Array.from(order, row => scaled(values.slice(row * width, (row + 1) * width), scale));
  const [low, high] = rangeOf(values);
  const layout = {
    width: 620,
    height: Math.max(240, Math.min(620, 120 + 5 * count)),
    margin: { l: 64, r: 16, t: 14, b: 48 },
    xaxis: { title: { text: xTitle }, range: ends(positions), showline: false },
    yaxis: {
      title: { text: rowTitle },
      range: [count - 0.5, -0.5],
      showline: false,
      nticks: 6,
      ...(options.rowTicks === false && { tickmode: 'array', tickvals: [], ticks: '' }),
    },
  };
  return toFigure({
    title: options.title ?? `${valueName} of ${count} ${rowTitle.toLowerCase()}s`,
    caption:
      options.caption ??
      `n = ${count} rows, ${width} columns. Colour: ${valueName}${scale === 'row' ? ', each row from its lowest (0) to its highest value (1)' : ''}.` +
        `${keys ? ` Rows by ${sortName}, from the top.` : ''}`,
    synthetic: options.synthetic ?? false,
    result: `${count} rows of ${width} values from ${short(low)} to ${short(high)}${keys ? `, sorted by ${sortName}` : ''}.`,
    data: [
      {
        type: 'heatmap',
        x: positions,
        z: rows,
        customdata: ids ? Array.from(order, row => new Array(width).fill(plainWords(ids[row]))) : undefined,
        colorscale: INK.sequential,
        colorbar: { thickness: 12, outlinewidth: 0, nticks: 5 },
        hovertemplate: `${ids ? '%{customdata}<br>' : 'row %{y}<br>'}${plainWords(xTitle)}: %{x}<br>%{z:.4f}<extra></extra>`,
      },
    ],
    layout: sizedLayout(layout, options, 'raster'),
  });
}

function scaled(row: ArrayLike<number>, scale: 'none' | 'row'): number[] {
  const numbers = Array.from(row, value => Number(value.toPrecision(5)));
  if (scale === 'none') return numbers;
  const [low, high] = rangeOf(row);
  // A row that does not vary has no highest value to speak of.
  return Array.from(row, value => (high > low ? Number(((value - low) / (high - low)).toPrecision(5)) : 0));
}

function rangeOf(values: ArrayLike<number>): [number, number] {
  let [low, high] = [values[0], values[0]];
  for (let i = 1; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return [low, high];
}

/** Half a column beyond the outermost ones. */
function ends(positions: Float64Array): [number, number] {
  const last = positions.length - 1;
  const [left, right] = last > 0 ? [positions[1] - positions[0], positions[last] - positions[last - 1]] : [1, 1];
  return [positions[0] - left / 2, positions[last] + right / 2];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`raster ${what}`, { argument });
}
