import { INK } from '../../contract/figure-ink.js';
import type { NullTest } from '../../core/nulls/null-test.js';
import { InvalidArgumentError } from '../../errors.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { formatP, STARS_LEGEND, stars } from './significance.js';
import { type Figure, toFigure } from './to-figure.js';

/** One row of {@link nullScores}. */
export interface NullScore extends NullTest {
  readonly name: string;
  /** p corrected for all rows; the p of the row itself when absent. */
  readonly pAdjusted?: number;
}

/** How {@link nullScores} draws; every field may be left out. */
export interface NullScoresOptions extends FigureLook {
  /** Names of rows in place of their own. */
  readonly labels?: Readonly<Record<string, string>>;
  /** How p was corrected, in words, for the caption. */
  readonly correction?: string;
}

type Trace = Readonly<Record<string, unknown>>;

/** Of Okabe and Ito 2008, and as Hinton plots have them: told apart by readers of every colour vision. */
const MORE = '#d55e00';
const FEWER = '#0072b2';
const MAX_ROWS = 60;

/**
 * Many observed numbers against one null model, in its standard deviations: for each a dot at z = (observed − mean) /
 * standard deviation, over the middle 95 % of the draws as a grey bar. Orange: more than by chance, blue: fewer, grey:
 * p of 0.05 and above. At the right: observed, and mean ± standard deviation of the draws.
 *
 * Rows of which all draws are the same have no z; they are left out and named in the caption.
 *
 * @param tests - rows from top to bottom, such as `tests` of a family that `nulls.*` gives.
 * @throws {InvalidArgumentError} when no row has a z, or there are more than 60.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const found = await nulls.degreePreserving(wiring, { statistic: 'triads', draws: 200 });
 * figure.nullScores(found.tests, { title: 'Triads against the configuration model' });
 */
export function nullScores(tests: readonly NullScore[], options: NullScoresOptions = {}): Figure {
  const { labels = {}, correction } = options;
  const rows = tests.filter(({ z }) => z !== undefined);
  if (rows.length === 0) fail(`have no z: received ${tests.length} rows, expected one whose draws differ`);
  if (rows.length > MAX_ROWS) fail(`are too many: received ${rows.length} rows, expected at most ${MAX_ROWS}`);
  const without = tests.filter(({ z }) => z === undefined);
  const nameOf = ({ name }: NullScore): string => plainWords(labels[name] ?? name);
  const y = rows.map((_, i) => rows.length - 1 - i);
  const starsAt = rows.map(test => stars(pOf(test)));
  const ends = rows.flatMap(test => [test.z as number, ...(test.interval ?? []).map(value => scaled(value, test))]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const layout = {
    width: 660,
    height: 90 + 27 * rows.length,
    margin: { l: 150, r: 168, t: 30, b: 46 },
    xaxis: {
      title: { text: 'z: standard deviations of the null model' },
      range: [low - 0.06 * (high - low), high + 0.06 * (high - low)],
      zeroline: true,
    },
    yaxis: {
      range: [-0.7, rows.length - 0.3],
      tickmode: 'array',
      tickvals: y,
      ticktext: rows.map(nameOf),
      ticks: '',
      showline: false,
      fixedrange: true,
    },
    annotations: [
      columnText('<b>observed</b>', rows.length - 0.3, 1.15, 'bottom'),
      columnText('<b>by chance</b>', rows.length - 0.3, 1.45, 'bottom'),
      ...rows.flatMap((test, i) => [
        columnText(short(test.observed), y[i], 1.15),
        columnText(`${short(test.mean as number)} ± ${short(test.standardDeviation as number)}`, y[i], 1.45),
      ]),
      ...rows.flatMap((test, i) => (starsAt[i] === 'n.s.' ? [] : [starText(test, starsAt[i], y[i])])),
    ],
  };
  return toFigure({
    title: options.title ?? 'Observed against a null model',
    caption:
      options.caption ??
      [
        `Dots: observed, in standard deviations from the mean of ${rows[0].draws.length.toLocaleString('en-US')} draws; grey bars: middle 95 % of the draws.`,
        `Stars: two-sided p by the draws${correction === undefined ? '' : `, corrected by ${correction}`}; ${STARS_LEGEND.replace(/, n\.s\..*$/, '')}.`,
        without.length > 0 &&
          `Left out, since no draw differs from another: ${without.map(test => `${nameOf(test)} (${short(test.observed)})`).join(', ')}.`,
      ]
        .filter(Boolean)
        .join(' '),
    synthetic: options.synthetic ?? false,
    result: rows.map(test => sentence(nameOf(test), test)).join(' '),
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: rows.flatMap(test => [...(test.interval ?? []).map(value => scaled(value, test)), null]),
        y: y.flatMap(at => [at, at, null]),
        line: { color: INK.faint, width: 7 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'markers',
        opacity: 1,
        x: rows.map(({ z }) => z),
        y,
        marker: { color: rows.map(colorOf), size: 10, line: { color: INK.paper, width: 1 } },
        customdata: rows.map(test => [
          nameOf(test),
          short(test.observed),
          short(test.mean as number),
          formatP(pOf(test)),
        ]),
        hovertemplate:
          '%{customdata[0]}<br>observed %{customdata[1]}, by chance %{customdata[2]}<br>z = %{x:.2f}, p = %{customdata[3]}<extra></extra>',
      },
    ],
    layout: sizedLayout(layout, options, 'nullScores'),
  });
}

/** In the margin at the right, `place` columns of a hundred-and-something pixels beyond the plot. */
function columnText(text: string, y: number, place: number, yanchor = 'middle'): Trace {
  return { text, xref: 'paper', yref: 'y', x: 1, xshift: (place - 1) * 300 + 16, y, yanchor, showarrow: false };
}

function starText(test: NullScore, text: string, y: number): Trace {
  return { text, xref: 'x', yref: 'y', x: test.z, y, yanchor: 'middle', yshift: 9, showarrow: false };
}

function colorOf(test: NullScore): string {
  if (!(pOf(test) < 0.05)) return INK.muted;
  return (test.z as number) > 0 ? MORE : FEWER;
}

function pOf({ pAdjusted, p }: NullScore): number {
  return pAdjusted ?? p ?? 1;
}

function scaled(value: number, { mean, standardDeviation }: NullScore): number {
  return (value - (mean as number)) / (standardDeviation as number);
}

function sentence(name: string, test: NullScore): string {
  const chance = `${short(test.mean as number)} ± ${short(test.standardDeviation as number)}`;
  return `${name}: ${short(test.observed)}, by chance ${chance}, z = ${(test.z as number).toFixed(2)}, p = ${formatP(pOf(test))}.`;
}

function short(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return Math.abs(value) < 1 ? value.toFixed(2) : String(Number(value.toPrecision(3)));
}

function fail(what: string): never {
  throw new InvalidArgumentError(`nullScores tests ${what}`, { argument: 'tests' });
}
