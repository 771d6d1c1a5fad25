import { INK } from '../../contract/figure-ink.js';
import type { GroupMatrix } from '../../core/connectivity/group-matrix.js';
import { InvalidArgumentError } from '../../errors.js';
import { type Figure, toFigure } from '../figure/to-figure.js';

/** How {@link groupFigure} draws; every field may be left out. */
export interface GroupFigureOptions {
  readonly title?: string;
  readonly caption?: string;
  /** `log` colours powers of ten evenly and leaves zeros uncoloured; `linear` when absent. */
  readonly scale?: 'linear' | 'log';
  /** True when the connections were grown by code. */
  readonly synthetic?: boolean;
}

type Trace = Readonly<Record<string, unknown>>;

/** Up to this many groups the value stands in its cell; more would not be readable. */
const MAX_WRITTEN = 14;

const TITLES: Readonly<Record<GroupMatrix['measure'], string>> = {
  synapses: 'Synapses between cell types',
  connections: 'Connected pairs of cells, by type',
  'summed size': 'Summed synapse size between cell types',
  'mean size': 'Mean synapse size by cell type',
  'mean per pair': 'Synapses per pair of cells, by type',
  'mean per connection': 'Synapses per connected pair, by type',
  probability: 'Connection probability by cell type',
  density: 'Connection density by cell type',
  'fraction of output': 'Fraction of output synapses by cell type',
  'fraction of input': 'Fraction of input synapses by cell type',
  'mean output': 'Synapses that a cell makes, by type',
  'mean input': 'Synapses that a cell receives, by type',
};

/**
 * A group × group matrix as square cells, darker (in a dark theme: brighter) for more: presynaptic groups in rows,
 * postsynaptic ones in columns. Hovering tells both groups, their numbers of cells and the value.
 *
 * Cells without a value (no pair of cells is possible) stay empty; on a `log` scale so do zeros.
 *
 * @throws {InvalidArgumentError} when the matrix has no groups, its values do not fill it, or the scale is unknown.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const byType = connectivity.groupMatrix(wiring, column.cellTypes, { measure: 'probability' });
 * matrix(byType, { synthetic: true });
 */
export function groupFigure(groups: GroupMatrix, options: GroupFigureOptions = {}): Figure {
  const { scale = 'linear', synthetic = false } = options;
  checkMatrix(groups, scale);
  const { rows, columns, measure, unit } = groups;
  const size = Math.max(rows.length, columns.length);
  // Few groups have large cells, so that names and colour bar have room beside them.
  const cellPx = Math.max(16, Math.min(Math.max(42, Math.floor(210 / size)), Math.floor(560 / size)));

  return toFigure({
    title: options.title ?? TITLES[measure],
    caption: options.caption ?? captionOf(groups, scale),
    synthetic,
    result: strongest(groups),
    data: [heatmap(groups, scale), ...(size <= MAX_WRITTEN ? [valueLabels(groups, scale)] : [])],
    layout: {
      width: cellPx * columns.length + 210,
      height: cellPx * rows.length + 100,
      margin: { l: 90, r: 120, t: 84, b: 16 },
      xaxis: {
        ...groupAxis(columns, 'Postsynaptic'),
        side: 'top',
        tickangle: columns.length > 8 || columns.some(name => name.length > 6) ? -45 : 0,
      },
      yaxis: { ...groupAxis(rows, 'Presynaptic'), range: [rows.length - 0.5, -0.5], scaleanchor: 'x' },
      // Plotly lays a colour bar's own title over its tick labels.
      annotations: [
        { text: unit, textangle: 90, xref: 'paper', yref: 'paper', x: 1, y: 0.5, xshift: 96, showarrow: false },
      ],
    },
  });
}

/** Where a value stands on the colour scale: itself or its power of ten; NaN where it has no colour. */
function heightOf(value: number, scale: 'linear' | 'log'): number {
  if (scale === 'linear') return value;
  return value > 0 ? Math.log10(value) : Number.NaN;
}

/** The least and the greatest height that is drawn; a linear scale begins at 0. */
function heightRange({ values }: GroupMatrix, scale: 'linear' | 'log'): [number, number] {
  let low = scale === 'linear' ? 0 : Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const height = heightOf(value, scale);
    if (height < low) low = height;
    if (height > high) high = height;
  }
  // One height, or none at all, still needs a scale with two ends.
  if (!(high > low)) return Number.isFinite(high) ? [scale === 'linear' ? 0 : high - 1, Math.max(high, 1e-9)] : [0, 1];
  return [low, high];
}

function gridOf<T>({ rows, columns }: GroupMatrix, cell: (r: number, c: number) => T): T[][] {
  return rows.map((_, r) => columns.map((_, c) => cell(r, c)));
}

function heatmap(groups: GroupMatrix, scale: 'linear' | 'log'): Trace {
  const { rows, columns, values, cellCounts, columnCellCounts = cellCounts, measure, unit } = groups;
  const at = (r: number, c: number): number => values[r * columns.length + c];
  const [zmin, zmax] = heightRange(groups, scale);
  const without = measure === 'probability' || measure === 'mean per pair' ? 'no pair of cells' : 'no value';
  return {
    type: 'heatmap',
    x: columns.map((_, c) => c),
    y: rows.map((_, r) => r),
    z: gridOf(groups, (r, c) => heightOf(at(r, c), scale)),
    zmin,
    zmax,
    customdata: gridOf(
      groups,
      (r, c) =>
        `${rows[r]} (${cellsOf(cellCounts[r])}) → ${columns[c]} (${cellsOf(columnCellCounts[c])})` +
        `<br>${Number.isNaN(at(r, c)) ? without : `${short(at(r, c))} ${unit}`}`,
    ),
    hovertemplate: '%{customdata}<extra></extra>',
    hoverongaps: true,
    colorscale: INK.sequential,
    xgap: 1,
    ygap: 1,
    colorbar: {
      thickness: 10,
      outlinewidth: 0,
      ticks: 'outside',
      ticklen: 3,
      ...(scale === 'log' ? logTicks(zmin, zmax) : { nticks: 6 }),
    },
  };
}

