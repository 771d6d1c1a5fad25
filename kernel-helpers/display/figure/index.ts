/** Figures in the style of publications, from the library's own types. */
export {
  type MorphologyFigure,
  type MorphologyOptions,
  morphology,
} from '../morphology-figure/index.js';
export { type BinnedTrendFigureOptions, binnedTrend, type TrendBins, type TrendLine } from './binned-trend.js';
export { type CaptionFacts, caption } from './caption.js';
export {
  type ConnectionProbabilityFigureOptions,
  connectionProbability,
  type ProbabilityCurve,
} from './connection-probability.js';
export { type ConnectivityCardOptions, connectivityCard } from './connectivity-card.js';
export { type CrossTableOptions, crossTable } from './cross-table.js';
export { type DendrogramOptions, dendrogram } from './dendrogram.js';
export { type DepthProfileOptions, depthProfile } from './depth-profile.js';
export { type DistanceProfileOptions, distanceProfile } from './distance-profile.js';
export { type DistributionOptions, strip, violin } from './distributions.js';
export { type HintonCells, type HintonOptions, hinton } from './hinton.js';
export type { FigureLook } from './look.js';
export { type NullDistributionsOptions, nullDistributions } from './null-distributions.js';
export { type NullScore, type NullScoresOptions, nullScores } from './null-scores.js';
export { type PairedOptions, type PairedPanel, paired } from './paired.js';
export { type PointRangeOptions, pointRange } from './point-range.js';
export { type PolarTuningOptions, polarTuning } from './polar-tuning.js';
export { type RasterOptions, raster } from './raster.js';
export { type ScatterOptions, type ScatterPoints, scatter } from './scatter.js';
export type { Figure } from './to-figure.js';
export type { Expected } from './type-counts.js';
