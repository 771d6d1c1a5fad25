import type { Mesh } from '../../core/mesh.js';

/** Where the whole numbers of a mesh fragment lie in space. */
export interface Placement {
  /** Corner of the grid, in the stored model's space. */
  readonly originStored: readonly number[];
  /** Size of the fragment's cell there. */
  readonly cellStored: readonly number[];
  /** The fragment's cell in the grid. */
  readonly cell: readonly number[];
  /** The number that stands for the far side of the cell; 0 stands for the near one. */
  readonly farSide: number;
  /** From the stored model's space to nanometres: three rows of four, the fourth to be added. */
  readonly transform: readonly number[];
}

/** Positions as a file has them. */
export type StoredPositions = Float32Array | Int32Array | Uint32Array;

/** The error for number `i` of the stored positions. */
export type PositionFault = (i: number, problem: string, expected: string) => Error;

/**
 * Positions in nanometres, from those in the file: nanometres themselves where there is no placement.
 *
 * Sums are taken in double precision and in one order, so a vertex on the face between two cells gets the same
 * float32 from either of them, and fragments of one level of detail meet without a gap. O(positions).
 *
 * @throws what `fault` gives, for a number outside the cell and for one that is not finite as float32.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/meshes.md
 */
export function placePositions(
  stored: StoredPositions,
  placement: Placement | undefined,
  fault: PositionFault,
): Float32Array {
  const positionsNm = placement === undefined ? new Float32Array(stored) : place(stored, placement, fault);
  return checkFinite(positionsNm, fault);
}

function place(stored: StoredPositions, placement: Placement, fault: PositionFault): Float32Array {
  const { originStored, cellStored, cell, farSide, transform } = placement;
  const [ox, oy, oz] = originStored;
  const [sx, sy, sz] = cellStored;
  const [cx, cy, cz] = cell;
  const [xx, xy, xz, x1, yx, yy, yz, y1, zx, zy, zz, z1] = transform;
  const positionsNm = new Float32Array(stored.length);
  let inside = true;
  for (let i = 0; i < stored.length; i += 3) {
    const [a, b, c] = [stored[i], stored[i + 1], stored[i + 2]];
    if (!(a >= 0 && b >= 0 && c >= 0 && a <= farSide && b <= farSide && c <= farSide)) inside = false;
    const x = ox + sx * (cx + a / farSide);
    const y = oy + sy * (cy + b / farSide);
    const z = oz + sz * (cz + c / farSide);
    positionsNm[i] = xx * x + xy * y + xz * z + x1;
    positionsNm[i + 1] = yx * x + yy * y + yz * z + y1;
    positionsNm[i + 2] = zx * x + zy * y + zz * z + z1;
  }
  if (inside) return positionsNm;
  const outside = stored.findIndex((value: number) => !(value >= 0 && value <= farSide));
  throw fault(outside, 'lies outside its cell', `0 to ${farSide}`);
}

/** The positions themselves, when all of them are finite. */
export function checkFinite(positionsNm: Float32Array, fault: PositionFault): Float32Array {
  // a sum with a NaN or an infinity in it stays so: one test for all
  let sum = 0;
  const { length } = positionsNm;
  for (let i = 0; i < length; i++) sum += positionsNm[i] * 0;
  if (sum === 0) return positionsNm;
  const wrong = positionsNm.findIndex(value => !Number.isFinite(value));
  throw fault(wrong, 'is not finite', 'a finite number');
}

/** The transform that changes nothing. */
export const IDENTITY: readonly number[] = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

/** The mesh with its positions transformed; the mesh itself where that changes nothing. O(vertices). */
export function transformMesh(mesh: Mesh, transform: readonly number[]): Mesh {
  if (transform.every((value, i) => value === IDENTITY[i])) return mesh;
  const [xx, xy, xz, x1, yx, yy, yz, y1, zx, zy, zz, z1] = transform;
  const stored = mesh.positionsNm;
  const positionsNm = new Float32Array(stored.length);
  for (let i = 0; i < stored.length; i += 3) {
    const [x, y, z] = [stored[i], stored[i + 1], stored[i + 2]];
    positionsNm[i] = xx * x + xy * y + xz * z + x1;
    positionsNm[i + 1] = yx * x + yy * y + yz * z + y1;
    positionsNm[i + 2] = zx * x + zy * y + zz * z + z1;
  }
  return { ...mesh, positionsNm };
}
