import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Alternative, checkAlternative } from './alternative.js';
import { kolmogorovLimit } from './kolmogorov-distribution.js';

/** How {@link kolmogorovSmirnov} is done; every field may be left out. */
export interface KolmogorovSmirnovOptions {
  /**
   * `two-sided` when absent. `greater` when the distribution function of a is expected to lie above, so that its values
   * are smaller; `less` the other way round: as scipy has it.
   */
  readonly alternative?: Alternative;
  /**
   * `exact`: all ways to order the two samples are counted, na · nb steps. `asymptotic`: the limit for large samples.
   * `auto` (when absent): exact up to ten million steps.
   */
  readonly method?: 'auto' | 'exact' | 'asymptotic';
}

/** A two-sample Kolmogorov–Smirnov test. */
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
 * D is the largest |Fa(x) - Fb(x)|; for `greater` of Fa(x) - Fb(x), for `less` of Fb(x) - Fa(x). p is exact for samples
 * without ties and too large with them. For large samples it is Kolmogorov's limit at x = sqrt(na nb / (na + nb)) D,
 * one-sided exp(-2 x²). `undefined` when a sample is empty.
 *
 * @source Hodges 1958, doi:10.1007/BF02589501; Kolmogorov 1933 and Smirnov 1939 for the limits
 * @throws {InvalidArgumentError} when a value is missing or not finite, an option is unknown, or an exact test is asked
 * for that would take more than 10^9 steps.
 * @example
 * stats.kolmogorovSmirnov([1, 2, 3, 4, 5], [3.5, 4.5, 5.5, 6.5])?.d; // 0.6
 */
export function kolmogorovSmirnov(
  a: Numbers,
  b: Numbers,
  options: KolmogorovSmirnovOptions = {},
): KolmogorovSmirnov | undefined {
  const alternative = checkAlternative(options.alternative, 'kolmogorovSmirnov');
  const method = checkMethod(options.method, 'kolmogorovSmirnov');
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
  const lead = LEADS[alternative];
  const { apart, at } = largestDistance(left, right, lead);
  const exact = method === 'exact' || (method === 'auto' && na * nb <= MOST_STEPS);
  const d = apart / (na * nb);
  const p = exact ? exactP(na, nb, apart, lead) : limitP(Math.sqrt((na * nb) / (na + nb)) * d, alternative);
  return { d, at, p, n: [na, nb], method: exact ? 'exact' : 'asymptotic' };
}

/** The method, `auto` where none is given. */
export function checkMethod(
  method: KolmogorovSmirnovOptions['method'],
  caller: string,
): 'auto' | 'exact' | 'asymptotic' {
  const wanted = method ?? 'auto';
  if (['auto', 'exact', 'asymptotic'].includes(wanted)) return wanted;
  throw new InvalidArgumentError(
    `${caller} method is unknown: received ${String(wanted)}, expected auto, exact or asymptotic`,
    { argument: 'method' },
  );
}

/** How far apart the functions count as, from Fa - Fb. */
const LEADS: Readonly<Record<Alternative, (difference: number) => number>> = {
  'two-sided': Math.abs,
  greater: difference => difference,
  less: difference => -difference,
};

/** `apart` = D · na · nb, a whole number. */
function largestDistance(
  left: Float64Array,
  right: Float64Array,
  lead: (difference: number) => number,
): { apart: number; at: number } {
  let i = 0;
  let j = 0;
  let apart = 0;
  let at = Math.min(left[0], right[0]);
  while (i < left.length || j < right.length) {
    const value = Math.min(left[i] ?? Number.POSITIVE_INFINITY, right[j] ?? Number.POSITIVE_INFINITY);
    while (i < left.length && left[i] === value) i++;
    while (j < right.length && right[j] === value) j++;
    const distance = lead(i * right.length - j * left.length);
    if (distance > apart) {
      apart = distance;
      at = value;
    }
  }
  return { apart, at };
}

function limitP(x: number, alternative: Alternative): number {
  return alternative === 'two-sided' ? kolmogorovLimit(x) : Math.exp(-2 * x * x);
}

/**
 * The chance that a random order of the two samples takes the distance to `apart` or beyond, as the sum over the first
 * point (i, j) where it does: only positive terms, so that small p keep their digits.
 *
 * `inside[j]` is the chance to come to (i, j) without having been there.
 */
function exactP(na: number, nb: number, apart: number, lead: (difference: number) => number): number {
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
      if (lead(i * nb - j * na) >= apart) {
        p += chance;
        chance = 0;
      }
      inside[j] = chance;
    }
  }
  return Math.min(1, p);
}
