import { INK } from '../../contract/figure-ink.js';
import type { NullTest } from '../../core/nulls/null-test.js';
import { InvalidArgumentError } from '../../errors.js';
import { categoricalColor } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { formatP, STARS_LEGEND, stars } from './significance.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link nullDistributions} draws; every field may be left out. */
export interface NullDistributionsOptions extends FigureLook {
  /** What is counted, as name of the y axis; `Statistic` when absent. */
  readonly yTitle?: string;
}

type Trace = Readonly<Record<string, unknown>>;

const HALF_WIDTH = 0.36;
/** At most this many bins; fewer for few draws, which would fill them by ones. */
const MOST_BINS = 40;
/** Part of the height that draws take; stars stand above. */
const DATA_TOP = 0.92;

/**
 * One observed number against several null models: for each model the histogram of its draws, standing on its side and
 * mirrored, mean and middle 95 % of the draws, the exact expectation as a diamond where the model has one, and the
 * observed number as a line across all. Stars: two-sided p by the draws, not corrected, since the models are not
 * questions of their own but answers to what chance is. A model without draws shows its expectation alone.
 *
 * @param tests - what `nulls.*` gives for one number, by the name of the model as it shall stand below it.
 * @throws {InvalidArgumentError} when there is no model, one has neither draws nor expectation, or they were compared
 * with different observed numbers.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const uniform = await nulls.erdosRenyi(wiring, { draws: 200 });
 * const degrees = await nulls.degreePreserving(wiring, { draws: 200 });
 * figure.nullDistributions({ 'Erdős–Rényi': uniform, configuration: degrees }, { yTitle: 'reciprocal pairs' });
 */
export function nullDistributions(
  tests: Readonly<Record<string, NullTest>>,
  options: NullDistributionsOptions = {},
): Figure {
  const { yTitle = 'Statistic' } = options;
  const models = Object.entries(tests);
  const observed = check(models);
  const drawn = models.filter(([, test]) => test.draws.length > 0);
  const layout = {
    width: Math.max(340, Math.min(900, 110 + 130 * models.length)),
    height: 440,
    margin: { l: 64, r: 96, t: 14, b: 58 },
    xaxis: {
      range: [-0.5, models.length - 0.5],
      tickmode: 'array',
      tickvals: models.map((_, i) => i),
      ticktext: models.map(([name, test]) => `${plainWords(name)}<br>${below(test)}`),
      ticks: '',
      showline: false,
      fixedrange: true,
    },
    yaxis: { title: { text: yTitle }, domain: [0, DATA_TOP] },
    shapes: [
      {
        type: 'line',
        xref: 'paper',
        yref: 'y',
        x0: 0,
        x1: 1,
        y0: observed,
        y1: observed,
        line: { color: INK.strong, width: 1.4, dash: 'dash' },
      },
    ],
    annotations: [
      {
        text: `observed<br><b>${short(observed)}</b>`,
        xref: 'paper',
        yref: 'y',
        x: 1.01,
        y: observed,
        xanchor: 'left',
        yanchor: 'middle',
        showarrow: false,
      },
      ...models.flatMap(([, test], i) => starsOf(test, i)),
    ],
  };
  return toFigure({
    title: options.title ?? `${yTitle}: observed and by ${models.length === 1 ? 'a null model' : 'null models'}`,
    caption:
      options.caption ??
      [
        'Dashed line: observed.',
        drawn.length > 0 && `Shapes: histogram of the draws (${drawsOf(drawn)}); dot and bar: mean and middle 95 %.`,
        models.some(([, test]) => test.expected !== undefined) && 'Diamond: exact expectation.',
        drawn.length > 0 && `Stars: two-sided p by the draws, not corrected; ${STARS_LEGEND}.`,
      ]
        .filter(Boolean)
        .join(' '),
    synthetic: options.synthetic ?? false,
    result: `Observed ${short(observed)}. ${models.map(([name, test]) => sentence(name, test)).join(' ')}`,
    data: models.flatMap(([name, test], i) => traces(name, test, i)),
    layout: sizedLayout(layout, options, 'nullDistributions'),
  });
}

