import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { GroupOf } from '../../core/connectivity/grouping.js';
import type { DrawnGraph } from '../../core/nulls/drawn-graph.js';
import { nullGroups } from '../../core/nulls/groups.js';
import { type StatisticName, type StatisticSpec, statisticOf } from '../../core/nulls/statistics.js';
import { InvalidArgumentError } from '../../errors.js';
import type { GraphFunction } from './options.js';

/** The statistic of a run: what it is for threads, and what it is of the observed graph. */
export interface AskedStatistic {
  readonly name: string;
  /** `undefined` for a function, which does not travel. */
  readonly spec: StatisticSpec | undefined;
  readonly names: readonly string[] | undefined;
  readonly observed: ArrayLike<number>;
  /** For a function: its values of a drawn graph. */
  valuesOf(graph: DrawnGraph, index: number): ArrayLike<number>;
}

const NAMES: readonly StatisticName[] = [
  'edges',
  'reciprocalPairs',
  'reciprocity',
  'triads',
  'blockCounts',
  'blockSynapses',
];

/** Reads a statistic from options and computes it of the observed graph. */
export function askedStatistic(
  caller: string,
  connectivity: Connectivity,
  statistic: StatisticName | GraphFunction,
  groups: GroupOf | undefined,
): AskedStatistic {
  if (typeof statistic === 'function') return askedFunction(caller, connectivity, statistic);
  if (!NAMES.includes(statistic)) {
    throw new InvalidArgumentError(
      `${caller} statistic is unknown: received ${String(statistic)}, expected one of ${NAMES.join(', ')}, or a function of a graph`,
      { argument: 'statistic' },
    );
  }
  const spec = specOf(caller, connectivity, statistic, groups);
  const { names, values } = statisticOf(spec);
  const observed = finite(caller, names, values(connectivity), 'the observed graph');
  return { name: statistic, spec, names, observed, valuesOf: values };
}

function specOf(
  caller: string,
  connectivity: Connectivity,
  name: StatisticName,
  groups: GroupOf | undefined,
): StatisticSpec {
  if (name !== 'blockCounts' && name !== 'blockSynapses') return { name };
  if (groups === undefined) {
    throw new InvalidArgumentError(`${caller} groups are missing: received none, expected them for ${name}`, {
      argument: 'groups',
    });
  }
  const numbered = nullGroups(connectivity, groups, caller, 'groups');
  return { name, groups: numbered.groups, group: numbered.group };
}

function askedFunction(caller: string, connectivity: Connectivity, statistic: GraphFunction): AskedStatistic {
  const first = statistic(connectivity);
  const names = typeof first === 'object' && first !== null ? Object.keys(first) : undefined;
  if (names?.length === 0) {
    const received =
      typeof (first as { then?: unknown }).then === 'function' ? 'a promise' : 'an object without fields';
    throw new InvalidArgumentError(
      `${caller} statistic gives no numbers: received ${received} for the observed graph, expected a number or numbers by name; the function must return them itself, without async`,
      { argument: 'statistic' },
    );
  }
  const toValues = (value: ReturnType<GraphFunction>, where: string): Float64Array => {
    const numbers = names === undefined ? [value] : names.map(name => (value as Record<string, number>)?.[name]);
    return finite(caller, names, numbers as number[], where);
  };
  return {
    name: 'function',
    spec: undefined,
    names,
    observed: toValues(first, 'the observed graph'),
    valuesOf: (graph, index) => toValues(statistic(asConnectivity(connectivity, graph)), `draw ${index}`),
  };
}

/** A drawn graph with all that a `Connectivity` has. */
function asConnectivity(observed: Connectivity, graph: DrawnGraph): Connectivity {
  const counts = graph.counts as Uint32Array;
  const synapseCount = counts.reduce((sum, count) => sum + count, 0);
  return {
    cellCount: graph.cellCount,
    pairCount: graph.pairCount,
    synapseCount,
    ids: observed.ids,
    offsets: graph.offsets,
    targets: graph.targets,
    counts,
    summedSize: graph.summedSize as Float64Array,
    autapses: graph.autapses ?? observed.autapses,
    outside: observed.outside,
  };
}

/** The values, when all are finite numbers: an undefined one would make the whole comparison undefined. */
export function finite(
  caller: string,
  names: readonly string[] | undefined,
  values: ArrayLike<number>,
  where: string,
): Float64Array {
  for (let k = 0; k < values.length; k++) {
    if (typeof values[k] === 'number' && Number.isFinite(values[k])) continue;
    const what = names === undefined ? 'statistic' : `statistic ${names[k]}`;
    throw new InvalidArgumentError(
      `${caller} ${what} is not a finite number: received ${String(values[k])} for ${where}, expected a number for every graph`,
      { argument: 'statistic' },
    );
  }
  return Float64Array.from(values);
}
