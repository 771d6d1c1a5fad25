/**
 * How wiring follows function.
 *
 * ```ts
 * const table = await datasets.open('ding2025/presyn-mean');
 * functional.comparePopulations(functional.presynapticMeans(table, { variable: 'IN_SILICO_SIG_CORR_CVT' }));
 * ```
 *
 * @module
 */
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
