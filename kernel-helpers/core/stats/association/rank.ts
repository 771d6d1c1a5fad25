import { ascendingOrder } from '../ascending-order.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/**
 * The rank of every value, 1 for the smallest; equal values share the mean of their ranks.
 *
 * O(n log n).
 *
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.rank([30, 10, 20, 10]); // 4, 1.5, 3, 1.5
 */
export function rank(values: Numbers): Float64Array {
  return rankWithTies(finiteNumbers(values, 'rank')).ranks;
}

/** The ranks, and the size of every group of two or more equal values. */
export function rankWithTies(values: ArrayLike<number>): { ranks: Float64Array; ties: number[] } {
  const order = ascendingOrder(values);
  const ranks = new Float64Array(values.length);
  const ties: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    // ranks from + 1 … to
    for (let i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2;
    if (to - from > 1) ties.push(to - from);
    from = to;
  }
  return { ranks, ties };
}
