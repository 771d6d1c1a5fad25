import { INK } from '../../contract/figure-ink.js';
import {
  POPULATIONS,
  type Population,
  type PopulationComparison,
  type ProjectionMeans,
} from '../../core/functional/presynaptic-means.js';
import { mean } from '../../core/stats/summary/mean.js';
import { sem } from '../../core/stats/summary/sem.js';
import { InvalidArgumentError } from '../../errors.js';
import { type FigureLook, sizedLayout } from './look.js';
import { formatP, STARS_LEGEND, stars } from './significance.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link pointRange} draws; every field may be left out. */
export interface PointRangeOptions extends FigureLook {
  /** Tests between the populations; each becomes a bracket with stars. */
  readonly comparisons?: readonly PopulationComparison[];
  /** Name of the y axis, with its unit. */
  readonly yTitle?: string;
}

type Trace = Readonly<Record<string, unknown>>;

/** Tick label and colour of each population; the hues are those of the paper's extended data, red and blue eased. */
const LOOKS = {
  Connected: { label: 'Connected', color: INK.strong },
  ADP: { label: 'ADP', color: '#d9532c' },
  'Same region': { label: 'Same<br>region', color: '#3f86c6' },
} as const satisfies Record<Population, { label: string; color: string }>;

const WIDTH_PX = 800;
const HEIGHT_PX = 480;
const GAP = 0.03;
/** Share of the plot's height, from the bottom, that data take; brackets stand above. */
const DATA_TOP = 0.85;
const BRACKET_STEP = 0.065;

/**
 * A point-range plot of presynaptic means: one panel a projection, one column a population, a thin line for each
 * presynaptic cell through its three values, and mean ± s.e.m. over cells on top. All panels share the y axis.
 *
 * @param means - one entry a projection; the three arrays of an entry run over the same cells.
 * @throws {InvalidArgumentError} when there is no projection, one has no cells, or a comparison names one that is not
 * drawn.
 * @source the layout of Ding et al. 2025, Fig. 2d, https://doi.org/10.1038/s41586-025-08840-3
 * @example
 * const table = await datasets.open('ding2025/presyn-mean');
 * const means = functional.presynapticMeans(table, { variable: 'IN_SILICO_SIG_CORR_CVT' });
 * figure.pointRange(means, { comparisons: functional.comparePopulations(means), yTitle: 'Signal correlation' });
 */
export function pointRange(means: readonly ProjectionMeans[], options: PointRangeOptions = {}): Figure {
  const { comparisons = [], yTitle = 'Presynaptic mean' } = options;
  checkInput(means, comparisons);
  const width = (1 - GAP * (means.length - 1)) / means.length;
  const layout: Record<string, unknown> = {
    width: Math.max(320, Math.round((WIDTH_PX * (means.length + 0.4)) / 4.4)),
    height: HEIGHT_PX,
    margin: { l: 64, r: 12, t: 46, b: 46 },
    yaxis: { title: { text: yTitle }, domain: [0, DATA_TOP], zeroline: true, nticks: 6 },
  };
  means.forEach((_, i) => {
    layout[axisKey(i)] = {
      anchor: 'y',
      domain: [i * (width + GAP), i * (width + GAP) + width],
      range: [-0.5, POPULATIONS.length - 0.5],
      tickmode: 'array',
      tickvals: POPULATIONS.map((_, k) => k),
      ticktext: POPULATIONS.map(population => LOOKS[population].label),
      autotickangles: [0, -45, -90],
      ticks: '',
      fixedrange: true,
    };
  });
  const brackets = means.flatMap((panel, i) =>
    stacked(comparisons.filter(c => c.projection === panel.projection)).map(({ comparison, level }) =>
      bracket(comparison, i, level),
    ),
  );
  layout.annotations = [...means.map(heading), ...brackets.map(b => b.label)];
  layout.shapes = brackets.map(b => b.line);

  return toFigure({
    title: options.title ?? `${yTitle}: connected, proximate (ADP) and same-region partners`,
    caption: options.caption ?? defaultCaption(comparisons.length > 0),
    synthetic: options.synthetic ?? false,
    result: means.map(panel => sentence(panel, comparisons)).join(' '),
    data: means.flatMap((panel, i) => [
      cellLines(panel, i),
      ...POPULATIONS.map((population, k) => pointWithRange(panel, i, population, k)),
    ]),
    layout: sizedLayout(layout, options, 'pointRange'),
  });
}

/** One broken line through every presynaptic cell's three values. */
function cellLines(panel: ProjectionMeans, i: number): Trace {
  const cells = Array.from(panel.preNucleusIds, String);
  return {
    type: 'scatter',
    mode: 'lines',
    xaxis: axisName(i),
    yaxis: 'y',
    x: cells.flatMap(() => [0, 1, 2, null]),
    y: cells.flatMap((_, cell) => [...POPULATIONS.map(population => panel.means[population][cell]), null]),
    customdata: cells.flatMap(id => [id, id, id, null]),
    line: { color: INK.faint, width: 0.8 },
    opacity: 0.75,
    hovertemplate: 'presynaptic cell %{customdata}<br>%{y:.4f}<extra></extra>',
  };
}

