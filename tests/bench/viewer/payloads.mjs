// What each viewer would store in a notebook's output for a scene, made once and kept beside the scene.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../bench-python.mjs';
import { nameOf } from './cases.mjs';
import { ourPayload } from './ours-payload.mjs';
import { colorOf, eyeOf, pointColor } from './page/camera.mjs';
import { splitSurfaces } from './page/surfaces.mjs';

const base64Bytes = bytes => 4 * Math.ceil(bytes / 3);

/**
 * `{ name, bytes, note }` of a case: the file the page reads, how many bytes the notebook would hold. `impossible` in
 * it says why there is none.
 */
export async function payloadOf(aCase, scene, folder, python) {
  const { peer, draws } = aCase;
  if (peer === 'neuroglancer') return { bytes: precomputedBytes(scene, draws), note: 'read from files' };
  if (peer === 'three' || peer === 'deck') return { bytes: base64Bytes(rawBytes(scene, draws)), note: 'raw arrays' };
  if (draws.skeletons === 'tubes' && !scene[`${draws.set}Tubes`]) {
    const bytes = base64Bytes(scene.sets[draws.set].tubeBytes);
    return { bytes, impossible: 'not tried: its tubes are longer than a string of the browser may be (512 MB)' };
  }
  const payloads = join(folder, 'payloads');
  mkdirSync(payloads, { recursive: true });
  const name = `${nameOf(aCase)}.${peer === 'k3d' ? 'b64' : 'json'}`;
  const file = join(payloads, name);
  if (!existsSync(file)) {
    console.log(`- writing the payload of ${nameOf(aCase)}`);
    if (peer === 'k3d') {
      const { eye, up } = eyeOf(scene.camera);
      const more = {
        ...draws,
        camera: [...eye, ...scene.camera.targetNm, ...up],
        colors: Array.from({ length: 10 }, (_, n) => Number.parseInt(colorOf(n).slice(1), 16)),
        pointColor: Number.parseInt(pointColor.slice(1), 16),
      };
      const script = fileURLToPath(new URL('k3d_payload.py', import.meta.url));
      run(python, [script, folder, JSON.stringify(more), file]);
    } else {
      const payload = peer === 'plotly' ? figure(scene, draws, folder) : await ourPayload(scene, draws, folder);
      writeFileSync(file, JSON.stringify(payload));
    }
  }
  return { name, bytes: statSync(file).size };
}

function precomputedBytes({ precomputedBytes: of }, { skeletons, set, meshes, points }) {
  return (skeletons ? of[set] : 0) + (meshes ? of.meshes : 0) + (points ? of.points : 0);
}

function rawBytes(scene, { skeletons, set, meshes, points }) {
  const { neurons, nodesEach } = skeletons ? scene.sets[set] : { neurons: 0, nodesEach: 0 };
  const surfaces = meshes ? scene.meshes : [];
  return (
    20 * neurons * nodesEach +
    surfaces.reduce((sum, { vertices, triangles }) => sum + 12 * vertices + 12 * triangles, 0) +
    (points ? 12 * scene.points : 0)
  );
}

/** As plotly.py writes a figure with numpy arrays: base64 of the bytes, and their type. */
function figure(scene, draws, folder) {
  const read = (name, type) => {
    const bytes = readFileSync(join(folder, name));
    return new type(bytes.buffer, bytes.byteOffset, bytes.byteLength / type.BYTES_PER_ELEMENT);
  };
  const data = [];
  const surfaces = name => {
    const positions = read(`${name}.positions.f32`, Float32Array);
    const triangles = read(`${name}.triangles.u32`, Uint32Array);
    splitSurfaces(scene[name], positions, triangles).forEach((surface, m) => {
      const [x, y, z] = columns(surface.positions);
      const [i, j, k] = columns(surface.triangles);
      data.push({ type: 'mesh3d', x, y, z, i, j, k, color: colorOf(m), hoverinfo: 'skip' });
    });
  };
  if (draws.skeletons === 'tubes') surfaces(`${draws.set}Tubes`);
  if (draws.skeletons === 'lines') {
    const { neurons, nodesEach } = scene.sets[draws.set];
    const nodes = read(`${draws.set}.nodes.f32`, Float32Array);
    const parents = read(`${draws.set}.parents.i32`, Int32Array);
    for (let n = 0; n < neurons; n += 1) {
      const [x, y, z] = columns(paths(nodes, parents, n * nodesEach, nodesEach));
      data.push({
        type: 'scatter3d',
        mode: 'lines',
        x,
        y,
        z,
        line: { color: colorOf(n), width: 2 },
        hoverinfo: 'skip',
      });
    }
  }
  if (draws.meshes) surfaces('meshes');
  if (draws.points) {
    const [x, y, z] = columns(read('points.f32', Float32Array));
    const marker = { size: 1.5, color: pointColor, line: { width: 0 } };
    data.push({ type: 'scatter3d', mode: 'markers', x, y, z, marker, hoverinfo: 'skip' });
  }
  const [least, most] = scene.boundsNm;
  const [xaxis, yaxis, zaxis] = [0, 1, 2].map(k => ({ visible: false, range: [least[k], most[k]] }));
  const layout = {
    width: 900,
    height: 600,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    showlegend: false,
    scene: { aspectmode: 'data', xaxis, yaxis, zaxis, dragmode: 'orbit' },
  };
  return { data, layout };
}

/** Branch after branch with a gap (NaN) between: a node follows its parent, or begins a path at it. */
function paths(nodes, parents, first, count) {
  const points = [];
  const add = i => points.push(nodes[4 * (first + i)], nodes[4 * (first + i) + 1], nodes[4 * (first + i) + 2]);
  add(0);
  for (let i = 1; i < count; i += 1) {
    if (parents[first + i] !== i - 1) {
      points.push(Number.NaN, Number.NaN, Number.NaN);
      add(parents[first + i]);
    }
    add(i);
  }
  return Float32Array.from(points);
}

function columns(triples) {
  return [0, 1, 2].map(k => {
    const column = new triples.constructor(triples.length / 3);
    for (let i = 0; i < column.length; i += 1) column[i] = triples[3 * i + k];
    const bdata = Buffer.from(column.buffer).toString('base64');
    return { dtype: triples instanceof Float32Array ? 'f4' : 'u4', bdata };
  });
}
