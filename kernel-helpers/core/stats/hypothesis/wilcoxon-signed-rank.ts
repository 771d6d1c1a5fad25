import { InvalidArgumentError } from '../../../errors.js';
import { rankWithTies } from '../association/rank.js';
import { normalCdf } from '../distributions.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Alternative, checkAlternative, tailP } from './alternative.js';

/** How {@link wilcoxonSignedRank} is done; every field may be left out. */
export interface WilcoxonOptions {
  /** `two-sided` when absent; `greater` when a - b is expected to lie above 0. */
  readonly alternative?: Alternative;
  /**
   * What becomes of pairs that do not differ: `wilcox` (when absent) leaves them out; `pratt` ranks them and leaves out
   * their ranks; `zsplit` gives half of their ranks to each side.
   */
  readonly zeros?: 'wilcox' | 'pratt' | 'zsplit';
  /**
   * `exact`: the ranks there are, under all 2ⁿ assignments of signs to them, ties and all. `normal`: the normal
   * approximation, corrected for ties. `auto` (when absent): exact for up to 50 pairs. (scipy is exact up to 50
   * without ties and zeros, and up to 13 with them.)
   */
  readonly method?: 'auto' | 'exact' | 'normal';
  /** Moves the normal approximation by 0.5 towards the middle. `false` when absent, as in scipy. */
  readonly continuity?: boolean;
}

/** A Wilcoxon signed-rank test. */
export interface WilcoxonSignedRank {
  /** The smaller of the two rank sums; for a one-sided test `rankSums.positive`. */
  readonly w: number;
  readonly p: number;
  /** Pairs that were ranked. */
  readonly n: number;
  /** What p comes from. */
  readonly method: 'exact' | 'normal';
  /** Summed ranks of the pairs with a above b, and below. */
  readonly rankSums: { readonly positive: number; readonly negative: number };
  /** Pairs without a difference. */
  readonly zeros: number;
  /** (positive - negative) / (positive + negative), from -1 to 1: the matched-pairs rank-biserial correlation. */
  readonly effectSize: number;
}

/** Up to so many pairs the exact distribution is taken by itself: from there on the normal one is as good. */
const MOST_EXACT = 50;
/** 2ⁿ assignments are counted one by one in a number, which holds whole numbers below 2^53. */
const MOST_COUNTABLE = 52;

/**
 * Wilcoxon's signed-rank test for paired values: is a - b as often, and as far, above 0 as below?
 *
 * The sizes of the differences are ranked, equal ones by their mean rank, and the ranks summed by sign. `undefined`
 * when no pair differs.
 *
 * @source Wilcoxon 1945, doi:10.2307/3001968; zeros: Pratt 1959, doi:10.1080/01621459.1959.10501526
 * @throws {InvalidArgumentError} when the lengths differ, a value is missing or not finite, or an exact test is asked
 * for with more than 52 pairs.
 * @example
 * stats.wilcoxonSignedRank([125, 115, 130, 140, 140, 115, 140], [110, 122, 125, 120, 141, 124, 123])?.p; // 0.375
 */
export function wilcoxonSignedRank(
  a: Numbers,
  b: Numbers,
  options: WilcoxonOptions = {},
): WilcoxonSignedRank | undefined {
  const alternative = checkAlternative(options.alternative, 'wilcoxonSignedRank');
  const zeroRule = options.zeros ?? 'wilcox';
  checkChoice(zeroRule, ['wilcox', 'pratt', 'zsplit'], 'zeros');
  checkChoice(options.method ?? 'auto', ['auto', 'exact', 'normal'], 'method');
  const all = differences(a, b);
  const zeros = all.length - all.filter(value => value !== 0).length;
  const ranked = zeroRule === 'wilcox' ? all.filter(value => value !== 0) : all;
  const n = ranked.length;
  if (zeros === all.length) return undefined;
  const { ranks, ties } = rankWithTies(ranked.map(Math.abs));
  const sums = sumRanks(ranked, ranks, zeroRule);
  const exact = options.method === 'exact' || (options.method !== 'normal' && n <= MOST_EXACT);
  if (exact && n > MOST_COUNTABLE) {
    throw new InvalidArgumentError(
      `wilcoxonSignedRank has too many pairs for an exact test: received ${n}, expected at most ${MOST_COUNTABLE}; use the method 'normal'`,
      { argument: 'method' },
    );
  }
  const p = exact
    ? exactP(sums.positive, ranked, ranks, zeroRule, alternative)
    : normalP(sums.positive, n, zeroRule === 'pratt' ? zeros : 0, ties, alternative, options.continuity ?? false);
  return {
    w: alternative === 'two-sided' ? Math.min(sums.positive, sums.negative) : sums.positive,
    p,
    n,
    method: exact ? 'exact' : 'normal',
    rankSums: sums,
    zeros,
    effectSize: (sums.positive - sums.negative) / (sums.positive + sums.negative),
  };
}

