import { InvalidArgumentError } from '../../../errors.js';
import { type IdLike, parseId } from '../../ids.js';
import type { Proximities } from './proximities.js';

/** Pairs of cells that could have made a synapse; the arrays run together. What `nulls.potentialEdges` draws from. */
export interface PotentialPairList {
  /** Ids of the cells whose axons they are. */
  readonly pre: BigUint64Array;
  /** Ids of the cells whose dendrites they are. */
  readonly post: BigUint64Array;
  /** Co-travel length of the dendrite (L_d of paper D), nm; more than 0. */
  readonly overlapNm: Float64Array;
}

/**
 * The pairs of {@link Proximities} by the ids of their cells. Pairs of a cell with itself, and those with no length of
 * dendrite (only edges of length 0 were near), are left out.
 *
 * @throws {InvalidArgumentError} when there are not as many ids as cables, or one is no id.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const cells = column.neurons.slice(0, 40);
 * const skeletons = cells.map(cell => cell.skeleton);
 * const near = await morphology.proximities(skeletons, skeletons, {
 *   radiusNm: 5000, stepNm: 1000, compartmentsA: [2], compartmentsB: [3, 4],
 * });
 * const ids = cells.map(cell => cell.id);
 * morphology.potentialPairs(near, ids, ids).pre.length;
 */
export function potentialPairs(
  near: Proximities,
  preIds: ArrayLike<IdLike>,
  postIds: ArrayLike<IdLike>,
): PotentialPairList {
  const ids = idsOfCables(near, preIds, postIds, 'potentialPairs');
  const kept: number[] = [];
  for (let k = 0; k < near.pairCount; k++) {
    if (near.lengthBNm[k] > 0 && ids.pre[near.a[k]] !== ids.post[near.b[k]]) kept.push(k);
  }
  return {
    pre: BigUint64Array.from(kept, k => ids.pre[near.a[k]]),
    post: BigUint64Array.from(kept, k => ids.post[near.b[k]]),
    overlapNm: Float64Array.from(kept, k => near.lengthBNm[k]),
  };
}

/**
 * The ids of both lists of cables, exact.
 *
 * @throws {InvalidArgumentError} `<caller> preIds …`
 */
export function idsOfCables(
  near: Proximities,
  preIds: ArrayLike<IdLike>,
  postIds: ArrayLike<IdLike>,
  caller: string,
): { readonly pre: BigUint64Array; readonly post: BigUint64Array } {
  const read = (ids: ArrayLike<IdLike>, count: number, argument: string): BigUint64Array => {
    if (ids.length !== count) {
      throw new InvalidArgumentError(
        `${caller} ${argument} is not one a cable: received ${ids.length} ids, expected ${count}, in the order given to proximities`,
        { argument },
      );
    }
    return BigUint64Array.from(ids, (id, i) => parseId(id, `${caller} ${argument} index ${i}`));
  };
  return { pre: read(preIds, near.aCount, 'preIds'), post: read(postIds, near.bCount, 'postIds') };
}
