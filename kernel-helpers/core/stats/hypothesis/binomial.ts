import { InvalidArgumentError } from '../../../errors.js';
import { betaQuantile } from '../distributions.js';
import { type Alternative, checkAlternative } from './alternative.js';
import { binomialWeights, tailOf } from './discrete-tail.js';

/** An exact test of a proportion. */
export interface BinomialTest {
  /** successes / n. */
  readonly proportion: number;
  readonly p: number;
  /** The exact (Clopper–Pearson) 95 % interval of the proportion; two-sided whatever the alternative. */
  readonly ci95: readonly [low: number, high: number];
}

/**
 * The exact test of a proportion: are `successes` of `n` what a chance of `chance` gives?
 *
 * Two-sided p is that of all outcomes no likelier than this one. `undefined` for n = 0. O(√n) for large n.
 *
 * @source Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404
 * @throws {InvalidArgumentError} when the counts are not whole, successes are more than n, or chance is outside 0 to 1.
 * @example
 * stats.binomialTest(3, 15, 0.1)?.p; // 0.184
 */
export function binomialTest(
  successes: number,
  n: number,
  chance = 0.5,
  options: { readonly alternative?: Alternative } = {},
): BinomialTest | undefined {
  const alternative = checkAlternative(options.alternative, 'binomialTest');
  if (!Number.isSafeInteger(successes) || !Number.isSafeInteger(n) || successes < 0 || successes > n) {
    throw new InvalidArgumentError(
      `binomialTest successes of n are no counts: received ${successes} of ${n}, expected whole numbers, 0 <= successes <= n`,
      { argument: 'successes' },
    );
  }
  if (!(chance >= 0 && chance <= 1)) {
    throw new InvalidArgumentError(`binomialTest chance is out of range: received ${chance}, expected 0 to 1`, {
      argument: 'chance',
    });
  }
  if (n === 0) return undefined;
  return {
    proportion: successes / n,
    p: tailOf(binomialWeights(n, chance), successes, alternative),
    ci95: [
      successes === 0 ? 0 : betaQuantile(0.025, successes, n - successes + 1),
      successes === n ? 1 : betaQuantile(0.975, successes + 1, n - successes),
    ],
  };
}
