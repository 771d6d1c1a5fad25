import { InvalidArgumentError } from '../../../errors.js';
import { studentTLower, studentTQuantile, studentTTwoSided } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { mean as meanOf } from '../summary/mean.js';
import { deviationOf } from '../summary/variance.js';
import { type Alternative, checkAlternative } from './alternative.js';

/** Which way a t-test looks. */
export interface TTestOptions {
  /** `two-sided` when absent. */
  readonly alternative?: Alternative;
}

/** A t-test of one mean: how far it is from the value expected. */
export interface TTest {
  /** The mean less the value expected, over `sem`. Infinite without spread; `undefined` when both are 0. */
  readonly t: number | undefined;
  /** Degrees of freedom: n - 1. */
  readonly df: number;
  /** How often t is at least so far out by chance; `undefined` with t. */
  readonly p: number | undefined;
  /** How many values, or pairs. */
  readonly n: number;
  /** Of the values, or of the differences a - b, in their unit. */
  readonly mean: number;
  /** Standard error of `mean`, in the unit of the values. */
  readonly sem: number;
  /** The 95 % interval of `mean`, mean ± sem · t(0.975, df); two-sided whatever the alternative. */
  readonly ci95: readonly [low: number, high: number];
}

/** A t-test of the means of two independent samples. */
export interface TwoSampleTTest {
  /** `meanDifference` over `sem`. Infinite without spread; `undefined` when both are 0. */
  readonly t: number | undefined;
  /** Degrees of freedom; Welch's are seldom whole. */
  readonly df: number;
  /** How often t is at least so far out by chance; `undefined` with t. */
  readonly p: number | undefined;
  /** How many values in a and in b. */
  readonly n: readonly [a: number, b: number];
  /** Mean of a less mean of b, in their unit. */
  readonly meanDifference: number;
  /** Standard error of `meanDifference`. */
  readonly sem: number;
  /** The 95 % interval of `meanDifference`; two-sided whatever the alternative. */
  readonly ci95: readonly [low: number, high: number];
}

/**
 * Student's t-test for paired values: `a[i]` and `b[i]` belong to the same cell.
 *
 * t = mean(a - b) / sem(a - b). `undefined` when there are fewer than two pairs. When every pair differs by the same
 * amount t is infinite and p 0; when none differs at all, t and p are `undefined`.
 *
 * @source Student 1908, doi:10.2307/2331554
 * @throws {InvalidArgumentError} when the lengths differ, or a value is missing or not finite.
 * @example
 * stats.pairedTTest([3, 4, 6], [1, 3, 2])?.t; // 2.6457513110645907
 */
export function pairedTTest(a: Numbers, b: Numbers, options: TTestOptions = {}): TTest | undefined {
  const left = finiteNumbers(a, 'pairedTTest', 'a');
  const right = finiteNumbers(b, 'pairedTTest', 'b');
  if (left.length !== right.length) {
    throw new InvalidArgumentError(
      `pairedTTest values are not paired: received ${left.length} and ${right.length}, expected as many in b as in a`,
      { argument: 'b' },
    );
  }
  const differences = new Float64Array(left.length);
  for (let i = 0; i < differences.length; i++) differences[i] = left[i] - right[i];
  return testOfMean(differences, 0, checkAlternative(options.alternative, 'pairedTTest'));
}

/**
 * Student's t-test of one sample: is its mean `expected`?
 *
 * t = (mean - expected) / sem. `undefined` when there are fewer than two values; t and p are `undefined` when all
 * values are `expected`.
 *
 * @source Student 1908, doi:10.2307/2331554
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.oneSampleTTest([3, 4, 6, 5], 3)?.t; // 2.3237900077244498
 */
export function oneSampleTTest(values: Numbers, expected = 0, options: TTestOptions = {}): TTest | undefined {
  const sample = finiteNumbers(values, 'oneSampleTTest');
  if (!Number.isFinite(expected)) {
    throw new InvalidArgumentError(`oneSampleTTest expected is not finite: received ${expected}, expected a number`, {
      argument: 'expected',
    });
  }
  return testOfMean(sample, expected, checkAlternative(options.alternative, 'oneSampleTTest'));
}

