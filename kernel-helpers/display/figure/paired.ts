import { INK } from '../../contract/figure-ink.js';
import { finiteNumbers, type Numbers } from '../../core/stats/finite-numbers.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { quantile } from '../../core/stats/summary/quantile.js';
import { InvalidArgumentError } from '../../errors.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { readTexts } from './read-values.js';
import { formatP, STARS_LEGEND, stars } from './significance.js';
import { type Figure, toFigure } from './to-figure.js';

/** One panel of {@link paired}: two values of each thing, such as observed and expected of each cell. */
export interface PairedPanel {
  readonly name: string;
  readonly first: Numbers;
  /** As many as `first`, of the same things. */
  readonly second: Numbers;
  /** Id or name of each, for hovering. */
  readonly ids?: Labels;
  /** p value of the difference, corrected as you mean it; becomes a bracket with stars. */
  readonly pAdjusted?: number;
}

/** How {@link paired} draws; every field may be left out. */
export interface PairedOptions extends FigureLook {
  /** Names of the two columns; `First` and `Second` when absent. */
  readonly columns?: readonly [first: string, second: string];
  /** Name of the y axis with its unit; `Value` when absent. */
  readonly yTitle?: string;
  /** What the p values are of, for the caption: `Wilcoxon signed-rank, Benjamini–Hochberg`. */
  readonly test?: string;
}

type Trace = Readonly<Record<string, unknown>>;

const GAP = 0.03;
const DATA_TOP = 0.9;
const SECOND_COLOR = '#d9532c';

/**
 * Paired values, panel by panel: a thin line joins the two values of each thing; over them median (dot) and quartiles
 * (bar) of both columns, and a bracket with stars where a p value is given. All panels share the y axis.
 *
 * @param panels - at least one; missing values are refused.
 * @throws {InvalidArgumentError} when there is no panel, one is empty, its columns differ in length, a value is missing
 * or a p value is not 0 to 1.
 * @source the content of Ding et al. 2025, Fig. 5c, https://doi.org/10.1038/s41586-025-08840-3
 * @example
 * figure.paired(
 *   [{ name: 'V1', first: [0.05, 0.08, 0.02], second: [0.04, 0.06, 0.03], pAdjusted: 0.25 }],
 *   { columns: ['Observed', 'Expected'], yTitle: 'signal correlation' },
 * );
 */
export function paired(panels: readonly PairedPanel[], options: PairedOptions = {}): Figure {
  const { columns = ['First', 'Second'], yTitle = 'Value' } = options;
  if (panels.length === 0) fail('panels is empty: received 0, expected at least 1', 'panels');
  const read = panels.map(readPanel);
  const width = (1 - GAP * (panels.length - 1)) / panels.length;
  const axes = read.map((_, i) => [
    axisKey(i),
    {
      anchor: 'y',
      domain: [i * (width + GAP), i * (width + GAP) + width],
      range: [-0.5, 1.5],
      tickmode: 'array',
      tickvals: [0, 1],
      ticktext: columns.map(plainWords),
      ticks: '',
      fixedrange: true,
    },
  ]);
  const tested = read.filter(panel => panel.pAdjusted !== undefined);
  const layout = {
    width: Math.max(320, 100 + 170 * panels.length),
    height: 440,
    margin: { l: 64, r: 12, t: 46, b: 40 },
    yaxis: { title: { text: yTitle }, domain: [0, DATA_TOP], zeroline: true, nticks: 6 },
    ...Object.fromEntries(axes),
    annotations: [...read.map(heading), ...tested.map(panel => bracketLabel(panel, read.indexOf(panel)))],
    shapes: tested.map(panel => bracketLine(read.indexOf(panel))),
  };
  const lines = 'A grey line joins the two values of one; dots and bars: median and quartiles.';
  return toFigure({
    title: options.title ?? `${yTitle}: ${columns.join(' and ')}`,
    caption:
      options.caption ?? `${lines}${tested.length > 0 ? ` ${options.test ?? 'p as given'}; ${STARS_LEGEND}.` : ''}`,
    synthetic: options.synthetic ?? false,
    result: read.map(panel => sentence(panel, columns)).join(' '),
    data: read.flatMap((panel, i) => traces(panel, i, columns)),
    layout: sizedLayout(layout, options, 'paired'),
  });
}

interface ReadPanel {
  readonly name: string;
  readonly values: readonly [Float64Array, Float64Array];
  readonly ids: readonly string[] | undefined;
  readonly pAdjusted: number | undefined;
}

