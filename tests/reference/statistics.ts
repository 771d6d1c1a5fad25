/** The definitions, written out: slow twins of kernel-helpers/core/stats. */

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function varianceOf(values: readonly number[]): number {
  const centre = meanOf(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Adjusted p of each test: the least of p(s) * m / s over all p(s) that are no smaller. */
export function benjaminiHochbergOf(p: readonly number[]): number[] {
  const sorted = [...p].sort((a, b) => a - b);
  return p.map(value =>
    Math.min(1, ...sorted.flatMap((other, i) => (other >= value ? [(other * p.length) / (i + 1)] : []))),
  );
}

/** The p-th quantile by R-7: linear between order statistics at (n - 1) p. */
export function quantileOf(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (values.length - 1) * p;
  const part = at % 1;
  return part === 0 ? sorted[at] : sorted[Math.floor(at)] * (1 - part) + sorted[Math.ceil(at)] * part;
}

/** Two-sided p of Student's t, by Simpson's rule over the density from 0 to |t|; whole degrees of freedom. */
export function studentTTwoSidedOf(t: number, df: number): number {
  // gamma((df + 1) / 2) / gamma(df / 2), from gamma(1) / gamma(1/2) = 1 / sqrt(pi) upwards.
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let k = 1; k < df; k++) ratio = k / 2 / ratio;
  const density = (x: number): number => (ratio / Math.sqrt(df * Math.PI)) * (1 + (x * x) / df) ** (-(df + 1) / 2);
  const steps = 4000;
  const h = Math.abs(t) / steps;
  let sum = density(0) + density(Math.abs(t));
  for (let i = 1; i < steps; i++) sum += density(i * h) * (i % 2 ? 4 : 2);
  return 1 - 2 * ((sum * h) / 3);
}
