/** Surfaces to packed surfaces and back, by meshoptimizer. The layout is told in `scene.ts`. */

import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import type { Mesh } from '../../core/mesh.js';
import { FormatError } from '../../errors.js';
import { packBytes, unpackSteps } from '../bytes.js';
import { atOnce, type Steps } from '../steps.js';
import { checkMeshParts } from './check-items.js';
import { codeSteps } from './paint.js';
import { positionGrid, quantise } from './quantised.js';
import type { SceneMeshes, SceneMeshPart } from './scene.js';

/** Four numbers of 16 bits: x, y, z and nothing, since meshopt wants multiples of four bytes. */
const vertexStride = 8;

/** One surface unpacked; vertex i lies at `part.originNm[k] + quantised[4*i + k] * part.stepNm[k]`. */
export interface DecodedMesh {
  readonly part: SceneMeshPart;
  readonly quantised: Uint16Array;
  /** Three corners a triangle, each below `part.vertexCount`. */
  readonly triangles: Uint32Array;
}

export interface DecodedMeshes {
  readonly kind: 'meshes';
  readonly item: SceneMeshes;
  readonly meshes: readonly DecodedMesh[];
  readonly paintCodes?: Uint8Array;
}

/** What {@link packMeshes} makes of surfaces; `vertexOrder[n][i]` is where vertex i of the n-th was in what was given. */
export interface PackedMeshes {
  readonly parts: readonly Omit<SceneMeshPart, 'cell'>[];
  readonly packed: SceneMeshes['packed'];
  readonly vertexOrder: readonly Uint32Array[];
}

/**
 * Surfaces as they are stored in a notebook: vertices on a grid of 65,536 steps an axis of each surface, in an order
 * that compresses well; vertices that no triangle uses are left out.
 *
 * @throws {InvalidArgumentError} when a coordinate is not finite.
 */
export async function packMeshes(meshes: readonly Mesh[]): Promise<PackedMeshes> {
  const { parts, vertices, indices, vertexOrder } = await packMeshParts(meshes);
  return { parts, packed: { vertices: packBytes(vertices), indices: packBytes(indices) }, vertexOrder };
}

/** As {@link packMeshes}, with the buffers as bytes: for a comm, which carries them as they are. */
export async function packMeshParts(
  meshes: readonly Mesh[],
): Promise<
  Pick<PackedMeshes, 'parts' | 'vertexOrder'> & { readonly vertices: Uint8Array; readonly indices: Uint8Array }
> {
  await MeshoptEncoder.ready;
  const encoded = meshes.map((mesh, n) => {
    const triangles = mesh.triangles.slice(0, 3 * mesh.triangleCount);
    const [remap, used] = MeshoptEncoder.reorderMesh(triangles, true, true);
    const order = new Uint32Array(used);
    remap.forEach((to, from) => {
      if (to < used && from < mesh.vertexCount) order[to] = from;
    });
    const grid = positionGrid([mesh.positionsNm.subarray(0, 3 * mesh.vertexCount)], (_, i) => `mesh ${n} vertex ${i}`);
    const quantised = new Uint16Array(4 * used);
    order.forEach((from, to) => {
      for (let k = 0; k < 3; k += 1) quantised[4 * to + k] = quantise(grid, mesh.positionsNm[3 * from + k], k);
    });
    const vertices =
      used === 0 ? new Uint8Array(0) : MeshoptEncoder.encodeVertexBuffer(bytesOf(quantised), used, vertexStride);
    const indices =
      triangles.length === 0
        ? new Uint8Array(0)
        : MeshoptEncoder.encodeIndexBuffer(bytesOf(triangles), triangles.length, 4);
    const part = {
      vertexCount: used,
      triangleCount: triangles.length / 3,
      ...grid,
      vertexBytes: vertices.length,
      indexBytes: indices.length,
    };
    return { part, vertices, indices, order };
  });
  return {
    parts: encoded.map(({ part }) => part),
    vertices: joined(encoded.map(({ vertices }) => vertices)),
    indices: joined(encoded.map(({ indices }) => indices)),
    vertexOrder: encoded.map(({ order }) => order),
  };
}

/**
 * Checked surfaces unpacked.
 *
 * @throws {FormatError} when the arrays are not what the counts promise; the message names the field.
 */
