import { logGamma } from '../distributions.js';
import { groupSizes, sharedGroups } from './agreement.js';
import { type CodedLabels, codePair, type Grouping } from './labels.js';

/**
 * What one labelling tells of the other, in nats: Σ nᵢⱼ / n log(n nᵢⱼ / (aᵢ bⱼ)), of the nᵢⱼ things in group i of a and j
 * of b. `undefined` without things.
 *
 * @source Cover and Thomas 2006, "Elements of information theory", equation 2.28, doi:10.1002/047174882X
 * @throws {InvalidArgumentError} when the lengths differ, or a label is missing.
 * @example
 * stats.mutualInformation([0, 0, 1, 1], [1, 1, 0, 0]); // 0.6931471805599453
 */
export function mutualInformation(a: Grouping, b: Grouping): number | undefined {
  const pair = codePair(a, b, 'mutualInformation');
  return pair[0].codes.length === 0 ? undefined : informationOf(...pair).shared;
}

/**
 * What one labelling tells of the other, over what the two hold between them (arithmetic mean): 0 to 1.
 *
 * I(a, b) / ½ (H(a) + H(b)). 1 where both have one group alone. `undefined` without things.
 *
 * @source Strehl and Ghosh 2002, https://www.jmlr.org/papers/v3/strehl02a.html
 * @throws {InvalidArgumentError} when the lengths differ, or a label is missing.
 * @example
 * stats.normalizedMutualInformation([0, 0, 1, 1], [1, 1, 0, 0]); // 1
 */
export function normalizedMutualInformation(a: Grouping, b: Grouping): number | undefined {
  const pair = codePair(a, b, 'normalizedMutualInformation');
  if (pair[0].codes.length === 0) return undefined;
  const { shared, mean, same } = informationOf(...pair);
  return same ? 1 : Math.min(1, shared / mean);
}

/**
 * {@link normalizedMutualInformation} less what labellings with groups of these sizes share by chance: 1 for the same
 * groups, 0 on average for labels that were dealt out at random, which can also come out below 0.
 *
 * (I - E) / (½ (H(a) + H(b)) - E), with E the mean of I over all orders of the labels (hypergeometric). 1 where the
 * groups are the same. `undefined` without things. O(sizes in a × sizes in b × things in a group).
 *
 * @source Vinh, Epps and Bailey 2010, https://www.jmlr.org/papers/v11/vinh10a.html
 * @throws {InvalidArgumentError} when the lengths differ, or a label is missing.
 * @example
 * stats.adjustedMutualInformation([0, 0, 1, 1], [0, 0, 1, 2]); // 0.5714285714285714
 */
export function adjustedMutualInformation(a: Grouping, b: Grouping): number | undefined {
  const [left, right] = codePair(a, b, 'adjustedMutualInformation');
  const n = left.codes.length;
  if (n === 0) return undefined;
  const { shared, mean, same } = informationOf(left, right);
  if (same) return 1;
  if (left.names.length === 1 || right.names.length === 1) return 0;
  const chance = expectedInformation(n, groupSizes(left), groupSizes(right));
  return (shared - chance) / (mean - chance);
}

interface Information {
  readonly shared: number;
  /** The mean of the two entropies. */
  readonly mean: number;
  /** Whether the groups are the same. */
  readonly same: boolean;
}

function informationOf(left: CodedLabels, right: CodedLabels): Information {
  const n = left.codes.length;
  const [inA, inB] = [groupSizes(left), groupSizes(right)];
  const { rows, columns, counts } = sharedGroups(left, right);
  let shared = 0;
  for (let i = 0; i < counts.length; i++) {
    // As a difference of entropies, what is small would be lost.
    shared += (counts[i] / n) * Math.log((counts[i] / inA[rows[i]]) * (n / inB[columns[i]]));
  }
  const same = counts.length === inA.length && counts.length === inB.length;
  return { shared: Math.max(0, shared), mean: (entropy(inA, n) + entropy(inB, n)) / 2, same };
}

function entropy(sizes: Uint32Array, n: number): number {
  return sizes.reduce((sum, size) => sum - (size / n) * Math.log(size / n), 0);
}

function expectedInformation(n: number, inA: Uint32Array, inB: Uint32Array): number {
  const logFactorial = Float64Array.from({ length: n + 1 }, (_, i) => logGamma(i + 1));
  let sum = 0;
  // Groups of one size are alike: there are far fewer sizes than groups.
  for (const [a, groupsA] of countSizes(inA)) {
    for (const [b, groupsB] of countSizes(inB)) {
      const margins = logFactorial[a] + logFactorial[b] + logFactorial[n - a] + logFactorial[n - b] - logFactorial[n];
      let mean = 0;
      for (let both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
        const cells =
          logFactorial[both] + logFactorial[a - both] + logFactorial[b - both] + logFactorial[n - a - b + both];
        mean += (both / n) * Math.log((both / a) * (n / b)) * Math.exp(margins - cells);
      }
      sum += groupsA * groupsB * mean;
    }
  }
  return sum;
}

function countSizes(sizes: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}
