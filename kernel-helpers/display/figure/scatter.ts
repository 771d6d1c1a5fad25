import { INK } from '../../contract/figure-ink.js';
import { pearson } from '../../core/stats/association/correlation.js';
import type { Numbers } from '../../core/stats/finite-numbers.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { InvalidArgumentError } from '../../errors.js';
import { cellTypeColors } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { pointNeurons } from './point-neurons.js';
import { readTexts, readValues } from './read-values.js';
import { formatP } from './significance.js';
import { type Figure, toFigure } from './to-figure.js';

/** The points of a scatter plot, one row each; all lists run together. */
export interface ScatterPoints {
  readonly x: Numbers;
  readonly y: Numbers;
  /** What a point's colour shows; one group when absent. */
  readonly groups?: Labels;
  /** Id or name of each point, for hovering; by their ids points are linked with the notebook's selection. */
  readonly ids?: Labels;
}

/** How {@link scatter} draws; every field may be left out. */
export interface ScatterOptions extends FigureLook {
  /** Name of the x axis with its unit. */
  readonly xTitle?: string;
  /** Name of the y axis with its unit. */
  readonly yTitle?: string;
  /** Whether histograms of x and y stand at the sides; true when absent. */
  readonly marginals?: boolean;
  /** Bins of each histogram; 24 when absent. */
  readonly bins?: number;
}

interface Group {
  readonly name: string;
  readonly rows: readonly number[];
  readonly color: string;
}

const MAX_POINTS = 50_000;
const MAX_GROUPS = 40;
/** Share of the plot that points take where histograms stand beside them. */
const MAIN = 0.84;
const SIDE = 0.87;

/**
 * Two measures of each cell against each other, coloured by group, with a histogram of each measure at the sides (one
 * outline a group). The summary has Pearson's correlation over all points and of each group.
 *
 * @throws {InvalidArgumentError} when lengths differ, no point has both values, or there are more than 50,000 points or
 * 40 groups.
 * @example
 * figure.scatter({ x: [1, 2, 3, 4], y: [2, 1, 4, 3], groups: ['BC', 'MC', 'BC', 'MC'], ids: [11n, 12n, 13n, 14n] });
 */
export function scatter(points: ScatterPoints, options: ScatterOptions = {}): Figure {
  const { xTitle = 'x', yTitle = 'y', marginals = true, bins = 24 } = options;
  const x = readValues(points.x, 'scatter', 'x');
  const y = readValues(points.y, 'scatter', 'y', x.length);
  const ids = points.ids === undefined ? undefined : readTexts(points.ids, 'scatter', 'ids', x.length);
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 200)) {
    fail(`bins is out of range: received ${bins}, expected 1 to 200`, 'bins');
  }
  const groups = groupsOf(points, x, y);
  const rows = groups.flatMap(group => group.rows);
  const named = points.groups !== undefined;
  const domain = [0, marginals ? MAIN : 1];
  const side = { showline: false, ticks: '', tickmode: 'array', tickvals: [], fixedrange: true, domain: [SIDE, 1] };
  const layout = {
    width: 560,
    height: 520,
    margin: { l: 64, r: 16, t: 14, b: 48 },
    xaxis: { title: { text: xTitle }, domain },
    yaxis: { title: { text: yTitle }, domain },
    ...(marginals && { yaxis2: { ...side, anchor: 'x' }, xaxis2: { ...side, anchor: 'y' } }),
    annotations: named ? groups.map((group, i) => label(group, i)) : [],
  };
  const correlations = [
    sentence('All points', x, y, rows),
    ...(groups.length > 1 ? groups.map(group => sentence(group.name, x, y, group.rows)) : []),
  ];
  const missing = x.length - rows.length;
  return toFigure({
    title: options.title ?? `${yTitle} against ${xTitle}`,
    caption:
      options.caption ??
      `n = ${rows.length} points${named ? ` (${groups.map(group => `${group.name} ${group.rows.length}`).join(', ')})` : ''}.` +
        `${marginals ? ` At the sides: histograms of ${bins} bins, each to its own peak.` : ''}` +
        `${missing > 0 ? ` Rows without both values are left out: ${missing}.` : ''}`,
    synthetic: options.synthetic ?? false,
    result: correlations.join(' '),
    data: groups.flatMap(group => {
      const at = { x: group.rows.map(row => x[row]), y: group.rows.map(row => y[row]) };
      const drawn: Record<string, unknown>[] = [
        {
          type: 'scatter',
          mode: 'markers',
          ...at,
          customdata: ids && group.rows.map(row => plainWords(ids[row])),
          neurons: pointNeurons(ids && group.rows.map(row => ids[row])),
          marker: { color: group.color, size: rows.length > 2000 ? 3 : 6, line: { color: INK.paper, width: 0.5 } },
          opacity: 0.85,
          hovertemplate: `${ids ? '%{customdata}<br>' : ''}${plainWords(group.name)}<br>%{x:.4f}, %{y:.4f}<extra></extra>`,
        },
      ];
      if (marginals) {
        const across = histogram(
          at.x,
          rows.map(row => x[row]),
          bins,
        );
        const up = histogram(
          at.y,
          rows.map(row => y[row]),
          bins,
        );
        drawn.push(
          { ...steps(across.edges, across.heights, group.color), yaxis: 'y2' },
          { ...steps(up.heights, up.edges, group.color), xaxis: 'x2' },
        );
      }
      return drawn;
    }),
    layout: sizedLayout(layout, options, 'scatter'),
  });
}

