// The scene's arrays in memory, for viewers that have no format of their own.

import { splitSurfaces } from './surfaces.mjs';

export async function loadRaw(scene, draws) {
  const raw = {};
  if (draws.skeletons) {
    const { neurons, nodesEach } = scene.sets[draws.set];
    raw.neurons = {
      neurons,
      nodesEach,
      nodes: new Float32Array(await bytes(`${draws.set}.nodes.f32`)),
      parents: new Int32Array(await bytes(`${draws.set}.parents.i32`)),
    };
  }
  if (draws.meshes) {
    const positions = new Float32Array(await bytes('meshes.positions.f32'));
    const triangles = new Uint32Array(await bytes('meshes.triangles.u32'));
    raw.meshes = splitSurfaces(scene.meshes, positions, triangles);
  }
  if (draws.points) raw.points = new Float32Array(await bytes('points.f32'));
  return raw;
}

async function bytes(name) {
  return (await fetch(`/scene/${name}`)).arrayBuffer();
}

/** The two ends of every edge: `ends[6*e + k]`. */
export function segments({ neurons, nodesEach, nodes, parents }) {
  const ends = new Float32Array(6 * neurons * (nodesEach - 1));
  let at = 0;
  for (let n = 0; n < neurons; n += 1) {
    for (let i = 1; i < nodesEach; i += 1) {
      const from = 4 * (n * nodesEach + parents[n * nodesEach + i]);
      const to = 4 * (n * nodesEach + i);
      for (let k = 0; k < 3; k += 1) {
        ends[at + k] = nodes[from + k];
        ends[at + 3 + k] = nodes[to + k];
      }
      at += 6;
    }
  }
  return ends;
}
