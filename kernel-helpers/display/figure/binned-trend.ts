import { INK } from '../../contract/figure-ink.js';
import type { BinnedTrend, TrendBin } from '../../core/functional/binned-trend.js';
import { InvalidArgumentError } from '../../errors.js';
import { categoricalColor } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { type Figure, toFigure } from './to-figure.js';

/** Bins as `functional.binnedTrend` gives them, or as a paper released them: then without draws and seed. */
export interface TrendBins extends Partial<Omit<BinnedTrend, 'bins'>> {
  readonly bins: readonly TrendBin[];
}

/** One line of {@link binnedTrend}. */
export interface TrendLine {
  readonly name: string;
  /** What `functional.binnedTrend` gives, or bins that are given with their intervals. */
  readonly trend: TrendBins;
  /** A fitted line, y = intercept + slope · x, drawn across the bins shown. */
  readonly fit?: { readonly slope: number; readonly intercept?: number };
  /** A fitted curve in place of a line, drawn across the bins shown: y at x. */
  readonly curve?: (x: number) => number;
}

/** How {@link binnedTrend} draws; every field may be left out. */
export interface BinnedTrendFigureOptions extends FigureLook {
  /** Name of the x axis with its unit. */
  readonly xTitle?: string;
  /** Name of the y axis with its unit. */
  readonly yTitle?: string;
  /** Whether the number of pairs stands under each bin; true when absent, for a single line. */
  readonly counts?: boolean;
  /** One panel a line, side by side with one y axis, in place of all lines in one; false when absent. */
  readonly panels?: boolean;
}

type Trace = Readonly<Record<string, unknown>>;

/**
 * Binned values with their bootstrap band: for each line the value of every bin that is shown, at the middle of the
 * bin, with the 95 % interval of the draws as a band, and a fitted line where one is given. Bins with too few synapses
 * or cells (`shown` false) are left out and counted in the caption.
 *
 * @param lines - a trend of `functional.binnedTrend`, or several by name; bins that a paper released need no draws.
 * @throws {InvalidArgumentError} when there is no line, two share a name, one has no bin to show, or a fit is no number.
 * @source the layout of Ding et al. 2025, Fig. 2e,f, https://doi.org/10.1038/s41586-025-08840-3
 * @example
 * const pairs = { pre: [1n, 1n, 1n, 2n, 2n], x: [0.5, 0.25, -0.75, 0.5, 0.25], numerator: [3, 1, 0, 1, 0] };
 * const trend = functional.binnedTrend(pairs, { edges: [-1, 0, 1], seed: 42, minSynapses: -1, minPreCells: 0 });
 * figure.binnedTrend(trend, { xTitle: 'Δ signal correlation', yTitle: 'Δ synapses per pair' });
 */
export function binnedTrend(lines: TrendBins | readonly TrendLine[], options: BinnedTrendFigureOptions = {}): Figure {
  const { xTitle = 'x', yTitle = 'y' } = options;
  const all: readonly TrendLine[] = 'bins' in lines ? [{ name: '', trend: lines }] : lines;
  checkLines(all);
  const panels = options.panels === true && all.length > 1;
  const layout = {
    width: panels ? 100 + 190 * all.length : 620,
    height: panels ? 380 : 420,
    margin: { l: 64, r: 20, t: panels ? 34 : 14, b: 48 },
    yaxis: { title: { text: yTitle }, zeroline: true },
    ...(panels ? panelAxes(all) : { xaxis: { title: { text: xTitle } } }),
    annotations: [
      ...(panels ? [sharedTitle(xTitle)] : []),
      ...(all.length > 1 ? all.map((line, i) => (panels ? panelHeading(line, i) : lineLabel(line, i))) : []),
    ],
  };
  const counts = options.counts ?? all.length === 1;
  const dropped = all.reduce((sum, { trend }) => sum + trend.bins.filter(b => b.pairs > 0 && !b.shown).length, 0);
  return toFigure({
    title: options.title ?? `${yTitle} by ${xTitle}`,
    caption:
      options.caption ??
      `Points: Σ numerator / Σ denominator per bin. ${bandsOf(all[0].trend)}` +
        `${all.some(line => line.fit || line.curve) ? ' Thin lines: the fit.' : ''}` +
        ` n = ${all.map(line => `${pairsOf(line.trend)}${line.name && ` (${line.name})`}`).join(', ')} pairs.` +
        `${counts ? ' Numbers: pairs per bin.' : ''}` +
        `${dropped > 0 ? ` Bins with too few synapses or cells are left out: ${dropped}.` : ''}`,
    synthetic: options.synthetic ?? false,
    result: all.map(sentence).join(' '),
    data: all.flatMap((line, i) =>
      traces(line, i, panels ? 1 : all.length, counts).map(trace => (panels ? { ...trace, xaxis: axis(i) } : trace)),
    ),
    layout: sizedLayout(layout, options, 'binnedTrend'),
  });
}

const PANEL_GAP = 0.03;
const CURVE_POINTS = 41;

/** Plotly's name of the nth x axis. */
const axis = (i: number): string => (i === 0 ? 'x' : `x${i + 1}`);

/** Axes side by side over the same x, so that slopes compare. */
function panelAxes(lines: readonly TrendLine[]): Record<string, unknown> {
  const width = (1 - PANEL_GAP * (lines.length - 1)) / lines.length;
  const shown = lines.flatMap(({ trend }) => trend.bins.filter(bin => bin.shown));
  const [low, high] = [Math.min(...shown.map(bin => bin.from)), Math.max(...shown.map(bin => bin.to))];
  const room = 0.04 * (high - low);
  const axes = lines.map((_, i) => {
    const left = i * (width + PANEL_GAP);
    return [
      axis(i).replace('x', 'xaxis'),
      { anchor: 'y', domain: [left, left + width], range: [low - room, high + room], nticks: 4 },
    ];
  });
  return Object.fromEntries(axes);
}

/** One title under all panels. */
function sharedTitle(text: string): Trace {
  return {
    text,
    xref: 'paper',
    yref: 'paper',
    x: 0.5,
    y: 0,
    xanchor: 'center',
    yanchor: 'top',
    yshift: -26,
    showarrow: false,
  };
}

function panelHeading({ name }: TrendLine, i: number): Trace {
  return {
    text: `<b>${plainWords(name)}</b>`,
    xref: `${axis(i)} domain`,
    yref: 'paper',
    x: 0.5,
    y: 1,
    xanchor: 'center',
    yanchor: 'bottom',
    showarrow: false,
  };
}

function bandsOf({ draws, seed }: TrendBins): string {
  if (draws === undefined || seed === undefined) return 'Bands: their intervals, as given.';
  return `Bands: 95 % interval of ${draws} bootstrap draws of pairs (seed ${seed}).`;
}

function traces({ name, trend, fit, curve }: TrendLine, i: number, lineCount: number, counts: boolean): Trace[] {
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
  if (curve) {
    const [from, to] = [Math.min(...bins.map(bin => bin.from)), Math.max(...bins.map(bin => bin.to))];
    const along = Array.from({ length: CURVE_POINTS }, (_, k) => from + ((to - from) * k) / (CURVE_POINTS - 1));
    const line = { color: INK.muted, width: 1.2, dash: 'dash' };
    drawn.push({ type: 'scatter', mode: 'lines', x: along, y: along.map(curve), line, hoverinfo: 'skip' });
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

function pairsOf(trend: TrendBins): number {
  return trend.bins.reduce((sum, bin) => sum + bin.pairs, 0) + (trend.outside ?? 0);
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
