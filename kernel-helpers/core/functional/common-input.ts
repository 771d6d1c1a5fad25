/** Do the cells that share an input respond alike? Cohorts of postsynaptic cells against what a model expects. */

import { InvalidArgumentError } from '../../errors.js';
import { wilcoxonSignedRank } from '../stats/hypothesis/wilcoxon-signed-rank.js';
import { benjaminiHochberg } from '../stats/multiple-testing/benjamini-hochberg.js';
import { quantile } from '../stats/summary/quantile.js';
import { bigintColumn, numberColumn, stringColumn, type TableLike } from '../table.js';
import { PROJECTIONS, type Projection } from './presynaptic-means.js';

/**
 * What of an axon makes its partners alike: where it goes (`axonal`), which of the cells it passes it chooses
 * (`synaptic`), or both (`total`).
 */
export type CommonInputEffect = 'total' | 'axonal' | 'synaptic';

/** Partners weighed as observed, and as the model of each effect weighs them: names of the released table. */
const WEIGHTS: Readonly<Record<CommonInputEffect, readonly [observed: string, expected: string]>> = {
  total: ['n_synapses', 'pred_n_synapses'],
  axonal: ['dend_len', 'pred_dend_len'],
  synaptic: ['n_synapses', 'pred_n_synapses|dend_len'],
};

/** Which correlations are averaged: among the postsynaptic cells, or theirs with the presynaptic one. */
export type CommonInputPairs = 'post' | 'pre_post';

/** Presynaptic cells of one projection, and what they make of their partners. */
export interface CommonInputTest {
  readonly projection: Projection;
  readonly effect: CommonInputEffect;
  /** Nucleus ids of the presynaptic cells, ascending. */
  readonly preNucleusIds: BigUint64Array;
  /** `observed[i]`: mean signal correlation among the partners of cell `preNucleusIds[i]`, weighed as observed. */
  readonly observed: Float64Array;
  /** `expected[i]`: the same, weighed as the model predicts. */
  readonly expected: Float64Array;
  readonly n: number;
  readonly observedMedian: number;
  readonly expectedMedian: number;
  /** Wilcoxon's signed-rank statistic. */
  readonly w: number;
  /** Two-sided. */
  readonly p: number;
  /** Benjamini–Hochberg over the 12 tests: three effects in four projections. */
  readonly pAdjusted: number;
}

/**
 * For each effect and projection, whether the partners of a cell are more alike in their responses than a model of
 * axons and synapses without such a rule expects: observed and expected mean correlation of every presynaptic cell,
 * compared by Wilcoxon's signed-rank test.
 *
 * The table has columns `weight`, `type`, `proj_hva`, `pre_nucleus_id` and `pre_mean`, one row for a cell, weight and
 * type. A test for which there are no cells is left out.
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3, Fig. 5c
 * @throws {NotFoundError} when a column is not in the table.
 * @throws {InvalidArgumentError} when a cell has only one of two weights, or no pair differs.
 * @example
 * const cohorts = await datasets.open('ding2025/pre-mean-corr');
 * functional.commonInputTests(cohorts).map(({ projection, effect, n, w }) => [projection, effect, n, w]);
 */
export function commonInputTests(
  table: TableLike,
  options: { readonly pairs?: CommonInputPairs } = {},
): CommonInputTest[] {
  const means = meansByCell(table, options.pairs ?? 'post');
  const effects = Object.keys(WEIGHTS) as CommonInputEffect[];
  const tests = effects.flatMap(effect =>
    PROJECTIONS.flatMap(projection => {
      const found = pairUp(means, projection, effect);
      return found === undefined ? [] : [found];
    }),
  );
  const adjusted = benjaminiHochberg(tests.map(test => test.p));
  return tests.map((test, i) => ({ ...test, pAdjusted: adjusted[i] }));
}

/** `means.get('V1->V1 n_synapses')?.get(nucleusId)`. */
type MeansByCell = ReadonlyMap<string, ReadonlyMap<bigint, number>>;

function meansByCell(table: TableLike, pairs: CommonInputPairs): MeansByCell {
  const weights = stringColumn(table, 'weight');
  const types = stringColumn(table, 'type');
  const projections = stringColumn(table, 'proj_hva');
  const ids = bigintColumn(table, 'pre_nucleus_id');
  const values = numberColumn(table, 'pre_mean');
  const means = new Map<string, Map<bigint, number>>();
  for (let row = 0; row < weights.length; row++) {
    if (types[row] !== pairs) continue;
    const key = `${projections[row]} ${weights[row]}`;
    const cells = means.get(key) ?? new Map<bigint, number>();
    if (cells.has(ids[row])) {
      throw new InvalidArgumentError(
        `commonInputTests row ${row} repeats a cell: received pre_nucleus_id ${ids[row]} of ${key} again, expected one row`,
        { argument: 'table' },
      );
    }
    means.set(key, cells.set(ids[row], values[row]));
  }
  return means;
}

function pairUp(
  means: MeansByCell,
  projection: Projection,
  effect: CommonInputEffect,
): Omit<CommonInputTest, 'pAdjusted'> | undefined {
  const [observedBy, expectedBy] = WEIGHTS[effect].map(weight => means.get(`${projection} ${weight}`) ?? new Map());
  const ids = [...new Set<bigint>([...observedBy.keys(), ...expectedBy.keys()])].sort((a, b) => (a < b ? -1 : 1));
  if (ids.length === 0) return undefined;
  const lacking = ids.find(id => !observedBy.has(id) || !expectedBy.has(id));
  if (lacking !== undefined) {
    throw new InvalidArgumentError(
      `commonInputTests cell ${lacking} of ${projection} is not paired: expected rows for both ${WEIGHTS[effect].join(' and ')}`,
      { argument: 'table' },
    );
  }
  const observed = Float64Array.from(ids, id => observedBy.get(id) as number);
  const expected = Float64Array.from(ids, id => expectedBy.get(id) as number);
  const test = wilcoxonSignedRank(observed, expected);
  if (test === undefined) {
    throw new InvalidArgumentError(
      `commonInputTests ${projection} has nothing to test: received equal values for the ${effect} effect, expected some that differ`,
      { argument: 'table' },
    );
  }
  return {
    projection,
    effect,
    preNucleusIds: BigUint64Array.from(ids),
    observed,
    expected,
    n: ids.length,
    observedMedian: quantile(observed, 0.5) as number,
    expectedMedian: quantile(expected, 0.5) as number,
    w: test.w,
    p: test.p,
  };
}
