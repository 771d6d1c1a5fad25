import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { degrees } from '../connectivity/degrees.js';
import type { GroupOf } from '../connectivity/grouping.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { cellGroups } from './cell-groups.js';

/** Whether a connection counts once, or as often as it has synapses. */
export interface AssortativityOptions {
  /** `edges` (when absent): each connection once. `synapses`: each synapse once. */
  readonly weight?: 'edges' | 'synapses';
}

/** Assortativity by group, and the mixing that it sums up. */
export interface GroupAssortativity {
  /** From -1 to 1; `undefined` without connections, or when all are within one group. */
  readonly coefficient: number | undefined;
  readonly groups: readonly string[];
  /** `mixing[r * groups.length + c]`: the fraction of connections from group r to group c; NaN without any. */
  readonly mixing: Float64Array;
}

/**
 * Whether cells connect within their own group, such as their type, more than with others.
 *
 * With e the mixing matrix, a its row and b its column sums, the coefficient is (Σ e_gg - Σ a_g b_g) / (1 - Σ a_g b_g):
 * 1 when all connections are within groups, 0 when they mix as the groups' sums would have it. O(pairs + groups²).
 *
 * @source Newman 2003, "Mixing patterns in networks", doi:10.1103/PhysRevE.67.026126, equation 2
 * @throws {InvalidArgumentError} when a cell has no group.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.groupAssortativity(wiring, column.cellTypes).coefficient;
 */
export function groupAssortativity(
  connectivity: Connectivity,
  groupOf: GroupOf,
  options: AssortativityOptions = {},
): GroupAssortativity {
  const { groups, group } = cellGroups(connectivity, groupOf, undefined, 'groupAssortativity');
  const weights = checkWeight(connectivity, options.weight, 'groupAssortativity');
  const size = groups.length;
  const sums = new Float64Array(size * size);
  const rows = new Float64Array(size);
  const columns = new Float64Array(size);
  let total = 0;
  forEachEdge(connectivity, (pre, post, entry) => {
    const weight = weights?.[entry] ?? 1;
    sums[group[pre] * size + group[post]] += weight;
    rows[group[pre]] += weight;
    columns[group[post]] += weight;
    total += weight;
  });
  // In whole numbers to the last, so that "all within one group" is seen exactly.
  let within = 0;
  let expected = 0;
  for (let g = 0; g < size; g++) {
    within += sums[g * size + g];
    expected += rows[g] * columns[g];
  }
  const room = total * total - expected;
  return {
    coefficient: total === 0 || room === 0 ? undefined : (total * within - expected) / room,
    groups,
    mixing: sums.map(sum => sum / total),
  };
}

/** Which degrees {@link degreeAssortativity} compares. */
export interface DegreeAssortativityOptions extends AssortativityOptions {
  /** Of the presynaptic cell; `out` when absent. */
  readonly pre?: 'out' | 'in';
  /** Of the postsynaptic cell; `in` when absent. */
  readonly post?: 'out' | 'in';
  /** Degrees in `partners` (when absent) or in `synapses`. */
  readonly degree?: 'partners' | 'synapses';
}

/**
 * Whether cells of many partners connect to cells of many partners: Pearson's correlation, over connections, between a
 * degree of the presynaptic and a degree of the postsynaptic cell.
 *
 * `undefined` when either degree is the same for all connections, or there are none. O(cells + pairs).
 *
 * @source Newman 2003, doi:10.1103/PhysRevE.67.026126; for the four combinations in directed graphs Foster et al. 2010,
 * doi:10.1073/pnas.0912671107
 * @throws {InvalidArgumentError} when an option is unknown.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.degreeAssortativity(wiring, { pre: 'in', post: 'out' });
 */