function traces(name: string, test: NullTest, i: number): Trace[] {
  const { mean, interval, expected } = test;
  const color = categoricalColor(i);
  const hover = `${plainWords(name)}<br>${below(test)}${test.z === undefined ? '' : `<br>z = ${test.z.toFixed(2)}, p = ${formatP(test.p as number)}`}<extra></extra>`;
  const drawn: Trace[] = [];
  if (mean !== undefined && interval !== undefined) {
    const { edges, heights } = histogram(test.draws);
    drawn.push(
      {
        type: 'scatter',
        mode: 'lines',
        x: [...heights.map(h => i - HALF_WIDTH * h), ...heights.map(h => i + HALF_WIDTH * h).reverse()],
        y: [...edges, ...[...edges].reverse()],
        fill: 'toself',
        fillcolor: `${color}55`,
        line: { color, width: 1 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: [i, i],
        y: [...interval],
        line: { color: INK.strong, width: 2 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: [i],
        y: [mean],
        marker: { color: INK.strong, size: 8 },
        hovertemplate: hover,
      },
    );
  }
  if (expected !== undefined) {
    drawn.push({
      type: 'scatter',
      mode: 'text',
      x: [i],
      y: [expected],
      text: [mean === undefined ? '◆' : '◇'],
      textfont: { size: 15, color: mean === undefined ? color : INK.paper },
      hovertemplate: hover,
    });
  }
  return drawn;
}

/** Outline of a histogram, two points a bin, as high as 1: bins of whole numbers are as wide as some of them. */
function histogram(draws: Float64Array): { edges: number[]; heights: number[] } {
  const low = draws.reduce((a, b) => Math.min(a, b));
  const high = draws.reduce((a, b) => Math.max(a, b));
  const whole = draws.every(Number.isInteger);
  const most = Math.min(MOST_BINS, Math.ceil(1.3 * Math.sqrt(draws.length)));
  const width = whole ? Math.max(1, Math.ceil((high - low + 1) / most)) : (high - low) / most || 1;
  const start = whole ? low - 0.5 : low;
  const counts = new Float64Array(Math.max(1, Math.ceil((high + (whole ? 0.5 : 0) - start) / width)));
  for (const value of draws) counts[Math.min(counts.length - 1, Math.floor((value - start) / width))]++;
  const peak = counts.reduce((a, b) => Math.max(a, b));
  const edges = [start];
  const heights = [0];
  counts.forEach((count, b) => {
    edges.push(start + b * width, start + (b + 1) * width);
    heights.push(count / peak, count / peak);
  });
  return { edges: [...edges, start + counts.length * width], heights: [...heights, 0] };
}

function starsOf(test: NullTest, i: number): Trace[] {
  if (test.p === undefined) return [];
  const word = stars(test.p);
  return [
    {
      text: word,
      xref: 'x',
      yref: 'paper',
      x: i,
      y: 0.97,
      yanchor: 'middle',
      yshift: word === 'n.s.' ? 0 : -3,
      showarrow: false,
      hovertext: `${test.z === undefined ? '' : `z = ${test.z.toFixed(2)}, `}p = ${formatP(test.p)}, two-sided`,
    },
  ];
}

/** `21.1 ± 4.2`, or the expectation of a model that was not drawn from. */
function below({ mean, standardDeviation, expected }: NullTest): string {
  if (mean === undefined) return `expected ${short(expected as number)}`;
  return `${short(mean)}${standardDeviation === undefined ? '' : ` ± ${short(standardDeviation)}`}`;
}

function sentence(name: string, test: NullTest): string {
  const { expected, mean, z, p } = test;
  const exact = expected === undefined || mean === undefined ? '' : `, exact expectation ${short(expected)}`;
  const tested = p === undefined ? '' : `${z === undefined ? '' : `, z = ${z.toFixed(2)}`}, p = ${formatP(p)}`;
  return `${name}: ${below(test)}${exact}${tested}.`;
}

function drawsOf(drawn: readonly (readonly [string, NullTest])[]): string {
  const counts = [...new Set(drawn.map(([, { draws }]) => draws.length.toLocaleString('en-US')))];
  return counts.length === 1 ? `${counts[0]} each` : counts.join(', ');
}

function check(models: readonly (readonly [string, NullTest])[]): number {
  if (models.length === 0) fail('tests are empty: received 0 models, expected at least 1');
  const observed = models[0][1].observed;
  for (const [name, test] of models) {
    if (test.draws.length === 0 && test.expected === undefined) {
      fail(`model ${name} has nothing to show: received 0 draws and no expectation, expected draws`);
    }
    if (test.observed !== observed) {
      fail(
        `models are of different numbers: received ${test.observed} observed for ${name}, expected ${observed} as for ${models[0][0]}`,
      );
    }
  }
  return observed;
}

function short(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

function fail(what: string): never {
  throw new InvalidArgumentError(`nullDistributions ${what}`, { argument: 'tests' });
}
