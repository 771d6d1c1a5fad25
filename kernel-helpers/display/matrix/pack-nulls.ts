/** Results of null models, as a matrix is sent them. */

import { type MatrixNull, type NullValue, packDoubles } from '../../contract/matrix/null.js';
import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { FamilyTest, NullFamily } from '../../core/nulls/null-result.js';
import { InvalidArgumentError } from '../../errors.js';

/** A grouping of the matrix as it is packed. */
export interface NullGrouping {
  readonly name: string;
  readonly groups: readonly string[];
  /** `groupOf[cell]`; -1 for a cell without a group. */
  readonly groupOf: ArrayLike<number>;
}

const STATISTICS: Readonly<Record<string, MatrixNull['of']>> = {
  blockCounts: 'connections',
  blockSynapses: 'synapses',
};

/** @throws {InvalidArgumentError} when a result is of another statistic, other groups or another wiring. */
export function packNulls(
  wiring: Connectivity,
  given: NullFamily | readonly NullFamily[],
  groupings: readonly NullGrouping[],
): MatrixNull[] {
  const results = Array.isArray(given) ? (given as readonly NullFamily[]) : [given as NullFamily];
  return results.map((result, i) => packNull(wiring, result, groupings, `nulls[${i}]`));
}

function packNull(
  wiring: Connectivity,
  result: NullFamily,
  groupings: readonly NullGrouping[],
  at: string,
): MatrixNull {
  const { statistic, tests, model, n, seed, adjustment } = result ?? {};
  if (typeof statistic !== 'string' || !Object.hasOwn(STATISTICS, statistic) || !Array.isArray(tests)) {
    const received = typeof statistic === 'string' ? `a result of ${statistic}` : typeof result;
    throw bad(`${at} is no comparison of groups: received ${received}, expected one of blockCounts or blockSynapses`);
  }
  const byName = new Map(tests.map(test => [test.name, test]));
  const grouping = groupings.find(
    ({ groups }) =>
      groups.length ** 2 === tests.length && groups.every(from => groups.every(to => byName.has(nameOf(from, to)))),
  );
  if (!grouping) {
    throw bad(
      `${at} is of other groups: received tests of ${tests[0]?.name ?? 'nothing'} and ${tests.length - 1} more, expected ` +
        `them of every two groups of ${groupings.map(({ name }) => name).join(' or ') || 'a grouping, see groups'}`,
    );
  }
  const of = STATISTICS[statistic];
  const ordered = grouping.groups.flatMap(from =>
    grouping.groups.map(to => byName.get(nameOf(from, to)) as FamilyTest),
  );
  checkWiring(wiring, grouping, of, ordered, at);
  const values = (value: (test: FamilyTest) => number | undefined): string =>
    packDoubles(ordered.map(test => value(test) ?? Number.NaN));
  const packed: Record<NullValue, string> = {
    observed: values(test => test.observed),
    expected: values(test => test.mean ?? test.expected),
    low: values(test => test.interval?.[0]),
    high: values(test => test.interval?.[1]),
    z: values(test => test.z),
    p: values(test => test.pAdjusted),
  };
  const words = Object.entries(model).map(([key, value]) => (key === 'name' ? String(value) : `${key} ${value}`));
  return { model: words.join(', '), grouping: grouping.name, of, draws: n, seed, adjustment, values: packed };
}

/** As the block statistics name their values. */
function nameOf(from: string, to: string): string {
  return `${from} → ${to}`;
}

function checkWiring(
  { cellCount, offsets, targets, counts }: Connectivity,
  { groups, groupOf }: NullGrouping,
  of: MatrixNull['of'],
  tests: readonly FamilyTest[],
  at: string,
): void {
  const sums = new Float64Array(groups.length ** 2);
  for (let cell = 0; cell < cellCount; cell += 1) {
    if (groupOf[cell] < 0) continue;
    for (let e = offsets[cell]; e < offsets[cell + 1]; e += 1) {
      const to = groupOf[targets[e]];
      if (to >= 0) sums[groupOf[cell] * groups.length + to] += of === 'synapses' ? counts[e] : 1;
    }
  }
  const wrong = tests.findIndex(({ observed }, i) => observed !== sums[i]);
  if (wrong < 0) return;
  throw bad(
    `${at} is of another wiring: received ${tests[wrong].observed} ${of} of ${tests[wrong].name}, expected the ` +
      `${sums[wrong]} that are here`,
  );
}

function bad(message: string): InvalidArgumentError {
  return new InvalidArgumentError(`matrix ${message}`, { argument: 'nulls' });
}
