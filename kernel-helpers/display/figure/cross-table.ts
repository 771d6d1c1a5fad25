import { INK } from '../../contract/figure-ink.js';
import type { CrossTable } from '../../core/connectivity/cross-tabulate.js';
import { InvalidArgumentError } from '../../errors.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link crossTable} draws; every field may be left out. */
export interface CrossTableOptions extends FigureLook {
  /** What the rows are, such as `Cell type by hand`; `Rows` when absent. */
  readonly rowTitle?: string;
  /** What the columns are; `Columns` when absent. */
  readonly columnTitle?: string;
  /** What is counted, for hovering and the caption; `cells` when absent. */
  readonly counted?: string;
}

const MAX_CELLS = 4096;

/**
 * A contingency table as square cells: the count stands in its cell, and the cell is the darker (in a dark theme: the
 * brighter) the larger a part of its row it is. Empty cells are zeros. Names have their totals beside them.
 *
 * @param table - as `connectivity.crossTabulate` makes it; rows and columns that hold nothing are left out.
 * @throws {InvalidArgumentError} when nothing is counted, or more than 4,096 cells would be drawn.
 * @example
 * figure.crossTable(connectivity.crossTabulate(['BC', 'BC', 'MC'], ['PTC', 'PTC', 'DTC']), { rowTitle: 'Type by hand' });
 */
export function crossTable(table: CrossTable, options: CrossTableOptions = {}): Figure {
  const { rowTitle = 'Rows', columnTitle = 'Columns', counted = 'cells' } = options;
  const rows = held(table.rowTotals);
  const columns = held(table.columnTotals);
  if (rows.length === 0 || rows.length * columns.length > MAX_CELLS) {
    const found = rows.length === 0 ? 'nothing counted' : `${rows.length} × ${columns.length} cells`;
    throw new InvalidArgumentError(
      `crossTable table cannot be drawn: received ${found}, expected a count above 0 and at most ${MAX_CELLS} cells`,
      { argument: 'table' },
    );
  }
  const countAt = (r: number, c: number): number => table.counts[r * table.columns.length + c];
  const cellPx = Math.max(22, Math.min(46, Math.floor(720 / Math.max(rows.length, columns.length))));
  const axis = { showline: false, ticks: '', fixedrange: true, tickmode: 'array', ticklabelstandoff: 4 };
  const layout = {
    width: 230 + cellPx * columns.length,
    height: 134 + cellPx * rows.length,
    margin: { l: 118, r: 112, t: 122, b: 12 },
    // Plotly lays a colour bar's own title over its tick labels.
    annotations: [
      {
        text: 'Share of the row',
        textangle: 90,
        xref: 'paper',
        yref: 'paper',
        x: 1,
        y: 0.5,
        xshift: 84,
        showarrow: false,
      },
    ],
    xaxis: {
      ...axis,
      side: 'top',
      title: { text: columnTitle, standoff: 8 },
      range: [-0.5, columns.length - 0.5],
      tickvals: columns.map((_, i) => i),
      ticktext: columns.map(c => `${plainWords(table.columns[c])} (${table.columnTotals[c]})`),
      tickangle: -60,
      constrain: 'domain',
    },
    yaxis: {
      ...axis,
      title: { text: rowTitle, standoff: 8 },
      range: [rows.length - 0.5, -0.5],
      tickvals: rows.map((_, i) => i),
      ticktext: rows.map(r => `${plainWords(table.rows[r])} (${table.rowTotals[r]})`),
      scaleanchor: 'x',
      constrain: 'domain',
    },
  };
  const shares = rows.map(r => columns.map(c => countAt(r, c) / table.rowTotals[r]));
  const missing = table.missing > 0 ? ` With one name missing, and in no cell: ${table.missing}.` : '';
  return toFigure({
    title: options.title ?? `${rowTitle} against ${columnTitle.toLowerCase()}`,
    caption:
      options.caption ??
      `n = ${table.total} ${counted}. Written: ${counted}; colour: share of the row. In brackets: totals.${missing}`,
    synthetic: options.synthetic ?? false,
    result: inWords(table, rows, columns),
    data: [
      {
        type: 'heatmap',
        x: columns.map((_, i) => i),
        y: rows.map((_, i) => i),
        // A zero has no colour at all, so that a single cell of a large row is still seen to be there.
        z: shares.map(row => row.map(share => (share === 0 ? Number.NaN : share))),
        zmin: 0,
        zmax: 1,
        colorscale: INK.sequential,
        colorbar: { thickness: 10, outlinewidth: 0, ticks: 'outside', ticklen: 3, nticks: 6 },
        xgap: 1,
        ygap: 1,
        hoverongaps: false,
        customdata: rows.map((r, i) =>
          columns.map(
            (c, k) =>
              `${plainWords(table.rows[r])}, ${plainWords(table.columns[c])}<br>${countAt(r, c)} ${counted}, ${(100 * shares[i][k]).toFixed(1)} % of ${table.rowTotals[r]}`,
          ),
        ),
        hovertemplate: '%{customdata}<extra></extra>',
      },
      written(rows, columns, shares, countAt),
    ],
    layout: sizedLayout(layout, options, 'crossTable'),
  });
}

/** Places of the totals above 0. */
function held(totals: Uint32Array): number[] {
  return Array.from(totals.keys()).filter(i => totals[i] > 0);
}

/** The counts as text: in the paper's colour on strong cells, in ink on faint ones. */
function written(
  rows: readonly number[],
  columns: readonly number[],
  shares: readonly (readonly number[])[],
  countAt: (row: number, column: number) => number,
): Readonly<Record<string, unknown>> {
  const cells = rows.flatMap((r, y) => columns.map((c, x) => ({ x, y, count: countAt(r, c), share: shares[y][x] })));
  const drawn = cells.filter(({ count }) => count > 0);
  return {
    type: 'scatter',
    mode: 'text',
    x: drawn.map(({ x }) => x),
    y: drawn.map(({ y }) => y),
    text: drawn.map(({ count }) => String(count)),
    textfont: { size: 10, color: drawn.map(({ share }) => (share > 0.5 ? INK.paper : INK.strong)) },
    hoverinfo: 'skip',
  };
}

/** Of each row, where most of it is. */
function inWords(table: CrossTable, rows: readonly number[], columns: readonly number[]): string {
  const most = rows.map(r => {
    const at = (c: number): number => table.counts[r * table.columns.length + c];
    const c = columns.reduce((best, next) => (at(next) > at(best) ? next : best));
    return `${table.rows[r]} ${at(c)} of ${table.rowTotals[r]} in ${table.columns[c]}`;
  });
  return `${rows.length} × ${columns.length} groups; most of each row: ${most.join(', ')}.`;
}
