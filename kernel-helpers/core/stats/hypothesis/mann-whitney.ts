import { InvalidArgumentError } from '../../../errors.js';
import { rankWithTies } from '../association/rank.js';
import { normalCdf } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Alternative, checkAlternative, tailP } from './alternative.js';

/** How {@link mannWhitney} is done; every field may be left out. */
export interface MannWhitneyOptions {
  /** `two-sided` when absent; `greater` when a is expected to lie above b. */
  readonly alternative?: Alternative;
  /**
   * `auto` (when absent): exact when the smaller sample has at most 8 values, there are no ties and at most 31,622
   * pairs, else `normal`. `exact` is refused with ties, and with more pairs. `normal` is corrected for ties.
   */
  readonly method?: 'auto' | 'exact' | 'normal';
  /** Moves the normal approximation by 0.5 towards the middle. `true` when absent, as in scipy. */
  readonly continuity?: boolean;
}

/** A Mann–Whitney U test. */
export interface MannWhitney {
  /** Pairs (one of a, one of b) in which a is larger, equal ones counted half. */
  readonly u: number;
  /** `undefined` when all values are equal. */
  readonly p: number | undefined;
  readonly n: readonly [a: number, b: number];
  /** What p comes from. */
  readonly method: 'exact' | 'normal';
  /** u over all pairs: how often a value of a is above one of b, the area under the ROC curve. */
  readonly probability: number;
}

/** Up to this size of the smaller sample the exact distribution is taken by itself. */
const MOST_EXACT = 8;
/** Steps of the recurrence for the exact distribution that are worth waiting for: some seconds. */
const MOST_STEPS = 1e9;

/**
 * The Mann–Whitney U test (Wilcoxon's rank-sum test) for two independent samples: does one lie above the other?
 *
 * U = rank sum of a - na (na + 1) / 2. `undefined` when a sample is empty.
 *
 * @source Mann and Whitney 1947, doi:10.1214/aoms/1177730491
 * @throws {InvalidArgumentError} when a value is missing or not finite, or an exact test is asked for that there is
 * none of: with ties, or of two samples of many hundreds.
 * @example
 * stats.mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12])?.p; // 0.1111
 */
export function mannWhitney(a: Numbers, b: Numbers, options: MannWhitneyOptions = {}): MannWhitney | undefined {
  const alternative = checkAlternative(options.alternative, 'mannWhitney');
  const left = finiteNumbers(a, 'mannWhitney', 'a');
  const right = finiteNumbers(b, 'mannWhitney', 'b');
  const [na, nb] = [left.length, right.length];
  if (na === 0 || nb === 0) return undefined;
  const both = new Float64Array(na + nb);
  both.set(left);
  both.set(right, na);
  const { ranks, ties } = rankWithTies(both);
  const u = ranks.subarray(0, na).reduce((sum, rank) => sum + rank, 0) - (na * (na + 1)) / 2;
  const exact = chooseExact(options.method ?? 'auto', na, nb, ties.length > 0);
  const p = exact ? exactP(u, na, nb, alternative) : normalP(u, na, nb, ties, alternative, options.continuity ?? true);
  return { u, p, n: [na, nb], method: exact ? 'exact' : 'normal', probability: u / (na * nb) };
}

function chooseExact(method: string, na: number, nb: number, tied: boolean): boolean {
  if (method === 'normal') return false;
  if (method === 'auto') return Math.min(na, nb) <= MOST_EXACT && !tied && na * nb * na * nb <= MOST_STEPS;
  const refusal =
    method !== 'exact'
      ? `method is unknown: received ${method}, expected auto, exact or normal`
      : tied
        ? "has no exact test with ties: received equal values, expected all different; use the method 'normal'"
        : na * nb * na * nb > MOST_STEPS
          ? `has too many values for an exact test: received ${na} and ${nb}; use the method 'normal'`
          : undefined;
  if (refusal === undefined) return true;
  throw new InvalidArgumentError(`mannWhitney ${refusal}`, { argument: 'method' });
}

/**
 * P(na, nb, u), how likely U is u, from the recurrence over which sample the largest value is of:
 * P(i, j, u) = i / (i + j) · P(i - 1, j, u - j) + j / (i + j) · P(i, j - 1, u). Every term is positive, so no digit is
 * lost in the tails.
 */
function exactP(u: number, na: number, nb: number, alternative: Alternative): number {
  // U has the same distribution with the samples swapped. A row has as many distributions as the second has values:
  // the smaller one, or a few values against thousands would need gigabytes.
  if (nb > na) return exactP(u, nb, na, alternative);
  /** `row[j]` is the distribution of P(i, j, ·). */
  let row: Float64Array[] = Array.from({ length: nb + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= na; i++) {
    const next: Float64Array[] = [Float64Array.of(1)];
    for (let j = 1; j <= nb; j++) {
      const likely = new Float64Array(i * j + 1);
      const fromA = row[j];
      for (let k = 0; k < fromA.length; k++) likely[k + j] += (fromA[k] * i) / (i + j);
      const fromB = next[j - 1];
      for (let k = 0; k < fromB.length; k++) likely[k] += (fromB[k] * j) / (i + j);
      next.push(likely);
    }
    row = next;
  }
  const likely = row[nb];
  const lower = likely.subarray(0, u + 1).reduce((sum, p) => sum + p, 0);
  const upper = likely.subarray(u).reduceRight((sum, p) => sum + p, 0);
  return tailP(alternative, lower, upper);
}

function normalP(
  u: number,
  na: number,
  nb: number,
  ties: readonly number[],
  alternative: Alternative,
  continuity: boolean,
): number | undefined {
  const n = na + nb;
  const tieTerm = ties.reduce((sum, size) => sum + (size ** 3 - size), 0);
  const variance = ((na * nb) / 12) * (n + 1 - tieTerm / (n * (n - 1)));
  if (!(variance > 0)) return undefined;
  const away = u - (na * nb) / 2;
  const half = continuity ? 0.5 : 0;
  const deviation = Math.sqrt(variance);
  // Of the two sides the one that u lies on decides, so the shift goes towards the middle from there.
  if (alternative === 'two-sided') return Math.min(1, 2 * normalCdf(-(Math.abs(away) - half) / deviation));
  return alternative === 'greater' ? normalCdf(-(away - half) / deviation) : normalCdf((away + half) / deviation);
}
