import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/**
 * Adjusted p values, in the order given: those at or below q are the discoveries with a false discovery rate of q.
 *
 * Of m p values, the one of rank r (1 the smallest) becomes the least of p(s) * m / s over all ranks s >= r, at most 1.
 * Give it every test of the family at once.
 *
 * @source Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 * @throws {InvalidArgumentError} when a p value is missing or outside 0 to 1.
 * @example
 * stats.benjaminiHochberg([0.01, 0.04, 0.03]); // 0.03, 0.04, 0.04
 */
export function benjaminiHochberg(pValues: Numbers): Float64Array {
  const p = finiteNumbers(pValues, 'benjaminiHochberg', 'pValues');
  for (let i = 0; i < p.length; i++) {
    if (p[i] < 0 || p[i] > 1) {
      throw new InvalidArgumentError(
        `benjaminiHochberg pValues at index ${i} is out of range: received ${p[i]}, expected 0 to 1`,
        { argument: 'pValues' },
      );
    }
  }
  const byRank = Uint32Array.from({ length: p.length }, (_, i) => i).sort((i, j) => p[i] - p[j]);
  const adjusted = new Float64Array(p.length);
  let least = 1;
  for (let rank = p.length; rank >= 1; rank--) {
    const index = byRank[rank - 1];
    // Not (p * m) / rank: rounded twice, it can fall below p.
    least = Math.min(least, p[index] * (p.length / rank));
    adjusted[index] = least;
  }
  return adjusted;
}
