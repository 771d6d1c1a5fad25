// Writes the scene once: raw arrays for the payloads and for three.js and deck.gl, precomputed for Neuroglancer.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tubes } from './page/tubes.mjs';
import { writeMeshes, writePoints, writeSkeletons } from './precomputed.mjs';
import { growMeshes, growNeurons, growPoints } from './scene.mjs';

/** Sides of the tubes that stand for neurites in viewers that have no radius of their own. */
export const TUBE_SIDES = 6;

export const SIZES = {
  full: { neurons: 100, thousand: 1_000, nodesEach: 5_000, meshes: 20, meshNodes: 5_000, points: 500_000 },
  quick: { neurons: 10, thousand: 100, nodesEach: 5_000, meshes: 2, meshNodes: 5_000, points: 50_000 },
};

/**
 * The scene's folder, written when it is not there or was made by other code. `scene.json` in it says what the arrays
 * hold: little-endian, `*.nodes.f32` 4 numbers a node (x, y, z, radius in nm), `*.parents.i32` within the neuron.
 */
export function sceneFiles(folder, sizes, stamp) {
  const file = join(folder, 'scene.json');
  if (existsSync(file)) {
    const scene = JSON.parse(readFileSync(file, 'utf8'));
    if (scene.stamp === stamp) return scene;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const hundred = growNeurons(1, sizes.neurons, sizes.nodesEach);
  const thousand = growNeurons(2, sizes.thousand, sizes.nodesEach);
  const meshes = growMeshes(3, sizes.meshes, sizes.meshNodes);
  const points = growPoints(4, sizes.points, hundred);
  const boundsNm = bounds(thousand.nodes, 4, bounds(hundred.nodes, 4, bounds(points, 3)));
  const scene = {
    stamp,
    sets: {
      hundred: writeNeurons(folder, 'hundred', hundred),
      thousand: writeNeurons(folder, 'thousand', thousand),
    },
    meshes: writeSurfaces(folder, 'meshes', meshes),
    hundredTubes: writeTubes(folder, 'hundredTubes', hundred),
    thousandTubes: writeTubes(folder, 'thousandTubes', thousand),
    points: sizes.points,
    precomputedBytes: {
      hundred: writeSkeletons(join(folder, 'precomputed', 'hundred'), hundred),
      thousand: writeSkeletons(join(folder, 'precomputed', 'thousand'), thousand),
      meshes: writeMeshes(join(folder, 'precomputed', 'meshes'), meshes),
      points: writePoints(join(folder, 'precomputed', 'points'), points, boundsNm),
    },
    boundsNm,
    camera: cameraBefore(boundsNm),
  };
  writeArray(folder, 'points.f32', points);
  writeFileSync(file, JSON.stringify(scene));
  return scene;
}

function writeNeurons(folder, name, { neurons, nodesEach, nodes, parents }) {
  writeArray(folder, `${name}.nodes.f32`, nodes);
  writeArray(folder, `${name}.parents.i32`, parents);
  return { neurons, nodesEach, tubeBytes: tubeBytes({ neurons, nodesEach }) };
}

/** Nothing when a notebook could not hold them: their base64 is longer than Chromium's longest string. */
function writeTubes(folder, name, neurons) {
  if (tubeBytes(neurons) * (4 / 3) > 2 ** 29 - 24) return undefined;
  const { nodesEach, nodes, parents } = neurons;
  const around = Array.from({ length: neurons.neurons }, (_, n) => {
    const [from, to] = [n * nodesEach, (n + 1) * nodesEach];
    return tubes(nodes.subarray(4 * from, 4 * to), parents.subarray(from, to), TUBE_SIDES);
  });
  return writeSurfaces(folder, name, around);
}

/** Of vertices of three floats and triangles of three whole numbers, the somata aside. */
function tubeBytes({ neurons, nodesEach }) {
  return 36 * TUBE_SIDES * neurons * nodesEach;
}

function writeSurfaces(folder, name, surfaces) {
  for (const [what, type] of [
    ['positions', Float32Array],
    ['triangles', Uint32Array],
  ]) {
    const all = new type(surfaces.reduce((sum, surface) => sum + surface[what].length, 0));
    let at = 0;
    for (const surface of surfaces) {
      all.set(surface[what], at);
      at += surface[what].length;
    }
    writeArray(folder, `${name}.${what}.${what === 'positions' ? 'f32' : 'u32'}`, all);
  }
  return surfaces.map(({ positions, triangles }) => ({
    vertices: positions.length / 3,
    triangles: triangles.length / 3,
  }));
}

function writeArray(folder, name, array) {
  writeFileSync(join(folder, name), Buffer.from(array.buffer, array.byteOffset, array.byteLength));
}

function bounds(values, stride, within) {
  const [least, most] = within ?? [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (let i = 0; i < values.length; i += stride) {
    for (let k = 0; k < 3; k += 1) {
      least[k] = Math.min(least[k], Math.floor(values[i + k]));
      most[k] = Math.max(most[k], Math.ceil(values[i + k]));
    }
  }
  return [least, most];
}

/** Everything in a view of 3 to 2 with a narrow opening, seen a little from the side and from above. */
function cameraBefore([least, most]) {
  const fov = 20;
  const size = most.map((value, k) => value - least[k]);
  const high = Math.max(size[1], (size[0] * 2) / 3);
  return {
    targetNm: least.map((value, k) => (value + most[k]) / 2),
    distanceNm: (0.5 * high) / Math.tan((fov * Math.PI) / 360) + 0.3 * size[2],
    azimuth: 0.42,
    elevation: 0.06,
    fov,
  };
}
