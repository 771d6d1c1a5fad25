import { InvalidArgumentError } from '../../errors.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { DrawStream } from '../stats/resampling/draw-stream.js';
import { type Labels, readGroups } from '../stats/row-groups.js';
import { quantile } from '../stats/summary/quantile.js';

/** Synapses, one row each. */
export interface SynapseDistances {
  /** How far each synapse is from the soma, µm: straight, or along the axon. */
  readonly distancesUm: Numbers;
  /** What each synapse is onto, such as a cell type. */
  readonly groups: Labels;
  /** The cell that each synapse is of; without it they are all of one. */
  readonly cells?: Labels;
}

/** How {@link distanceShares} bins; every field may be left out. */
export interface DistanceSharesOptions {
  /** Edges of the bins, µm, ascending; a bin is from its lower edge up to below its upper one. */
  readonly edgesUm?: Numbers;
  /** Width of equal bins from 0, µm, in place of edges; 50 when absent. */
  readonly binUm?: number;
  /** Groups in their order; as they come when absent. */
  readonly order?: readonly string[];
  /** How often cells are drawn again; 1,000 when absent. */
  readonly draws?: number;
  /** Of the draws; 0 when absent. */
  readonly seed?: number;
}

/** One group in one bin. */
export interface DistanceShare {
  readonly synapses: number;
  /** Of the bin's synapses, 0 to 1; NaN in a bin without any. */
  readonly share: number;
  /** 2.5th and 97.5th percentile over cells drawn again; `undefined` for a single cell or a bin of no synapse. */
  readonly ci95: readonly [low: number, high: number] | undefined;
}

/** One bin of distance. */
export interface DistanceBin {
  readonly fromUm: number;
  readonly toUm: number;
  readonly synapses: number;
  /** Cells with a synapse here. */
  readonly cells: number;
  /** `shares[g]`: of group g. */
  readonly shares: readonly DistanceShare[];
}

/** Shares by distance, and what they were made of. */
export interface DistanceShares {
  readonly groups: readonly string[];
  readonly bins: readonly DistanceBin[];
  /** `perCell[c][g][b]`: share of group g in bin b of cell c; NaN where the cell has no synapse there. */
  readonly perCell: readonly (readonly (readonly number[])[])[];
  readonly synapses: number;
  /** Synapses nearer than the first bin or beyond the last. */
  readonly outside: number;
  readonly cells: number;
  readonly draws: number;
  readonly seed: number;
}

const MOST_BINS = 1000;

/**
 * Which part of a cell's synapses is onto what, by how far from the soma they are.
 *
 * Intervals are from whole cells drawn again with replacement, since synapses of one axon are not independent of each
 * other: with one cell there is none. O(draws × cells × bins × groups).
 *
 * @source the cluster bootstrap of Field and Welsh 2007, doi:10.1111/j.1467-9868.2007.00593.x
 * @throws {InvalidArgumentError} when lengths differ, a value is missing or below 0, edges do not ascend, or a group is
 * not in `order`.
 * @example
 * const synapses = { distancesUm: [10, 20, 60, 70], groups: ['BC', 'BC', '23P', 'BC'], cells: [7n, 7n, 8n, 8n] };
 * const { groups, bins } = connectivity.distanceShares(synapses, { binUm: 50 });
 * bins.map(bin => bin.shares[groups.indexOf('BC')].share); // 1, 0.5
 */
export function distanceShares(synapses: SynapseDistances, options: DistanceSharesOptions = {}): DistanceShares {
  const distances = readDistances(synapses.distancesUm);
  const n = distances.length;
  const { groups, of } = readOrder(synapses.groups, n, options.order);
  const cells =
    synapses.cells === undefined
      ? { of: new Uint32Array(n), count: Math.min(1, n) }
      : readGroups(synapses.cells, n, 'distanceShares', 'cells');
  const edges = readEdges(options, distances);
  const { draws = 1000, seed = 0 } = options;
  if (!Number.isSafeInteger(draws) || draws < 0)
    fail(`draws is out of range: received ${draws}, expected 0 or more`, 'draws');
  const binCount = edges.length - 1;
  const width = binCount * groups.length;
  // Synapses of cell c onto group g in bin b stand at c * width + b * groups.length + g.
  const counts = new Float64Array(cells.count * width);
  let outside = 0;
  for (let row = 0; row < n; row++) {
    const bin = binOf(edges, distances[row]);
    if (bin < 0) outside++;
    else counts[cells.of[row] * width + bin * groups.length + of[row]]++;
  }
  const sum = new Float64Array(width);
  for (let at = 0; at < counts.length; at++) sum[at % width] += counts[at];
  const drawn = drawCells(counts, cells.count, width, groups.length, { draws, seed });
  const bins = Array.from({ length: binCount }, (_, bin): DistanceBin => {
    const first = bin * groups.length;
    const inBin = total(sum, first, groups.length);
    let holding = 0;
    for (let c = 0; c < cells.count; c++) if (total(counts, c * width + first, groups.length) > 0) holding++;
    return {
      fromUm: edges[bin],
      toUm: edges[bin + 1],
      synapses: inBin,
      cells: holding,
      shares: groups.map((_name, g) => ({
        synapses: sum[first + g],
        share: sum[first + g] / inBin,
        ci95: intervalOf(drawn?.[first + g]),
      })),
    };
  });
  const perCell = Array.from({ length: cells.count }, (_, c) =>
    groups.map((_name, g) =>
      bins.map((_bin, b) => {
        const first = c * width + b * groups.length;
        return counts[first + g] / total(counts, first, groups.length);
      }),
    ),
  );
  return { groups, bins, perCell, synapses: n - outside, outside, cells: cells.count, draws, seed };
}

