import type { Skeleton } from '../skeleton.js';

/** A box with its sides along the axes, corners in nm. */
export interface Bounds {
  readonly minNm: readonly [number, number, number];
  readonly maxNm: readonly [number, number, number];
}

/**
 * The smallest box that holds every node's centre, in nm; radii are not added.
 *
 * `undefined` for a skeleton without nodes.
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.bounds(cell.skeleton)?.maxNm;
 */
export function bounds(skeleton: Skeleton): Bounds | undefined {
  if (skeleton.nodeCount === 0) return undefined;
  const minNm: [number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  const maxNm: [number, number, number] = [
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (let i = 0; i < 3 * skeleton.nodeCount; i++) {
    const axis = i % 3;
    const value = skeleton.positionsNm[i];
    if (value < minNm[axis]) minNm[axis] = value;
    if (value > maxNm[axis]) maxNm[axis] = value;
  }
  return { minNm, maxNm };
}