function readPanel({ name, first, second, ids, pAdjusted }: PairedPanel): ReadPanel {
  const values = [
    Float64Array.from(finiteNumbers(first, `paired ${name}`, 'first')),
    Float64Array.from(finiteNumbers(second, `paired ${name}`, 'second')),
  ] as const;
  if (values[0].length === 0) fail(`panel ${name} is empty: received 0 pairs, expected at least 1`, 'first');
  if (values[0].length !== values[1].length) {
    fail(
      `panel ${name} is not paired: received ${values[0].length} and ${values[1].length} values, expected as many`,
      'second',
    );
  }
  if (pAdjusted !== undefined && !(pAdjusted >= 0 && pAdjusted <= 1)) {
    fail(`panel ${name} pAdjusted is no p value: received ${pAdjusted}, expected 0 to 1`, 'pAdjusted');
  }
  return {
    name,
    values,
    ids: ids === undefined ? undefined : readTexts(ids, 'paired', 'ids', values[0].length),
    pAdjusted,
  };
}

function traces({ name, values, ids }: ReadPanel, i: number, columns: readonly [string, string]): Trace[] {
  const rows = Array.from(values[0].keys());
  const shared = { type: 'scatter', xaxis: axisName(i), yaxis: 'y' };
  const joined: Trace = {
    ...shared,
    mode: 'lines',
    x: rows.flatMap(() => [0, 1, null]),
    y: rows.flatMap(row => [values[0][row], values[1][row], null]),
    ...(ids && { customdata: rows.flatMap(row => [ids[row], ids[row], null]) }),
    line: { color: INK.faint, width: 0.8 },
    opacity: 0.75,
    hovertemplate: `${ids ? '%{customdata}<br>' : ''}%{y:.4f}<extra></extra>`,
  };
  const summaries = columns.flatMap((column, k): Trace[] => {
    const color = k === 0 ? INK.strong : SECOND_COLOR;
    const [low, middle, high] = [0.25, 0.5, 0.75].map(q => quantile(values[k], q));
    return [
      { ...shared, mode: 'lines', x: [k, k], y: [low, high], line: { color, width: 4 }, hoverinfo: 'skip' },
      {
        ...shared,
        mode: 'markers',
        x: [k],
        y: [middle],
        marker: { color, size: 9, line: { color: INK.paper, width: 1.5 } },
        hovertemplate: `${plainWords(name)} · ${plainWords(column)}<br>median %{y:.4f}, quartiles ${low?.toFixed(4)} to ${high?.toFixed(4)}<br>n = ${rows.length}<extra></extra>`,
      },
    ];
  });
  return [joined, ...summaries];
}

function heading({ name, values }: ReadPanel, i: number): Trace {
  return {
    text: `<b>${plainWords(name)}</b><br>n = ${values[0].length}`,
    xref: axisName(i),
    yref: 'paper',
    x: 0.5,
    y: 1,
    yanchor: 'bottom',
    showarrow: false,
  };
}

function bracketLine(i: number): Trace {
  const [y, foot] = [DATA_TOP + 0.045, 0.014];
  return {
    type: 'path',
    xref: axisName(i),
    yref: 'paper',
    path: `M 0.04 ${y - foot} L 0.04 ${y} L 0.96 ${y} L 0.96 ${y - foot}`,
    line: { color: INK.muted, width: 1 },
  };
}

function bracketLabel({ pAdjusted = 1 }: ReadPanel, i: number): Trace {
  const star = stars(pAdjusted);
  return {
    text: star,
    xref: axisName(i),
    yref: 'paper',
    x: 0.5,
    y: DATA_TOP + 0.045,
    yanchor: star === 'n.s.' ? 'bottom' : 'middle',
    yshift: star === 'n.s.' ? -2 : 4,
    showarrow: false,
    hovertext: `p = ${formatP(pAdjusted)}`,
  };
}

function sentence({ name, values, pAdjusted }: ReadPanel, columns: readonly [string, string]): string {
  const medians = columns.map((column, k) => `${column} median ${quantile(values[k], 0.5)?.toFixed(4)}`).join(', ');
  return `${name} (n = ${values[0].length}): ${medians}${pAdjusted === undefined ? '' : `, p = ${formatP(pAdjusted)}`}.`;
}

const axisName = (i: number): string => (i === 0 ? 'x' : `x${i + 1}`);
const axisKey = (i: number): string => (i === 0 ? 'xaxis' : `xaxis${i + 1}`);

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`paired ${what}`, { argument });
}
