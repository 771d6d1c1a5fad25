/** Neurons to a stored {@link NeuronScene} and back. The numbers' layout is told in `contract/scene.ts`. */

import type { Neuron } from '../core/skeleton.js';
import { FormatError, InvalidArgumentError } from '../errors.js';
import { packBytes, toBytePlanes, uint16FromBytePlanes, uint32FromBytePlanes, unpackBytes } from './bytes.js';
import type { NeuronScene, PackedNodes, SceneCamera, SceneLayer } from './scene.js';
import { checkScene } from './scene-check.js';

/** Radii below this are stored as this: a logarithmic scale has no zero. */
const smallestRadiusNm = 1;
const positionSteps = 65535;
const radiusSteps = 255;

/** What a scene is besides its neurons. `colors[n]` is neuron n's `#rrggbb`. */
export interface SceneOptions {
  readonly title: string;
  readonly caption: string;
  readonly colors: readonly string[];
  readonly layers?: readonly SceneLayer[];
  readonly camera?: SceneCamera;
}

/** A scene with its arrays unpacked; node i of neuron n lies in `firstNode[n] <= i < firstNode[n + 1]`. */
export interface DecodedScene {
  readonly scene: NeuronScene;
  readonly nodeCount: number;
  /** `positionsNm[3*i + k]`, k = 0, 1, 2 for x, y, z in nm. */
  readonly positionsNm: Float32Array;
  readonly radiiNm: Float32Array;
  /** Index into these same arrays (not within the neuron), -1 for a root; a parent comes before its children. */
  readonly parents: Int32Array;
  /** SWC codes. */
  readonly compartments: Uint8Array;
  /** One longer than there are neurons; the last is `nodeCount`. */
  readonly firstNode: Uint32Array;
}

/**
 * Neurons as the scene that is stored in a notebook. Positions keep to half of `packed.stepNm` (the scene's extent
 * divided by 65,535), radii to half of 1/255 of their logarithmic range; radii under 1 nm are stored as 1 nm.
 *
 * @throws {InvalidArgumentError} when there is no node, or a coordinate or radius is not finite.
 */
export function encodeScene(neurons: readonly Neuron[], options: SceneOptions): NeuronScene {
  return {
    version: 1,
    title: options.title,
    caption: options.caption,
    synthetic: neurons.some(neuron => neuron.synthetic),
    neurons: neurons.map((neuron, n) => ({
      id: neuron.id.toString(),
      label: neuron.label,
      type: neuron.type,
      color: options.colors[n],
      nodeCount: neuron.skeleton.nodeCount,
    })),
    layers: options.layers ?? [],
    ...(options.camera ? { camera: options.camera } : {}),
    packed: packNodes(neurons),
  };
}

function packNodes(neurons: readonly Neuron[]): PackedNodes {
  const nodeCount = neurons.reduce((sum, neuron) => sum + neuron.skeleton.nodeCount, 0);
  if (nodeCount === 0) {
    throw new InvalidArgumentError('scene neurons are empty: received 0 nodes, expected at least 1', {
      argument: 'neurons',
    });
  }
  const { minNm, maxNm, radiusMinNm, radiusMaxNm } = ranges(neurons);
  const stepNm = minNm.map((min, k) => (maxNm[k] - min) / positionSteps);
  const radiusStep = Math.log(radiusMaxNm / radiusMinNm) / radiusSteps;

  const quantised = new Uint16Array(3 * nodeCount);
  const positions = new Uint16Array(3 * nodeCount);
  const radii = new Uint8Array(nodeCount);
  const parents = new Uint32Array(nodeCount);
  const compartments = new Uint8Array(nodeCount);
  let first = 0;
  for (const { skeleton } of neurons) {
    compartments.set(skeleton.compartments.subarray(0, skeleton.nodeCount), first);
    for (let i = 0; i < skeleton.nodeCount; i += 1) {
      const node = first + i;
      const parent = skeleton.parents[i];
      parents[node] = parent < 0 ? 0 : i - parent;
      for (let k = 0; k < 3; k += 1) {
        const offset = skeleton.positionsNm[3 * i + k] - minNm[k];
        const q = stepNm[k] > 0 ? Math.min(positionSteps, Math.round(offset / stepNm[k])) : 0;
        quantised[3 * node + k] = q;
        positions[3 * node + k] = parent < 0 ? q : q - quantised[3 * (first + parent) + k];
      }
      const radius = Math.max(smallestRadiusNm, skeleton.radiiNm[i]);
      radii[node] = radiusStep > 0 ? Math.min(radiusSteps, Math.round(Math.log(radius / radiusMinNm) / radiusStep)) : 0;
    }
    first += skeleton.nodeCount;
  }
  return {
    nodeCount,
    originNm: [minNm[0], minNm[1], minNm[2]],
    stepNm: [stepNm[0], stepNm[1], stepNm[2]],
    radiusMinNm,
    radiusMaxNm,
    positions: packBytes(toBytePlanes(positions)),
    radii: packBytes(radii),
    parents: packBytes(toBytePlanes(parents)),
    compartments: packBytes(compartments),
  };
}

