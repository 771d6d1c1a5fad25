import type { Numbers } from '../../core/stats/finite-numbers.js';
import { type MannWhitney, mannWhitney } from '../../core/stats/hypothesis/mann-whitney.js';
import { benjaminiHochberg } from '../../core/stats/multiple-testing/benjamini-hochberg.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { quantile } from '../../core/stats/summary/quantile.js';
import { InvalidArgumentError } from '../../errors.js';
import { readTexts, readValues } from './read-values.js';

/** The values of one group, and their quartiles. */
export interface GroupValues {
  readonly name: string;
  /** Ascending. */
  readonly values: Float64Array;
  /** Row of each value in the lists given. */
  readonly rows: Uint32Array;
  readonly quartiles: readonly [q1: number, median: number, q3: number];
}

/** A test of two groups. */
export interface GroupComparison {
  readonly first: number;
  readonly second: number;
  readonly test: MannWhitney;
  /** Corrected by Benjamini–Hochberg over all comparisons of the figure; 1 where all values are equal. */
  readonly pAdjusted: number;
}

/** Values by group, in the order given or in which they come; `missing` counts rows without a value. */
export function groupValues(
  values: Numbers,
  groups: Labels,
  order: readonly string[] | undefined,
  caller: string,
): { groups: GroupValues[]; missing: number } {
  const numbers = readValues(values, caller, 'values');
  const names = readTexts(groups, caller, 'groups', numbers.length);
  const rows = new Map<string, number[]>((order ?? []).map(name => [name, []]));
  let missing = 0;
  names.forEach((name, row) => {
    if (order && !rows.has(name)) {
      throw new InvalidArgumentError(
        `${caller} group is not in order: received ${name}, expected one of ${order.join(', ')}`,
        { argument: 'order' },
      );
    }
    if (Number.isNaN(numbers[row])) missing++;
    else {
      const list = rows.get(name);
      if (list) list.push(row);
      else rows.set(name, [row]);
    }
  });
  const read = [...rows].map(([name, list]) => groupOf(name, numbers, list));
  const empty = read.find(group => group.values.length === 0);
  if (read.length === 0 || empty) {
    throw new InvalidArgumentError(
      `${caller} group${empty ? ` ${empty.name}` : 's'} ${empty ? 'has' : 'have'} no values: received 0, expected at least 1`,
      { argument: 'values' },
    );
  }
  return { groups: read, missing };
}

function groupOf(name: string, numbers: Float64Array, list: readonly number[]): GroupValues {
  const rows = Uint32Array.from(list).sort((a, b) => numbers[a] - numbers[b] || a - b);
  const values = Float64Array.from(rows, row => numbers[row]);
  const [q1, median, q3] = [0.25, 0.5, 0.75].map(p => quantile(values, p) ?? Number.NaN);
  return { name, values, rows, quartiles: [q1, median, q3] };
}

/** Two-sided Mann–Whitney tests of the pairs of groups, corrected over all of them. */
export function comparePairs(
  groups: readonly GroupValues[],
  pairs: readonly (readonly [string, string])[] | undefined,
  caller: string,
): GroupComparison[] {
  const place = (name: string): number => {
    const at = groups.findIndex(group => group.name === name);
    if (at >= 0) return at;
    throw new InvalidArgumentError(
      `${caller} compare names no group: received ${name}, expected one of ${groups.map(g => g.name).join(', ')}`,
      { argument: 'compare' },
    );
  };
  const tested = (pairs ?? []).map(([a, b]) => {
    const [first, second] = [place(a), place(b)].sort((x, y) => x - y);
    return { first, second, test: mannWhitney(groups[first].values, groups[second].values) as MannWhitney };
  });
  const adjusted = benjaminiHochberg(tested.map(({ test }) => test.p ?? 1));
  return tested.map((comparison, i) => ({ ...comparison, pAdjusted: adjusted[i] }));
}
