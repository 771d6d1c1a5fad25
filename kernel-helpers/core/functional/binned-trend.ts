import { InvalidArgumentError } from '../../errors.js';
import { createRandom } from '../random.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { type Labels, readGroups } from '../stats/row-groups.js';
import { quantile } from '../stats/summary/quantile.js';

/** Pairs of cells, one row each: pre cells, a measure of similarity, and what is related to it. */
export interface TrendPairs {
  /** The presynaptic cell of each pair: its id, or cell and projection in one. */
  readonly pre: Labels;
  /** What the trend runs along, such as signal correlation. */
  readonly x: Numbers;
  /** What is counted, such as synapses. */
  readonly numerator: Numbers;
  /** What it is counted per, such as mm of axon–dendrite overlap; 1 for each pair when absent. */
  readonly denominator?: Numbers;
  /** Synapses of each pair, for the rule which bins to show; the numerator when absent. */
  readonly synapses?: Numbers;
}

/** How {@link binnedTrend} bins; every field may be left out. */
export interface BinnedTrendOptions {
  /** Edges of the bins, ascending; a bin is above its lower edge up to its upper one. -1, -0.9 … 0.9 when absent. */
  readonly edges?: Numbers;
  /** How often pairs are drawn again; 1,000 when absent. */
  readonly draws?: number;
  /** Of the draws; 0 when absent. */
  readonly seed?: number;
  /** Bins with no more synapses than this are not shown; 10 when absent. */
  readonly minSynapses?: number;
  /** Bins with no more presynaptic cells than this are not shown; 10 when absent. */
  readonly minPreCells?: number;
}

/** One bin of a trend; values in the unit of numerator over denominator. */
export interface TrendBin {
  /** Pairs above `from` … */
  readonly from: number;
  /** … up to and with `to`. */
  readonly to: number;
  /** Σ numerator / Σ denominator, less what the presynaptic cells have on average; `undefined` without pairs. */
  readonly value: number | undefined;
  /** Mean over the draws in which the bin has pairs. */
  readonly mean: number | undefined;
  /** Standard deviation over those draws; `undefined` for fewer than two. */
  readonly standardDeviation: number | undefined;
  /** Their 2.5th and 97.5th percentile. */
  readonly ci95: readonly [low: number, high: number] | undefined;
  readonly pairs: number;
  readonly preCells: number;
  readonly synapses: number;
  /** Whether it has more than `minSynapses` and `minPreCells`, as bins that are plotted. */
  readonly shown: boolean;
}

/** A trend, and how it was drawn. */
export interface BinnedTrend {
  readonly bins: readonly TrendBin[];
  /** Pairs outside all bins. */
  readonly outside: number;
  readonly draws: number;
  readonly seed: number;
}

/**
 * How much more a cell connects to partners that are more alike it than its other partners: the binned trend of Fig. 2
 * of Ding et al.
 *
 * From `x` of each pair the mean of its presynaptic cell's pairs is subtracted, and from the numerator what the pair
 * would have by its cell's ratio: n - d Σn / Σd over the cell's pairs. Per bin of what is left of x the value is
 * Σ numerator / Σ denominator, so that pairs with more overlap count more. Intervals are from pairs drawn again with
 * replacement (subtraction is not repeated). O(draws × pairs).
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3, Fig. 2e,f and 3a,b
 * @throws {InvalidArgumentError} when lengths differ, a value is missing, a denominator is below 0 or a cell's add up
 * to 0, or edges do not ascend.
 * @example
 * const pairs = { pre: [1n, 1n, 1n, 2n, 2n], x: [0.5, 0.25, -0.75, 0.5, 0.25], numerator: [3, 1, 0, 1, 0], denominator: [1, 2, 2, 1, 1] };
 * const trend = functional.binnedTrend(pairs, { edges: [-1, 0, 1], seed: 42 });
 * trend.bins.map(bin => bin.value); // -0.7, 0.525
 */
export function binnedTrend(pairs: TrendPairs, options: BinnedTrendOptions = {}): BinnedTrend {
  const edges = readEdges(options.edges);
  const { draws = 1000, seed = 0, minSynapses = 10, minPreCells = 10 } = options;
  if (!Number.isInteger(draws) || draws < 0) {
    throw new InvalidArgumentError(`binnedTrend draws is out of range: received ${draws}, expected 0 or more`, {
      argument: 'draws',
    });
  }
  const columns = withinCells(pairs);
  const binCount = edges.length - 1;
  const bin = columns.x.map(x => binOf(edges, x));
  const counts = new Uint32Array(binCount);
  const synapses = new Float64Array(binCount);
  const cells = Array.from({ length: binCount }, () => new Set<number>());
  bin.forEach((b, row) => {
    if (b < 0) return;
    counts[b]++;
    synapses[b] += columns.synapses[row];
    cells[b].add(columns.pre[row]);
  });
  const observed = ratios(columns, bin, binCount);
  const drawn = drawAgain(columns, bin, binCount, draws, seed);
  const bins = Array.from({ length: binCount }, (_, b) => ({
    from: edges[b],
    to: edges[b + 1],
    value: Number.isNaN(observed[b]) ? undefined : observed[b],
    ...summary(drawn[b]),
    pairs: counts[b],
    preCells: cells[b].size,
    synapses: synapses[b],
    shown: synapses[b] > minSynapses && cells[b].size > minPreCells,
  }));
  return { bins, outside: bin.filter(b => b < 0).length, draws, seed };
}

