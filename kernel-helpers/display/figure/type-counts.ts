import type { CellSynapses } from '../../core/connectivity/cell-synapses.js';
import { InvalidArgumentError } from '../../errors.js';

/** What one cell shares with the cells of one type. */
export interface TypeSynapses {
  readonly group: string;
  readonly partners: number;
  readonly synapses: number;
  /** Synapses in connections of two or more. */
  readonly multisynaptic: number;
  /** The partners themselves, those met first in front. */
  readonly neurons: readonly bigint[];
  /** Which synapses these are, by their place in the arrays of {@link CellSynapses}. */
  readonly at: readonly number[];
}

/** One side of a cell by type of partner, most synapses first; partners without a type are left out. */
export function typeSynapses({ groups, partners, perConnection }: CellSynapses): TypeSynapses[] {
  const byType = new Map<string, number[]>();
  groups.forEach((group, i) => {
    if (group === undefined) return;
    const list = byType.get(group);
    if (list) list.push(i);
    else byType.set(group, [i]);
  });
  return [...byType]
    .map(([group, at]) => {
      const neurons = [...new Set(at.map(i => partners[i]))];
      const multisynaptic = at.filter(i => perConnection[i] > 1).length;
      return { group, partners: neurons.length, synapses: at.length, multisynaptic, neurons, at };
    })
    .sort((a, b) => b.synapses - a.synapses);
}

/** How many synapses with a type are expected: the mean of a null model, with its standard deviation where known. */
export type Expected = number | { readonly mean: number; readonly standardDeviation: number };

/** How far what is observed of each type is from what is expected. */
export interface Enrichment {
  /** `z`: in standard deviations, when every type has one; else `log2` of observed over expected. */
  readonly measure: 'z' | 'log2';
  readonly groups: readonly string[];
  /** NaN where it is not defined: a logarithm of no synapses. */
  readonly values: readonly number[];
  readonly observed: readonly number[];
  readonly means: readonly number[];
}

/**
 * Observed against expected, types that were observed first, then those that were only expected.
 *
 * @throws {InvalidArgumentError} when nothing is expected, or an expectation is no number above 0.
 */
export function enrichment(
  types: readonly TypeSynapses[],
  expected: Readonly<Record<string, Expected>>,
  caller: string,
): Enrichment {
  const observedOf = new Map(types.map(({ group, synapses }) => [group, synapses]));
  const known = types.map(({ group }) => group).filter(group => Object.hasOwn(expected, group));
  const groups = [...known, ...Object.keys(expected).filter(group => !observedOf.has(group))];
  if (groups.length === 0) {
    throw new InvalidArgumentError(
      `${caller} expected is empty: received 0 types, expected synapses for at least 1, such as { BC: 12 }`,
      { argument: 'expected' },
    );
  }
  const read = groups.map(group => {
    const entry = expected[group];
    const { mean, standardDeviation } =
      typeof entry === 'number' ? { mean: entry, standardDeviation: undefined } : entry;
    const bad = [mean, ...(standardDeviation === undefined ? [] : [standardDeviation])].find(
      value => !(Number.isFinite(value) && value > 0),
    );
    if (bad !== undefined) {
      throw new InvalidArgumentError(
        `${caller} expected of ${group} is not a number of synapses: received ${bad}, expected a number above 0`,
        { argument: 'expected' },
      );
    }
    return { mean, standardDeviation };
  });
  const observed = groups.map(group => observedOf.get(group) ?? 0);
  const measure = read.every(({ standardDeviation }) => standardDeviation !== undefined) ? 'z' : 'log2';
  const values = read.map(({ mean, standardDeviation }, i) => {
    if (measure === 'z') return (observed[i] - mean) / (standardDeviation as number);
    return observed[i] === 0 ? Number.NaN : Math.log2(observed[i] / mean);
  });
  return { measure, groups, values, observed, means: read.map(({ mean }) => mean) };
}
