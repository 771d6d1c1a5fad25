import { normalQuantile, normalTwoSided, studentTQuantile, studentTTwoSided } from '../distributions.js';

/** One coefficient of a linear model. A field is `undefined` where no degrees of freedom are left for it. */
export interface Coefficient {
  /** In units of the outcome for one unit of the predictor. */
  readonly estimate: number;
  readonly standardError: number | undefined;
  /** estimate / standardError. */
  readonly t: number | undefined;
  /** Two-sided, of Student's t. */
  readonly p: number | undefined;
  readonly ci95: readonly [low: number, high: number] | undefined;
}

/** One coefficient of a model of odds or rates. */
export interface LogCoefficient {
  /** On the log scale: exp(estimate) is the ratio of odds or rates for one unit of the predictor. */
  readonly estimate: number;
  readonly standardError: number;
  /** estimate / standardError. */
  readonly z: number;
  /** Two-sided, normal. */
  readonly p: number;
  /** On the log scale. */
  readonly ci95: readonly [low: number, high: number];
}

/** Coefficients by name with t tests; `df` 0 leaves the estimates alone. */
export function tCoefficients(
  names: readonly string[],
  estimates: Float64Array,
  covariance: Float64Array | undefined,
  df: number,
): Record<string, Coefficient> {
  const reach = df > 0 ? studentTQuantile(0.975, df) : Number.NaN;
  return byName(names, i => {
    const estimate = estimates[i];
    if (!covariance || df <= 0) {
      return { estimate, standardError: undefined, t: undefined, p: undefined, ci95: undefined };
    }
    const standardError = Math.sqrt(covariance[i * names.length + i]);
    const t = estimate / standardError;
    const defined = !Number.isNaN(t);
    return {
      estimate,
      standardError,
      t: defined ? t : undefined,
      p: defined ? studentTTwoSided(t, df) : undefined,
      ci95: [estimate - reach * standardError, estimate + reach * standardError],
    };
  });
}

/** Coefficients by name with z tests. */
export function zCoefficients(
  names: readonly string[],
  estimates: Float64Array,
  covariance: Float64Array,
): Record<string, LogCoefficient> {
  const reach = normalQuantile(0.975);
  return byName(names, i => {
    const estimate = estimates[i];
    const standardError = Math.sqrt(covariance[i * names.length + i]);
    const z = estimate / standardError;
    return {
      estimate,
      standardError,
      z,
      p: normalTwoSided(z),
      ci95: [estimate - reach * standardError, estimate + reach * standardError],
    };
  });
}

function byName<T>(names: readonly string[], make: (index: number) => T): Record<string, T> {
  return Object.fromEntries(names.map((name, i) => [name, make(i)]));
}
