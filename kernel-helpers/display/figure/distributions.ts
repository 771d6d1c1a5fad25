import { INK } from '../../contract/figure-ink.js';
import type { Numbers } from '../../core/stats/finite-numbers.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { standardDeviation } from '../../core/stats/summary/spread.js';
import { InvalidArgumentError } from '../../errors.js';
import { groupColors } from '../palette.js';
import { comparePairs, type GroupComparison, type GroupValues, groupValues } from './group-values.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { pointNeurons } from './point-neurons.js';
import { readTexts } from './read-values.js';
import { formatP, STARS_LEGEND, stars } from './significance.js';
import { smoothedCounts } from './soma-density.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link violin} and {@link strip} draw; every field may be left out. */
export interface DistributionOptions extends FigureLook {
  /** Groups from left to right; in the order in which they come when absent. */
  readonly order?: readonly string[];
  /** Pairs of groups to test; each becomes a bracket with stars. */
  readonly compare?: readonly (readonly [first: string, second: string])[];
  /** Id or name of each value, for hovering; by their ids points are linked with the notebook's selection. */
  readonly ids?: Labels;
  /** Name of the y axis with its unit; `Value` when absent. */
  readonly yTitle?: string;
  /** Colours of groups, `#rgb` or `#rrggbb`, over the field's own for cell types. */
  readonly colors?: Readonly<Record<string, string>>;
}

type Trace = Readonly<Record<string, unknown>>;

const HALF_WIDTH = 0.4;
const GRID = 80;
/** Above this many values in all, a violin shows its outline and quartiles only. */
const MAX_POINTS = 4000;
/** What a figure may hold, for a strip plot, which is nothing but points. */
const MAX_STRIP = 50_000;
const BRACKET_STEP = 0.08;
/** More names than this would run into each other when they stand upright. */
const MAX_UPRIGHT = 12;

/**
 * Violins: for each group an outline as wide as its values are dense there (Gaussian, Silverman's width; each scaled to
 * its own peak, cut at its lowest and highest value), the single values inside, and median and quartiles. Pairs named in
 * `compare` are tested by Mann–Whitney, two-sided, corrected by Benjamini–Hochberg.
 *
 * @param values - one number a row; rows without one are left out and counted in the caption.
 * @param groups - the group of each row.
 * @throws {InvalidArgumentError} when lengths differ, a group has no values, or `order`, `compare` name no group.
 * @source Silverman 1986, Density Estimation for Statistics and Data Analysis, eq. 3.28
 * @example
 * figure.violin([3, 4, 5, 7, 8, 9], ['BC', 'BC', 'BC', 'MC', 'MC', 'MC'], { compare: [['BC', 'MC']], yTitle: 'Synapses' });
 */
export function violin(values: Numbers, groups: Labels, options: DistributionOptions = {}): Figure {
  return distributions(values, groups, options, 'violin');
}

/**
 * Strips: every value of each group as a point, spread sideways by how dense values are there, with median and quartiles.
 * Tests as in {@link violin}. At most 50,000 values.
 *
 * @param values - one number a row; rows without one are left out and counted in the caption.
 * @param groups - the group of each row.
 * @throws {InvalidArgumentError} as {@link violin}, and for more values than a browser draws.
 * @example
 * figure.strip([3, 4, 5, 7, 8, 9], ['BC', 'BC', 'BC', 'MC', 'MC', 'MC'], { yTitle: 'Synapses' });
 */
export function strip(values: Numbers, groups: Labels, options: DistributionOptions = {}): Figure {
  return distributions(values, groups, options, 'strip');
}

function distributions(
  values: Numbers,
  labels: Labels,
  options: DistributionOptions,
  caller: 'violin' | 'strip',
): Figure {
  const { yTitle = 'Value' } = options;
  const { groups, missing } = groupValues(values, labels, options.order, caller);
  const total = groups.reduce((sum, group) => sum + group.values.length, 0);
  if (caller === 'strip' && total > MAX_STRIP) {
    throw new InvalidArgumentError(
      `strip values are too many: received ${total}, expected at most ${MAX_STRIP}; a violin has no limit`,
      { argument: 'values' },
    );
  }
  const ids = options.ids === undefined ? undefined : readTexts(options.ids, caller, 'ids', total + missing);
  const comparisons = comparePairs(groups, options.compare, caller);
  const colors = groupColors(
    groups.map(group => group.name),
    options.colors,
  );
  const points = caller === 'strip' || total <= MAX_POINTS;
  const dataTop = 1 - (comparisons.length > 0 ? 0.03 + BRACKET_STEP * comparisons.length : 0);
  const crowded = groups.length > MAX_UPRIGHT;
  const layout = {
    width: Math.max(300, Math.min(900, 120 + 90 * groups.length)),
    height: 440,
    margin: { l: 64, r: 12, t: 14, b: crowded ? 84 : 44 },
    xaxis: {
      range: [-0.55, groups.length - 0.45],
      tickmode: 'array',
      tickvals: groups.map((_, i) => i),
      ticktext: groups.map(({ name, values }) => {
        return crowded ? `${plainWords(name)} (${values.length})` : `${plainWords(name)}<br>n = ${values.length}`;
      }),
      ticks: '',
      showline: false,
      fixedrange: true,
      ...(crowded && { tickangle: -45 }),
    },
    yaxis: { title: { text: yTitle }, domain: [0, dataTop] },
    ...brackets(comparisons, dataTop),
  };
  const tests = comparisons.map(
    ({ first, second, pAdjusted }) => `${groups[first].name} vs ${groups[second].name} p = ${formatP(pAdjusted)}`,
  );
  return toFigure({
    title: options.title ?? `${yTitle} by group`,
    caption:
      options.caption ??
      `n = ${total} values. ${caller === 'violin' ? 'Outlines: density, each scaled to its own peak. ' : ''}` +
        `${points ? 'Dots: single values. ' : ''}Bars: quartiles; line across: median.` +
        `${tests.length > 0 ? ` Brackets: two-sided Mann–Whitney tests, Benjamini–Hochberg over ${tests.length}; ${STARS_LEGEND}.` : ''}` +
        `${missing > 0 ? ` Rows without a value are left out: ${missing}.` : ''}`,
    synthetic: options.synthetic ?? false,
    result: [
      `${groups.map(g => `${g.name} median ${short(g.quartiles[1])} (quartiles ${short(g.quartiles[0])} to ${short(g.quartiles[2])}, n = ${g.values.length})`).join(', ')}.`,
      ...(tests.length > 0 ? [`${tests.join(', ')}.`] : []),
    ].join(' '),
    data: groups.flatMap((group, i) => {
      const color = colors.get(group.name) as string;
      const density = densityOf(group.values);
      return [
        ...(caller === 'violin' ? [outline(group, i, color, density)] : []),
        ...(points ? [dots(group, i, color, density, ids)] : []),
        ...summaryMarks(group, i),
      ];
    }),
    layout: sizedLayout(layout, options, caller),
  });
}

