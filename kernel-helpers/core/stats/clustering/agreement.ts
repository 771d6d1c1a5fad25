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
  const both = pairsIn(sharedGroups(left, right).counts);
  const inA = pairsIn(groupSizes(left));
  const inB = pairsIn(groupSizes(right));
  const expected = (inA * inB) / ((n * (n - 1)) / 2);
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

function together(left: CodedLabels, right: CodedLabels): Uint32Array {
  const counts = new Uint32Array(left.names.length * right.names.length);
  for (let i = 0; i < left.codes.length; i++) counts[left.codes[i] * right.names.length + right.codes[i]]++;
  return counts;
}

/** Things that have label `rows[i]` in the one and `columns[i]` in the other labelling: `counts[i]`, all above 0. */
export interface SharedGroups {
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly counts: Uint32Array;
}

/**
 * The pairs of labels that come together. A table of all pairs has the product of the numbers of labels, far more than
 * there are things when labels are many: then they are sorted by both labels and counted in runs.
 */
export function sharedGroups(left: CodedLabels, right: CodedLabels): SharedGroups {
  const n = left.codes.length;
  const width = right.names.length;
  const rows: number[] = [];
  const columns: number[] = [];
  const counts: number[] = [];
  if (left.names.length * width <= 4 * n + 1024) {
    for (const [key, count] of together(left, right).entries()) {
      if (count === 0) continue;
      rows.push(Math.floor(key / width));
      columns.push(key % width);
      counts.push(count);
    }
  } else {
    const keys = Float64Array.from(left.codes, (code, i) => code * width + right.codes[i]).sort();
    for (let i = 0; i < n; i++) {
      if (i > 0 && keys[i] === keys[i - 1]) {
        counts[counts.length - 1]++;
        continue;
      }
      rows.push(Math.floor(keys[i] / width));
      columns.push(keys[i] % width);
      counts.push(1);
    }
  }
  return { rows: Uint32Array.from(rows), columns: Uint32Array.from(columns), counts: Uint32Array.from(counts) };
}

/** How many things have each label. */
export function groupSizes({ codes, names }: CodedLabels): Uint32Array {
  const counts = new Uint32Array(names.length);
  for (const code of codes) counts[code]++;
  return counts;
}

function pairsIn(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}
