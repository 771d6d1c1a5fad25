import { INK } from '../../contract/figure-ink.js';
import type { BinnedTrend } from '../../core/functional/binned-trend.js';
import { InvalidArgumentError } from '../../errors.js';
import { categoricalColor } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { type Figure, toFigure } from './to-figure.js';

/** One line of {@link binnedTrend}. */
export interface TrendLine {
  readonly name: string;
  /** What `functional.binnedTrend` gives. */
  readonly trend: BinnedTrend;
  /** A fitted line, y = intercept + slope · x, drawn across the bins shown. */
  readonly fit?: { readonly slope: number; readonly intercept?: number };
}

/** How {@link binnedTrend} draws; every field may be left out. */
export interface BinnedTrendFigureOptions extends FigureLook {
  /** Name of the x axis with its unit. */
  readonly xTitle?: string;
  /** Name of the y axis with its unit. */
  readonly yTitle?: string;
  /** Whether the number of pairs stands under each bin; true when absent, for a single line. */
  readonly counts?: boolean;
}

type Trace = Readonly<Record<string, unknown>>;

/**
 * Binned values with their bootstrap band: for each line the value of every bin that is shown, at the middle of the
 * bin, with the 95 % interval of the draws as a band, and a fitted line where one is given. Bins with too few synapses
 * or cells (`shown` false) are left out and counted in the caption.
 *
 * @param lines - a trend of `functional.binnedTrend`, or several by name.
 * @throws {InvalidArgumentError} when there is no line, two share a name, one has no bin to show, or a fit is no number.
 * @source the layout of Ding et al. 2025, Fig. 2e,f, https://doi.org/10.1038/s41586-025-08840-3
 * @example
 * const pairs = { pre: [1n, 1n, 1n, 2n, 2n], x: [0.5, 0.25, -0.75, 0.5, 0.25], numerator: [3, 1, 0, 1, 0] };
 * const trend = functional.binnedTrend(pairs, { edges: [-1, 0, 1], seed: 42, minSynapses: -1, minPreCells: 0 });
 * figure.binnedTrend(trend, { xTitle: 'Δ signal correlation', yTitle: 'Δ synapses per pair' });
 */
export function binnedTrend(lines: BinnedTrend | readonly TrendLine[], options: BinnedTrendFigureOptions = {}): Figure {
  const { xTitle = 'x', yTitle = 'y' } = options;
  const all: readonly TrendLine[] = 'bins' in lines ? [{ name: '', trend: lines }] : lines;
  checkLines(all);
  const layout = {
    width: 620,
    height: 420,
    margin: { l: 64, r: 20, t: 14, b: 48 },
    xaxis: { title: { text: xTitle } },
    yaxis: { title: { text: yTitle }, zeroline: true },
    annotations: all.length > 1 ? all.map((line, i) => lineLabel(line, i)) : [],
  };
  const counts = options.counts ?? all.length === 1;
  const dropped = all.reduce((sum, { trend }) => sum + trend.bins.filter(b => b.pairs > 0 && !b.shown).length, 0);
  const { draws, seed } = all[0].trend;
  return toFigure({
    title: options.title ?? `${yTitle} by ${xTitle}`,
    caption:
      options.caption ??
      `Points: Σ numerator / Σ denominator per bin. Bands: 95 % interval of ${draws} bootstrap draws of pairs (seed ${seed}).` +
        `${all.some(line => line.fit) ? ' Straight lines: the fit.' : ''}` +
        ` n = ${all.map(line => `${pairsOf(line.trend)}${line.name && ` (${line.name})`}`).join(', ')} pairs.` +
        `${counts ? ' Numbers: pairs per bin.' : ''}` +
        `${dropped > 0 ? ` Bins with too few synapses or cells are left out: ${dropped}.` : ''}`,
    synthetic: options.synthetic ?? false,
    result: all.map(sentence).join(' '),
    data: all.flatMap((line, i) => traces(line, i, all.length, counts)),
    layout: sizedLayout(layout, options, 'binnedTrend'),
  });
}

