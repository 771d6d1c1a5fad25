/** Surfaces of a binary glTF file, by three's loader. */

import { SCENE_LIMITS } from 'connectome-helpers/dist/contract/scene/limits.js';
import type { Mesh } from 'connectome-helpers/dist/core/mesh.js';
import { type Color, Group, LoadingManager, type Object3D, Mesh as ThreeMesh, Vector3 } from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { glbClaims } from './glb-claims';

const nmPerMetre = 1e9;
/** No animal is larger; what is, is not in metres. */
const largestMetres = 50;
/** From an origin that may lie elsewhere; a scene reaches no farther. */
const farthestMetres = 1000;

export interface IPart {
  readonly name: string;
  readonly mesh: Mesh;
  readonly color: string;
}

export interface IGlbMeshes {
  readonly parts: readonly IPart[];
  /** How many parts the file has beyond those. */
  readonly leftOut: number;
}

/**
 * The first so many surfaces, in nm, with depth growing along y, as ours are written. A file without a scene shows all it
 * has. What the file would fetch from elsewhere is not fetched.
 *
 * @throws {Error} when the file is none, needs what is not here (Draco, other files), holds more than a scene may, or is
 * not in metres.
 */
export async function meshesOfGlb(file: string, bytes: Uint8Array, mostParts: number): Promise<IGlbMeshes> {
  const surfaces = surfacesIn(await rootOf(file, bytes));
  const shown = surfaces.slice(0, mostParts);
  checkTotal(file, shown);
  const extent = new Extent();
  const parts = shown.map(surface => partOf(file, surface, extent));
  extent.check(file);
  return { parts, leftOut: surfaces.length - shown.length };
}

async function rootOf(file: string, bytes: Uint8Array): Promise<Object3D> {
  const { roots, hasScene } = glbClaims(file, bytes);
  const manager = new LoadingManager();
  manager.setURLModifier(url => {
    if (/^(blob|data):/.test(url)) return url;
    throw new Error(`${file} refers to another file: received ${url.slice(0, 80)}, expected all in one; embed it`);
  });
  let root: Object3D | undefined;
  try {
    const gltf = await new GLTFLoader(manager).parseAsync(new Uint8Array(bytes).buffer, '');
    root = gltf.scene;
    if (!hasScene) {
      root = new Group();
      for (const node of roots) root.add(await gltf.parser.getDependency('node', node));
    }
  } catch (cause) {
    throw new Error(`${file} cannot be read as glTF: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  if (!root) throw new Error(`${file} cannot be read as glTF: its scene is not there; name one that is`);
  root.updateMatrixWorld(true);
  return root;
}

function surfacesIn(root: Object3D): ThreeMesh[] {
  const surfaces: ThreeMesh[] = [];
  root.traverse(object => {
    if (object instanceof ThreeMesh && object.geometry.attributes.position) surfaces.push(object);
  });
  return surfaces;
}

/** Before anything is made of them: one mesh may be in many places. */
function checkTotal(file: string, surfaces: readonly ThreeMesh[]): void {
  const total = { vertices: 0, triangles: 0 };
  for (const { geometry } of surfaces) {
    const { count } = geometry.attributes.position;
    total.vertices += count;
    total.triangles += Math.floor((geometry.index?.count ?? count) / 3);
  }
  for (const what of ['vertices', 'triangles'] as const) {
    if (total[what] <= SCENE_LIMITS[what]) continue;
    throw new Error(
      `${file} holds too much: received ${total[what]} ${what} where they are shown, expected ${SCENE_LIMITS[what]} at most; ` +
        'leave out some of its parts',
    );
  }
}

function partOf(file: string, surface: ThreeMesh, extent: Extent): IPart {
  const { geometry, matrixWorld, material } = surface;
  const { position } = geometry.attributes;
  const name = surface.name === '' ? file : surface.name;
  const positionsNm = new Float32Array(3 * position.count);
  const at = new Vector3();
  for (let i = 0; i < position.count; i += 1) {
    at.fromBufferAttribute(position, i).applyMatrix4(matrixWorld);
    if (!Number.isFinite(at.x + at.y + at.z)) {
      throw new Error(
        `${file} vertex ${i} of ${name} is nowhere: received ${at.toArray().join(', ')}, expected three finite numbers`,
      );
    }
    extent.add(at);
    at.multiplyScalar(nmPerMetre);
    // glTF's y points up.
    positionsNm.set([at.x, -at.y, -at.z], 3 * i);
  }
  const { index } = geometry;
  const corners = index ? Uint32Array.from(index.array) : Uint32Array.from({ length: position.count }, (_, i) => i);
  const triangles = corners.subarray(0, 3 * Math.floor(corners.length / 3));
  const stray = triangles.find(corner => corner >= position.count);
  if (stray !== undefined) throw new Error(`${file} has a corner that is no vertex: received ${stray}`);
  const own = ((Array.isArray(material) ? material[0] : material) as { color?: Color }).color;
  return {
    name,
    mesh: { vertexCount: position.count, triangleCount: triangles.length / 3, positionsNm, triangles },
    color: `#${own?.getHexString() ?? '808080'}`,
  };
}

/** How far what is shown reaches, in the file's own numbers. */
class Extent {
  add(at: Vector3): void {
    this._min.min(at);
    this._max.max(at);
  }

  check(file: string): void {
    const across = Math.max(...this._max.clone().sub(this._min).toArray());
    const away = Math.max(...this._max.toArray().map(Math.abs), ...this._min.toArray().map(Math.abs));
    const [metres, most, how] =
      across > largestMetres ? [across, largestMetres, 'across'] : [away, farthestMetres, 'away from the origin'];
    if (this._max.x < this._min.x || metres <= most) return;
    throw new Error(
      `${file} is not in metres, as glTF is: received surfaces ${Number(metres.toPrecision(3))} m ${how}, expected ` +
        `${most} m at most; write it anew scaled by 1e-6 when its numbers are µm, by 1e-9 when they are nm`,
    );
  }

  private readonly _min = new Vector3(Infinity, Infinity, Infinity);
  private readonly _max = new Vector3(-Infinity, -Infinity, -Infinity);
}