export function degreeAssortativity(
  connectivity: Connectivity,
  options: DegreeAssortativityOptions = {},
): number | undefined {
  const { pre = 'out', post = 'in', degree = 'partners' } = options;
  checkOneOf(pre, ['out', 'in'], 'degreeAssortativity', 'pre');
  checkOneOf(post, ['out', 'in'], 'degreeAssortativity', 'post');
  checkOneOf(degree, ['partners', 'synapses'], 'degreeAssortativity', 'degree');
  const { outPartners, inPartners, outSynapses, inSynapses } = degrees(connectivity);
  const [outDegree, inDegree] = degree === 'partners' ? [outPartners, inPartners] : [outSynapses, inSynapses];
  const weights = checkWeight(connectivity, options.weight, 'degreeAssortativity');
  return correlation(
    connectivity,
    pre === 'out' ? outDegree : inDegree,
    post === 'out' ? outDegree : inDegree,
    weights,
  );
}

/**
 * Whether cells connect to cells of similar `values`, such as depth or a tuning: Pearson's correlation, over
 * connections, between the value of the presynaptic and that of the postsynaptic cell.
 *
 * `values` run with `connectivity.ids`. `undefined` when either is the same for all connections, or there are none.
 * O(cells + pairs).
 *
 * @source Newman 2003, doi:10.1103/PhysRevE.67.026126, equation 21
 * @throws {InvalidArgumentError} when there is not a finite value for every cell.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.numericAssortativity(wiring, column.cells.getChild('y_um')?.toArray() ?? []); // by depth
 */
export function numericAssortativity(
  connectivity: Connectivity,
  values: Numbers,
  options: AssortativityOptions = {},
): number | undefined {
  const numbers = finiteNumbers(values, 'numericAssortativity');
  if (numbers.length !== connectivity.cellCount) {
    throw new InvalidArgumentError(
      `numericAssortativity values has the wrong length: received ${numbers.length}, expected ${connectivity.cellCount}, one for each cell`,
      { argument: 'values' },
    );
  }
  return correlation(connectivity, numbers, numbers, checkWeight(connectivity, options.weight, 'numericAssortativity'));
}

/** Pearson's correlation over edges: deviations from the means, not differences of squares, which would lose digits. */
function correlation(
  connectivity: Connectivity,
  ofPre: ArrayLike<number>,
  ofPost: ArrayLike<number>,
  weights: Uint32Array | undefined,
): number | undefined {
  let total = 0;
  let preSum = 0;
  let postSum = 0;
  const [preRange, postRange] = [new Range(), new Range()];
  forEachEdge(connectivity, (pre, post, entry) => {
    const weight = weights?.[entry] ?? 1;
    total += weight;
    preSum += weight * ofPre[pre];
    postSum += weight * ofPost[post];
    preRange.add(ofPre[pre]);
    postRange.add(ofPost[post]);
  });
  if (!preRange.varies || !postRange.varies) return undefined;
  const [preMean, postMean] = [preSum / total, postSum / total];
  let products = 0;
  let preSquares = 0;
  let postSquares = 0;
  forEachEdge(connectivity, (pre, post, entry) => {
    const weight = weights?.[entry] ?? 1;
    const [p, q] = [ofPre[pre] - preMean, ofPost[post] - postMean];
    products += weight * p * q;
    preSquares += weight * p * p;
    postSquares += weight * q * q;
  });
  return Math.max(-1, Math.min(1, products / (Math.sqrt(preSquares) * Math.sqrt(postSquares))));
}

class Range {
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  get varies(): boolean {
    return this.#low < this.#high;
  }
}

function forEachEdge(
  { cellCount, offsets, targets }: Connectivity,
  visit: (pre: number, post: number, entry: number) => void,
): void {
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) visit(pre, targets[entry], entry);
  }
}

function checkWeight(connectivity: Connectivity, weight = 'edges', caller: string): Uint32Array | undefined {
  checkOneOf(weight, ['edges', 'synapses'], caller, 'weight');
  return weight === 'synapses' ? connectivity.counts : undefined;
}

function checkOneOf(value: string, known: readonly string[], caller: string, argument: string): void {
  if (known.includes(value)) return;
  throw new InvalidArgumentError(
    `${caller} ${argument} is unknown: received ${value}, expected one of ${known.join(', ')}`,
    { argument },
  );
}
