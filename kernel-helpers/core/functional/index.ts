/**
 * How wiring follows function.
 *
 * ```ts
 * const presynaptic = await datasets.open('ding2025/presyn-mean');
 * functional.comparePopulations(functional.presynapticMeans(presynaptic, { variable: 'IN_SILICO_SIG_CORR_CVT' }));
 * ```
 *
 * @module
 */
export {
  type CommonInputEffect,
  type CommonInputPairs,
  type CommonInputTest,
  commonInputTests,
} from './common-input.js';
export {
  comparePopulations,
  POPULATIONS,
  type Population,
  type PopulationComparison,
  PROJECTIONS,
  type PresynapticMeansOptions,
  type Projection,
  type ProjectionMeans,
  presynapticMeans,
} from './presynaptic-means.js';
