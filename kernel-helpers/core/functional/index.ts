/**
 * What cells respond to, and how wiring follows it.
 *
 * ```ts
 * const presynaptic = await datasets.open('ding2025/presyn-mean');
 * functional.comparePopulations(functional.presynapticMeans(presynaptic, { variable: 'IN_SILICO_SIG_CORR_CVT' }));
 * ```
 *
 * @module
 */
export { directionDifferenceDeg, orientationDifferenceDeg } from './angle-difference.js';
export {
  type BinnedTrend,
  type BinnedTrendOptions,
  binnedTrend,
  type TrendBin,
  type TrendPairs,
} from './binned-trend.js';
export {
  type CommonInputEffect,
  type CommonInputPairs,
  type CommonInputTest,
  commonInputTests,
} from './common-input.js';
export { type DirectionTuning, directionTuning } from './direction-tuning.js';
export { featureSimilarities, featureSimilarity } from './feature-similarity.js';
export { noiseCorrelations } from './noise-correlation.js';
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
export { receptiveFieldDistanceDeg, type VisualFieldPoint } from './receptive-field-distance.js';
export type { Responses } from './responses.js';
export {
  signalCorrelation,
  signalCorrelations,
  signalCorrelationsBetween,
  type UnitMatrix,
} from './signal-correlation.js';
export { type TuningCurve, tuningCurve } from './tuning-curve.js';