/** For every bin and group its share in each draw of cells in which the bin has synapses. */
function drawCells(
  counts: Float64Array,
  cellCount: number,
  width: number,
  groupCount: number,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): number[][] | undefined {
  if (cellCount < 2 || draws === 0) return undefined;
  const shares: number[][] = Array.from({ length: width }, () => []);
  const stream = new DrawStream(seed);
  const chosen = new Uint32Array(cellCount);
  const sum = new Float64Array(width);
  for (let draw = 0; draw < draws; draw++) {
    stream.fill(chosen, cellCount);
    sum.fill(0);
    for (const cell of chosen) for (let at = 0; at < width; at++) sum[at] += counts[cell * width + at];
    for (let first = 0; first < width; first += groupCount) {
      const inBin = total(sum, first, groupCount);
      if (inBin > 0) for (let at = first; at < first + groupCount; at++) shares[at].push(sum[at] / inBin);
    }
  }
  return shares;
}

function intervalOf(values: readonly number[] | undefined): DistanceShare['ci95'] {
  if (!values || values.length === 0) return undefined;
  return [quantile(values, 0.025) as number, quantile(values, 0.975) as number];
}

function total(values: Float64Array, first: number, length: number): number {
  let sum = 0;
  for (let at = first; at < first + length; at++) sum += values[at];
  return sum;
}

function readDistances(values: Numbers): Float64Array {
  const distances = Float64Array.from(finiteNumbers(values, 'distanceShares', 'distancesUm'));
  const wrong = distances.findIndex(distance => distance < 0);
  if (wrong >= 0) {
    fail(
      `distancesUm at index ${wrong} is out of range: received ${distances[wrong]}, expected µm from 0`,
      'distancesUm',
    );
  }
  return distances;
}

function readOrder(
  labels: Labels,
  n: number,
  order: readonly string[] | undefined,
): { groups: string[]; of: Uint32Array } {
  const list = Array.from(labels as Iterable<unknown>);
  const { of, count } = readGroups(list as string[], n, 'distanceShares', 'groups');
  const names = new Array<string>(count);
  of.forEach((group, row) => {
    names[group] ??= String(list[row]);
  });
  if (order === undefined) return { groups: names, of };
  const groups = [...new Set(order)];
  const place = names.map(name => {
    const at = groups.indexOf(name);
    if (at < 0)
      fail(`groups has one that is not in order: received ${name}, expected one of ${groups.join(', ')}`, 'order');
    return at;
  });
  return { groups, of: of.map(group => place[group]) };
}

function readEdges({ edgesUm, binUm }: DistanceSharesOptions, distances: Float64Array): Float64Array {
  if (edgesUm !== undefined) {
    if (binUm !== undefined) fail('takes edgesUm or binUm: received both, expected one of them', 'binUm');
    const edges = Float64Array.from(finiteNumbers(edgesUm, 'distanceShares', 'edgesUm'));
    const wrong = edges.findIndex((edge, i) => i > 0 && edge <= edges[i - 1]);
    if (edges.length < 2) fail(`edgesUm make no bin: received ${edges.length}, expected 2 or more`, 'edgesUm');
    if (wrong > 0) {
      fail(`edgesUm do not ascend: received ${edges[wrong]} after ${edges[wrong - 1]}, expected more`, 'edgesUm');
    }
    return edges;
  }
  const width = binUm ?? 50;
  const farthest = distances.reduce((a, b) => Math.max(a, b), 0);
  const binCount = Math.floor(farthest / width) + 1;
  if (!(width > 0 && binCount <= MOST_BINS)) {
    fail(
      `binUm is out of range: received ${width}, expected µm above 0 that make at most ${MOST_BINS} bins up to ${farthest}`,
      'binUm',
    );
  }
  return Float64Array.from({ length: binCount + 1 }, (_, i) => i * width);
}

/** The bin that a distance is in, from its lower edge to below its upper one, or -1. */
function binOf(edges: Float64Array, distance: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= distance) low = middle + 1;
    else high = middle;
  }
  return low < edges.length ? low - 1 : -1;
}

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`distanceShares ${what}`, { argument });
}
