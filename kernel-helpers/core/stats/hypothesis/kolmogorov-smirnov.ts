import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/** How {@link kolmogorovSmirnov} is done. */
export interface KolmogorovSmirnovOptions {
  /**
   * `exact`: all ways to order the two samples are counted, na · nb steps. `asymptotic`: Kolmogorov's limit for large
   * samples. `auto` (when absent): exact up to ten million steps.
   */
  readonly method?: 'auto' | 'exact' | 'asymptotic';
}

/** A two-sample Kolmogorov–Smirnov test, two-sided. */
export interface KolmogorovSmirnov {
  /** The largest distance between the two empirical distribution functions, 0 to 1. */
  readonly d: number;
  /** The value where they are that far apart. */
  readonly at: number;
  readonly p: number;
  readonly n: readonly [a: number, b: number];
  readonly method: 'exact' | 'asymptotic';
}

const MOST_STEPS = 1e7;
/** Steps that are worth waiting for when they are asked for: some seconds. */
const MOST_STEPS_ASKED = 1e9;

/**
 * The two-sample Kolmogorov–Smirnov test: do two independent samples come from one distribution?
 *
 * D is the largest |Fa(x) - Fb(x)|. p is exact for samples without ties and too large with them. `undefined` when a
 * sample is empty.
 *
 * @source Hodges 1958, doi:10.1007/BF02589501; Kolmogorov 1933 for the limit
 * @throws {InvalidArgumentError} when a value is missing or not finite, the method is unknown, or an exact test is
 * asked for that would take more than 10^9 steps.
 * @example
 * stats.kolmogorovSmirnov([1, 2, 3, 4, 5], [3.5, 4.5, 5.5, 6.5])?.d; // 0.6
 */
export function kolmogorovSmirnov(
  a: Numbers,
  b: Numbers,
  options: KolmogorovSmirnovOptions = {},
): KolmogorovSmirnov | undefined {
  const method = options.method ?? 'auto';
  if (!['auto', 'exact', 'asymptotic'].includes(method)) {
    throw new InvalidArgumentError(
      `kolmogorovSmirnov method is unknown: received ${method}, expected auto, exact or asymptotic`,
      { argument: 'method' },
    );
  }
  const left = Float64Array.from(finiteNumbers(a, 'kolmogorovSmirnov', 'a')).sort();
  const right = Float64Array.from(finiteNumbers(b, 'kolmogorovSmirnov', 'b')).sort();
  const [na, nb] = [left.length, right.length];
  if (na === 0 || nb === 0) return undefined;
  if (method === 'exact' && na * nb > MOST_STEPS_ASKED) {
    throw new InvalidArgumentError(
      `kolmogorovSmirnov has too many values for an exact test: received ${na} and ${nb}, expected a product up to ${MOST_STEPS_ASKED}; use the method 'asymptotic'`,
      { argument: 'method' },
    );
  }
  const { apart, at } = largestDistance(left, right);
  const exact = method === 'exact' || (method === 'auto' && na * nb <= MOST_STEPS);
  const d = apart / (na * nb);
  const p = exact ? exactP(na, nb, apart) : limitP(Math.sqrt((na * nb) / (na + nb)) * d);
  return { d, at, p, n: [na, nb], method: exact ? 'exact' : 'asymptotic' };
}

/** `apart` = D · na · nb, a whole number. */
function largestDistance(left: Float64Array, right: Float64Array): { apart: number; at: number } {
  let i = 0;
  let j = 0;
  let apart = 0;
  let at = left[0];
  while (i < left.length && j < right.length) {
    const value = Math.min(left[i], right[j]);
    while (i < left.length && left[i] === value) i++;
    while (j < right.length && right[j] === value) j++;
    const distance = Math.abs(i * right.length - j * left.length);
    if (distance > apart) {
      apart = distance;
      at = value;
    }
  }
  return { apart, at };
}

/**
 * The chance that a random order of the two samples takes the distance to `apart` or beyond, as the sum over the first
 * point (i, j) where it does: only positive terms, so that small p keep their digits.
 *
 * `inside[j]` is the chance to come to (i, j) without having been there.
 */
function exactP(na: number, nb: number, apart: number): number {
  if (apart === 0) return 1;
  const inside = new Float64Array(nb + 1);
  let p = 0;
  for (let i = 0; i <= na; i++) {
    for (let j = 0; j <= nb; j++) {
      const left = na - i + nb - j;
      // From (i - 1, j) with one of na - i + 1 values of a among left + 1, and from (i, j - 1) likewise.
      let chance = i === 0 && j === 0 ? 1 : 0;
      if (i > 0) chance += (inside[j] * (na - i + 1)) / (left + 1);
      if (j > 0) chance += (inside[j - 1] * (nb - j + 1)) / (left + 1);
      if (Math.abs(i * nb - j * na) >= apart) {
        p += chance;
        chance = 0;
      }
      inside[j] = chance;
    }
  }
  return Math.min(1, p);
}

/** Kolmogorov's limit, in the series that converges fast where x lies. */
function limitP(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let k = 1; k <= 7; k += 2) sum += Math.exp((-(k ** 2) * Math.PI ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 10; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return 2 * sum;
}
