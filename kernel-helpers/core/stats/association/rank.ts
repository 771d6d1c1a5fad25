import { InvalidArgumentError } from '../../../errors.js';
import { ascendingOrder } from '../ascending-order.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/** The ranks of equal values: see {@link rank}. */
export type RankTies = 'mean' | 'min' | 'max' | 'dense' | 'order';

const TIES: readonly RankTies[] = ['mean', 'min', 'max', 'dense', 'order'];

/**
 * The rank of every value, 1 for the smallest.
 *
 * Equal values share the `mean` of their ranks (when absent), the least (`min`) or the largest (`max`) of them; `dense`
 * counts different values; `order` gives each its own, as they come. O(n).
 *
 * @throws {InvalidArgumentError} when a value is missing or not finite, or `ties` is unknown.
 * @example
 * stats.rank([30, 10, 20, 10]); // 4, 1.5, 3, 1.5
 */
export function rank(values: Numbers, options: { readonly ties?: RankTies } = {}): Float64Array {
  const ties = options.ties ?? 'mean';
  if (!TIES.includes(ties)) {
    throw new InvalidArgumentError(
      `rank ties is unknown: received ${String(ties)}, expected one of ${TIES.join(', ')}`,
      { argument: 'ties' },
    );
  }
  const numbers = finiteNumbers(values, 'rank');
  if (ties === 'mean') return rankWithTies(numbers).ranks;
  const order = ascendingOrder(numbers);
  const ranks = new Float64Array(order.length);
  let different = 0;
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && numbers[order[to]] === numbers[order[from]]) to++;
    different++;
    const shared = ties === 'min' ? from + 1 : ties === 'max' ? to : different;
    for (let i = from; i < to; i++) ranks[order[i]] = ties === 'order' ? i + 1 : shared;
    from = to;
  }
  return ranks;
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
