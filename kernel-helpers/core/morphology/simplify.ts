import { InvalidArgumentError } from '../../errors.js';
import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { type DerivedSkeleton, takeNodes } from './derived-skeleton.js';

/** What {@link keptParents} needs of a skeleton. */
export type TreeShape = Pick<Skeleton, 'nodeCount' | 'positionsNm' | 'radiiNm' | 'parents' | 'compartments'>;

/**
 * The skeleton with fewer nodes: of every unbranched run only those stay without which a node would lie more than
 * `toleranceNm` from the round cone that replaces it, in position or in radius. Roots, branch points, tips, somata and
 * changes of compartment stay. O(nodes × depth of the division), near O(nodes log nodes).
 *
 * @param toleranceNm nanometres, 0 or more; 0 removes nodes that lie exactly on a straight, evenly tapering run.
 * @source Douglas and Peucker 1973, https://doi.org/10.3138/FM57-6770-U75U-7727, with the radius as a fourth measure
 * @throws {InvalidArgumentError} when the tolerance is not a number of 0 or more.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const { skeleton } = column.neurons[0];
 * morphology.simplify(skeleton, 500).nodeCount < skeleton.nodeCount;
 */
export function simplify(skeleton: Skeleton, toleranceNm: number): DerivedSkeleton {
  if (!(toleranceNm >= 0)) {
    throw new InvalidArgumentError(
      `simplify toleranceNm is not valid: received ${toleranceNm}, expected nanometres, 0 or more`,
      { argument: 'toleranceNm' },
    );
  }
  const kept = keptParents(skeleton, toleranceNm);
  const sources: number[] = [];
  const renumbered = new Int32Array(skeleton.nodeCount);
  for (let i = 0; i < skeleton.nodeCount; i += 1) if (kept[i] !== NOT_KEPT) renumbered[i] = sources.push(i) - 1;
  const sourceNodes = Int32Array.from(sources);
  return takeNodes(
    skeleton,
    sourceNodes,
    sourceNodes.map(node => (kept[node] < 0 ? -1 : renumbered[kept[node]])),
  );
}

/** Stands in {@link keptParents} for a node that is left out. */
export const NOT_KEPT = -2;

/**
 * For each node its nearest kept ancestor, -1 for a root, {@link NOT_KEPT} for a node that is left out at this
 * tolerance; which are kept is told in {@link simplify}.
 */
export function keptParents(tree: TreeShape, toleranceNm: number): Int32Array {
  const kept = new Uint8Array(tree.nodeCount);
  const result = new Int32Array(tree.nodeCount);
  keptParentsOf(tree, toleranceNm, 0, tree.nodeCount, kept, result);
  return result;
}

/**
 * As {@link keptParents}, only of the nodes `from` ≤ i < `to`, which are whole trees: written into `result`. `kept` is
 * room for as many numbers, zeros before.
 */
export function keptParentsOf(
  tree: TreeShape,
  toleranceNm: number,
  from: number,
  to: number,
  kept: Uint8Array,
  result: Int32Array,
): void {
  const { parents, compartments } = tree;
  const childCount = new Uint32Array(to - from);
  for (let i = from; i < to; i += 1) if (parents[i] >= 0) childCount[parents[i] - from] += 1;
  for (let i = from; i < to; i += 1) {
    const parent = parents[i];
    const isSoma = compartments[i] === COMPARTMENT.soma;
    if (parent < 0 || childCount[i - from] !== 1 || isSoma) kept[i] = 1;
    // The run's last node of its compartment, and the first after a soma, whose place says where the neurite leaves.
    if (parent >= 0 && compartments[parent] !== compartments[i]) {
      kept[parent] = 1;
      if (compartments[parent] === COMPARTMENT.soma) kept[i] = 1;
    }
  }
  const run: number[] = [];
  const stack: number[] = [];
  for (let end = from; end < to; end += 1) {
    if (kept[end] !== 1 || parents[end] < 0) continue;
    run.length = 0;
    run.push(end);
    for (let at = parents[end]; ; at = parents[at]) {
      run.push(at);
      if (kept[at] !== 0) break;
    }
    divide(tree, run, toleranceNm, kept, stack);
  }
  for (let i = from; i < to; i += 1) {
    if (kept[i] === 0) {
      result[i] = NOT_KEPT;
      continue;
    }
    let at = parents[i];
    while (at >= 0 && kept[at] === 0) at = parents[at];
    result[i] = at;
  }
}

/** Keeps of a run the node that lies worst, as long as it lies worse than the tolerance, and goes on on both sides. */
function divide(tree: TreeShape, run: readonly number[], tolerance: number, kept: Uint8Array, stack: number[]): void {
  stack.length = 0;
  stack.push(0, run.length - 1);
  while (stack.length > 0) {
    const last = stack.pop() as number;
    const first = stack.pop() as number;
    let worst = -1;
    let most = tolerance;
    for (let i = first + 1; i < last; i += 1) {
      const off = deviationNm(tree, run[i], run[first], run[last]);
      if (off > most) {
        most = off;
        worst = i;
      }
    }
    if (worst < 0) continue;
    // 2: kept, but not an end of a run of its own.
    kept[run[worst]] = 2;
    stack.push(first, worst, worst, last);
  }
}

/** How far node `i` lies from the round cone of nodes `a` and `b`: in position or in radius, whichever is more. */
export function deviationNm({ positionsNm, radiiNm }: TreeShape, i: number, a: number, b: number): number {
  const [ax, ay, az] = [positionsNm[3 * a], positionsNm[3 * a + 1], positionsNm[3 * a + 2]];
  const [dx, dy, dz] = [positionsNm[3 * b] - ax, positionsNm[3 * b + 1] - ay, positionsNm[3 * b + 2] - az];
  const [px, py, pz] = [positionsNm[3 * i] - ax, positionsNm[3 * i + 1] - ay, positionsNm[3 * i + 2] - az];
  const squared = dx * dx + dy * dy + dz * dz;
  const t = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / squared)) : 0;
  const [ox, oy, oz] = [px - t * dx, py - t * dy, pz - t * dz];
  // Not Math.hypot, which takes ten times as long.
  const off = Math.sqrt(ox * ox + oy * oy + oz * oz);
  return Math.max(off, Math.abs(radiiNm[i] - (radiiNm[a] + t * (radiiNm[b] - radiiNm[a]))));
}
