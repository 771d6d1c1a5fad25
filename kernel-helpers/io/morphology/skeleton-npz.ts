import { FormatError } from '../../errors.js';
import type { AttributeValues } from '../../formats/precomputed/skeletons-decode.js';
import { type SkeletonTree, type ToSkeletonOptions, treeOf } from '../../formats/precomputed/skeletons-tree.js';
import type { NpyArray } from '../table/npy.js';
import { parseNpz } from '../table/npz.js';

/** How a skeleton is read from a NumPy archive. */
export interface SkeletonNpzOptions extends Pick<ToSkeletonOptions, 'root' | 'loops'> {
  /** File name for error messages. */
  readonly file?: string;
}

/**
 * The skeleton in a `.npz` file of `vertices` (rows of x, y, z in nanometres) and `edges` (pairs of rows), such as those
 * of the digital-twin paper (Ding et al. 2025), as a tree with parents before children.
 *
 * `radius` (nanometres) and `compartment` (SWC codes), one a vertex, are read where the file has them; without them radii
 * are 0 and compartments 0 (unknown). Other arrays are left alone. See {@link SkeletonTree} for roots, parts that are
 * not connected, and edges that a tree cannot have.
 *
 * @throws {FormatError} for a damaged archive, arrays of other shapes, a position that is not finite, an edge to a vertex
 * that is not there.
 * @throws {InvalidArgumentError} for edges that close a loop, unless `loops: 'break'`.
 * @throws {UnsupportedError} for archives that {@link parseNpz} does not read.
 * @example
 * import { readFile } from 'node:fs/promises';
 * const axon = morphology.parseSkeletonNpz(await readFile('skeleton_axon_222998.npz'));
 * morphology.cableLengthNm(axon) / 1e6; // mm of axon
 */
export function parseSkeletonNpz(bytes: Uint8Array, options: SkeletonNpzOptions = {}): SkeletonTree {
  const { file } = options;
  const arrays = parseNpz(bytes, { file });
  const where = file === undefined ? 'npz skeleton' : `npz skeleton ${file}`;
  const fault = (name: string, problem: string): FormatError =>
    new FormatError(`${where} array ${name} ${problem}`, { format: 'npz skeleton', at: `array ${name}`, file });
  const arrayOf = (name: string, width: number, rows?: number): NpyArray => {
    const array = arrays[name];
    const expected = `${rows ?? 'any number of'} rows of ${width}`;
    if (array === undefined) throw fault(name, `is not there: received ${Object.keys(arrays).join(', ')}, expected it`);
    const [count, columns = 1] = array.shape;
    const isRight =
      array.shape.length >= 1 && array.shape.length <= 2 && columns === width && count === (rows ?? count);
    if (!isRight) throw fault(name, `has the wrong shape: received ${array.shape.join(' × ')}, expected ${expected}`);
    return array;
  };

  const vertices = arrayOf('vertices', 3).data;
  const nodeCount = vertices.length / 3;
  const positionsNm = new Float32Array(vertices.length);
  for (let i = 0; i < vertices.length; i++) {
    positionsNm[i] = Number(vertices[i]);
    if (!Number.isFinite(positionsNm[i])) {
      throw fault('vertices', `row ${Math.floor(i / 3)} is not finite: received ${vertices[i]}, expected a number`);
    }
  }
  const { data: ends, dtype } = arrayOf('edges', 2);
  if (!/^[ui]/.test(dtype)) throw fault('edges', `are no integers: received type ${dtype}, expected rows of vertices`);
  const edges = new Uint32Array(ends.length);
  for (let i = 0; i < ends.length; i++) {
    const node = Number(ends[i]);
    if (!(node >= 0 && node < nodeCount)) {
      throw fault('edges', `row ${i >> 1} leads nowhere: received ${ends[i]}, expected 0 to ${nodeCount - 1}`);
    }
    edges[i] = node;
  }
  const attributes: Record<string, AttributeValues> = {};
  for (const name of ['radius', 'compartment']) {
    if (arrays[name])
      attributes[name] = Float32Array.from(arrayOf(name, 1, nodeCount).data as ArrayLike<number>, Number);
  }
  const graph = { nodeCount, edgeCount: edges.length / 2, positionsNm, edges, attributes };
  return treeOf({ ...graph, name: where, radiusUnitNm: 1 }, { root: options.root, loops: options.loops });
}
