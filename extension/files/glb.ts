/** Surfaces of a binary glTF file, by three's loader. */

import type { Mesh } from 'connectome-helpers/dist/core/mesh.js';
import { type Color, LoadingManager, Mesh as ThreeMesh, Vector3 } from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';

const nmPerMetre = 1e9;

export interface IPart {
  readonly name: string;
  readonly mesh: Mesh;
  readonly color: string;
}

/**
 * In nm, with depth growing along y, as ours are written. What the file would fetch from elsewhere is not fetched.
 *
 * @throws {Error} when the file is none, or needs what is not here (Draco, other files).
 */
export async function meshesOfGlb(file: string, bytes: Uint8Array): Promise<IPart[]> {
  const manager = new LoadingManager();
  manager.setURLModifier(url => {
    if (/^(blob|data):/.test(url)) return url;
    throw new Error(`${file} refers to another file: received ${url.slice(0, 80)}, expected all in one; embed it`);
  });
  let gltf: Awaited<ReturnType<GLTFLoader['parseAsync']>>;
  try {
    gltf = await new GLTFLoader(manager).parseAsync(bytes.slice().buffer, '');
  } catch (cause) {
    throw new Error(`${file} cannot be read as glTF: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  gltf.scene.updateMatrixWorld(true);
  const parts: IPart[] = [];
  const at = new Vector3();
  gltf.scene.traverse(object => {
    if (!(object instanceof ThreeMesh)) return;
    const { position } = object.geometry.attributes;
    if (!position) return;
    const positionsNm = new Float32Array(3 * position.count);
    for (let i = 0; i < position.count; i += 1) {
      at.fromBufferAttribute(position, i).applyMatrix4(object.matrixWorld).multiplyScalar(nmPerMetre);
      // glTF's y points up.
      positionsNm.set([at.x, -at.y, -at.z], 3 * i);
    }
    const index = object.geometry.index;
    const corners = index ? Uint32Array.from(index.array) : Uint32Array.from({ length: position.count }, (_, i) => i);
    const triangles = corners.subarray(0, 3 * Math.floor(corners.length / 3));
    const stray = triangles.find(corner => corner >= position.count);
    if (stray !== undefined) throw new Error(`${file} has a corner that is no vertex: received ${stray}`);
    const material = Array.isArray(object.material) ? object.material[0] : object.material;
    const own = (material as { color?: Color }).color;
    parts.push({
      name: object.name === '' ? file : object.name,
      mesh: { vertexCount: position.count, triangleCount: triangles.length / 3, positionsNm, triangles },
      color: `#${own?.getHexString() ?? '808080'}`,
    });
  });
  return parts;
}
