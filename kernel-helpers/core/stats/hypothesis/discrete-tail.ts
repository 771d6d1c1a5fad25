import type { Alternative } from './alternative.js';

/**
 * Weights of the whole numbers from `least` to `most`, that of `mode` 1, each from its neighbour by
 * `ratio(x)` = weight(x + 1) / weight(x). No logarithm of a factorial, which would cost five digits of a large table.
 */
export function weightsAround(mode: number, least: number, most: number, ratio: (x: number) => number): Float64Array {
  const weights = new Float64Array(most - least + 1);
  weights[mode - least] = 1;
  for (let x = mode; x < most; x++) weights[x + 1 - least] = weights[x - least] * ratio(x);
  for (let x = mode; x > least; x--) weights[x - 1 - least] = weights[x - least] / ratio(x - 1);
  return weights;
}

/** Weights that differ by less than this, relatively, are equal but for rounding. */
const ROUNDING = 1e-9;

/** The p value of outcome `at`; two-sided, of all outcomes that are no likelier. */
export function tailOf(weights: Float64Array, at: number, alternative: Alternative): number {
  const limit = weights[at] * (1 + ROUNDING);
  let tail = 0;
  let all = 0;
  // Small ones first: the order in which they add up best.
  for (const { weight, i } of Array.from(weights, (weight, i) => ({ weight, i })).sort((a, b) => a.weight - b.weight)) {
    all += weight;
    if (alternative === 'less' ? i <= at : alternative === 'greater' ? i >= at : weight <= limit) tail += weight;
  }
  return Math.min(1, tail / all);
}
