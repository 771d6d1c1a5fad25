import { InvalidArgumentError } from '../../../errors.js';
import { normalQuantile } from '../distributions.js';

/** A proportion and where it may lie. */
export interface ProportionInterval {
  /** successes / n. */
  readonly proportion: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/** How sure a {@link wilsonInterval} is. */
export interface WilsonIntervalOptions {
  /** How often such intervals hold the true proportion; 0.95 when absent. */
  readonly confidence?: number;
}

/**
 * A proportion with Wilson's score interval, which stays within 0 to 1 and has a width even for no successes at all.
 *
 * With z the normal quantile of (1 + confidence) / 2 and p = successes / n, the interval is
 * (p + z²/2n ± z √(p (1 - p) / n + z²/4n²)) / (1 + z²/n); there is no correction for continuity.
 * `undefined` when n is 0.
 *
 * @source Wilson 1927, doi:10.1080/01621459.1927.10502953; recommended by Brown, Cai and DasGupta 2001,
 * doi:10.1214/ss/1009213286
 * @throws {InvalidArgumentError} when `successes` or `n` is no whole number, successes are not 0 to n, or confidence is
 * not between 0 and 1.
 * @example
 * stats.wilsonInterval(3, 20); // { proportion: 0.15, low: 0.0524…, high: 0.3604…, confidence: 0.95 }
 */
export function wilsonInterval(
  successes: number,
  n: number,
  options: WilsonIntervalOptions = {},
): ProportionInterval | undefined {
  const { confidence = 0.95 } = options;
  if (!(Number.isSafeInteger(n) && n >= 0)) {
    throw new InvalidArgumentError(`wilsonInterval n is not valid: received ${n}, expected a whole number from 0`, {
      argument: 'n',
    });
  }
  if (!(Number.isSafeInteger(successes) && successes >= 0 && successes <= n)) {
    throw new InvalidArgumentError(
      `wilsonInterval successes is not valid: received ${successes}, expected a whole number from 0 to n, ${n}`,
      { argument: 'successes' },
    );
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new InvalidArgumentError(
      `wilsonInterval confidence is out of range: received ${confidence}, expected between 0 and 1, as in 0.95`,
      { argument: 'confidence' },
    );
  }
  if (n === 0) return undefined;
  const z = normalQuantile((1 + confidence) / 2);
  const proportion = successes / n;
  const shrink = 1 + (z * z) / n;
  const centre = (proportion + (z * z) / (2 * n)) / shrink;
  const half = (z * Math.sqrt((proportion * (1 - proportion)) / n + (z * z) / (4 * n * n))) / shrink;
  return {
    proportion,
    // Where the bound is 0 or 1 exactly, rounding must not carry it past.
    low: successes === 0 ? 0 : centre - half,
    high: successes === n ? 1 : centre + half,
    confidence,
  };
}
