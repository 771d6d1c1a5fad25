/** What a binary glTF file says it holds, looked at before anything is made of it. Pure. */

import { SCENE_LIMITS } from 'connectome-helpers/dist/contract/scene/limits.js';
import { LARGEST_FILE } from './kinds';

/** Of the text that tells what is where: more of it would be objects by the million. */
const LARGEST_JSON = 32 * 2 ** 20;
/** Nodes, and surfaces in them: one mesh may be in many nodes. */
const MOST_OBJECTS = 100_000;
/** Nodes within nodes: three walks them by calling itself. */
const DEEPEST = 500;

const header = { magic: 0x46546c67, version: 2, json: 0x4e4f534a, bytes: 20 };
const numbersOf: Readonly<Record<string, number>> = {
  SCALAR: 1,
  VEC2: 2,
  VEC3: 3,
  VEC4: 4,
  MAT2: 4,
  MAT3: 9,
  MAT4: 16,
};
const bytesOf: Readonly<Record<number, number>> = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 };
const strips = [5, 6];
const instancing = 'EXT_mesh_gpu_instancing';

type Fields = Readonly<Record<string, unknown>>;
type Fault = (problem: string) => Error;

/** A file whose claims hold. */
export interface IGlbClaims {
  /** Nodes of no other node, which are all there is to show where a file has no scene. */
  readonly roots: readonly number[];
  readonly hasScene: boolean;
}

/**
 * Reads no more of the file than its JSON.
 *
 * @throws {Error} when the file is no binary glTF, or what it would take to read it is more than its bytes are worth.
 */
export function glbClaims(file: string, bytes: Uint8Array): IGlbClaims {
  const fault: Fault = problem => new Error(`${file} cannot be read as glTF: ${problem}`);
  const gltf = jsonOf(bytes, fault);
  const all = (name: string): readonly Fields[] => listOf(gltf, name, fault);
  const accessors = all('accessors');
  checkBytes(accessors, all('bufferViews'), fault);
  const meshes = all('meshes').map(mesh => listOf(mesh, 'primitives', fault));
  checkStrips(meshes.flat(), accessors, fault);
  const nodes = all('nodes');
  const sizes = sizesOfRoots(nodes, meshes, fault);
  let objects = 0;
  const scenes = all('scenes');
  for (const [n, scene] of scenes.entries()) {
    for (const node of indicesOf(scene.nodes, nodes.length, `scenes[${n}].nodes`, fault)) {
      const size = sizes.get(node);
      if (size === undefined)
        throw fault(`scenes[${n}].nodes has a node of another node: received ${node}, expected a root`);
      objects += size;
      checkObjects(objects, fault);
    }
  }
  return { roots: [...sizes.keys()], hasScene: scenes.length > 0 };
}

function jsonOf(bytes: Uint8Array, fault: Fault): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < header.bytes || view.getUint32(0, true) !== header.magic) {
    throw fault(`its head is another: received ${bytes.length} bytes, expected "glTF" and 16 bytes more at least`);
  }
  const version = view.getUint32(4, true);
  if (version !== header.version) throw fault(`its version is another: received ${version}, expected 2`);
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== header.json || length > bytes.length - header.bytes) {
    throw fault(`it does not begin with JSON: received ${bytes.length} bytes, expected a chunk JSON within them`);
  }
  if (length > LARGEST_JSON) {
    throw fault(`it describes too much: received ${length} bytes of JSON, expected ${LARGEST_JSON} at most`);
  }
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(header.bytes, header.bytes + length)));
    if (isFields(json)) return json;
  } catch {
    // Told below.
  }
  throw fault('its JSON is none: expected an object');
}

/** Bytes of what is made of the file: views are copied out of it, and numbers without a view are made from nothing. */
function checkBytes(accessors: readonly Fields[], views: readonly Fields[], fault: Fault): void {
  let made = 0;
  const lengths = views.map(({ byteLength }, n) => {
    const length = wholeNumber(byteLength, `bufferViews[${n}].byteLength`, fault);
    made += length;
    return length;
  });
  for (const [n, { count, type, componentType, bufferView, sparse }] of accessors.entries()) {
    const at = `accessors[${n}]`;
    const each = numbersOf[String(type)] * bytesOf[Number(componentType)];
    if (!(each > 0)) throw fault(`${at} is of no known type: received ${String(type)} of ${String(componentType)}`);
    const length = wholeNumber(count, `${at}.count`, fault) * each;
    if (bufferView !== undefined) {
      const [view] = indicesOf([bufferView], views.length, `${at}.bufferView`, fault);
      if (length > lengths[view]) {
        throw fault(`${at} claims more than is there: received ${length} bytes, expected ${lengths[view]} at most`);
      }
    }
    if (bufferView === undefined || sparse !== undefined) made += length;
  }
  if (made <= LARGEST_FILE) return;
  throw fault(`it claims more than a file may hold: received ${made} bytes, expected ${LARGEST_FILE} at most`);
}

