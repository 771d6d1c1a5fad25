import { InvalidArgumentError } from '../../errors.js';
import type { CellChoice } from '../connectivity/cell-indices.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import type { GroupOf } from '../connectivity/grouping.js';
import { wilsonInterval } from '../stats/summary/wilson-interval.js';
import { cellGroups } from './cell-groups.js';
import { cellNumbers } from './cell-numbers.js';
import { distanceBins, searchBin } from './distance-bins.js';
import { coordinates, countPairs, distance, farthest } from './pair-distances.js';

/** How {@link connectionProbability} measures and bins. Give either `binNm` or `edgesNm`. */
export interface ConnectionProbabilityOptions {
  /** Width of the bins in nm: from 0, as many as there are pairs for. */
  readonly binNm?: number;
  /** Edges of the bins in nm, ascending. A pair that is nearer or farther than all is left out. */
  readonly edgesNm?: ArrayLike<number>;
  /** The axes that distance is measured along; `xyz` when absent. `xz` leaves depth out, where that is y. */
  readonly axes?: 'x' | 'y' | 'z' | 'xy' | 'xz' | 'yz' | 'xyz';
  /** The presynaptic cells, such as those with a proofread axon; all when absent. */
  readonly pre?: CellChoice;
  /** The postsynaptic cells; all when absent. */
  readonly post?: CellChoice;
  /** Of the intervals; 0.95 when absent. */
  readonly confidence?: number;
}

/** Connection probability by distance; `pairs[b]` and the others belong to distances of `edgesNm[b]` to `edgesNm[b + 1]`. */
export interface ConnectionProbability {
  /** Edges of the bins in nm, one more than there are bins: each holds its lower edge, the last its upper too. */
  readonly edgesNm: Float64Array;
  /** Ordered pairs of different cells: the denominator. */
  readonly pairs: Float64Array;
  /** Those with at least one synapse: the numerator. */
  readonly connected: Float64Array;
  /** connected / pairs; NaN where there are no pairs. */
  readonly probability: Float64Array;
  /** Lower end of Wilson's interval; NaN where there are no pairs. */
  readonly low: Float64Array;
  /** Upper end of it. */
  readonly high: Float64Array;
  readonly confidence: number;
}

/**
 * How likely a cell synapses on another, by the distance between their somata, with Wilson intervals.
 *
 * `positionsNm[3 * i + k]`, k = 0, 1, 2 for x, y, z, is the soma of `connectivity.ids[i]`. All ordered pairs of a cell
 * of `pre` and another of `post` count, so a reciprocal pair is two. O(cells²) time, some seconds for 30,000 cells, and
 * no memory for pairs. The intervals take pairs as independent, which those of one cell are not quite.
 *
 * @source Wilson 1927, doi:10.1080/01621459.1927.10502953; the use in cortex e.g. Perin, Berger and Markram 2011,
 * doi:10.1073/pnas.1016051108
 * @throws {InvalidArgumentError} when there is not a finite position for each cell, or the bins are not valid.
 * @throws {NotFoundError} when one of `pre` or `post` is not in the connectivity.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.connectionProbability(wiring, column.somaNm, { binNm: 50_000, axes: 'xz' }).probability;
 */
export function connectionProbability(
  connectivity: Connectivity,
  positionsNm: ArrayLike<number>,
  options: ConnectionProbabilityOptions = {},
): ConnectionProbability {
  const one = new Uint32Array(connectivity.cellCount);
  return byGroup(connectivity, positionsNm, one, 1, options, 'connectionProbability');
}

/**
 * Connection probability by distance for every pair of groups; bins of group r to group c begin at
 * `(r * groups.length + c) * binCount` in each of the arrays.
 */
export interface GroupConnectionProbability extends ConnectionProbability {
  /** Presynaptic, and postsynaptic, groups. */
  readonly groups: readonly string[];
  /** `cellCounts[g]`: cells of group `groups[g]`. */
  readonly cellCounts: Uint32Array;
  readonly binCount: number;
}

/** How {@link connectionProbabilityByGroup} measures, bins and lists groups. */
export interface GroupConnectionProbabilityOptions extends ConnectionProbabilityOptions {
  /** Every group, in order; alphabetical when absent. */
  readonly order?: readonly string[];
}

/**
 * {@link connectionProbability} for every pair of groups of cells, such as types.
 *
 * @throws {InvalidArgumentError} when a cell has no group, and as for `connectionProbability`.
 * @throws {NotFoundError} when one of `pre` or `post` is not in the connectivity.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * const byType = graph.connectionProbabilityByGroup(wiring, column.somaNm, column.cellTypes, { binNm: 100_000 });
 * byType.probability.subarray(0, byType.binCount); // of the first type to itself
 */
