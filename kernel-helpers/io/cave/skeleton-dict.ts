import { gunzipSync } from 'node:zlib';
import type { Skeleton } from '../../core/skeleton.js';
import { FormatError } from '../../errors.js';

/** What a skeleton is called in errors. */
export interface SkeletonDictOptions {
  /** File or root id for error messages. */
  readonly file?: string;
}

const FORMAT = 'cave skeleton';
/** A neuron of a million nodes takes half of it. */
const MOST_BYTES = 256 * 1024 ** 2;
const NO_PARENT = -1;

/**
 * The skeleton in an answer of CAVE's skeleton service in its format `flatdict`: gzip-compressed JSON with `vertices`
 * (nm), `edges`, `radius` (nm), `compartment` (SWC codes) and the index `root` of the soma.
 *
 * Its edges have no direction; they are hung from `root`, and other trees from their first node. Nodes are put in the
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
  const root = record.root === undefined || record.root === null ? 0 : record.root;
  if (typeof root !== 'number' || !Number.isInteger(root) || root < 0 || root >= nodeCount) {
    throw fault(
      'root',
      `is no node: received ${typeof root === 'number' ? root : typeof root}, expected 0 to ${nodeCount - 1}`,
    );
  }
  const edges = edgesOf(record.edges, nodeCount, fault);
  return hang(positions, radii, compartments, edges, root, fault);
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

function edgesOf(value: unknown, nodeCount: number, fault: Fault): Int32Array {
  const list = listOf(value, 'edges', fault);
  if (list.length >= nodeCount) {
    throw fault('edges', `close a circle: received ${list.length} for ${nodeCount} nodes, expected fewer than nodes`);
  }
  const edges = new Int32Array(2 * list.length);
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

function hang(
  positions: Float32Array,
  radii: Float32Array | undefined,
  compartments: Float32Array | undefined,
  edges: Int32Array,
  root: number,
  fault: Fault,
): Skeleton {
  const nodeCount = positions.length / 3;
  // neighbours of node n: neighbours[start[n] … start[n + 1] - 1]
  const start = new Int32Array(nodeCount + 1);
  for (const node of edges) start[node + 1]++;
  for (let i = 0; i < nodeCount; i++) start[i + 1] += start[i];
  const neighbours = new Int32Array(edges.length);
  const next = start.slice();
  for (let i = 0; i < edges.length; i += 2) {
    neighbours[next[edges[i]]++] = edges[i + 1];
    neighbours[next[edges[i + 1]]++] = edges[i];
  }
  const order = new Int32Array(nodeCount);
  const parents = new Int32Array(nodeCount);
  const placeOf = new Int32Array(nodeCount).fill(-1);
  const parentOf = new Int32Array(nodeCount).fill(NO_PARENT);
  let placed = 0;
  let trees = 0;
  const stack: number[] = [];
  for (let i = -1; i < nodeCount; i++) {
    const first = i < 0 ? root : i;
    if (placeOf[first] >= 0) continue;
    trees++;
    stack.push(first);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (placeOf[node] >= 0) continue; // reached on two ways; counted below
      placeOf[node] = placed;
      parents[placed] = parentOf[node] === NO_PARENT ? NO_PARENT : placeOf[parentOf[node]];
      order[placed++] = node;
      for (let n = start[node + 1] - 1; n >= start[node]; n--) {
        if (placeOf[neighbours[n]] >= 0) continue;
        parentOf[neighbours[n]] = node;
        stack.push(neighbours[n]);
      }
    }
  }
  if (edges.length / 2 !== nodeCount - trees) {
    throw fault(
      'edges',
      `close a circle: received ${edges.length / 2}, expected ${nodeCount - trees} for ${trees} trees`,
    );
  }
  return {
    nodeCount,
    positionsNm: Float32Array.from(
      { length: 3 * nodeCount },
      (_, i) => positions[3 * order[Math.floor(i / 3)] + (i % 3)],
    ),
    radiiNm: Float32Array.from(order, node => radii?.[node] ?? 0),
    parents,
    compartments: Uint8Array.from(order, node => compartments?.[node] ?? 0),
  };
}