export async function unpackMeshes(item: SceneMeshes, at: string): Promise<DecodedMeshes> {
  await MeshoptDecoder.ready;
  return atOnce(meshSteps(item, at));
}

/** As {@link unpackMeshes}, in pieces; `MeshoptDecoder` must be ready. */
export function* meshSteps(item: SceneMeshes, at: string): Steps<DecodedMeshes> {
  const total = (field: 'vertexBytes' | 'indexBytes' | 'vertexCount'): number =>
    item.parts.reduce((sum, part) => sum + part[field], 0);
  const vertices = yield* unpackSteps(item.packed.vertices, total('vertexBytes'), `${at}.packed.vertices`);
  const indices = yield* unpackSteps(item.packed.indices, total('indexBytes'), `${at}.packed.indices`);
  const meshes = yield* decodeParts(item.parts, vertices, indices, `${at}.parts`);
  const paintCodes = yield* codeSteps(item.paint, total('vertexCount'), at);
  return { kind: 'meshes', item, meshes, ...(paintCodes ? { paintCodes } : {}) };
}

/**
 * Surfaces that came as bytes, as {@link packMeshParts} makes them; `parts` may be anything.
 *
 * @throws {FormatError} when they are none; the message names the field.
 */
export async function unpackMeshParts(
  parts: unknown,
  vertices: Uint8Array,
  indices: Uint8Array,
  cellCount: number,
  at: string,
): Promise<DecodedMesh[]> {
  const sum = checkMeshParts(parts, at, cellCount);
  for (const [name, bytes, expected] of [
    ['vertices', vertices.length, sum.vertexBytes],
    ['indices', indices.length, sum.indexBytes],
  ] as const) {
    if (bytes === expected) continue;
    throw new FormatError(`neuron scene ${at} ${name} do not fit: received ${bytes} bytes, expected ${expected}`, {
      format: 'neuron scene',
      at,
    });
  }
  await MeshoptDecoder.ready;
  return atOnce(decodeParts(parts as readonly SceneMeshPart[], vertices, indices, at));
}

/** Part after part of the buffers; {@link MeshoptDecoder} is ready. */
function* decodeParts(
  parts: readonly SceneMeshPart[],
  vertices: Uint8Array,
  indices: Uint8Array,
  at: string,
): Steps<DecodedMesh[]> {
  let [vertexByte, indexByte] = [0, 0];
  const meshes: DecodedMesh[] = [];
  for (const [n, part] of parts.entries()) {
    const own = vertices.subarray(vertexByte, vertexByte + part.vertexBytes);
    const corners = indices.subarray(indexByte, indexByte + part.indexBytes);
    meshes.push(decodeMesh(part, own, corners, `${at}[${n}]`));
    vertexByte += part.vertexBytes;
    indexByte += part.indexBytes;
    yield;
  }
  return meshes;
}

function decodeMesh(part: SceneMeshPart, vertices: Uint8Array, indices: Uint8Array, at: string): DecodedMesh {
  const { vertexCount, triangleCount } = part;
  const quantised = new Uint16Array(4 * vertexCount);
  const triangles = new Uint32Array(3 * triangleCount);
  try {
    if (vertexCount > 0) MeshoptDecoder.decodeVertexBuffer(bytesOf(quantised), vertexCount, vertexStride, vertices);
    if (triangleCount > 0) MeshoptDecoder.decodeIndexBuffer(bytesOf(triangles), triangles.length, 4, indices);
  } catch (cause) {
    throw new FormatError(
      `neuron scene ${at} cannot be decoded: received bytes that are not meshopt's (${String(cause)}), expected ` +
        `${vertexCount} vertices and ${triangleCount} triangles`,
      { format: 'neuron scene', at, cause },
    );
  }
  const stray = triangles.findIndex(corner => corner >= vertexCount);
  if (stray < 0) return { part, quantised, triangles };
  throw new FormatError(
    `neuron scene ${at} has a corner that is no vertex: received ${triangles[stray]} in triangle ${Math.floor(stray / 3)}, ` +
      `expected less than ${vertexCount}`,
    { format: 'neuron scene', at },
  );
}

function bytesOf(numbers: Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