export function connectionProbabilityByGroup(
  connectivity: Connectivity,
  positionsNm: ArrayLike<number>,
  groupOf: GroupOf,
  options: GroupConnectionProbabilityOptions = {},
): GroupConnectionProbability {
  const caller = 'connectionProbabilityByGroup';
  const { groups, group, cellCounts } = cellGroups(connectivity, groupOf, options.order, caller);
  const found = byGroup(connectivity, positionsNm, group, groups.length, options, caller);
  return { ...found, groups, cellCounts, binCount: found.edgesNm.length - 1 };
}

const MAX_VALUES = 50_000_000;

function byGroup(
  connectivity: Connectivity,
  positionsNm: ArrayLike<number>,
  group: Uint32Array,
  groupCount: number,
  options: ConnectionProbabilityOptions,
  caller: string,
): ConnectionProbability {
  const { cellCount, offsets, targets } = connectivity;
  const at = coordinates(positionsNm, options.axes ?? 'xyz', cellCount, caller);
  const bins = distanceBins(options.binNm, options.edgesNm, farthest(at), caller);
  const sides = new Uint8Array(cellCount);
  for (const cell of cellNumbers(connectivity, options.pre, caller)) sides[cell] |= PRE;
  for (const cell of cellNumbers(connectivity, options.post, caller)) sides[cell] |= POST;
  const classes = cellClasses(group, sides);
  const size = classes.group.length;
  if (size * size * bins.count > MAX_VALUES) {
    throw new InvalidArgumentError(
      `${caller} has too many bins: received ${bins.count} for each of ${groupCount} × ${groupCount} groups, expected fewer; make binNm wider`,
      { argument: 'binNm' },
    );
  }
  const unordered = countPairs(at, classes.classOf, size, bins);
  const pairs = new Float64Array(groupCount * groupCount * bins.count);
  for (let p = 0; p < size; p++) {
    for (let q = p; q < size; q++) {
      const from = (p * size + q) * bins.count;
      for (const [pre, post] of [
        [p, q],
        [q, p],
      ]) {
        if (!(classes.sides[pre] & PRE && classes.sides[post] & POST)) continue;
        const to = (classes.group[pre] * groupCount + classes.group[post]) * bins.count;
        for (let b = 0; b < bins.count; b++) pairs[to + b] += unordered[from + b];
      }
    }
  }
  const connected = new Float64Array(pairs.length);
  for (let pre = 0; pre < cellCount; pre++) {
    if (!(sides[pre] & PRE)) continue;
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const post = targets[entry];
      const b = sides[post] & POST ? searchBin(bins.edges, distance(at, pre, post)) : bins.count;
      if (b < bins.count) connected[(group[pre] * groupCount + group[post]) * bins.count + b]++;
    }
  }
  const kept = options.edgesNm === undefined ? usedBins(pairs, bins.count) : bins.count;
  return withIntervals(
    bins.edges.slice(0, kept + 1),
    firstBins(pairs, bins.count, kept),
    firstBins(connected, bins.count, kept),
    options.confidence ?? 0.95,
  );
}

const PRE = 1;
const POST = 2;

/** Cells of one group on the same sides are a class: all that is counted is the same for them. */
interface CellClasses {
  readonly classOf: Uint32Array;
  /** `group[p]` and `sides[p]` of class p. */
  readonly group: readonly number[];
  readonly sides: readonly number[];
}

function cellClasses(group: Uint32Array, sides: Uint8Array): CellClasses {
  const keys = [...new Set(Array.from(group, (g, cell) => 4 * g + sides[cell]))].sort((a, b) => a - b);
  const number = new Map(keys.map((key, p) => [key, p]));
  const classOf = Uint32Array.from(group, (g, cell) => number.get(4 * g + sides[cell]) as number);
  return { classOf, group: keys.map(key => key >> 2), sides: keys.map(key => key & 3) };
}

/** Bins up to the last that has pairs; at least one. */
function usedBins(pairs: Float64Array, binCount: number): number {
  let kept = 1;
  for (let i = 0; i < pairs.length; i++) if (pairs[i] > 0) kept = Math.max(kept, (i % binCount) + 1);
  return kept;
}

function firstBins(values: Float64Array, binCount: number, kept: number): Float64Array {
  return values.filter((_, i) => i % binCount < kept);
}

function withIntervals(
  edgesNm: Float64Array,
  pairs: Float64Array,
  connected: Float64Array,
  confidence: number,
): ConnectionProbability {
  const intervals = Array.from(pairs, (count, i) => wilsonInterval(connected[i], count, { confidence }));
  return {
    edgesNm,
    pairs,
    connected,
    probability: Float64Array.from(intervals, interval => interval?.proportion ?? Number.NaN),
    low: Float64Array.from(intervals, interval => interval?.low ?? Number.NaN),
    high: Float64Array.from(intervals, interval => interval?.high ?? Number.NaN),
    confidence,
  };
}
