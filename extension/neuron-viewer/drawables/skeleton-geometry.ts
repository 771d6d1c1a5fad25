/** Skeletons as the arrays that the round-cone shader reads. Pure: no DOM, no WebGL. */

import type { DecodedSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import type { Vector3 } from '../camera/camera';
import { NM_PER_UM } from '../units';
import { type ITexels, textureSize } from './texels';

/** What an edge is drawn as. */
export const EDGE_KIND = { neurite: 0, leavesSoma: 1, sphere: 2 } as const;

export interface ISkeletonGeometry {
  /** Texel i: node i's x, y, z from the origin and its radius, in µm. */
  readonly nodes: ITexels<Float32Array>;
  /** Texel e: the two nodes of edge e (equal for a sphere), its cell and its {@link EDGE_KIND}. */
  readonly edges: ITexels<Int32Array>;
  readonly edgeCount: number;
}

/**
 * Every node but a root gives an edge to its parent; a root gives a sphere, so that somata and single points show;
 * every other node marked as soma gives one too.
 */
export function skeletonGeometry(decoded: DecodedSkeletons, originUm: Vector3): ISkeletonGeometry {
  return { nodes: nodeTexels(decoded, originUm), ...edgeTexels(decoded) };
}

function nodeTexels(
  { nodeCount, positionsNm, radiiNm, item }: DecodedSkeletons,
  originUm: Vector3,
): ITexels<Float32Array> {
  const { width, height } = textureSize(nodeCount);
  const data = new Float32Array(4 * width * height);
  for (let i = 0; i < nodeCount; i += 1) {
    for (let k = 0; k < 3; k += 1) data[4 * i + k] = positionsNm[3 * i + k] / NM_PER_UM - originUm[k];
    data[4 * i + 3] = (radiiNm[i] / NM_PER_UM) * item.radiusScale;
  }
  return { data, width, height };
}

function edgeTexels(decoded: DecodedSkeletons): { readonly edges: ITexels<Int32Array>; readonly edgeCount: number } {
  const { parents, compartments, firstNode, nodeCount, item } = decoded;
  const isSoma = (i: number): boolean => compartments[i] === COMPARTMENT.soma;
  const isBall = (i: number): boolean => parents[i] < 0 || isSoma(i);
  let edgeCount = 0;
  for (let i = 0; i < nodeCount; i += 1) edgeCount += (parents[i] >= 0 ? 1 : 0) + (isBall(i) ? 1 : 0);

  const { width, height } = textureSize(edgeCount);
  const data = new Int32Array(4 * width * height);
  let e = 0;
  for (let n = 0; n + 1 < firstNode.length; n += 1) {
    const { cell } = item.trees[n];
    for (let i = firstNode[n]; i < firstNode[n + 1]; i += 1) {
      const parent = parents[i];
      if (isBall(i)) data.set([i, i, cell, EDGE_KIND.sphere], 4 * e++);
      if (parent < 0) continue;
      const leavesSoma = isSoma(parent) && !isSoma(i);
      data.set([parent, i, cell, leavesSoma ? EDGE_KIND.leavesSoma : EDGE_KIND.neurite], 4 * e++);
    }
  }
  return { edges: { data, width, height }, edgeCount };
}