interface Density {
  readonly start: number;
  readonly step: number;
  /** 0 to 1. */
  readonly heights: Float64Array;
}

/** Density between the lowest and the highest value; even when the values do not vary. */
function densityOf(values: Float64Array): Density {
  const [start, end] = [values[0], values[values.length - 1]];
  const step = (end - start) / (GRID - 1);
  const spread = standardDeviation(values);
  if (!(step > 0) || !spread) return { start, step: 0, heights: Float64Array.of(1) };
  const width = Math.max(step, 1.06 * spread * values.length ** -0.2);
  const counts = smoothedCounts(values, { start, step, length: GRID }, width);
  const peak = Math.max(...counts);
  return { start, step, heights: counts.map(count => count / peak) };
}

function outline({ name, values }: GroupValues, i: number, color: string, density: Density): Trace {
  const { start, step, heights } = density;
  const y = Array.from(heights, (_, k) => start + k * step);
  const half = Array.from(heights, height => HALF_WIDTH * height);
  return {
    type: 'scatter',
    mode: 'lines',
    x: [...half.map(w => i - w), ...half.map(w => i + w).reverse(), i - half[0]],
    y: [...y, ...[...y].reverse(), y[0]],
    fill: 'toself',
    fillcolor: `${color}40`,
    line: { color, width: 1.2 },
    hoveron: 'fills',
    hoverinfo: 'text',
    text: `${plainWords(name)}: n = ${values.length}`,
  };
}

/** The single values, spread sideways where they are dense; the spread carries no data. */
function dots(
  { name, values, rows }: GroupValues,
  i: number,
  color: string,
  { start, step, heights }: Density,
  ids: readonly string[] | undefined,
): Trace {
  const x = Array.from(values, (value, k) => {
    const at = step > 0 ? Math.min(heights.length - 1, Math.round((value - start) / step)) : 0;
    // The golden ratio's multiples fill an interval evenly in any order, with no randomness to seed.
    return i + 0.82 * HALF_WIDTH * heights[at] * (((k * 0.6180339887498949) % 1) * 2 - 1);
  });
  return {
    type: 'scatter',
    mode: 'markers',
    x: x.map(at => Number(at.toFixed(4))),
    y: values,
    customdata: ids && Array.from(rows, row => plainWords(ids[row])),
    neurons: pointNeurons(ids && Array.from(rows, row => ids[row])),
    marker: { color, size: values.length > 500 ? 3 : 5, line: { color: INK.muted, width: 0.5 } },
    opacity: 0.8,
    hovertemplate: `${plainWords(name)}${ids ? ' %{customdata}' : ''}<br>%{y:.4f}<extra></extra>`,
  };
}

function summaryMarks({ quartiles: [q1, median, q3] }: GroupValues, i: number): Trace[] {
  const line = (x: number[], y: number[], width: number): Trace => ({
    type: 'scatter',
    mode: 'lines',
    x,
    y,
    line: { color: INK.strong, width },
    hoverinfo: 'skip',
  });
  return [line([i, i], [q1, q3], 3), line([i - 0.14, i + 0.14], [median, median], 2)];
}

function brackets(comparisons: readonly GroupComparison[], dataTop: number): { shapes: Trace[]; annotations: Trace[] } {
  const levels = comparisons.map((comparison, level) => ({
    ...comparison,
    y: dataTop + 0.02 + BRACKET_STEP * (level + 0.35),
    label: stars(comparison.pAdjusted),
  }));
  return {
    shapes: levels.map(({ first, second, y }) => ({
      type: 'path',
      xref: 'x',
      yref: 'paper',
      path: `M ${first} ${y - 0.014} L ${first} ${y} L ${second} ${y} L ${second} ${y - 0.014}`,
      line: { color: INK.muted, width: 1 },
    })),
    annotations: levels.map(({ first, second, y, label, pAdjusted, test }) => ({
      text: label,
      xref: 'x',
      yref: 'paper',
      x: (first + second) / 2,
      y,
      yanchor: label === 'n.s.' ? 'bottom' : 'middle',
      yshift: label === 'n.s.' ? -2 : 4,
      showarrow: false,
      hovertext: `U = ${test.u}, p = ${formatP(pAdjusted)} (Mann–Whitney, Benjamini–Hochberg)`,
    })),
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