/** Strips and fans are made into triangles one by one, however many share their corners. */
function checkStrips(primitives: readonly Fields[], accessors: readonly Fields[], fault: Fault): void {
  let triangles = 0;
  for (const { mode, indices, attributes } of primitives) {
    if (!strips.includes(Number(mode))) continue;
    const corners = accessors[Number(indices ?? (isFields(attributes) ? attributes.POSITION : undefined))];
    triangles += Number(corners?.count ?? 0);
  }
  if (triangles <= SCENE_LIMITS.triangles) return;
  throw fault(
    `it holds too much: received ${triangles} triangles in strips, expected ${SCENE_LIMITS.triangles} at most`,
  );
}

/** Objects of each tree of nodes, by its root. Makes sure that they are trees. */
function sizesOfRoots(
  nodes: readonly Fields[],
  meshes: readonly (readonly Fields[])[],
  fault: Fault,
): ReadonlyMap<number, number> {
  const children = nodes.map((node, n) => indicesOf(node.children, nodes.length, `nodes[${n}].children`, fault));
  const hasParent = new Set<number>();
  for (const child of children.flat()) {
    if (hasParent.has(child)) throw fault(`nodes[${child}] is in more than one node: expected a tree`);
    hasParent.add(child);
  }
  const sizes = new Map<number, number>();
  let [seen, objects] = [0, 0];
  for (const root of nodes.keys()) {
    if (hasParent.has(root)) continue;
    const before = objects;
    const open = [{ node: root, depth: 0 }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { node, depth } = next;
      if (depth > DEEPEST) throw fault(`nodes[${node}] is too deep: expected ${DEEPEST} nodes above it at most`);
      const { mesh, extensions } = nodes[node];
      if (isFields(extensions) && Object.hasOwn(extensions, instancing)) {
        throw fault(
          `nodes[${node}] repeats a surface by ${instancing}, which is not read here; make nodes of the copies`,
        );
      }
      const [own] = mesh === undefined ? [] : indicesOf([mesh], meshes.length, `nodes[${node}].mesh`, fault);
      seen += 1;
      objects += 1 + (own === undefined ? 0 : meshes[own].length);
      checkObjects(objects, fault);
      for (const child of children[node]) open.push({ node: child, depth: depth + 1 });
    }
    sizes.set(root, objects - before);
  }
  if (seen === nodes.length) return sizes;
  throw fault(`${nodes.length - seen} nodes are in one another in a ring: expected a tree`);
}

function checkObjects(objects: number, fault: Fault): void {
  if (objects > MOST_OBJECTS) {
    throw fault(`it holds too much: received more nodes and surfaces than ${MOST_OBJECTS}, expected fewer; join them`);
  }
}

function listOf(fields: Fields, name: string, fault: Fault): readonly Fields[] {
  const list = fields[name] ?? [];
  if (!Array.isArray(list) || !list.every(isFields)) throw fault(`${name} is no list of objects`);
  if (list.length > MOST_OBJECTS) {
    throw fault(`it holds too much: received ${list.length} ${name}, expected ${MOST_OBJECTS} at most`);
  }
  return list;
}

function indicesOf(value: unknown, length: number, at: string, fault: Fault): readonly number[] {
  const list = value ?? [];
  if (!Array.isArray(list)) throw fault(`${at} is no list`);
  for (const index of list) {
    if (Number.isInteger(index) && index >= 0 && index < length) continue;
    throw fault(`${at} names what is not there: received ${String(index)}, expected less than ${length}`);
  }
  return list;
}

function wholeNumber(value: unknown, at: string, fault: Fault): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw fault(`${at} is no count: received ${String(value)}, expected a whole number`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
