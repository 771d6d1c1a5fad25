import { InvalidArgumentError } from '../../../errors.js';
import type { Distances } from './distances.js';
import { codeLabels, type Grouping } from './labels.js';

/**
 * How rarely things are put together: of every pair, the fraction of labellings in which they are in different groups,
 * as distances for `linkage` with the method `average`. What many seeded runs agree on comes out as one group.
 *
 * @source Monti et al. 2003, doi:10.1023/A:1023949509487
 * @throws {InvalidArgumentError} when there are no labellings, or they differ in length.
 * @example
 * stats.consensusDistances([[0, 0, 1], [5, 5, 5], ['a', 'b', 'b']]).values; // 0.333, 0.667, 0.333
 */
export function consensusDistances(labellings: readonly Grouping[]): Distances {
  const coded = labellings.map((labels, i) => codeLabels(labels, 'consensusDistances', `labelling ${i}`).codes);
  const n = coded[0]?.length ?? 0;
  const odd = coded.findIndex(codes => codes.length !== n);
  if (coded.length === 0 || odd >= 0) {
    throw new InvalidArgumentError(
      coded.length === 0
        ? 'consensusDistances labellings are missing: received none, expected one or more'
        : `consensusDistances labelling ${odd} has the wrong length: received ${coded[odd].length}, expected ${n}`,
      { argument: 'labellings' },
    );
  }
  const values = new Float64Array((n * (n - 1)) / 2);
  for (const codes of coded) {
    let at = 0;
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++, at++) if (codes[i] !== codes[j]) values[at]++;
  }
  return { n, values: values.map(count => count / coded.length) };
}
