import { InvalidArgumentError } from '../../errors.js';

/**
 * The numbers sorted, as a copy.
 *
 * @throws {InvalidArgumentError} when two are the same or there are fewer than `least`.
 */
export function ascending(values: ArrayLike<number>, argument: string, caller: string, least = 1): Float64Array {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length < least) {
    throw new InvalidArgumentError(
      `${caller} ${argument} has too few numbers: received ${sorted.length}, expected at least ${least}`,
      { argument },
    );
  }
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] !== sorted[i - 1]) continue;
    throw new InvalidArgumentError(
      `${caller} ${argument} has a number twice: received ${sorted[i]} again, expected each once`,
      { argument },
    );
  }
  return sorted;
}

/** How many of the ascending `bounds` are below `value`, or (with `equal`) at most `value`. */
export function countUpTo(bounds: Float64Array, value: number, equal: boolean): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle] < value || (equal && bounds[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Adds the length of an edge to the bins it passes through, split exactly where a value that runs evenly along it from
 * `from` to `to` meets a bound. `bins[offset]` is for what lies below the first bound, `bins[offset + k]` for
 * `[bounds[k - 1], bounds[k])`, the last for what lies above.
 */
export function addEdge(
  bounds: Float64Array,
  bins: Float64Array,
  offset: number,
  from: number,
  to: number,
  length: number,
): void {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  let bin = countUpTo(bounds, low, true);
  if (low === high) {
    bins[offset + bin] += length;
    return;
  }
  const perUnit = length / (high - low);
  let start = low;
  for (; bin < bounds.length && bounds[bin] < high; bin++) {
    bins[offset + bin] += (bounds[bin] - start) * perUnit;
    start = bounds[bin];
  }
  bins[offset + bin] += (high - start) * perUnit;
}
