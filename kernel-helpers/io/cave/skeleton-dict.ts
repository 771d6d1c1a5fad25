import { gunzipSync } from 'node:zlib';
import type { Skeleton } from '../../core/skeleton.js';
import { FormatError } from '../../errors.js';
import { treeOf } from '../../formats/precomputed/skeletons-tree.js';

/** What a skeleton is called in errors. */
export interface SkeletonDictOptions {
  /** File or root id for error messages. */
  readonly file?: string;
}

const FORMAT = 'cave skeleton';
/** A neuron of a million nodes takes half of it. */
const MOST_BYTES = 256 * 1024 ** 2;

/**
 * The skeleton in an answer of CAVE's skeleton service in its format `flatdict`: gzip-compressed JSON with `vertices`
 * (nm), `edges`, `radius` (nm), `compartment` (SWC codes) and the index `root` of the soma.
 *
 * Its edges have no direction; they are hung from `root`, or from the soma where it names none. Nodes are put in the
 * order of that walk, so that parents come before their children. Without `radius` radii are 0, without `compartment`
 * compartments are 0 (unknown). O(nodes).
 *
 * @throws {FormatError} `cave skeleton …` when something is missing or wrong, or the edges close a circle.
 * @source https://github.com/CAVEconnectome/SkeletonService
 */
export function parseSkeletonDict(bytes: Uint8Array, { file }: SkeletonDictOptions = {}): Skeleton {
  const fault = (at: string, problem: string): FormatError =>
    new FormatError(`${file === undefined ? FORMAT : `${FORMAT} ${file}`} ${at} ${problem}`, {
      format: FORMAT,
      at,
      file,
    });
  const record = readRecord(bytes, fault);
  const vertices = listOf(record.vertices, 'vertices', fault);
  const nodeCount = vertices.length;
  if (nodeCount === 0) throw fault('vertices', 'are none: received 0, expected one or more');
  const positions = new Float32Array(3 * nodeCount);
  vertices.forEach((vertex, i) => {
    const corner = listOf(vertex, `vertex ${i}`, fault);
    if (corner.length !== 3) throw fault(`vertex ${i}`, `has ${corner.length} numbers, expected 3`);
    for (let k = 0; k < 3; k++) positions[3 * i + k] = numberOf(corner[k], `vertex ${i}`, fault);
  });
  const radii = attributeOf(record.radius, 'radius', nodeCount, fault);
  const compartments = attributeOf(record.compartment, 'compartment', nodeCount, fault);
  const odd = compartments?.findIndex(code => !Number.isInteger(code) || code < 0 || code > 255) ?? -1;
  if (odd >= 0) throw fault(`compartment ${odd}`, `is no SWC code: received ${compartments?.[odd]}, expected 0 to 255`);
  const root = record.root ?? undefined;
  if (root !== undefined && !(typeof root === 'number' && Number.isInteger(root) && root >= 0 && root < nodeCount)) {
    throw fault(
      'root',
      `is no node: received ${typeof root === 'number' ? root : typeof root}, expected 0 to ${nodeCount - 1}`,
    );
  }
  const edges = edgesOf(record.edges, nodeCount, fault);
  const attributes: Record<string, Float32Array> = {};
  if (radii) attributes.radius = radii;
  if (compartments) attributes.compartment = compartments;
  const graph = { nodeCount, edgeCount: edges.length / 2, positionsNm: positions, edges, attributes };
  const tree = treeOf({ ...graph, name: file ?? FORMAT, radiusUnitNm: 1 }, { root, loops: 'break' });
  if (tree.droppedEdges.length > 0) {
    const [a, b] = tree.droppedEdges;
    throw fault('edges', `close a circle: received an edge from node ${a} to ${b}, expected a tree`);
  }
  return {
    nodeCount,
    positionsNm: tree.positionsNm,
    radiiNm: tree.radiiNm,
    parents: tree.parents,
    compartments: tree.compartments,
  };
}

type Fault = (at: string, problem: string) => FormatError;

function readRecord(bytes: Uint8Array, fault: Fault): Record<string, unknown> {
  let plain = bytes;
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      plain = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
    } catch (error) {
      throw fault(
        'gzip',
        `is damaged: received ${(error as Error).message}, expected gzip of at most ${MOST_BYTES} bytes`,
      );
    }
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch {
    throw fault('text', `is not JSON: received ${plain.length} bytes, expected an object`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw fault('text', 'is not an object: received other JSON, expected { vertices, edges, … }');
}

function listOf(value: unknown, at: string, fault: Fault): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw fault(at, `is no list: received ${value === undefined ? 'nothing' : typeof value}, expected a list`);
}

function numberOf(value: unknown, at: string, fault: Fault): number {
  if (typeof value === 'number' && Number.isFinite(Math.fround(value))) return value;
  throw fault(
    at,
    `is no finite number: received ${typeof value === 'number' ? value : typeof value}, expected a number`,
  );
}

function attributeOf(value: unknown, name: string, nodeCount: number, fault: Fault): Float32Array | undefined {
  if (value === undefined || value === null) return undefined;
  const list = listOf(value, name, fault);
  if (list.length !== nodeCount)
    throw fault(name, `has ${list.length} values, expected one for each of ${nodeCount} nodes`);
  return Float32Array.from(list, (entry, i) => numberOf(entry, `${name} ${i}`, fault));
}

function edgesOf(value: unknown, nodeCount: number, fault: Fault): Uint32Array {
  const list = listOf(value, 'edges', fault);
  if (list.length >= nodeCount) {
    throw fault('edges', `are too many for a tree: received ${list.length}, expected fewer than ${nodeCount} nodes`);
  }
  const edges = new Uint32Array(2 * list.length);
  list.forEach((entry, i) => {
    const edge = listOf(entry, `edge ${i}`, fault);
    if (edge.length !== 2) throw fault(`edge ${i}`, `has ${edge.length} ends, expected 2`);
    for (let end = 0; end < 2; end++) {
      const node = edge[end];
      if (typeof node !== 'number' || !Number.isInteger(node) || node < 0 || node >= nodeCount) {
        throw fault(`edge ${i}`, `leads to no node: received ${String(node)}, expected 0 to ${nodeCount - 1}`);
      }
      edges[2 * i + end] = node;
    }
  });
  return edges;
}
