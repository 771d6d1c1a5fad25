import { type CodedLabels, codePair, type Grouping } from './labels.js';

/** How often each pair of labels comes together. */
export interface Confusion {
  /** Grouping of a, in the order in which they first come. */
  readonly rows: readonly unknown[];
  /** Grouping of b, likewise. */
  readonly columns: readonly unknown[];
  /** `counts[r * columns.length + c]` things have label `rows[r]` in a and `columns[c]` in b. */
  readonly counts: Uint32Array;
}

/**
 * The table of two labellings of the same things.
 *
 * @throws {InvalidArgumentError} when the lengths differ, or a label is missing.
 * @example
 * stats.confusion(['BC', 'BC', 'MC'], ['PTC', 'PTC', 'DTC']).counts; // 2, 0, 0, 1
 */
export function confusion(a: Grouping, b: Grouping): Confusion {
  const [left, right] = codePair(a, b, 'confusion');
  return { rows: left.names, columns: right.names, counts: together(left, right) };
}

/**
 * The adjusted Rand index of two labellings: how often they agree on whether two things belong together, 1 for always
 * and 0, on average, by chance.
 *
 * (Σ C(nᵢⱼ, 2) - E) / (½ (Σ C(aᵢ, 2) + Σ C(bⱼ, 2)) - E), with E = Σ C(aᵢ, 2) Σ C(bⱼ, 2) / C(n, 2). 1 where both put
 * everything in one group, or each thing in its own. `undefined` for fewer than two things.
 *
 * @source Hubert and Arabie 1985, doi:10.1007/BF01908075
 * @throws {InvalidArgumentError} when the lengths differ, or a label is missing.
 * @example
 * stats.adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]); // 0.5714285714285714
 */
export function adjustedRandIndex(a: Grouping, b: Grouping): number | undefined {
  const [left, right] = codePair(a, b, 'adjustedRandIndex');
  const n = left.codes.length;
  if (n < 2) return undefined;
  const both = pairsIn(sizesTogether(left, right));
  const inA = pairsIn(sizes(left));
  const inB = pairsIn(sizes(right));
  const expected = (inA * inB) / ((n * (n - 1)) / 2);
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
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
  const [left, right] = codePair(a, b, 'normalizedMutualInformation');
  const n = left.codes.length;
  if (n === 0) return undefined;
  if (left.names.length === 1 && right.names.length === 1) return 1;
  const entropy = (counts: Uint32Array): number =>
    counts.reduce((sum, count) => sum - (count === 0 ? 0 : (count / n) * Math.log(count / n)), 0);
  const [ofA, ofB] = [entropy(sizes(left)), entropy(sizes(right))];
  const shared = ofA + ofB - entropy(sizesTogether(left, right));
  return Math.min(1, Math.max(0, shared / ((ofA + ofB) / 2)));
}

function together(left: CodedLabels, right: CodedLabels): Uint32Array {
  const counts = new Uint32Array(left.names.length * right.names.length);
  for (let i = 0; i < left.codes.length; i++) counts[left.codes[i] * right.names.length + right.codes[i]]++;
  return counts;
}

/**
 * The counts above 0 of {@link together}. The whole table has the product of the numbers of labels, far more than there
 * are things when labels are many: then they are sorted by both labels and counted in runs.
 */
function sizesTogether(left: CodedLabels, right: CodedLabels): Uint32Array {
  const n = left.codes.length;
  if (left.names.length * right.names.length <= 4 * n + 1024) {
    return together(left, right).filter(count => count > 0);
  }
  const keys = Float64Array.from(left.codes, (code, i) => code * right.names.length + right.codes[i]).sort();
  const counts = new Uint32Array(n);
  let groups = 0;
  for (let i = 0; i < n; i++) {
    if (i > 0 && keys[i] !== keys[i - 1]) groups++;
    counts[groups]++;
  }
  return counts.subarray(0, groups + 1);
}

function sizes({ codes, names }: CodedLabels): Uint32Array {
  const counts = new Uint32Array(names.length);
  for (const code of codes) counts[code]++;
  return counts;
}

function pairsIn(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}
