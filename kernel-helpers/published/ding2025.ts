/**
 * Ding et al. 2025, "Functional connectomics reveals general wiring rule in mouse visual cortex", Nature.
 *
 * @source https://doi.org/10.1038/s41586-025-08840-3
 */
import type { CommonInputTest } from '../core/functional/common-input.js';
import { POPULATIONS, type PopulationComparison, type ProjectionMeans } from '../core/functional/presynaptic-means.js';
import { mean } from '../core/stats/summary/mean.js';
import { sem } from '../core/stats/summary/sem.js';
import { count, decimal, type PrintedNumber, type PublishedFigure, significant } from './printed.js';

/** Fig. 2d with the names its quantities go by. */
export interface Fig2d extends PublishedFigure {
  /**
   * Our values of the quantities that Fig. 2d prints, for `published.check`: n, mean and s.e.m. of each population in
   * each projection, t and Benjamini–Hochberg p of each comparison.
   */
  quantities(
    means: readonly ProjectionMeans[],
    comparisons: readonly PopulationComparison[],
  ): Readonly<Record<string, number | undefined>>;
}

/** projection, n, then mean and s.e.m. of Connected, ADP, Same region. */
const MEANS = [
  ['V1->V1', '35', '0.0628', '0.0066', '0.0325', '0.0035', '0.0235', '0.0031'],
  ['HVA->HVA', '53', '0.1129', '0.0093', '0.0864', '0.0084', '0.0710', '0.0065'],
  ['V1->HVA', '17', '0.0616', '0.0093', '0.0384', '0.0070', '0.0277', '0.0059'],
  ['HVA->V1', '39', '0.0393', '0.0078', '0.0106', '0.0047', '0.0035', '0.0038'],
] as const;

/** projection, then t and BH p of Connected–ADP, Connected–Same region, ADP–Same region. */
const TESTS = [
  ['V1->V1', '5.2850', '1.569e-5', '6.2526', '1.622e-6', '4.7934', '5.448e-5'],
  ['HVA->HVA', '6.4604', '2.151e-7', '7.7331', '4.043e-9', '4.4050', '7.956e-5'],
  ['V1->HVA', '3.9080', '1.503e-3', '5.1750', '1.228e-4', '3.4753', '3.406e-3'],
  ['HVA->V1', '5.1680', '1.569e-5', '5.2658', '1.569e-5', '2.6610', '1.135e-2'],
] as const;

const PAIRS = [
  ['Connected', 'ADP'],
  ['Connected', 'Same region'],
  ['ADP', 'Same region'],
] as const;

const nameOf = {
  n: (projection: string): string => `${arrowed(projection)} · n`,
  mean: (projection: string, population: string): string => `${arrowed(projection)} · ${population} · mean`,
  sem: (projection: string, population: string): string => `${arrowed(projection)} · ${population} · s.e.m.`,
  t: (projection: string, first: string, second: string): string => `${arrowed(projection)} · ${first} − ${second} · t`,
  p: (projection: string, first: string, second: string): string =>
    `${arrowed(projection)} · ${first} − ${second} · BH p`,
};

/** The projection as readers should see it; the released tables write `->`. */
function arrowed(projection: string): string {
  return projection.replace('->', '→');
}

function numbersOf2d(): PrintedNumber[] {
  return MEANS.flatMap(([projection, n, ...summaries], i) => [
    count(nameOf.n(projection), n, 'read'),
    ...POPULATIONS.flatMap((population, k) => [
      decimal(nameOf.mean(projection, population), summaries[2 * k], 'read'),
      decimal(nameOf.sem(projection, population), summaries[2 * k + 1], 'read'),
    ]),
    ...PAIRS.flatMap(([first, second], k) => [
      decimal(nameOf.t(projection, first, second), TESTS[i][1 + 2 * k], 'read'),
      significant(nameOf.p(projection, first, second), TESTS[i][2 + 2 * k], 'read'),
    ]),
  ]);
}

/**
 * Fig. 2d: mean signal correlation of presynaptic cells with their connected partners, with neurons their axon passes
 * within 5 µm but does not contact (ADP), and with neurons of the same region it does not pass.
 */
export const fig2d: Fig2d = {
  paper: 'Ding et al. 2025',
  doi: '10.1038/s41586-025-08840-3',
  figure: 'Fig. 2d',
  title: 'signal correlation of presynaptic cells with three populations of partners',
  origin:
    'Published numbers as in the result files the authors released with the paper. Two-sided paired t-tests over ' +
    'presynaptic cells; p adjusted by Benjamini and Hochberg over the 12 comparisons.',
  numbers: numbersOf2d(),
  quantities(means, comparisons) {
    const ours: Record<string, number | undefined> = {};
    for (const { projection, preNucleusIds, means: ofPopulation } of means) {
      ours[nameOf.n(projection)] = preNucleusIds.length;
      for (const population of POPULATIONS) {
        ours[nameOf.mean(projection, population)] = mean(ofPopulation[population]);
        ours[nameOf.sem(projection, population)] = sem(ofPopulation[population]);
      }
    }
    for (const { projection, first, second, t, pAdjusted } of comparisons) {
      ours[nameOf.t(projection, first, second)] = t;
      ours[nameOf.p(projection, first, second)] = pAdjusted;
    }
    return ours;
  },
};