function differences(a: Numbers, b: Numbers): Float64Array {
  const left = finiteNumbers(a, 'wilcoxonSignedRank', 'a');
  const right = finiteNumbers(b, 'wilcoxonSignedRank', 'b');
  if (left.length !== right.length) {
    throw new InvalidArgumentError(
      `wilcoxonSignedRank values are not paired: received ${left.length} and ${right.length}, expected as many in b as in a`,
      { argument: 'b' },
    );
  }
  const apart = new Float64Array(left.length);
  for (let i = 0; i < apart.length; i++) apart[i] = left[i] - right[i];
  return apart;
}

function checkChoice(value: string, known: readonly string[], argument: string): void {
  if (known.includes(value)) return;
  throw new InvalidArgumentError(
    `wilcoxonSignedRank ${argument} is unknown: received ${value}, expected one of ${known.join(', ')}`,
    { argument },
  );
}

function sumRanks(values: Float64Array, ranks: Float64Array, zeroRule: string): { positive: number; negative: number } {
  let positive = 0;
  let negative = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] > 0) positive += ranks[i];
    else if (values[i] < 0) negative += ranks[i];
    else if (zeroRule === 'zsplit') {
      positive += ranks[i] / 2;
      negative += ranks[i] / 2;
    }
  }
  return { positive, negative };
}

/** Under all assignments of signs to the ranks of pairs that differ. Mean ranks are halves: twice them is whole. */
function exactP(
  positive: number,
  values: Float64Array,
  ranks: Float64Array,
  zeroRule: string,
  alternative: Alternative,
): number {
  const doubled = Array.from(ranks, rank => 2 * rank).filter((_, i) => values[i] !== 0);
  const split = zeroRule === 'zsplit' ? ranks.reduce((sum, rank, i) => sum + (values[i] === 0 ? rank : 0), 0) : 0;
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  /** `ways[s]`: assignments whose positive ranks sum to s / 2. */
  const ways = new Float64Array(total + 1);
  ways[0] = 1;
  let reached = 0;
  for (const rank of doubled) {
    reached += rank;
    for (let sum = reached; sum >= rank; sum--) ways[sum] += ways[sum - rank];
  }
  const at = 2 * positive - split;
  const all = 2 ** doubled.length;
  const below = ways.subarray(0, at + 1).reduce((sum, count) => sum + count, 0);
  const above = ways.subarray(at).reduce((sum, count) => sum + count, 0);
  return tailP(alternative, below / all, above / all);
}

function normalP(
  positive: number,
  n: number,
  zerosTakenOut: number,
  ties: readonly number[],
  alternative: Alternative,
  continuity: boolean,
): number {
  const zeros = zerosTakenOut;
  const mean = (n * (n + 1) - zeros * (zeros + 1)) / 4;
  // Zeros are one tie; where their ranks are taken out it is no tie among the others.
  const tieTerm = ties.reduce((sum, size) => sum + (size ** 3 - size), 0) - (zeros ** 3 - zeros);
  const variance = (n * (n + 1) * (2 * n + 1) - zeros * (zeros + 1) * (2 * zeros + 1) - tieTerm / 2) / 24;
  const away = positive - mean;
  const shift = continuity ? 0.5 * (alternative === 'greater' ? 1 : alternative === 'less' ? -1 : Math.sign(away)) : 0;
  const z = (away - shift) / Math.sqrt(variance);
  return tailP(alternative, normalCdf(z), normalCdf(-z));
}
