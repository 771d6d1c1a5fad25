import { InvalidArgumentError } from '../../../errors.js';
import { normalCdf, normalQuantile } from '../distributions.js';
import { quantileOfSorted } from '../summary/quantile.js';

/** How an interval is made of draws. */
export type BootstrapMethod = 'percentile' | 'basic' | 'bca';

/** How a bootstrap is done; every field may be left out. */
export interface BootstrapOptions {
  /** How many samples are drawn; 10,000 when absent. */
  readonly draws?: number;
  /** Whole number from 0; 0 when absent. The same seed gives the same draws. */
  readonly seed?: number;
  /**
   * `bca` (when absent): percentiles corrected for bias and skewness. `percentile`: those of the draws. `basic`: the
   * percentiles mirrored at the estimate.
   */
  readonly method?: BootstrapMethod;
  /** How often such intervals hold the true value; 0.95 when absent. */
  readonly confidence?: number;
}

/** A statistic and where it may lie. */
export interface Bootstrap {
  /** Of the sample itself. */
  readonly estimate: number;
  /** `undefined` when bca is not: all draws lie on one side of the estimate, or nothing varies. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Standard deviation of the draws. */
  readonly standardError: number;
  /** `distribution[i]`: the statistic of draw i. */
  readonly distribution: Float64Array;
  readonly method: BootstrapMethod;
  readonly confidence: number;
  readonly seed: number;
}

/** {@link BootstrapOptions}, whole and checked. */
export type CheckedBootstrap = Required<BootstrapOptions>;

/** The options with what was left out. */
export function checkBootstrap(options: BootstrapOptions, caller: string): CheckedBootstrap {
  const { draws = 10_000, seed = 0, method = 'bca', confidence = 0.95 } = options;
  const refuse = (argument: string, received: unknown, expected: string): never => {
    throw new InvalidArgumentError(
      `${caller} ${argument} is out of range: received ${String(received)}, expected ${expected}`,
      { argument },
    );
  };
  if (!Number.isInteger(draws) || draws < 2 || draws > 1e8) refuse('draws', draws, 'a whole number from 2 to 10^8');
  if (!['percentile', 'basic', 'bca'].includes(method)) refuse('method', method, 'percentile, basic or bca');
  if (!(confidence > 0 && confidence < 1)) refuse('confidence', confidence, 'a number between 0 and 1');
  return { draws, seed, method, confidence };
}

/**
 * The interval that draws give. `leaveOneOut` gives, for each sample, the statistic without each of its values (or
 * clusters) in turn, and is asked for by bca alone.
 *
 * @source Efron 1987, doi:10.1080/01621459.1987.10478410; Efron and Tibshirani 1993, "An introduction to the
 * bootstrap", with their chapter 14 for several samples
 * @throws {InvalidArgumentError} when the statistic of a draw is too large for a number.
 */
export function intervalOf(
  estimate: number,
  distribution: Float64Array,
  leaveOneOut: () => readonly ArrayLike<number>[],
  { method, confidence, seed }: CheckedBootstrap,
  caller: string,
): Bootstrap {
  const sorted = distribution.slice().sort();
  for (const end of [sorted[0], sorted[sorted.length - 1]]) {
    if (Number.isFinite(end)) continue;
    throw new InvalidArgumentError(
      `${caller} values are too large: received a draw whose statistic is ${end}, expected a finite number; scale the values down`,
      { argument: 'values' },
    );
  }
  const standardError = deviation(distribution);
  const tail = (1 - confidence) / 2;
  const [p, q] =
    method === 'bca' ? corrected(estimate, distribution, standardError, leaveOneOut(), tail) : [tail, 1 - tail];
  let [low, high] = [quantileOf(sorted, p), quantileOf(sorted, q)];
  if (method === 'basic') [low, high] = [2 * estimate - (high as number), 2 * estimate - (low as number)];
  return { estimate, low, high, standardError, distribution, method, confidence, seed };
}

/** Draws this close to the estimate, relatively, are equal but for the order in which values were added. */
const ROUNDING = 1e-13;

function corrected(
  estimate: number,
  distribution: Float64Array,
  standardError: number,
  jackknives: readonly ArrayLike<number>[],
  tail: number,
): readonly [number, number] {
  const slack = ROUNDING * Math.max(Math.abs(estimate), standardError);
  let below = 0;
  for (let i = 0; i < distribution.length; i++) {
    const away = distribution[i] - estimate;
    below += away < -slack ? 1 : away <= slack ? 0.5 : 0;
  }
  const bias = normalQuantile(below / distribution.length);
  const skew = skewOf(jackknives);
  const move = (z: number): number => normalCdf(bias + (bias + z) / (1 - skew * (bias + z)));
  const z = normalQuantile(tail);
  return [move(z), move(-z)];
}

/** A sixth of the skewness of what single values do to the statistic. */
function skewOf(jackknives: readonly ArrayLike<number>[]): number {
  let squares = 0;
  let cubes = 0;
  for (const jackknife of jackknives) {
    const n = jackknife.length;
    let mean = 0;
    for (let i = 0; i < n; i++) mean += jackknife[i] / n;
    for (let i = 0; i < n; i++) {
      const influence = ((mean - jackknife[i]) * (n - 1)) / n;
      squares += influence ** 2;
      cubes += influence ** 3;
    }
  }
  return cubes / (6 * squares ** 1.5);
}

/** `undefined` where p is. */
function quantileOf(sorted: Float64Array, p: number): number | undefined {
  return Number.isNaN(p) ? undefined : quantileOfSorted(sorted, p);
}

function deviation(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}