/** The values as text in their cells: in the paper's colour on the far half of the scale, in ink on the near half. */
function valueLabels(groups: GroupMatrix, scale: 'linear' | 'log'): Trace {
  const { columns, values } = groups;
  const [low, high] = heightRange(groups, scale);
  const cells = Array.from(values, (_, i) => i).filter(i => values[i] > 0);
  return {
    type: 'scatter',
    mode: 'text',
    x: cells.map(i => i % columns.length),
    y: cells.map(i => Math.floor(i / columns.length)),
    text: cells.map(i => inCell(values[i])),
    textfont: {
      size: 10,
      color: cells.map(i => ((heightOf(values[i], scale) - low) / (high - low) > 0.5 ? INK.paper : INK.strong)),
    },
    hoverinfo: 'skip',
  };
}

/** Ticks at the powers of ten between the least and the greatest; three to each ten where they are close. */
function logTicks(low: number, high: number): Trace {
  const steps = high - low < 1.5 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    ticks.push(...steps.map(step => step * 10 ** power).filter(v => Math.log10(v) >= low && Math.log10(v) <= high));
  }
  return { tickmode: 'array', tickvals: ticks.map(v => Math.log10(v)), ticktext: ticks.map(short) };
}

function groupAxis(names: readonly string[], side: string): Trace {
  return {
    title: { text: `${side} type`, standoff: 10 },
    tickmode: 'array',
    tickvals: names.map((_, i) => i),
    ticktext: names,
    range: [-0.5, names.length - 0.5],
    constrain: 'domain',
    ticks: '',
    ticklabelstandoff: 4,
    showline: false,
  };
}

/** What a value of each measure is, in a caption. */
const PER: Readonly<Record<GroupMatrix['measure'], string>> = {
  synapses: 'Number of synapses from the cells of the row to those of the column.',
  connections: 'Number of ordered pairs with a synapse, from a cell of the row to one of the column.',
  'summed size': 'Summed size of the synapses from the cells of the row to those of the column.',
  'mean size': 'Mean size of the synapses from the cells of the row to those of the column.',
  'mean per pair':
    'Synapses divided by the ordered pairs of different cells, one from the row and one from the column.',
  'mean per connection': 'Synapses divided by the ordered pairs that have one, from the row to the column.',
  probability:
    'Fraction of ordered pairs of different cells, one from the row and one from the column, with a synapse.',
  density: 'Fraction of the cells of the column that at least one cell of the row synapses on.',
  'fraction of output': 'Synapses as a fraction of all that the cells of the row make on cells of the data set.',
  'fraction of input': 'Synapses as a fraction of all that the cells of the column receive from cells of the data set.',
  'mean output': 'Synapses on the cells of the column, divided by the cells of the row.',
  'mean input': 'Synapses from the cells of the row, divided by the cells of the column.',
};

function captionOf(
  { cellCounts, columnCellCounts = cellCounts, measure }: GroupMatrix,
  scale: 'linear' | 'log',
): string {
  const [cells, targets] = [cellCounts, columnCellCounts].map(counts => counts.reduce((sum, count) => sum + count, 0));
  const n = cells === targets ? `${cells} cells` : `${cells} presynaptic and ${targets} postsynaptic cells`;
  const per = PER[measure];
  return `n = ${n}. ${per}${scale === 'log' ? ' Logarithmic colour scale; zeros are left empty.' : ''}`;
}

function strongest({ rows, columns, values, unit }: GroupMatrix): string {
  const order = Array.from(values, (_, i) => i)
    .filter(i => values[i] > 0)
    .sort((a, b) => values[b] - values[a])
    .slice(0, 3);
  if (order.length === 0) return `${rows.length} × ${columns.length} groups, with no connection between them.`;
  const named = order.map(
    i => `${rows[Math.floor(i / columns.length)]} → ${columns[i % columns.length]} ${short(values[i])}`,
  );
  return `${rows.length} presynaptic × ${columns.length} postsynaptic groups, strongest: ${named.join(', ')} (${unit}).`;
}

function checkMatrix({ rows, columns, values }: GroupMatrix, scale: string): void {
  if (scale !== 'linear' && scale !== 'log') {
    throw new InvalidArgumentError(`matrix scale is unknown: received ${scale}, expected linear or log`, {
      argument: 'scale',
    });
  }
  if (rows.length === 0 || values.length !== rows.length * columns.length) {
    throw new InvalidArgumentError(
      `matrix values do not fill it: received ${values.length}, expected ${rows.length} × ${columns.length}, at least 1 × 1`,
      { argument: 'groups' },
    );
  }
}

function cellsOf(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`;
}

function short(value: number): string {
  if (value === 0) return '0';
  return value < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

/** The value in two digits and no leading zero, to fit its cell; nothing for a zero or no value. */
function inCell(value: number): string {
  if (!(value > 0)) return '';
  if (value >= 100) return String(Math.round(value));
  if (value < 0.005) return '<.01';
  return value < 0.995 ? value.toFixed(2).slice(1) : String(Number(value.toPrecision(2)));
}
