import { INK } from '../../contract/figure-ink.js';
import type { ConnectionProbability } from '../../core/graph/connection-probability.js';
import { InvalidArgumentError } from '../../errors.js';
import { categoricalColor } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { readValues } from './read-values.js';
import { type Figure, toFigure } from './to-figure.js';

/** A curve to compare with, such as a released one; both lists run together. */
export interface ProbabilityCurve {
  /** What it is, for its label. */
  readonly name: string;
  readonly distanceUm: ArrayLike<number>;
  readonly probability: ArrayLike<number>;
}

/** How {@link connectionProbability} draws; every field may be left out. */
export interface ConnectionProbabilityFigureOptions extends FigureLook {
  /** Drawn as a line behind the points. */
  readonly curve?: ProbabilityCurve;
  /** Bins of fewer ordered pairs are left out and counted in the caption; 100 when absent. */
  readonly minPairs?: number;
}

/** A curve of more points is thinned: that many pixels no figure has. */
const MOST_POINTS = 600;

/**
 * Connection probability by the distance between somata: a point a bin at its middle, with Wilson's interval as a band
 * and the number of ordered pairs below.
 *
 * @param found - what `graph.connectionProbability` gives.
 * @throws {InvalidArgumentError} when no bin has enough pairs, or the lists of a curve differ in length.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * figure.connectionProbability(graph.connectionProbability(wiring, column.somaNm, { binNm: 50_000 }));
 */
export function connectionProbability(
  found: ConnectionProbability,
  options: ConnectionProbabilityFigureOptions = {},
): Figure {
  const { curve, minPairs = 100 } = options;
  const filled = Array.from(found.pairs.keys()).filter(bin => found.pairs[bin] > 0);
  const bins = filled.filter(bin => found.pairs[bin] >= minPairs);
  if (bins.length === 0) {
    throw new InvalidArgumentError(
      `connectionProbability has no bin to show: received ${filled.length} bins of fewer than ${minPairs} pairs, expected one with more; lower minPairs or widen the bins`,
      { argument: 'minPairs' },
    );
  }
  const x = bins.map(bin => (found.edgesNm[bin] + found.edgesNm[bin + 1]) / 2000);
  const of = (values: Float64Array): number[] => bins.map(bin => values[bin]);
  const [y, low, high] = [of(found.probability), of(found.low), of(found.high)];
  const top = Math.max(...high);
  const color = categoricalColor(0);
  const other = categoricalColor(1);
  const left = filled.length - bins.length;
  const percent = Math.round(100 * found.confidence);
  const pairs = found.pairs.reduce((sum, count) => sum + count, 0);
  return toFigure({
    title: options.title ?? 'Connection probability by distance',
    caption:
      options.caption ??
      `n = ${pairs.toLocaleString('en-US')} ordered pairs. Points: connected pairs / pairs in a bin; band: ${percent} % Wilson interval; numbers: pairs.` +
        `${left > 0 ? ` Bins of fewer than ${minPairs} pairs are left out: ${left}.` : ''}`,
    synthetic: options.synthetic ?? false,
    result: bins
      .map((_, k) => `${round(x[k])} µm: ${y[k].toFixed(4)} (${low[k].toFixed(4)} to ${high[k].toFixed(4)})`)
      .join(', '),
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: [...x, ...[...x].reverse()],
        y: [...high, ...[...low].reverse()],
        fill: 'toself',
        fillcolor: `${color}40`,
        line: { color, width: 0 },
        hoverinfo: 'skip',
      },
      ...(curve === undefined ? [] : [curveTrace(curve, other)]),
      {
        type: 'scatter',
        mode: 'lines+markers',
        x,
        y,
        customdata: bins.map((bin, k) => [found.connected[bin], found.pairs[bin], low[k], high[k]]),
        marker: { color, size: 7 },
        line: { color, width: 1.6 },
        hovertemplate:
          '%{x:.0f} µm: %{y:.4f}<br>%{customdata[2]:.4f} to %{customdata[3]:.4f}<br>%{customdata[0]} of %{customdata[1]} pairs<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'text',
        x,
        y: x.map(() => -0.05 * top),
        text: bins.map(bin => found.pairs[bin].toLocaleString('en-US')),
        textfont: { size: 10, color: INK.muted },
        hoverinfo: 'skip',
      },
    ],
    layout: sizedLayout(
      {
        width: 640,
        height: 400,
        margin: { l: 64, r: 16, t: 14, b: 48 },
        xaxis: { title: { text: 'distance between somata (µm)' } },
        yaxis: { title: { text: 'connection probability' }, range: [-0.1 * top, 1.06 * top] },
        annotations: curve === undefined ? [] : [label('counted', color, 0), label(plainWords(curve.name), other, 1)],
      },
      options,
      'connectionProbability',
    ),
  });
}

function curveTrace({ name, distanceUm, probability }: ProbabilityCurve, color: string): Record<string, unknown> {
  const x = readValues(distanceUm, 'connectionProbability', 'curve.distanceUm');
  const y = readValues(probability, 'connectionProbability', 'curve.probability', x.length);
  const order = Array.from(x.keys())
    .filter(row => Number.isFinite(x[row]) && Number.isFinite(y[row]))
    .sort((a, b) => x[a] - x[b]);
  const step = Math.max(1, Math.ceil(order.length / MOST_POINTS));
  const rows = order.filter((_, k) => k % step === 0);
  return {
    type: 'scatter',
    mode: 'lines',
    x: rows.map(row => x[row]),
    y: rows.map(row => y[row]),
    line: { color, width: 1.2 },
    hovertemplate: `${plainWords(name)}<br>%{x:.0f} µm: %{y:.4f}<extra></extra>`,
  };
}

function label(text: string, color: string, i: number): Record<string, unknown> {
  const place = { xref: 'paper', yref: 'paper', x: 0.98, y: 0.98 - 0.07 * i, xanchor: 'right', yanchor: 'top' };
  return { text: `<b>${text}</b>`, ...place, showarrow: false, font: { color } };
}

function round(value: number): string {
  return String(Number(value.toFixed(1)));
}
