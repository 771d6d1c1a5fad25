import { COMPARTMENT, type Skeleton } from '../skeleton.js';

/**
 * How many nodes have two children or more. The soma is none, however many neurites leave it.
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.branchPointCount(cell.skeleton);
 */
export function branchPointCount(skeleton: Skeleton): number {
  return countNeuriteNodes(skeleton, children => children >= 2);
}

/**
 * How many nodes have no child: where neurites end. A soma is none.
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.tipCount(cell.skeleton);
 */
export function tipCount(skeleton: Skeleton): number {
  return countNeuriteNodes(skeleton, children => children === 0);
}

function countNeuriteNodes(skeleton: Skeleton, counts: (children: number) => boolean): number {
  const children = new Uint32Array(skeleton.nodeCount);
  for (let i = 0; i < skeleton.nodeCount; i++) if (skeleton.parents[i] >= 0) children[skeleton.parents[i]]++;
  let count = 0;
  for (let i = 0; i < skeleton.nodeCount; i++) {
    if (skeleton.compartments[i] !== COMPARTMENT.soma && counts(children[i])) count++;
  }
  return count;
}
