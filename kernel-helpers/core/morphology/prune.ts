import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { type CompartmentName, keptCodes } from './compartment-names.js';
import { type DerivedSkeleton, keepNodes } from './derived-skeleton.js';
import { segments } from './segments.js';
import { checkLength, childCounts } from './tree.js';

/** What {@link prune} leaves. At least one field. */
export interface PruneOptions {
  /** Keep only nodes of these compartments. */
  readonly keep?: readonly CompartmentName[];
  /** Take off twigs shorter than this. */
  readonly minTwigNm?: number;
}

/**
 * A skeleton without some compartments, without short twigs, or without both (compartments first).
 *
 * A kept node whose parent is not kept becomes a root, so an axon without its soma may be several trees, and the edges
 * that led to it are gone: list 'soma' too to keep them. A twig is the segment from a tip up to a branch point or a
 * soma, and its length is along its edges; a neurite that hangs on neither stays. One round is made: what becomes a
 * twig by it stays. A twig is taken off without its branch point. O(nodes).
 *
 * @throws {InvalidArgumentError} when a compartment is unknown or `minTwigNm` is not a length.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const axon = morphology.prune(cell.skeleton, { keep: ['axon', 'soma'], minTwigNm: 2000 });
 * morphology.tipCount(axon);
 */
export function prune(skeleton: Skeleton, options: PruneOptions): DerivedSkeleton {
  const codes = keptCodes(options.keep, 'prune');
  const left = keepNodes(
    skeleton,
    skeleton.compartments.map(code => codes[code]),
  );
  if (options.minTwigNm === undefined) return left;
  checkLength(options.minTwigNm, 'minTwigNm', 'prune', true);
  const pruned = keepNodes(left, longEnough(left, options.minTwigNm));
  return { ...pruned, sourceNodes: pruned.sourceNodes.map(node => left.sourceNodes[node]) };
}

function longEnough(skeleton: Skeleton, minTwigNm: number): Uint8Array {
  const { compartments } = skeleton;
  const branches = childCounts(skeleton);
  const { startNode, endNode, lengthNm, ofNode } = segments(skeleton);
  const stays = endNode.map((end, s) => {
    const start = startNode[s];
    const isTip = branches[end] === 0 && compartments[end] !== COMPARTMENT.soma;
    const hangs = branches[start] >= 2 || compartments[start] === COMPARTMENT.soma;
    return isTip && hangs && lengthNm[s] < minTwigNm ? 0 : 1;
  });
  return Uint8Array.from(ofNode, segment => (segment < 0 ? 1 : stays[segment]));
}
