/** Skeletons to packed nodes and back. The numbers' layout is told in `scene.ts`. */

import type { Skeleton } from '../../core/skeleton.js';
import { FormatError, InvalidArgumentError } from '../../errors.js';
import { packBytes, toBytePlanes, uint16Steps, uint32Steps, unpackSteps } from '../bytes.js';
import { atOnce, EVERY, type Steps } from '../steps.js';
import { codeSteps } from './paint.js';
import { positionGrid, quantise, radiiSteps, radiusCode, radiusScale } from './quantised.js';
import type { PackedNodes, SceneSkeletons } from './scene.js';

/** Skeletons unpacked; node i of tree t lies in `firstNode[t] <= i < firstNode[t + 1]`. */
export interface DecodedSkeletons {
  readonly kind: 'skeletons';
  readonly item: SceneSkeletons;
  readonly nodeCount: number;
  /** `positionsNm[3*i + k]`, k = 0, 1, 2 for x, y, z in nm. */
  readonly positionsNm: Float32Array;
  /** As they are in the data: `item.radiusScale` is not applied. */
  readonly radiiNm: Float32Array;
  /** Index into these same arrays (not within the tree), -1 for a root; a parent comes before its children. */
  readonly parents: Int32Array;
  /** SWC codes. */
  readonly compartments: Uint8Array;
  /** One longer than there are trees; the last is `nodeCount`. */
  readonly firstNode: Uint32Array;
  readonly paintCodes?: Uint8Array;
}

/**
 * Skeletons as they are stored in a notebook. Positions keep to half of `stepNm` (the extent divided by 65,535), radii
 * to half of 1/255 of their logarithmic range; radii under 1 nm are stored as 1 nm. `names[n]` says in errors which
 * skeleton is meant.
 *
 * @throws {InvalidArgumentError} when there is no node, or a coordinate or radius is not finite.
 */
export function packSkeletons(skeletons: readonly Skeleton[], names: readonly string[] = []): PackedNodes {
  const nodeCount = skeletons.reduce((sum, skeleton) => sum + skeleton.nodeCount, 0);
  if (nodeCount === 0) {
    throw new InvalidArgumentError('scene skeletons are empty: received 0 nodes, expected at least 1', {
      argument: 'neurons',
    });
  }
  const where = (n: number, i: number): string => `neuron ${names[n] ?? n} node ${i}`;
  const grid = positionGrid(
    skeletons.map(skeleton => skeleton.positionsNm.subarray(0, 3 * skeleton.nodeCount)),
    where,
  );
  const scale = radiusScale(
    skeletons.map(skeleton => skeleton.radiiNm.subarray(0, skeleton.nodeCount)),
    where,
  );
  const quantised = new Uint16Array(3 * nodeCount);
  const positions = new Uint16Array(3 * nodeCount);
  const radii = new Uint8Array(nodeCount);
  const parents = new Uint32Array(nodeCount);
  const compartments = new Uint8Array(nodeCount);
  let first = 0;
  for (const skeleton of skeletons) {
    compartments.set(skeleton.compartments.subarray(0, skeleton.nodeCount), first);
    for (let i = 0; i < skeleton.nodeCount; i += 1) {
      const node = first + i;
      const parent = skeleton.parents[i];
      parents[node] = parent < 0 ? 0 : i - parent;
      for (let k = 0; k < 3; k += 1) {
        const q = quantise(grid, skeleton.positionsNm[3 * i + k], k);
        quantised[3 * node + k] = q;
        positions[3 * node + k] = parent < 0 ? q : q - quantised[3 * (first + parent) + k];
      }
      radii[node] = radiusCode(scale, skeleton.radiiNm[i]);
    }
    first += skeleton.nodeCount;
  }
  return {
    nodeCount,
    ...grid,
    radiusMinNm: scale.minNm,
    radiusMaxNm: scale.maxNm,
    positions: packBytes(toBytePlanes(positions)),
    radii: packBytes(radii),
    parents: packBytes(toBytePlanes(parents)),
    compartments: packBytes(compartments),
  };
}

/**
 * Checked skeletons unpacked.
 *
 * @throws {FormatError} when the arrays are not what the counts promise; the message names the field.
 */
export function unpackSkeletons(item: SceneSkeletons, at: string): DecodedSkeletons {
  return atOnce(skeletonSteps(item, at));
}

/** As {@link unpackSkeletons}, in pieces. */
export function* skeletonSteps(item: SceneSkeletons, at: string): Steps<DecodedSkeletons> {
  const { nodeCount, originNm, stepNm, radiusMinNm, radiusMaxNm, ...packed } = item.packed;
  const unpack = (field: keyof typeof packed, bytes: number): Steps<Uint8Array> =>
    unpackSteps(packed[field], bytes * nodeCount, `${at}.packed.${field}`);
  const positions = yield* uint16Steps(yield* unpack('positions', 6));
  const radii = yield* unpack('radii', 1);
  const distances = yield* uint32Steps(yield* unpack('parents', 4));
  const compartments = yield* unpack('compartments', 1);
  const firstNode = new Uint32Array(item.trees.length + 1);
  item.trees.forEach((tree, t) => {
    firstNode[t + 1] = firstNode[t] + tree.nodeCount;
  });
  const parents = yield* absoluteParents(distances, firstNode, at);
  const positionsNm = new Float32Array(3 * nodeCount);
  for (let i = 0; i < nodeCount; i += 1) {
    const parent = parents[i];
    for (let k = 0; k < 3; k += 1) {
      // The sum wraps at 65,536 by being stored as 16 bits, as the encoder's difference did.
      if (parent >= 0) positions[3 * i + k] += positions[3 * parent + k];
      positionsNm[3 * i + k] = originNm[k] + positions[3 * i + k] * stepNm[k];
    }
    if ((i & EVERY) === EVERY) yield;
  }
  const radiiNm = yield* radiiSteps({ minNm: radiusMinNm, maxNm: radiusMaxNm }, radii);
  const paintCodes = yield* codeSteps(item.paint, nodeCount, at);
  return {
    kind: 'skeletons',
    item,
    nodeCount,
    positionsNm,
    radiiNm,
    parents,
    compartments,
    firstNode,
    ...(paintCodes ? { paintCodes } : {}),
  };
}

function* absoluteParents(distances: Uint32Array, firstNode: Uint32Array, at: string): Steps<Int32Array> {
  const parents = new Int32Array(distances.length);
  for (let n = 0; n + 1 < firstNode.length; n += 1) {
    for (let i = firstNode[n]; i < firstNode[n + 1]; i += 1) {
      if (distances[i] > i - firstNode[n]) {
        throw new FormatError(
          `neuron scene ${at}.packed.parents leaves its tree at node ${i}: received ${distances[i]}, expected at most ` +
            `${i - firstNode[n]}`,
          { format: 'neuron scene', at: `${at}.packed.parents[${i}]` },
        );
      }
      parents[i] = distances[i] === 0 ? -1 : i - distances[i];
      if ((i & EVERY) === EVERY) yield;
    }
  }
  return parents;
}
