import type { FormatError } from '../../errors.js';
import { ByteReader } from '../byte-reader.js';
import { checkFinite } from '../mesh/placement.js';
import { ATTRIBUTE_ARRAYS, type SkeletonsInfo } from './skeletons-info.js';

/** Format in the errors of encoded skeletons. */
export const SKELETON_FORMAT = 'precomputed skeleton';

/** Values of a vertex attribute. */
export type AttributeValues =
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** A skeleton as its file has it: nodes with attributes, joined by edges. */
export interface SkeletonGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly positionsNm: Float32Array;
  readonly edges: Uint32Array;
  readonly attributes: Readonly<Record<string, AttributeValues>>;
}

/** What decoding needs to know of the `info`. */
export type SkeletonLayout = Pick<SkeletonsInfo, 'attributes' | 'transform'>;

/**
 * The graph in the bytes of an encoded skeleton, copied out of them; its positions in nanometres.
 *
 * @throws {FormatError} with the byte where it breaks: too few bytes or too many, an edge to a node that is not there, a
 * position or `radius` that is not finite.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/skeletons.md
 */
export function decodeSkeleton(
  bytes: Uint8Array,
  { attributes, transform }: SkeletonLayout,
  file?: string,
): SkeletonGraph {
  const reader = new ByteReader(bytes, { format: SKELETON_FORMAT, file });
  const nodeCount = reader.u32('the number of nodes');
  const edgeCount = reader.u32('the number of edges');
  const positionsAt = reader.offset;
  const positionsNm = reader.f32s(3 * nodeCount, 'the positions');
  const noPlace = (i: number, problem: string, expected: string): FormatError => {
    const what = `${'xyz'[i % 3]} of node ${Math.floor(i / 3)} ${problem}`;
    return reader.fault(`${what}: received ${positionsNm[i]}, expected ${expected}`, positionsAt + 4 * i);
  };
  checkFinite(positionsNm, noPlace);
  applyTransform(positionsNm, transform);
  checkFinite(positionsNm, noPlace);
  const edgesAt = reader.offset;
  const edges = reader.u32s(2 * edgeCount, 'the edges');
  for (let i = 0; i < edges.length; i++) {
    if (edges[i] < nodeCount) continue;
    const problem = `names a node that is not there: received ${edges[i]}, expected less than ${nodeCount}`;
    throw reader.fault(problem, edgesAt + 4 * i);
  }
  // names come from the file, and one of them may be "__proto__"
  const values: Record<string, AttributeValues> = Object.create(null);
  for (const { id, dataType, components } of attributes) {
    const array = ATTRIBUTE_ARRAYS[dataType];
    const count = nodeCount * components;
    reader.need(count, array.BYTES_PER_ELEMENT, `attribute ${id}`);
    const at = reader.offset;
    const part = reader.take(count * array.BYTES_PER_ELEMENT, `attribute ${id}`);
    const own = new array(part.buffer.slice(part.byteOffset, part.byteOffset + part.length) as ArrayBuffer);
    // Of what else there is, the file alone knows whether it may be missing.
    if (id === 'radius' && own instanceof Float32Array) {
      checkFinite(own, (i, problem, expected) =>
        reader.fault(`radius of node ${i} ${problem}: received ${own[i]}, expected ${expected}`, at + 4 * i),
      );
    }
    values[id] = own;
  }
  const names = attributes.map(attribute => attribute.id).join(', ') || 'none';
  reader.end(`nodes, edges and attributes (${names})`);
  return { nodeCount, edgeCount, positionsNm, edges, attributes: values };
}

/** In place: `p[row] = Σ transform[4*row + k] p[k] + transform[4*row + 3]`, rounded to float32 once. */
function applyTransform(p: Float32Array, t: readonly number[]): void {
  const diagonal = t[1] === 0 && t[2] === 0 && t[4] === 0 && t[6] === 0 && t[8] === 0 && t[9] === 0;
  if (diagonal) {
    if (t[0] === 1 && t[5] === 1 && t[10] === 1 && t[3] === 0 && t[7] === 0 && t[11] === 0) return;
    for (let i = 0; i < p.length; i += 3) {
      p[i] = t[0] * p[i] + t[3];
      p[i + 1] = t[5] * p[i + 1] + t[7];
      p[i + 2] = t[10] * p[i + 2] + t[11];
    }
    return;
  }
  for (let i = 0; i < p.length; i += 3) {
    const [x, y, z] = [p[i], p[i + 1], p[i + 2]];
    p[i] = t[0] * x + t[1] * y + t[2] * z + t[3];
    p[i + 1] = t[4] * x + t[5] * y + t[6] * z + t[7];
    p[i + 2] = t[8] * x + t[9] * y + t[10] * z + t[11];
  }
}

/** Nanometres that one stored unit is long: what lengths such as radii are multiplied with. */
export function lengthScale(t: readonly number[]): number {
  const determinant =
    t[0] * (t[5] * t[10] - t[6] * t[9]) - t[1] * (t[4] * t[10] - t[6] * t[8]) + t[2] * (t[4] * t[9] - t[5] * t[8]);
  const scale = Math.cbrt(Math.abs(determinant));
  // cbrt is not exact, and a scale that is a whole number should be one
  return Math.abs(scale - Math.round(scale)) < 1e-9 * scale ? Math.round(scale) : scale;
}