interface Ranges {
  readonly minNm: number[];
  readonly maxNm: number[];
  readonly radiusMinNm: number;
  readonly radiusMaxNm: number;
}

function ranges(neurons: readonly Neuron[]): Ranges {
  const minNm = [Infinity, Infinity, Infinity];
  const maxNm = [-Infinity, -Infinity, -Infinity];
  let radiusMinNm = Infinity;
  let radiusMaxNm = smallestRadiusNm;
  const check = (value: number, what: string, neuron: Neuron, i: number): number => {
    if (Number.isFinite(value)) return value;
    throw new InvalidArgumentError(
      `scene neuron ${neuron.id} node ${i} has a bad ${what}: received ${value}, expected a finite number of nm`,
      { argument: 'neurons' },
    );
  };
  for (const neuron of neurons) {
    const { nodeCount, positionsNm, radiiNm } = neuron.skeleton;
    for (let i = 0; i < nodeCount; i += 1) {
      for (let k = 0; k < 3; k += 1) {
        const value = check(positionsNm[3 * i + k], 'coordinate', neuron, i);
        if (value < minNm[k]) minNm[k] = value;
        if (value > maxNm[k]) maxNm[k] = value;
      }
      const radius = Math.max(smallestRadiusNm, check(radiiNm[i], 'radius', neuron, i));
      if (radius < radiusMinNm) radiusMinNm = radius;
      if (radius > radiusMaxNm) radiusMaxNm = radius;
    }
  }
  return { minNm, maxNm, radiusMinNm, radiusMaxNm };
}

/**
 * A stored scene, checked and unpacked. The value may come from anyone's notebook: it is checked as strictly as
 * {@link checkScene} does before anything is inflated, and no more is inflated than its node count promises.
 *
 * @throws {FormatError} when the scene is not one; the message names the field.
 */
export function decodeScene(value: unknown): DecodedScene {
  const scene = checkScene(value);
  const { packed } = scene;
  const { nodeCount, originNm, stepNm, radiusMinNm, radiusMaxNm } = packed;
  const positions = uint16FromBytePlanes(unpackBytes(packed.positions, 6 * nodeCount, 'packed.positions'));
  const radii = unpackBytes(packed.radii, nodeCount, 'packed.radii');
  const distances = uint32FromBytePlanes(unpackBytes(packed.parents, 4 * nodeCount, 'packed.parents'));
  const compartments = unpackBytes(packed.compartments, nodeCount, 'packed.compartments');

  const firstNode = new Uint32Array(scene.neurons.length + 1);
  scene.neurons.forEach((neuron, n) => {
    firstNode[n + 1] = firstNode[n] + neuron.nodeCount;
  });
  const parents = absoluteParents(distances, firstNode);
  const positionsNm = new Float32Array(3 * nodeCount);
  for (let i = 0; i < nodeCount; i += 1) {
    for (let k = 0; k < 3; k += 1) {
      // The sum wraps at 65,536 by being stored as 16 bits, as the encoder's difference did.
      if (parents[i] >= 0) positions[3 * i + k] += positions[3 * parents[i] + k];
      positionsNm[3 * i + k] = originNm[k] + positions[3 * i + k] * stepNm[k];
    }
  }
  const radiusOf = Float32Array.from(
    { length: radiusSteps + 1 },
    (_, v) => radiusMinNm * (radiusMaxNm / radiusMinNm) ** (v / radiusSteps),
  );
  const radiiNm = Float32Array.from(radii, v => radiusOf[v]);
  return { scene, nodeCount, positionsNm, radiiNm, parents, compartments, firstNode };
}

function absoluteParents(distances: Uint32Array, firstNode: Uint32Array): Int32Array {
  const parents = new Int32Array(distances.length);
  for (let n = 0; n + 1 < firstNode.length; n += 1) {
    for (let i = firstNode[n]; i < firstNode[n + 1]; i += 1) {
      if (distances[i] > i - firstNode[n]) {
        throw new FormatError(
          `neuron scene packed.parents leaves its neuron at node ${i}: received ${distances[i]}, expected at most ` +
            `${i - firstNode[n]}`,
          { format: 'neuron scene', at: `packed.parents[${i}]` },
        );
      }
      parents[i] = distances[i] === 0 ? -1 : i - distances[i];
    }
  }
  return parents;
}