function groupsOf(points: ScatterPoints, x: Float64Array, y: Float64Array): Group[] {
  const names = points.groups === undefined ? undefined : readTexts(points.groups, 'scatter', 'groups', x.length);
  const byName = new Map<string, number[]>();
  for (let row = 0; row < x.length; row++) {
    if (Number.isNaN(x[row]) || Number.isNaN(y[row])) continue;
    const name = names?.[row] ?? '';
    const list = byName.get(name);
    if (list) list.push(row);
    else byName.set(name, [row]);
  }
  const count = [...byName.values()].reduce((sum, list) => sum + list.length, 0);
  if (count === 0) fail(`points have no values: received ${x.length} rows, expected at least 1 with x and y`, 'x');
  if (count > MAX_POINTS) fail(`points are too many: received ${count}, expected at most ${MAX_POINTS}`, 'x');
  if (byName.size > MAX_GROUPS) {
    fail(`groups are too many: received ${byName.size}, expected at most ${MAX_GROUPS}`, 'groups');
  }
  const colors = cellTypeColors(byName.keys());
  return [...byName].map(([name, rows]) => ({ name, rows, color: colors.get(name) as string }));
}

/** Outline of a histogram over the range of `all`: two points a bin, from 0 back to 0, as high as 1. */
function histogram(
  values: readonly number[],
  all: readonly number[],
  bins: number,
): { edges: number[]; heights: number[] } {
  const low = all.reduce((a, b) => Math.min(a, b));
  const width = (all.reduce((a, b) => Math.max(a, b)) - low || 1) / bins;
  const counts = new Float64Array(bins);
  for (const value of values) counts[Math.min(bins - 1, Math.floor((value - low) / width))]++;
  const peak = Math.max(...counts);
  const edges = [low];
  const heights = [0];
  counts.forEach((count, i) => {
    edges.push(low + i * width, low + (i + 1) * width);
    heights.push(count / peak, count / peak);
  });
  return { edges: [...edges, low + bins * width], heights: [...heights, 0] };
}

function steps(x: readonly number[], y: readonly number[], color: string): Record<string, unknown> {
  const line = { color, width: 1 };
  return { type: 'scatter', mode: 'lines', x, y, fill: 'toself', fillcolor: `${color}33`, line, hoverinfo: 'skip' };
}

function label({ name, color }: Group, i: number): Record<string, unknown> {
  return {
    text: `<b>${plainWords(name)}</b>`,
    xref: 'paper',
    yref: 'paper',
    x: 0.02,
    y: MAIN - 0.01 - 0.05 * i,
    xanchor: 'left',
    yanchor: 'top',
    showarrow: false,
    font: { color },
  };
}

function sentence(name: string, x: Float64Array, y: Float64Array, rows: readonly number[]): string {
  const found = pearson(
    rows.map(row => x[row]),
    rows.map(row => y[row]),
  );
  if (!found) return `${name}: no correlation can be told (n = ${rows.length}).`;
  const p = found.p === undefined ? '' : `, p = ${formatP(found.p)}`;
  return `${name}: Pearson r = ${found.r.toFixed(3)}${p} (n = ${found.n}).`;
}

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`scatter ${what}`, { argument });
}