/**
 * Welch's t-test: do two independent samples have the same mean, whatever their variances?
 *
 * t = (mean a - mean b) / sqrt(va / na + vb / nb), degrees of freedom by Welch and Satterthwaite. `undefined` when a
 * sample has fewer than two values.
 *
 * @source Welch 1947, doi:10.1093/biomet/34.1-2.28
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.welchTTest([3, 4, 6, 5], [1, 3, 2])?.p; // 0.0346
 */
export function welchTTest(a: Numbers, b: Numbers, options: TTestOptions = {}): TwoSampleTTest | undefined {
  const alternative = checkAlternative(options.alternative, 'welchTTest');
  const samples = summaries(a, b, 'welchTTest');
  if (samples === undefined) return undefined;
  const [left, right] = samples;
  // Over the larger one: squares of what is far from 1 would leave the range of numbers.
  const unit = Math.max(left.deviation, right.deviation) || 1;
  const [va, vb] = [(left.deviation / unit) ** 2 / left.n, (right.deviation / unit) ** 2 / right.n];
  // Both 0: no spread at all, and any number of degrees of freedom gives the same.
  const df = va + vb === 0 ? 1 : (va + vb) ** 2 / (va ** 2 / (left.n - 1) + vb ** 2 / (right.n - 1));
  return testOfDifference(left, right, unit * Math.sqrt(va + vb), df, alternative);
}

/**
 * Student's t-test for two independent samples of equal variance, which is pooled. {@link welchTTest} does not need
 * that and loses little.
 *
 * `undefined` when a sample has fewer than two values.
 *
 * @source Student 1908, doi:10.2307/2331554
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.studentTTest([3, 4, 6, 5], [1, 3, 2])?.df; // 5
 */
export function studentTTest(a: Numbers, b: Numbers, options: TTestOptions = {}): TwoSampleTTest | undefined {
  const alternative = checkAlternative(options.alternative, 'studentTTest');
  const samples = summaries(a, b, 'studentTTest');
  if (samples === undefined) return undefined;
  const [left, right] = samples;
  const df = left.n + right.n - 2;
  const unit = Math.max(left.deviation, right.deviation) || 1;
  const pooled = ((left.n - 1) * (left.deviation / unit) ** 2 + (right.n - 1) * (right.deviation / unit) ** 2) / df;
  const sem = unit * Math.sqrt(pooled * (1 / left.n + 1 / right.n));
  return testOfDifference(left, right, sem, df, alternative);
}

interface Summary {
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
}

function summarise(sample: ArrayLike<number>): Summary | undefined {
  const mean = meanOf(sample);
  const deviation = deviationOf(sample);
  return mean === undefined || deviation === undefined ? undefined : { n: sample.length, mean, deviation };
}

function summaries(a: Numbers, b: Numbers, caller: string): readonly [Summary, Summary] | undefined {
  const left = summarise(finiteNumbers(a, caller, 'a'));
  const right = summarise(finiteNumbers(b, caller, 'b'));
  return left && right && [left, right];
}

function testOfMean(sample: ArrayLike<number>, expected: number, alternative: Alternative): TTest | undefined {
  const found = summarise(sample);
  if (found === undefined) return undefined;
  const { n, mean, deviation } = found;
  const sem = deviation / Math.sqrt(n);
  return { n, mean, sem, ...judge(mean - expected, mean, sem, n - 1, alternative) };
}

function testOfDifference(
  left: Summary,
  right: Summary,
  sem: number,
  df: number,
  alternative: Alternative,
): TwoSampleTTest {
  const meanDifference = left.mean - right.mean;
  return {
    n: [left.n, right.n],
    meanDifference,
    sem,
    ...judge(meanDifference, meanDifference, sem, df, alternative),
  };
}

function judge(
  distance: number,
  centre: number,
  sem: number,
  df: number,
  alternative: Alternative,
): Pick<TTest, 't' | 'df' | 'p' | 'ci95'> {
  const half = studentTQuantile(0.975, df) * sem;
  const ci95 = [centre - half, centre + half] as const;
  if (distance === 0 && sem === 0) return { t: undefined, df, p: undefined, ci95 };
  const t = distance / sem;
  return { t, df, p: pOf(t, df, alternative), ci95 };
}

function pOf(t: number, df: number, alternative: Alternative): number {
  if (alternative === 'two-sided') return studentTTwoSided(t, df);
  return studentTLower(alternative === 'less' ? t : -t, df);
}
