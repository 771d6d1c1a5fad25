import type { Skeleton } from '../skeleton.js';
import { edgeLengthsNm } from './edge-lengths.js';
import { checkNode, childCounts, somaNode } from './tree.js';

/**
 * The length of the way along the arbor from one node to every node, in nm: `distances[node]`.
 *
 * Up and down the tree, so the node need not be its root. NaN for the nodes of other trees of the skeleton. O(nodes).
 *
 * @throws {InvalidArgumentError} when `node` is not in the skeleton.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * stats.quantile(morphology.pathDistanceNm(cell.skeleton, 0), 0.5);
 */
export function pathDistanceNm(skeleton: Skeleton, node: number): Float64Array {
  checkNode(skeleton, node, 'pathDistanceNm');
  const { nodeCount, parents } = skeleton;
  const lengths = edgeLengthsNm(skeleton);
  const distances = new Float64Array(nodeCount).fill(Number.NaN);
  distances[node] = 0;
  for (let i = node; parents[i] >= 0; i = parents[i]) distances[parents[i]] = distances[i] + lengths[i];
  for (let i = 0; i < nodeCount; i++) {
    if (parents[i] >= 0 && Number.isNaN(distances[i])) distances[i] = distances[parents[i]] + lengths[i];
  }
  return distances;
}

/**
 * The length of the way along the arbor from the soma's centre to every node, in nm: `distances[node]`.
 *
 * The soma is the first node of that compartment, wherever it stands in the tree. NaN for nodes that no way leads to,
 * and for all of a skeleton without soma: take {@link pathDistanceNm} from a node of your choice there. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.pathDistanceToSomaNm(cell.skeleton).reduce((far, d) => Math.max(far, d), 0) / 1000; // µm
 */
export function pathDistanceToSomaNm(skeleton: Skeleton): Float64Array {
  const soma = somaNode(skeleton);
  if (soma < 0) return new Float64Array(skeleton.nodeCount).fill(Number.NaN);
  return pathDistanceNm(skeleton, soma);
}

/**
 * The straight distance from the soma's centre to every node, in nm: `distances[node]`.
 *
 * The soma is the first node of that compartment; NaN throughout without one. Never above the path distance. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.euclideanDistanceToSomaNm(cell.skeleton)[100];
 */
export function euclideanDistanceToSomaNm(skeleton: Skeleton): Float64Array {
  const { nodeCount, positionsNm } = skeleton;
  const soma = somaNode(skeleton);
  const distances = new Float64Array(nodeCount).fill(Number.NaN);
  if (soma < 0) return distances;
  for (let i = 0; i < nodeCount; i++) {
    const dx = positionsNm[3 * i] - positionsNm[3 * soma];
    const dy = positionsNm[3 * i + 1] - positionsNm[3 * soma + 1];
    const dz = positionsNm[3 * i + 2] - positionsNm[3 * soma + 2];
    distances[i] = Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
  return distances;
}

/**
 * How many branch points lie between each node and the root of its tree: `orders[node]`, 0 for a stem. O(nodes).
 *
 * Centrifugal order: the children of a branch point (two children or more) are one above it. The soma is no branch
 * point, so all its neurites begin at 0. The tree counts as it is rooted: see `reroot` to root it at the soma.
 *
 * @source Uylings, Smit and Veltman 1975, Adv. Neurol. 12:247
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.branchOrders(cell.skeleton).reduce((most, order) => Math.max(most, order), 0);
 */
export function branchOrders(skeleton: Skeleton): Int32Array {
  const { nodeCount, parents } = skeleton;
  const branches = childCounts(skeleton);
  const orders = new Int32Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    const parent = parents[i];
    if (parent < 0) continue;
    orders[i] = orders[parent] + (branches[parent] >= 2 && skeleton.compartments[parent] !== 1 ? 1 : 0);
  }
  return orders;
}
