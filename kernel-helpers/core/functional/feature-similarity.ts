import type { Numbers } from '../stats/finite-numbers.js';
import { type Responses, readPair, readResponses } from './responses.js';
import { matrixOf, pairProduct, type UnitMatrix } from './signal-correlation.js';

/**
 * How alike two units weigh the features of a model of the visual system: the cosine of their readout weights,
 * Σ a b / sqrt(Σ a² Σ b²), -1 to 1.
 *
 * `undefined` when all weights of a unit are 0, or there are none.
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3, Fig. 3 (feature similarity)
 * @throws {InvalidArgumentError} when the lengths differ, or a value is missing or not finite.
 * @example
 * functional.featureSimilarity([1, 0, 2], [2, 1, 3]); // 0.956…
 */
export function featureSimilarity(a: Numbers, b: Numbers): number | undefined {
  const { left, right } = readPair(a, b, 'featureSimilarity');
  return left.length === 0 ? undefined : pairProduct(left, right, false);
}

/**
 * The feature similarity of every pair of units, from one list of readout weights for each.
 *
 * Symmetric with ones on its diagonal; NaN for a unit whose weights are all 0. O(units² features).
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3, Fig. 3
 * @throws {InvalidArgumentError} when units have not as many weights as each other, or a value is missing.
 * @example
 * functional.featureSimilarities([[1, 0, 2], [2, 1, 3], [0, 1, 0]]).values; // 1, 0.956…, 0, …
 */
export function featureSimilarities(units: Responses): UnitMatrix {
  const rows = readResponses(units, 'featureSimilarities', 'units');
  return matrixOf(rows, rows, false);
}
