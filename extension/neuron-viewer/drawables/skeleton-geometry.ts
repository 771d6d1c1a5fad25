/** Skeletons as the arrays that the round-cone shader reads. Pure: no DOM, no WebGL. */

import type { DecodedSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { atOnce, EVERY, type Steps } from 'connectome-helpers/dist/contract/steps.js';
import { keptParentsOf, NOT_KEPT } from 'connectome-helpers/dist/core/morphology/simplify.js';
import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import type { Vector3 } from '../camera/camera';
import { NM_PER_UM } from '../units';
import { type ITexels, textureSize } from './texels';

/** What an edge is drawn as. */
export const EDGE_KIND = { neurite: 0, leavesSoma: 1, sphere: 2 } as const;

/** The edges of all trees at one level of detail. */
export interface IEdges {
  /** Texel e: the two nodes of edge e (equal for a sphere), its cell and its {@link EDGE_KIND}. */
  readonly edges: ITexels<Int32Array>;
  readonly edgeCount: number;
  /** Edge e of tree t lies in `firstEdge[t] <= e < firstEdge[t + 1]`. */
  readonly firstEdge: Uint32Array;
}

/** Texel i: node i's x, y, z from the origin and its radius, in µm. */
export function skeletonNodes(decoded: DecodedSkeletons, originUm: Vector3): ITexels<Float32Array> {
  return atOnce(skeletonNodeSteps(decoded, originUm));
}

/** As {@link skeletonNodes}, in pieces. */
export function* skeletonNodeSteps(
  { nodeCount, positionsNm, radiiNm, item }: DecodedSkeletons,
  originUm: Vector3,
): Steps<ITexels<Float32Array>> {
  const { width, height } = textureSize(nodeCount);
  const data = new Float32Array(4 * width * height);
  for (let i = 0; i < nodeCount; i += 1) {
    for (let k = 0; k < 3; k += 1) data[4 * i + k] = positionsNm[3 * i + k] / NM_PER_UM - originUm[k];
    data[4 * i + 3] = (radiiNm[i] / NM_PER_UM) * item.radiusScale;
    if ((i & EVERY) === EVERY) yield;
  }
  return { data, width, height };
}

/**
 * Every node but a root gives an edge to its parent; a root gives a sphere, so that somata and single points show;
 * every other node marked as soma gives one too. With a tolerance, nodes are left out that lie nearer than that to the
 * edge which takes their place, in position and in radius; somata, branch points and tips are always there.
 */
export function skeletonEdges(decoded: DecodedSkeletons, toleranceNm = 0): IEdges {
  return atOnce(skeletonEdgeSteps(decoded, toleranceNm));
}

/** As {@link skeletonEdges}, in pieces. */
export function* skeletonEdgeSteps(decoded: DecodedSkeletons, toleranceNm: number): Steps<IEdges> {
  const { compartments, firstNode, nodeCount, item } = decoded;
  const kept = toleranceNm > 0 ? yield* keptSteps(decoded, toleranceNm) : decoded.parents;
  const isSoma = (i: number): boolean => compartments[i] === COMPARTMENT.soma;
  const isBall = (i: number): boolean => kept[i] === -1 || isSoma(i);
  let edgeCount = 0;
  for (let i = 0; i < nodeCount; i += 1) {
    if (kept[i] !== NOT_KEPT) edgeCount += (kept[i] >= 0 ? 1 : 0) + (isBall(i) ? 1 : 0);
    if ((i & EVERY) === EVERY) yield;
  }
  const { width, height } = textureSize(edgeCount);
  const data = new Int32Array(4 * width * height);
  const firstEdge = new Uint32Array(firstNode.length);
  let e = 0;
  const put = (from: number, to: number, cell: number, kind: number): void => {
    data[4 * e] = from;
    data[4 * e + 1] = to;
    data[4 * e + 2] = cell;
    data[4 * e + 3] = kind;
    e += 1;
  };
  for (let t = 0; t + 1 < firstNode.length; t += 1) {
    const { cell } = item.trees[t];
    firstEdge[t] = e;
    for (let i = firstNode[t]; i < firstNode[t + 1]; i += 1) {
      const parent = kept[i];
      if (parent === NOT_KEPT) continue;
      if (isBall(i)) put(i, i, cell, EDGE_KIND.sphere);
      if (parent < 0) continue;
      put(parent, i, cell, isSoma(parent) && !isSoma(i) ? EDGE_KIND.leavesSoma : EDGE_KIND.neurite);
    }
    yield;
  }
  firstEdge[firstNode.length - 1] = e;
  return { edges: { data, width, height }, edgeCount, firstEdge };
}

/** The nearest kept ancestor of each node, tree after tree. */
function* keptSteps(decoded: DecodedSkeletons, toleranceNm: number): Steps<Int32Array> {
  const { firstNode, nodeCount } = decoded;
  const kept = new Uint8Array(nodeCount);
  const parents = new Int32Array(nodeCount);
  for (let t = 0; t + 1 < firstNode.length; t += 1) {
    keptParentsOf(decoded, toleranceNm, firstNode[t], firstNode[t + 1], kept, parents);
    yield;
  }
  return parents;
}
