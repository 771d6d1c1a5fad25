// The scene in Neuroglancer's precomputed formats, unsharded: skeletons, legacy meshes, annotations.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const toBuffer = view => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

/** Returns the bytes a reader needs to show all of it. */
export function writeSkeletons(folder, { neurons, nodesEach, nodes, parents }) {
  const info = { '@type': 'neuroglancer_skeletons', transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] };
  info.vertex_attributes = [{ id: 'radius', data_type: 'float32', num_components: 1 }];
  let bytes = start(folder, info);
  for (let n = 0; n < neurons; n += 1) {
    const positions = new Float32Array(3 * nodesEach);
    const radii = new Float32Array(nodesEach);
    const edges = new Uint32Array(2 * (nodesEach - 1));
    for (let i = 0; i < nodesEach; i += 1) {
      const at = 4 * (n * nodesEach + i);
      positions.set(nodes.subarray(at, at + 3), 3 * i);
      radii[i] = nodes[at + 3];
      if (i > 0) edges.set([i, parents[n * nodesEach + i]], 2 * (i - 1));
    }
    const counts = new Uint32Array([nodesEach, nodesEach - 1]);
    bytes += write(folder, `${n + 1}`, [counts, positions, edges, radii]);
  }
  return bytes;
}

export function writeMeshes(folder, meshes) {
  let bytes = start(folder, { '@type': 'neuroglancer_legacy_mesh' });
  meshes.forEach(({ positions, triangles }, m) => {
    const manifest = JSON.stringify({ fragments: [`${m + 1}.ngmesh`] });
    writeFileSync(join(folder, `${m + 1}:0`), manifest);
    bytes += manifest.length;
    bytes += write(folder, `${m + 1}.ngmesh`, [new Uint32Array([positions.length / 3]), positions, triangles]);
  });
  return bytes;
}

/** All points in the one cell of one level; in random order, so that a part of them is a fair sample. */
export function writePoints(folder, points, boundsNm) {
  const count = points.length / 3;
  const info = {
    '@type': 'neuroglancer_annotations_v1',
    dimensions: { x: [1e-9, 'm'], y: [1e-9, 'm'], z: [1e-9, 'm'] },
    lower_bound: boundsNm[0],
    upper_bound: boundsNm[1],
    annotation_type: 'POINT',
    properties: [],
    relationships: [],
    by_id: { key: 'by_id' },
    spatial: [
      {
        key: 'spatial0',
        grid_shape: [1, 1, 1],
        chunk_size: boundsNm[1].map((value, k) => value - boundsNm[0][k]),
        limit: count,
      },
    ],
  };
  let bytes = start(folder, info);
  mkdirSync(join(folder, 'spatial0'), { recursive: true });
  const ids = BigUint64Array.from({ length: count }, (_, p) => BigInt(p + 1));
  bytes += write(folder, 'spatial0/0_0_0', [new BigUint64Array([BigInt(count)]), points, ids]);
  return bytes;
}

function start(folder, info) {
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(info);
  writeFileSync(join(folder, 'info'), text);
  return text.length;
}

function write(folder, name, parts) {
  const bytes = Buffer.concat(parts.map(toBuffer));
  writeFileSync(join(folder, name), bytes);
  return bytes.length;
}