/** Fig. 2d for preferred orientation, of which the paper says only that nothing is significant. */
export interface Fig2dOrientation extends PublishedFigure {
  /** Our values for `published.check`. */
  quantities(comparisons: readonly PopulationComparison[]): Readonly<Record<string, number | undefined>>;
}

/** Fig. 2d for the difference in preferred orientation, of the digital twin or in vivo: no comparison is significant. */
export const fig2dOrientation: Fig2dOrientation = {
  paper: 'Ding et al. 2025',
  doi: '10.1038/s41586-025-08840-3',
  figure: 'Fig. 2d',
  title: 'difference in preferred orientation with three populations of partners',
  origin: 'The authors’ result files have no comparison with an adjusted p below 0.05.',
  numbers: [count('comparisons', '12', 'read'), count('comparisons with BH p < 0.05', '0', 'read')],
  quantities: comparisons => ({
    comparisons: comparisons.length,
    'comparisons with BH p < 0.05': comparisons.filter(({ pAdjusted }) => pAdjusted < 0.05).length,
  }),
};

/** Fig. 5c with the names its quantities go by. */
export interface Fig5c extends PublishedFigure {
  /**
   * Our values of the quantities that Fig. 5c prints, for `published.check`: n, medians, W, p and Benjamini–Hochberg p
   * of the total effect in each projection.
   */
  quantities(tests: readonly CommonInputTest[]): Readonly<Record<string, number | undefined>>;
}

/** projection, n, W, p, BH p, then the medians observed and expected. */
const COMMON_INPUT = [
  ['HVA->HVA', '52', '218', '1.79e-5', '4.30e-5', '0.1372', '0.1083'],
  ['HVA->V1', '38', '48', '1.79e-7', '7.14e-7', '0.0606', '0.0335'],
  ['V1->HVA', '17', '54', '0.306', '0.306', '0.1097', '0.1001'],
  ['V1->V1', '35', '52', '2.30e-6', '6.89e-6', '0.0520', '0.0398'],
] as const;

/**
 * Fig. 5c: mean signal correlation among the cells that share a presynaptic cell, against what a model of axons and
 * synapses expects that knows their function.
 */
export const fig5c: Fig5c = {
  paper: 'Ding et al. 2025',
  doi: '10.1038/s41586-025-08840-3',
  figure: 'Fig. 5c',
  title: 'signal correlation among the partners of a cell, observed and expected',
  origin:
    'Published numbers as in the result files the authors released with the paper. Two-sided Wilcoxon signed-rank tests ' +
    'over presynaptic cells; p adjusted by Benjamini and Hochberg over 12 tests: total, axonal and synaptic effect in four projections.',
  numbers: COMMON_INPUT.flatMap(([projection, n, w, p, adjusted, observed, expected]) => [
    count(`${arrowed(projection)} · n`, n, 'read'),
    count(`${arrowed(projection)} · W`, w, 'read'),
    significant(`${arrowed(projection)} · p`, p, 'read'),
    significant(`${arrowed(projection)} · BH p`, adjusted, 'read'),
    decimal(`${arrowed(projection)} · observed median`, observed, 'read'),
    decimal(`${arrowed(projection)} · expected median`, expected, 'read'),
  ]),
  quantities(tests) {
    return Object.fromEntries(
      tests
        .filter(({ effect }) => effect === 'total')
        .flatMap(({ projection, n, w, p, pAdjusted, observedMedian, expectedMedian }) => [
          [`${arrowed(projection)} · n`, n],
          [`${arrowed(projection)} · W`, w],
          [`${arrowed(projection)} · p`, p],
          [`${arrowed(projection)} · BH p`, pAdjusted],
          [`${arrowed(projection)} · observed median`, observedMedian],
          [`${arrowed(projection)} · expected median`, expectedMedian],
        ]),
    );
  },
};

/**
 * Fig. 5c once more, for the likeness of a cell with its partners in place of that among them: there is nothing the
 * model does not expect.
 */
export const fig5cBetween: Fig5c = {
  ...fig5c,
  title: 'signal correlation of a cell with its partners, observed and expected',
  origin: 'In the authors’ result files none of the 12 tests is significant: every adjusted p is 0.97 or more.',
  numbers: [count('tests', '12', 'read'), decimal('smallest BH p', '0.97', 'read')],
  quantities: tests => ({ tests: tests.length, 'smallest BH p': Math.min(...tests.map(({ pAdjusted }) => pAdjusted)) }),
};
