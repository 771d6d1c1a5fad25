/** Ding et al. 2025, Fig. 5c: are the cells that share an input more alike than a model without likeness expects? */
import {
  type CommonInputEffect,
  type CommonInputPairs,
  type CommonInputTest,
  commonInputTests,
} from '../../core/functional/common-input.js';
import type { TableLike } from '../../core/table.js';
import { paired } from '../../display/figure/paired.js';
import { InvalidArgumentError } from '../../errors.js';
import { fig5cBetween, fig5c as printed } from '../../published/ding2025.js';
import type { Recipe } from '../recipe.js';
import { sampleCommonInput } from '../sample/common-input.js';

/** What {@link fig5c} can be asked; every field may be left out. */
export interface Fig5cOptions {
  /** What of the axon is under test: `total` (when absent), `axonal` or `synaptic`. */
  readonly effect?: CommonInputEffect;
  /** Likeness among the partners (`post`, when absent), or of the partners with the cell itself (`pre_post`). */
  readonly pairs?: CommonInputPairs;
}

const EFFECTS: Readonly<Record<CommonInputEffect, string>> = {
  total: 'weighed by synapses',
  axonal: 'weighed by co-travel of axon and dendrite',
  synaptic: 'weighed by synapses, given the co-travel',
};

/** The recipe of Fig. 5c. */
export const fig5c: Recipe<{ cohorts: TableLike }, Fig5cOptions, readonly CommonInputTest[]> = {
  paper: printed.paper,
  doi: printed.doi,
  panel: printed.figure,
  title: 'The partners of a neuron are more alike than the wiring of pairs explains',
  basis: 'data',
  honesty:
    'The means of each cell, observed and as the authors’ model predicts them, are theirs; medians, tests and corrections are computed anew. ' +
    'What counts as expected is their model of axons and synapses, fitted in one mouse: under a stricter null a public re-analysis finds the excess smaller.',
  inputs: {
    cohorts: {
      dataset: 'ding2025/pre-mean-corr',
      columns: ['weight', 'type', 'proj_hva', 'pre_nucleus_id', 'pre_mean'],
    },
  },
  defaults: { effect: 'total', pairs: 'post' },
  choices: { effect: ['total', 'axonal', 'synaptic'], pairs: ['post', 'pre_post'] },
  sample: column => ({ cohorts: sampleCommonInput(column) }),
  analyse: ({ cohorts }, { pairs }) => commonInputTests(cohorts, { pairs }),
  printed: ({ effect, pairs }) => {
    if (pairs === 'pre_post') return fig5cBetween;
    return effect === 'total' ? printed : undefined;
  },
  quantities: (tests, { pairs }) => (pairs === 'pre_post' ? fig5cBetween : printed).quantities(tests),
  facts: (tests, { effect, pairs }) => ({
    what: `Mean signal correlation ${pairs === 'post' ? 'among the partners of a cell' : 'of a cell with its partners'}, ${EFFECTS[effect]}: observed, and as a model of axons and synapses predicts`,
    n: { 'presynaptic cells': tests.filter(test => test.effect === effect).reduce((sum, { n }) => sum + n, 0) },
    test: 'two-sided Wilcoxon signed-rank over presynaptic cells',
    correction: `Benjamini–Hochberg over ${tests.length} tests`,
  }),
  draw: (tests, { effect, pairs }, { title, caption, synthetic }) => {
    const shown = tests.filter(test => test.effect === effect);
    if (shown.length === 0) {
      throw new InvalidArgumentError(
        `fig5c has no test of the ${effect} effect: received ${[...new Set(tests.map(test => test.effect))].join(', ')}, expected its two weights in the table`,
        { argument: 'effect' },
      );
    }
    return paired(
      shown.map(({ projection, observed, expected, preNucleusIds, pAdjusted }) => ({
        name: projection.replace('->', ' → '),
        first: observed,
        second: expected,
        ids: preNucleusIds,
        pAdjusted,
      })),
      {
        columns: ['Observed', 'Expected'],
        title:
          effect === 'total' && pairs === 'post'
            ? title
            : `Fig. 5c, ${effect} effect, ${pairs === 'post' ? 'among partners' : 'with the cell itself'}`,
        caption,
        yTitle: 'mean signal correlation (digital twin)',
        synthetic,
      },
    );
  },
};