interface Columns {
  readonly pre: Uint32Array;
  readonly x: Float64Array;
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  readonly synapses: Float64Array;
}

/** The pairs, with what their cells are like taken away. */
function withinCells(pairs: TrendPairs): Columns {
  const x = column(pairs.x, 'x', undefined);
  const n = x.length;
  const { of: pre, count } = readGroups(pairs.pre, n, 'binnedTrend', 'pre');
  const numerator = column(pairs.numerator, 'numerator', n);
  const denominator =
    pairs.denominator === undefined ? new Float64Array(n).fill(1) : column(pairs.denominator, 'denominator', n);
  const synapses = pairs.synapses === undefined ? numerator.slice() : column(pairs.synapses, 'synapses', n);
  const rows = new Uint32Array(count);
  const sums = { x: new Float64Array(count), n: new Float64Array(count), d: new Float64Array(count) };
  for (let row = 0; row < n; row++) {
    if (denominator[row] < 0) {
      throw new InvalidArgumentError(
        `binnedTrend denominator at index ${row} is out of range: received ${denominator[row]}, expected 0 or more`,
        { argument: 'denominator' },
      );
    }
    const cell = pre[row];
    rows[cell]++;
    sums.x[cell] += x[row];
    sums.n[cell] += numerator[row];
    sums.d[cell] += denominator[row];
  }
  for (let row = 0; row < n; row++) {
    const cell = pre[row];
    if (sums.d[cell] === 0) {
      throw new InvalidArgumentError(
        `binnedTrend denominator of a cell adds up to 0: received the pre of index ${row}, expected above 0; leave such cells out`,
        { argument: 'denominator' },
      );
    }
    x[row] -= sums.x[cell] / rows[cell];
    numerator[row] -= (sums.n[cell] / sums.d[cell]) * denominator[row];
  }
  return { pre, x, numerator, denominator, synapses };
}

function column(values: Numbers, argument: string, rowCount: number | undefined): Float64Array {
  const numbers = Float64Array.from(finiteNumbers(values, 'binnedTrend', argument));
  if (rowCount === undefined || numbers.length === rowCount) return numbers;
  throw new InvalidArgumentError(
    `binnedTrend ${argument} has the wrong length: received ${numbers.length}, expected ${rowCount} as in x`,
    { argument },
  );
}

function readEdges(given: Numbers | undefined): Float64Array {
  const edges = Float64Array.from(
    given === undefined
      ? Array.from({ length: 20 }, (_, i) => -1 + i * 0.1)
      : finiteNumbers(given, 'binnedTrend', 'edges'),
  );
  const wrong = edges.findIndex((edge, i) => i > 0 && edge <= edges[i - 1]);
  if (edges.length >= 2 && wrong < 0) return edges;
  throw new InvalidArgumentError(
    wrong < 0
      ? `binnedTrend edges make no bin: received ${edges.length}, expected 2 or more`
      : `binnedTrend edges do not ascend: received ${edges[wrong]} after ${edges[wrong - 1]}, expected more`,
    { argument: 'edges' },
  );
}

/** The bin that x is in, above its lower edge and up to its upper one, or -1. */
function binOf(edges: Float64Array, x: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low < edges.length ? low - 1 : -1;
}

function ratios({ numerator, denominator }: Columns, bin: Float64Array, binCount: number): Float64Array {
  const above = new Float64Array(binCount);
  const below = new Float64Array(binCount);
  for (let row = 0; row < bin.length; row++) {
    if (bin[row] < 0) continue;
    above[bin[row]] += numerator[row];
    below[bin[row]] += denominator[row];
  }
  return above.map((value, b) => (below[b] > 0 ? value / below[b] : Number.NaN));
}

/** For each bin its value in every draw that gave it pairs. */
function drawAgain(
  { numerator, denominator }: Columns,
  bin: Float64Array,
  binCount: number,
  draws: number,
  seed: number,
): number[][] {
  const values: number[][] = Array.from({ length: binCount }, () => []);
  const random = createRandom(seed);
  const rowCount = bin.length;
  // Pairs outside are drawn too, into a bin that nobody looks at.
  const place = Uint16Array.from(bin, b => (b < 0 ? binCount : b));
  const above = new Float64Array(binCount + 1);
  const below = new Float64Array(binCount + 1);
  for (let draw = 0; draw < draws && rowCount > 0; draw++) {
    above.fill(0);
    below.fill(0);
    for (let i = 0; i < rowCount; i++) {
      const row = random.integer(rowCount);
      above[place[row]] += numerator[row];
      below[place[row]] += denominator[row];
    }
    for (let b = 0; b < binCount; b++) if (below[b] > 0) values[b].push(above[b] / below[b]);
  }
  return values;
}

function summary(values: readonly number[]): Pick<TrendBin, 'mean' | 'standardDeviation' | 'ci95'> {
  const n = values.length;
  if (n === 0) return { mean: undefined, standardDeviation: undefined, ci95: undefined };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    standardDeviation: n < 2 ? undefined : Math.sqrt(squares / (n - 1)),
    ci95: [quantile(values, 0.025) as number, quantile(values, 0.975) as number],
  };
}