function traces({ name, trend, fit }: TrendLine, i: number, lineCount: number, counts: boolean): Trace[] {
  const bins = trend.bins.filter(bin => bin.shown && bin.value !== undefined);
  const x = bins.map(bin => (bin.from + bin.to) / 2);
  const color = lineCount === 1 ? INK.strong : categoricalColor(i);
  const banded = bins.filter(bin => bin.ci95);
  const middle = banded.map(bin => (bin.from + bin.to) / 2);
  const drawn: Trace[] = [];
  if (banded.length > 1) {
    drawn.push({
      type: 'scatter',
      mode: 'lines',
      x: [...middle, ...[...middle].reverse()],
      y: [...banded.map(bin => bin.ci95?.[1]), ...banded.map(bin => bin.ci95?.[0]).reverse()],
      fill: 'toself',
      fillcolor: lineCount === 1 ? INK.faint : `${color}40`,
      opacity: 0.6,
      line: { color, width: 0 },
      hoverinfo: 'skip',
    });
  }
  if (fit) {
    const ends = [Math.min(...bins.map(bin => bin.from)), Math.max(...bins.map(bin => bin.to))];
    drawn.push({
      type: 'scatter',
      mode: 'lines',
      x: ends,
      y: ends.map(at => (fit.intercept ?? 0) + fit.slope * at),
      line: { color, width: 0.9 },
      hoverinfo: 'skip',
    });
  }
  drawn.push({
    type: 'scatter',
    mode: 'lines+markers',
    x,
    y: bins.map(bin => bin.value),
    customdata: bins.map(bin => [bin.pairs, bin.preCells, bin.ci95?.[0], bin.ci95?.[1]]),
    marker: { color, size: 6 },
    line: { color, width: 1.6 },
    hovertemplate:
      `${plainWords(name)}<br>x %{x:.3f}: %{y:.4f}<br>95 %: %{customdata[2]:.4f} to %{customdata[3]:.4f}` +
      '<br>%{customdata[0]} pairs of %{customdata[1]} presynaptic cells<extra></extra>',
  });
  if (counts) {
    const low = Math.min(...bins.map(bin => bin.ci95?.[0] ?? (bin.value as number)));
    const high = Math.max(...bins.map(bin => bin.ci95?.[1] ?? (bin.value as number)));
    drawn.push({
      type: 'scatter',
      mode: 'text',
      x,
      y: x.map(() => low - 0.08 * (high - low || 1)),
      text: bins.map(bin => compact(bin.pairs)),
      textfont: { color: INK.muted },
      hoverinfo: 'skip',
    });
  }
  return drawn;
}

/** Names in their line's colour at the upper left, where a rising trend leaves room. */
function lineLabel({ name }: TrendLine, i: number): Trace {
  return {
    text: `<b>${plainWords(name)}</b>`,
    xref: 'paper',
    yref: 'paper',
    x: 0.02,
    y: 1 - 0.06 * i,
    xanchor: 'left',
    yanchor: 'top',
    showarrow: false,
    font: { color: categoricalColor(i) },
  };
}

function compact(count: number): string {
  return count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
}

function pairsOf(trend: BinnedTrend): number {
  return trend.bins.reduce((sum, bin) => sum + bin.pairs, 0) + trend.outside;
}

function sentence({ name, trend, fit }: TrendLine): string {
  const bins = trend.bins.filter(bin => bin.shown && bin.value !== undefined);
  const [first, last] = [bins[0], bins[bins.length - 1]];
  const of = (bin: typeof first): string =>
    `${bin.value?.toFixed(4)} at ${((bin.from + bin.to) / 2).toFixed(3)}${bin.ci95 ? ` (95 % ${bin.ci95[0].toFixed(4)} to ${bin.ci95[1].toFixed(4)})` : ''}`;
  const slope = fit ? `; fitted slope ${fit.slope.toPrecision(4)}` : '';
  return `${name ? `${name}: ` : ''}${bins.length} bins, from ${of(first)} to ${of(last)}${slope}.`;
}

function checkLines(lines: readonly TrendLine[]): void {
  const names = new Set<string>();
  if (lines.length === 0) fail('lines is empty: received 0, expected at least 1', 'lines');
  for (const { name, trend, fit } of lines) {
    if (names.has(name)) fail(`name comes twice: received ${name}, expected one line a name`, 'lines');
    names.add(name);
    if (!trend.bins.some(bin => bin.shown && bin.value !== undefined)) {
      fail(
        `line${name && ` ${name}`} has no bin to show: received ${trend.bins.length} bins, expected one with enough synapses and cells; lower minSynapses or minPreCells`,
        'lines',
      );
    }
    if (fit && !(Number.isFinite(fit.slope) && Number.isFinite(fit.intercept ?? 0))) {
      fail(`fit is not a line: received slope ${fit.slope}, intercept ${fit.intercept}, expected numbers`, 'fit');
    }
  }
}

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`binnedTrend ${what}`, { argument });
}
