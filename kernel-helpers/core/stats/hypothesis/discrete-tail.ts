import type { Alternative } from './alternative.js';

/** Weights of the whole numbers from `least` on; beyond them all are 0. */
export interface Weights {
  readonly least: number;
  readonly values: Float64Array;
}

/** The least number with all its digits. Smaller ones round, and would not get smaller any more. */
const VANISHED = 2.2250738585072014e-308;

/**
 * Weights of the whole numbers from `least` to `most`, that of `mode` 1, each from its neighbour by
 * `ratio(x)` = weight(x + 1) / weight(x). No logarithm of a factorial, which would cost five digits of a large table.
 *
 * Goes out from the mode until weights vanish: some 40 standard deviations, however many numbers there are.
 */
export function weightsAround(mode: number, least: number, most: number, ratio: (x: number) => number): Weights {
  const above: number[] = [1];
  for (let x = mode, weight = 1; x < most; x++) {
    weight *= ratio(x);
    if (!(weight >= VANISHED)) break;
    above.push(weight);
  }
  const below: number[] = [];
  for (let x = mode, weight = 1; x > least; x--) {
    weight /= ratio(x - 1);
    if (!(weight >= VANISHED)) break;
    below.push(weight);
  }
  const values = new Float64Array(below.length + above.length);
  values.set(below.reverse());
  values.set(above, below.length);
  return { least: mode - below.length, values };
}

/** {@link weightsAround} of the numbers of successes in `n` trials, each with the chance `chance`. */
export function binomialWeights(n: number, chance: number): Weights {
  const mode = Math.min(n, Math.floor((n + 1) * chance));
  return weightsAround(mode, 0, n, x => (((n - x) / (x + 1)) * chance) / (1 - chance));
}

/** Weights that differ by less than this, relatively, are equal but for rounding. */
const ROUNDING = 1e-9;

/** The p value of outcome `at`; two-sided, of all outcomes that are no likelier. */
export function tailOf({ least, values }: Weights, at: number, alternative: Alternative): number {
  const place = at - least;
  const limit = (values[place] ?? 0) * (1 + ROUNDING);
  let tail = 0;
  let all = 0;
  const add = (i: number): void => {
    const weight = values[i];
    all += weight;
    if (alternative === 'less' ? i <= place : alternative === 'greater' ? i >= place : weight <= limit) tail += weight;
  };
  // Weights rise to the mode and fall after it. Small ones first: the order in which they add up best.
  let [from, to] = [0, values.length - 1];
  while (from <= to) add(values[from] <= values[to] ? from++ : to--);
  return Math.min(1, tail / all);
}
