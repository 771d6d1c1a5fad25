/** Ding et al. 2025, Fig. 2e,f and 3a,b: four panels of one kind, which differ in variable and scale. */
import type { TableLike } from '../../core/table.js';
import { binnedTrend } from '../../display/figure/binned-trend.js';
import { formatP, stars } from '../../display/figure/significance.js';
import { type TrendFigure, trendFigure } from '../../published/ding2025-trends.js';
import type { Recipe } from '../recipe.js';
import { sampleTrends } from '../sample/trends.js';
import { LIKENESS, type LikenessVariable, type Scale, VARIABLES } from './likeness.js';
import { type ProjectionTrend, releasedTrends } from './released-trends.js';

/** What a recipe of a trend can be asked; every field may be left out. */
export interface TrendOptions {
  /** In what cells are alike; the panel's own when absent. */
  readonly variable?: LikenessVariable;
  /** The axon's travel along dendrites, or its synapses for a mm of it; the panel's own when absent. */
  readonly scale?: Scale;
}

/** What a recipe of a trend finds, by projection. */
export type TrendStatistics = readonly ProjectionTrend[];

type TrendRecipe = Recipe<{ bins: TableLike; slopes: TableLike; counts: TableLike }, TrendOptions, TrendStatistics>;

const UM_PER_MM = 1000;

const WORDS = {
  axonal: {
    what: 'axons travel farther along the dendrites of alike cells',
    y: 'Δ co-travel L<sub>d</sub> (µm per pair)',
  },
  synaptic: {
    what: 'along the same length, axons make more synapses with alike cells',
    y: 'Δ synapses per mm L<sub>d</sub>',
  },
} as const;

/** A recipe for one panel: its own variable and scale are the defaults. */
export function trendRecipe(panel: string, title: string, defaults: Required<TrendOptions>): TrendRecipe {
  const printedFor = ({ variable, scale }: Required<TrendOptions>): TrendFigure | undefined =>
    trendFigure(variable, scale);
  return {
    paper: 'Ding et al. 2025',
    doi: '10.1038/s41586-025-08840-3',
    panel,
    title,
    basis: 'fits',
    honesty:
      'Bins, bootstrap intervals and slopes are the authors’: the pairs they come from are a file of 201 MB. Densities, z, p and its correction are computed anew. ' +
      'Slopes are of a mixed model on the log scale, for one mouse.',
    inputs: {
      bins: {
        dataset: 'ding2025/binned-trends',
        columns: [
          'proj_hva',
          'variable_name',
          'quantity_name',
          'bins',
          'mean',
          'ci_low',
          'ci_high',
          'n_pre',
          'n_synapses',
          'n_pairs',
          'dend_len',
        ],
      },
      slopes: {
        dataset: 'ding2025/area/slopes',
        columns: ['proj_hva', 'variable_name', 'quantity_name', 'trend', 'std.error'],
      },
      counts: {
        dataset: 'ding2025/area/counts',
        columns: [
          'proj_hva',
          'variable_name',
          'quantity_name',
          'n_pre',
          'n_pre_post_pairs',
          'n_pairs',
          'n_synapses',
          'dend_len',
        ],
      },
    },
    defaults,
    choices: { variable: LIKENESS, scale: ['axonal', 'synaptic'] },
    sample: column =>
      sampleTrends(column, [defaults.variable], defaults.scale) as {
        [Name in 'bins' | 'slopes' | 'counts']: TableLike;
      },
    analyse: (tables, { variable, scale }) => releasedTrends(tables, variable, scale),
    printed: printedFor,
    quantities: (trends, options) => printedFor(options)?.quantities(trends) ?? {},
    facts: (trends, { scale }) => ({
      what: `Points: binned values less each presynaptic cell's own; bands: 95 % bootstrap intervals; dashed: the fitted slope, as density · (exp(slope · x) − 1). ${trends
        .map(
          ({ projection, slope, pAdjusted }) =>
            `${arrowed(projection)}: slope ${slope.toPrecision(3)}, p = ${formatP(pAdjusted)}`,
        )
        .join('; ')}`,
      n: {
        pairs: trends.reduce((sum, { counts }) => sum + counts.pairs, 0),
        ...(scale === 'synaptic' && { synapses: trends.reduce((sum, { counts }) => sum + counts.synapses, 0) }),
      },
      filters: [`bins with more than 10 presynaptic cells${scale === 'synaptic' ? ' and more than 10 synapses' : ''}`],
      test: 'z of the fitted slope',
      correction: 'Benjamini–Hochberg over projections',
    }),
    draw: (trends, { variable, scale }, { title: given, caption, synthetic }) =>
      binnedTrend(
        trends.map(trend => lineOf(trend, scale)),
        {
          panels: true,
          title:
            variable === defaults.variable && scale === defaults.scale
              ? given
              : `${VARIABLES[variable]}: ${WORDS[scale].what}?`,
          caption,
          xTitle: `Δ ${VARIABLES[variable]}`,
          yTitle: WORDS[scale].y,
          synthetic,
        },
      ),
  };
}

/** One panel; mm of co-travel as µm, which have fewer zeros. */
function lineOf({ projection, bins, slope, counts, pAdjusted }: ProjectionTrend, scale: Scale) {
  const unit = scale === 'axonal' ? UM_PER_MM : 1;
  const scaled = (value: number | undefined): number | undefined => (value === undefined ? undefined : value * unit);
  return {
    name: `${arrowed(projection)} ${stars(pAdjusted)}`,
    trend: {
      bins: bins.map(bin => ({
        ...bin,
        value: scaled(bin.value),
        mean: scaled(bin.mean),
        standardDeviation: scaled(bin.standardDeviation),
        ci95: bin.ci95 && ([bin.ci95[0] * unit, bin.ci95[1] * unit] as const),
      })),
    },
    curve: (x: number) => counts.overall * unit * Math.expm1(slope * x),
  };
}

function arrowed(projection: string): string {
  return projection.replace('->', ' → ');
}
