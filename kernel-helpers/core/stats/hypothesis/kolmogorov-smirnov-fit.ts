import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Alternative, checkAlternative } from './alternative.js';
import { kolmogorovLimit, oneSidedKolmogorov, twoSidedKolmogorov } from './kolmogorov-distribution.js';
import { checkMethod, type KolmogorovSmirnovOptions } from './kolmogorov-smirnov.js';

/** A one-sample Kolmogorov–Smirnov test. */
export interface KolmogorovSmirnovFit {
  /** The largest distance of the empirical distribution function from the expected one, 0 to 1. */
  readonly d: number;
  /** The value where they are that far apart. */
  readonly at: number;
  readonly p: number;
  readonly n: number;
  readonly method: 'exact' | 'asymptotic';
}

/** Up to so many values the exact distribution is taken by itself: O(n^1.5 log n) steps, some tenths of a second. */
const MOST_EXACT = 1000;

/**
 * The one-sample Kolmogorov–Smirnov test: are values distributed as `cdf` says, such as `stats.normalCdf`?
 *
 * `cdf(x)` is the fraction expected up to x, known beforehand: with parameters that were taken from the values, p is
 * too large. D is the largest |F(x) - cdf(x)|; for `greater` of F(x) - cdf(x) and for `less` of cdf(x) - F(x). p is
 * exact up to 1,000 values (one-sided always), then Kolmogorov's limit. `undefined` when there are no values.
 *
 * @source Kolmogorov 1933; Massey 1951, doi:10.1080/01621459.1951.10500769
 * @throws {InvalidArgumentError} when a value is missing or not finite, `cdf` gives no number from 0 to 1, or an option
 * is unknown.
 * @example
 * stats.kolmogorovSmirnovFit([-0.3, 0.1, 0.9, 1.2, 1.6], stats.normalCdf)?.d; // 0.416
 */
export function kolmogorovSmirnovFit(
  values: Numbers,
  cdf: (value: number) => number,
  options: KolmogorovSmirnovOptions = {},
): KolmogorovSmirnovFit | undefined {
  const alternative = checkAlternative(options.alternative, 'kolmogorovSmirnovFit');
  const method = checkMethod(options.method, 'kolmogorovSmirnovFit');
  const sorted = Float64Array.from(finiteNumbers(values, 'kolmogorovSmirnovFit')).sort();
  const n = sorted.length;
  if (n === 0) return undefined;
  const { d, at } = distance(sorted, cdf, alternative);
  if (alternative !== 'two-sided') return { d, at, p: oneSidedKolmogorov(n, d), n, method: 'exact' };
  const exact = method === 'exact' || (method === 'auto' && n <= MOST_EXACT);
  const p = exact ? twoSidedKolmogorov(n, d) : kolmogorovLimit(Math.sqrt(n) * d);
  return { d, at, p, n, method: exact ? 'exact' : 'asymptotic' };
}

function distance(
  sorted: Float64Array,
  cdf: (value: number) => number,
  alternative: Alternative,
): { d: number; at: number } {
  const n = sorted.length;
  let d = Number.NEGATIVE_INFINITY;
  let at = sorted[0];
  for (let i = 0; i < n; i++) {
    const expected = cdf(sorted[i]);
    if (!(expected >= 0 && expected <= 1)) {
      throw new InvalidArgumentError(
        `kolmogorovSmirnovFit cdf of ${sorted[i]} is out of range: received ${expected}, expected 0 to 1`,
        { argument: 'cdf' },
      );
    }
    // Just after the value and just before it.
    const above = alternative === 'less' ? Number.NEGATIVE_INFINITY : (i + 1) / n - expected;
    const below = alternative === 'greater' ? Number.NEGATIVE_INFINITY : expected - i / n;
    const apart = Math.max(above, below);
    if (apart > d) {
      d = apart;
      at = sorted[i];
    }
  }
  return { d, at };
}
