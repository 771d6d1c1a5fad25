/** Models of an outcome: linear, logistic, Poisson. */

export type { Labels } from '../row-groups.js';
export type { GlmErrors, GlmFit, GlmOptions } from './canonical-glm.js';
export type { Coefficient, LogCoefficient } from './coefficients.js';
export {
  type ConditionalPoissonFit,
  type ConditionalPoissonOptions,
  conditionalPoisson,
} from './conditional-poisson.js';
export type { Predictors } from './design.js';
export { type LogisticFit, logisticRegression } from './logistic.js';
export { type OlsErrors, type OlsFit, type OlsOptions, ols } from './ols.js';
export { type PoissonFit, type PoissonOptions, poissonRegression, type RateOptions } from './poisson.js';
