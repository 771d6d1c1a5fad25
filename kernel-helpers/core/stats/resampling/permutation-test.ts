import { InvalidArgumentError } from '../../../errors.js';
import { createRandom } from '../../random.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { type Alternative, checkAlternative, tailP } from '../hypothesis/alternative.js';
import { definedValue, type Statistic, statisticOf } from './statistic.js';

/** How {@link permutationTest} is done; every field may be left out. */
export interface PermutationOptions {
  /** `a[i]` and `b[i]` belong together, and only they change places. `false` when absent. */
  readonly paired?: boolean;
  /** Whose difference is tested; `mean` when absent. */
  readonly statistic?: Statistic;
  /** How many arrangements are drawn, and up to how many all are gone through instead; 10,000 when absent. */
  readonly draws?: number;
  /** Whole number from 0; 0 when absent. The same seed gives the same draws. */
  readonly seed?: number;
  /** `two-sided` when absent; `greater` when a is expected to lie above b. */
  readonly alternative?: Alternative;
}

/** A permutation test. */
export interface PermutationTest {
  /** Statistic of a less statistic of b. */
  readonly difference: number;
  readonly p: number;
  /** Arrangements that were looked at. */
  readonly draws: number;
  /** `exact` when these were all there are. */
  readonly method: 'exact' | 'random';
  readonly seed: number;
}

/** Differences that are this close, relative to the statistics, are equal but for rounding. */
const ROUNDING = 1e-12;

/**
 * A permutation test of two samples: how often is the difference so large when labels are dealt out anew?
 *
 * Of all arrangements, p is the fraction with a difference at least as far out. Of drawn ones it is
 * (count + 1) / (draws + 1), since the observed arrangement is one of them. Two-sided p is twice that of the smaller
 * tail, at most 1. `undefined` when a sample is empty.
 *
 * @source Phipson and Smyth 2010, doi:10.2202/1544-6115.1585
 * @throws {InvalidArgumentError} when paired samples differ in length, a value is missing or not finite, or an option
 * is out of range.
 * @example
 * stats.permutationTest([19, 22, 16, 29, 24], [20, 11, 17, 12])?.p; // 0.0794
 */
export function permutationTest(a: Numbers, b: Numbers, options: PermutationOptions = {}): PermutationTest | undefined {
  const { paired = false, statistic = 'mean', draws = 10_000, seed = 0 } = options;
  const alternative = checkAlternative(options.alternative, 'permutationTest');
  const left = Float64Array.from(finiteNumbers(a, 'permutationTest', 'a'));
  const right = Float64Array.from(finiteNumbers(b, 'permutationTest', 'b'));
  if (paired && left.length !== right.length) {
    throw new InvalidArgumentError(
      `permutationTest values are not paired: received ${left.length} and ${right.length}, expected as many in b as in a`,
      { argument: 'b' },
    );
  }
  if (!Number.isInteger(draws) || draws < 1 || draws > 1e8) {
    throw new InvalidArgumentError(
      `permutationTest draws is out of range: received ${draws}, expected a whole number from 1 to 10^8`,
      { argument: 'draws' },
    );
  }
  const [na, nb] = [left.length, right.length];
  if (na === 0 || nb === 0) return undefined;
  const of = statisticOf(statistic, 'permutationTest');
  const differ = (): number => definedValue(of, left, 'permutationTest') - definedValue(of, right, 'permutationTest');
  // Of copies: a statistic that sorts its sample in place would part the pairs.
  const ofA = definedValue(of, left.slice(), 'permutationTest');
  const ofB = definedValue(of, right.slice(), 'permutationTest');
  const difference = ofA - ofB;
  // By the size of what is taken from each other: the rounding of a difference near 0 is larger than itself.
  const slack = ROUNDING * Math.max(Math.abs(ofA), Math.abs(ofB));
  const tails = { lower: 0, upper: 0, count: 0 };
  const look = (): void => {
    const found = differ();
    if (found <= difference + slack) tails.lower++;
    if (found >= difference - slack) tails.upper++;
    tails.count++;
  };
  const exact = (paired ? 2 ** na : choose(na + nb, na)) <= draws;
  if (exact) (paired ? everySwap : everyChoice)(left, right, look);
  else randomly(left, right, paired, draws, seed, look);
  const extra = exact ? 0 : 1;
  const all = tails.count + extra;
  const p = tailP(alternative, (tails.lower + extra) / all, (tails.upper + extra) / all);
  return { difference, p, draws: tails.count, method: exact ? 'exact' : 'random', seed };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

function concat(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Every way to swap the values of pairs. */
function everySwap(left: Float64Array, right: Float64Array, look: () => void): void {
  const [a, b] = [left.slice(), right.slice()];
  for (let mask = 0; mask < 2 ** a.length; mask++) {
    for (let i = 0; i < a.length; i++) {
      const swapped = Math.floor(mask / 2 ** i) % 2 === 1;
      left[i] = swapped ? b[i] : a[i];
      right[i] = swapped ? a[i] : b[i];
    }
    look();
  }
}

/** Every way to choose the values of a from those of both. */
function everyChoice(left: Float64Array, right: Float64Array, look: () => void): void {
  const both = concat(left, right);
  const chosen = Array.from(left.keys());
  for (;;) {
    let [i, j] = [0, 0];
    for (let at = 0; at < both.length; at++) {
      if (i < chosen.length && chosen[i] === at) left[i++] = both[at];
      else right[j++] = both[at];
    }
    look();
    let last = chosen.length - 1;
    while (last >= 0 && chosen[last] === both.length - chosen.length + last) last--;
    if (last < 0) return;
    chosen[last]++;
    for (let next = last + 1; next < chosen.length; next++) chosen[next] = chosen[next - 1] + 1;
  }
}

function randomly(
  left: Float64Array,
  right: Float64Array,
  paired: boolean,
  draws: number,
  seed: number,
  look: () => void,
): void {
  const random = createRandom(seed);
  const [a, b] = [left.slice(), right.slice()];
  const both = concat(a, b);
  for (let draw = 0; draw < draws; draw++) {
    if (paired) {
      for (let i = 0; i < a.length; i++) {
        const swapped = random.uniform() < 0.5;
        left[i] = swapped ? b[i] : a[i];
        right[i] = swapped ? a[i] : b[i];
      }
    } else {
      for (let i = 0; i < a.length; i++) {
        const j = i + random.integer(both.length - i);
        [both[i], both[j]] = [both[j], both[i]];
      }
      left.set(both.subarray(0, a.length));
      right.set(both.subarray(a.length));
    }
    look();
  }
}