function pointWithRange(panel: ProjectionMeans, i: number, population: Population, k: number): Trace {
  const { color } = LOOKS[population];
  const center = mean(panel.means[population]);
  const error = sem(panel.means[population]);
  return {
    type: 'scatter',
    mode: 'markers',
    xaxis: axisName(i),
    yaxis: 'y',
    x: [k],
    y: [center],
    error_y: { type: 'data', array: [error], thickness: 1.8, width: 5, color },
    marker: { color, size: 6 },
    hovertemplate:
      `${spaced(panel.projection)} · ${population}<br>mean %{y:.4f} ± ${error === undefined ? '–' : error.toFixed(4)} s.e.m.` +
      `<br>n = ${panel.preNucleusIds.length} presynaptic cells<extra></extra>`,
  };
}

/** The projection's name with its n, over the middle of its panel. */
function heading(panel: ProjectionMeans, i: number): Trace {
  return {
    text: `<b>${spaced(panel.projection)}</b><br>n = ${panel.preNucleusIds.length}`,
    xref: axisName(i),
    yref: 'paper',
    x: 1,
    y: 1,
    yanchor: 'bottom',
    showarrow: false,
  };
}

/** Each comparison on the lowest level where its bracket meets no other; short brackets lie lowest. */
function stacked(comparisons: readonly PopulationComparison[]): { comparison: PopulationComparison; level: number }[] {
  const ends: number[] = [];
  return comparisons
    .map(comparison => ({ comparison, columns: columnsOf(comparison) }))
    .sort((a, b) => a.columns[1] - a.columns[0] - (b.columns[1] - b.columns[0]) || a.columns[0] - b.columns[0])
    .map(({ comparison, columns: [from, to] }) => {
      const free = ends.findIndex(end => end <= from);
      const level = free < 0 ? ends.length : free;
      ends[level] = to;
      return { comparison, level };
    });
}

function columnsOf({ first, second }: PopulationComparison): [number, number] {
  const [a, b] = [POPULATIONS.indexOf(first), POPULATIONS.indexOf(second)];
  return a < b ? [a, b] : [b, a];
}

/** A bracket over two columns, `level` steps above the data, and its stars; hovering tells t and p. */
function bracket(comparison: PopulationComparison, i: number, level: number): { line: Trace; label: Trace } {
  const [from, to] = columnsOf(comparison);
  const y = DATA_TOP + BRACKET_STEP * (level + 0.55);
  const [x0, x1] = [from + 0.04, to - 0.04];
  const star = stars(comparison.pAdjusted);
  const foot = 0.014;
  return {
    line: {
      type: 'path',
      xref: axisName(i),
      yref: 'paper',
      path: `M ${x0} ${y - foot} L ${x0} ${y} L ${x1} ${y} L ${x1} ${y - foot}`,
      line: { color: INK.muted, width: 1 },
    },
    label: {
      text: star,
      xref: axisName(i),
      yref: 'paper',
      x: (x0 + x1) / 2,
      y,
      yanchor: star === 'n.s.' ? 'bottom' : 'middle',
      yshift: star === 'n.s.' ? -2 : 4,
      showarrow: false,
      hovertext:
        `${comparison.first} vs ${comparison.second}: paired t(${comparison.df}) = ${comparison.t.toFixed(3)}, ` +
        `p = ${formatP(comparison.pAdjusted)} (Benjamini–Hochberg)`,
    },
  };
}

function sentence(panel: ProjectionMeans, comparisons: readonly PopulationComparison[]): string {
  const values = POPULATIONS.map(population => {
    const column = panel.means[population];
    return `${population} ${mean(column)?.toFixed(4) ?? '–'} ± ${sem(column)?.toFixed(4) ?? '–'}`;
  });
  const tests = comparisons
    .filter(c => c.projection === panel.projection)
    .map(c => `${c.first} vs ${c.second} p = ${formatP(c.pAdjusted)}`);
  return `${spaced(panel.projection)} (n = ${panel.preNucleusIds.length}): ${[...values, ...tests].join(', ')}.`;
}

function defaultCaption(tested: boolean): string {
  const what =
    'Points and bars: mean ± s.e.m. over n presynaptic cells; a grey line joins the three values of one cell.';
  if (!tested) return what;
  return `${what} Brackets: two-sided paired t-tests, Benjamini–Hochberg over all comparisons; ${STARS_LEGEND}.`;
}

function checkInput(means: readonly ProjectionMeans[], comparisons: readonly PopulationComparison[]): void {
  if (means.length === 0) {
    throw new InvalidArgumentError('pointRange means is empty: received 0 projections, expected at least 1', {
      argument: 'means',
    });
  }
  for (const panel of means) {
    if (panel.preNucleusIds.length === 0) {
      throw new InvalidArgumentError(
        `pointRange projection ${panel.projection} has no cells: received 0, expected at least 1`,
        { argument: 'means' },
      );
    }
  }
  const drawn = means.map(panel => panel.projection);
  for (const { projection } of comparisons) {
    if (!drawn.includes(projection)) {
      throw new InvalidArgumentError(
        `pointRange comparison is of a projection that is not drawn: received ${projection}, expected ${drawn.join(', ')}`,
        { argument: 'comparisons' },
      );
    }
  }
}

function spaced(projection: string): string {
  return projection.replace('->', ' → ');
}

function axisName(i: number): string {
  return i === 0 ? 'x' : `x${i + 1}`;
}

function axisKey(i: number): string {
  return i === 0 ? 'xaxis' : `xaxis${i + 1}`;
}
