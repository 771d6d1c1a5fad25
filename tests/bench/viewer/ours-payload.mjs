// Ours: the scene as `viewer(...)` stores it in a notebook.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packMeshes } from '../../../kernel-helpers/dist/contract/scene/meshes.js';
import { packPoints } from '../../../kernel-helpers/dist/contract/scene/points.js';
import { packSkeletons } from '../../../kernel-helpers/dist/contract/scene/skeletons.js';
import { pick3, spatialOrder } from '../../../kernel-helpers/dist/display/viewer/synapse-points.js';
import { colorOf, pointColor } from './page/camera.mjs';
import { splitSurfaces } from './page/surfaces.mjs';

export async function ourPayload(scene, draws, folder) {
  const read = (name, type) => {
    const bytes = readFileSync(join(folder, name));
    return new type(bytes.buffer, bytes.byteOffset, bytes.byteLength / type.BYTES_PER_ELEMENT);
  };
  const items = [];
  const neurons = draws.skeletons ? scene.sets[draws.set].neurons : 0;
  if (draws.skeletons) items.push(skeletonItem(scene.sets[draws.set], draws.set, read));
  if (draws.meshes) items.push(await meshItem(scene.meshes, read));
  if (draws.points) items.push(pointItem(read('points.f32', Float32Array)));
  const { targetNm, distanceNm, azimuth, elevation } = scene.camera;
  const cells = Math.max(neurons, draws.meshes ? scene.meshes.length : 0);
  return {
    version: 2,
    title: '',
    caption: '',
    synthetic: true,
    notes: [],
    axes: 'cortex',
    cells: Array.from({ length: cells }, (_, n) => ({
      id: `${n + 1}`,
      label: `${n + 1}`,
      type: null,
      color: colorOf(n),
    })),
    items,
    layers: [],
    view: { camera: { target: targetNm, azimuth, elevation, distance: distanceNm } },
  };
}

function skeletonItem({ neurons, nodesEach }, set, read) {
  const nodes = read(`${set}.nodes.f32`, Float32Array);
  const parents = read(`${set}.parents.i32`, Int32Array);
  const skeletons = Array.from({ length: neurons }, (_, n) => {
    const first = n * nodesEach;
    const positionsNm = new Float32Array(3 * nodesEach);
    const radiiNm = new Float32Array(nodesEach);
    const compartments = new Uint8Array(nodesEach).fill(3);
    compartments[0] = 1;
    for (let i = 0; i < nodesEach; i += 1) {
      positionsNm.set(nodes.subarray(4 * (first + i), 4 * (first + i) + 3), 3 * i);
      radiiNm[i] = nodes[4 * (first + i) + 3];
    }
    return {
      nodeCount: nodesEach,
      positionsNm,
      radiiNm,
      parents: parents.subarray(first, first + nodesEach),
      compartments,
    };
  });
  const trees = skeletons.map(({ nodeCount }, cell) => ({ cell, nodeCount }));
  const item = { kind: 'skeletons', key: 'neurons', name: 'neurons', opacity: 1, radiusScale: 1, trees };
  return { ...item, packed: packSkeletons(skeletons) };
}

async function meshItem(meshes, read) {
  const positions = read('meshes.positions.f32', Float32Array);
  const triangles = read('meshes.triangles.u32', Uint32Array);
  const surfaces = splitSurfaces(meshes, positions, triangles).map(of => ({
    vertexCount: of.positions.length / 3,
    triangleCount: of.triangles.length / 3,
    positionsNm: of.positions,
    triangles: of.triangles,
  }));
  const { parts, packed } = await packMeshes(surfaces);
  const item = { kind: 'meshes', key: 'meshes', name: 'meshes', opacity: 1 };
  return { ...item, parts: parts.map((part, cell) => ({ ...part, cell })), packed };
}

function pointItem(positionsNm) {
  const item = { kind: 'points', key: 'synapses', name: 'synapses', role: 'synapses', opacity: 1, radiusNm: 1000 };
  const ordered = pick3(positionsNm, spatialOrder(positionsNm, undefined));
  return { ...item, color: pointColor, packed: packPoints({ positionsNm: ordered }) };
}
