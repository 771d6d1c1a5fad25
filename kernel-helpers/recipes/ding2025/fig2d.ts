/** Ding et al. 2025, Fig. 2d: are connected neurons more alike than those that merely could be? */
import {
  comparePopulations,
  type PopulationComparison,
  type ProjectionMeans,
  presynapticMeans,
} from '../../core/functional/presynaptic-means.js';
import type { TableLike } from '../../core/table.js';
import { pointRange } from '../../display/figure/point-range.js';
import { fig2dOrientation, fig2d as printed } from '../../published/ding2025.js';
import type { Recipe } from '../recipe.js';
import { samplePresynapticMeans } from '../sample/presynaptic-means.js';
import { LIKENESS, type LikenessVariable, VARIABLES } from './likeness.js';

/** What {@link fig2d} can be asked; every field may be left out. */
export interface Fig2dOptions {
  /** In what cells are alike; `IN_SILICO_SIG_CORR_CVT`, the paper's choice, when absent. */
  readonly variable?: LikenessVariable;
}

/** What {@link fig2d} finds. */
export interface Fig2dStatistics {
  readonly means: readonly ProjectionMeans[];
  readonly comparisons: readonly PopulationComparison[];
  /** Cells left out because a population is missing for them. */
  readonly incomplete: number;
  /** Projections left out because only one cell has all populations: there is nothing to test. */
  readonly tooFew: readonly string[];
}

/** The recipe of Fig. 2d. */
export const fig2d: Recipe<{ presyn: TableLike }, Fig2dOptions, Fig2dStatistics> = {
  paper: printed.paper,
  doi: printed.doi,
  panel: printed.figure,
  title: 'Connected neurons respond more alike than neurons that could have connected',
  basis: 'data',
  honesty:
    'Means over partners are the authors’, one for each presynaptic cell and population; statistics and tests are computed anew from them. ' +
    'It says nothing of whether likeness causes the synapse, and all cells are of one mouse.',
  inputs: {
    presyn: {
      dataset: 'ding2025/presyn-mean',
      columns: ['proj_hva', 'pre_nucleus_id', 'population', 'variable_name', 'variable_mean'],
    },
  },
  defaults: { variable: 'IN_SILICO_SIG_CORR_CVT' },
  choices: { variable: LIKENESS },
  sample: column => ({ presyn: samplePresynapticMeans(column, LIKENESS) }),
  analyse({ presyn }, { variable }) {
    const all = presynapticMeans(presyn, { variable });
    const means = all.filter(panel => panel.preNucleusIds.length > 1);
    return {
      means,
      comparisons: comparePopulations(means),
      incomplete: all.reduce((sum, panel) => sum + panel.incompleteCount, 0),
      tooFew: all.filter(panel => panel.preNucleusIds.length === 1).map(({ projection }) => projection),
    };
  },
  printed({ variable }) {
    if (variable === 'IN_SILICO_SIG_CORR_CVT') return printed;
    return variable.startsWith('DELTA_ORI') ? fig2dOrientation : undefined;
  },
  quantities({ means, comparisons }, { variable }) {
    return variable === 'IN_SILICO_SIG_CORR_CVT'
      ? printed.quantities(means, comparisons)
      : fig2dOrientation.quantities(comparisons);
  },
  facts: ({ means, incomplete, tooFew }) => ({
    n: { 'presynaptic cells': means.reduce((sum, panel) => sum + panel.preNucleusIds.length, 0) },
    filters: [
      'presynaptic cells with all three populations',
      ...(incomplete > 0 ? [`left out for want of one: ${incomplete}`] : []),
      ...(tooFew.length > 0 ? [`left out for want of a second cell: ${tooFew.join(', ')}`] : []),
    ],
    test: 'two-sided paired t over presynaptic cells',
    correction: 'Benjamini–Hochberg over all comparisons',
  }),
  draw: ({ means, comparisons }, { variable }, { title, caption, synthetic }) =>
    pointRange(means, {
      comparisons,
      title: variable === 'IN_SILICO_SIG_CORR_CVT' ? title : `Fig. 2d for another variable: ${VARIABLES[variable]}`,
      caption,
      yTitle: VARIABLES[variable],
      synthetic,
    }),
};
