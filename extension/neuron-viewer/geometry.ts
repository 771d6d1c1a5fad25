/** A decoded scene as the arrays that the round-cone shader reads. Pure: no DOM, no WebGL. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene-codec.js';
import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import type { IBounds, Vector3 } from './camera';
import { middle } from './camera';

/** Nanometres in the viewer's unit, the micrometre. */
export const NM_PER_UM = 1000;

/** Wide enough for 16 million nodes in the 8,192 rows that every WebGL2 device has. */
export const TEXTURE_WIDTH = 2048;

/** What an edge is drawn as. */
export const EDGE_KIND = { neurite: 0, leavesSoma: 1, sphere: 2 } as const;

/** One texture's worth of numbers: `data[4 * i + channel]`, rows of `width` texels, padded with zeros. */
export interface ITexels<T> {
  readonly data: T;
  readonly width: number;
  readonly height: number;
}

export interface ISceneGeometry {
  /** Absolute place of the arrays' origin in µm; near the middle, so that 32-bit floats keep nanometres. */
  readonly originUm: Vector3;
  /** Every node with its radius, absolute, in µm. */
  readonly boundsUm: IBounds;
  /** Texel i: node i's x, y, z from the origin and its radius, in µm. */
  readonly nodes: ITexels<Float32Array>;
  /** Texel e: the two nodes of edge e (equal for a sphere), its neuron and its {@link EDGE_KIND}. */
  readonly edges: ITexels<Int32Array>;
  readonly edgeCount: number;
  readonly neuronCount: number;
  /** Texel n: neuron n's red, green, blue, and 255 while it is shown or 0 while hidden. */
  readonly colors: ITexels<Uint8Array>;
}

/**
 * The geometry of a scene. Every node but a root gives an edge to its parent; a root gives a sphere, so that somata
 * and single points show; every other node marked as soma gives one too.
 */
export function sceneGeometry(decoded: DecodedScene): ISceneGeometry {
  const boundsUm = nodeBounds(decoded);
  const originUm = middle(boundsUm);
  return {
    originUm,
    boundsUm,
    nodes: nodeTexels(decoded, originUm),
    ...edgeTexels(decoded),
    neuronCount: decoded.scene.neurons.length,
    colors: colorTexels(decoded.scene.neurons.map(neuron => neuron.color)),
  };
}

function nodeBounds({ nodeCount, positionsNm, radiiNm }: DecodedScene): IBounds {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < nodeCount; i += 1) {
    for (let k = 0; k < 3; k += 1) {
      min[k] = Math.min(min[k], (positionsNm[3 * i + k] - radiiNm[i]) / NM_PER_UM);
      max[k] = Math.max(max[k], (positionsNm[3 * i + k] + radiiNm[i]) / NM_PER_UM);
    }
  }
  return { min, max };
}

function nodeTexels({ nodeCount, positionsNm, radiiNm }: DecodedScene, originUm: Vector3): ITexels<Float32Array> {
  const { width, height } = textureSize(nodeCount);
  const data = new Float32Array(4 * width * height);
  for (let i = 0; i < nodeCount; i += 1) {
    for (let k = 0; k < 3; k += 1) data[4 * i + k] = positionsNm[3 * i + k] / NM_PER_UM - originUm[k];
    data[4 * i + 3] = radiiNm[i] / NM_PER_UM;
  }
  return { data, width, height };
}

function edgeTexels(decoded: DecodedScene): { readonly edges: ITexels<Int32Array>; readonly edgeCount: number } {
  const { parents, compartments, firstNode, nodeCount } = decoded;
  const isSoma = (i: number): boolean => compartments[i] === COMPARTMENT.soma;
  const isBall = (i: number): boolean => parents[i] < 0 || isSoma(i);
  let edgeCount = 0;
  for (let i = 0; i < nodeCount; i += 1) edgeCount += (parents[i] >= 0 ? 1 : 0) + (isBall(i) ? 1 : 0);

  const { width, height } = textureSize(edgeCount);
  const data = new Int32Array(4 * width * height);
  let e = 0;
  for (let n = 0; n + 1 < firstNode.length; n += 1) {
    for (let i = firstNode[n]; i < firstNode[n + 1]; i += 1) {
      const parent = parents[i];
      if (isBall(i)) data.set([i, i, n, EDGE_KIND.sphere], 4 * e++);
      if (parent < 0) continue;
      const leavesSoma = isSoma(parent) && !isSoma(i);
      data.set([parent, i, n, leavesSoma ? EDGE_KIND.leavesSoma : EDGE_KIND.neurite], 4 * e++);
    }
  }
  return { edges: { data, width, height }, edgeCount };
}

function colorTexels(colors: readonly string[]): ITexels<Uint8Array> {
  const { width, height } = textureSize(colors.length);
  const data = new Uint8Array(4 * width * height);
  colors.forEach((color, n) => {
    const rgb = Number.parseInt(color.slice(1), 16);
    data.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255], 4 * n);
  });
  return { data, width, height };
}

/** The smallest texture of at most {@link TEXTURE_WIDTH} columns with so many texels, and at least one. */
export function textureSize(texels: number): { readonly width: number; readonly height: number } {
  const width = Math.max(1, Math.min(TEXTURE_WIDTH, texels));
  return { width, height: Math.max(1, Math.ceil(texels / width)) };
}
