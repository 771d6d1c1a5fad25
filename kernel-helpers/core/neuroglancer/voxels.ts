/** Neuroglancer counts in voxels of its state's dimensions, we in nm. */

import type { Point } from '../transforms.js';

/** Voxel edges, in nm, of the axes x, y, z, and where those three stand among the state's dimensions. */
export interface VoxelSpace {
  readonly voxelSizeNm: Point;
  readonly axes: readonly [number, number, number];
  readonly rank: number;
}

/** The space of a state that has the dimensions x, y, z and nothing else. */
export function spaceOf(voxelSizeNm: Point): VoxelSpace {
  return { voxelSizeNm, axes: [0, 1, 2], rank: 3 };
}

/** The shortest edge of a voxel: the unit of both zooms of a state. */
export function canonicalNm({ voxelSizeNm }: VoxelSpace): number {
  return Math.min(...voxelSizeNm);
}

export function toVoxels([x, y, z]: Point, { voxelSizeNm: [sx, sy, sz] }: VoxelSpace): [number, number, number] {
  return [x / sx, y / sy, z / sz];
}

/** `undefined` when the coordinates are not as many as the dimensions, or not all finite. */
export function toNm(coordinates: unknown, space: VoxelSpace): [number, number, number] | undefined {
  if (!Array.isArray(coordinates) || coordinates.length !== space.rank) return undefined;
  const [x, y, z] = space.axes.map((axis, k) => coordinates[axis] * space.voxelSizeNm[k]);
  return [x, y, z].every(Number.isFinite) && coordinates.every(Number.isFinite) ? [x, y, z] : undefined;
}

/** Dimensions as a state has them, of voxels with these edges. */
export function dimensionsOf([x, y, z]: Point): Record<'x' | 'y' | 'z', [number, 'm']> {
  return { x: [metres(x), 'm'], y: [metres(y), 'm'], z: [metres(z), 'm'] };
}

const PREFIXES: Readonly<Record<string, number>> = {
  '': 0,
  k: 3,
  h: 2,
  da: 1,
  d: -1,
  c: -2,
  m: -3,
  u: -6,
  µ: -6,
  μ: -6,
  n: -9,
  p: -12,
  f: -15,
};

/**
 * The space of `dimensions`, `{ x: [4e-9, 'm'], … }`: those called x, y and z, or else the first three lengths.
 * `undefined` when there are not three lengths.
 *
 * @source google/neuroglancer `src/coordinate_transform.ts`, `src/util/si_units.ts`
 */
export function spaceIn(dimensions: unknown): VoxelSpace | undefined {
  if (typeof dimensions !== 'object' || dimensions === null) return undefined;
  const entries = Object.entries(dimensions);
  const sizes = entries.map(([, value]) => edgeNm(value));
  const lengths = sizes.flatMap((size, i) => (size === undefined ? [] : [i]));
  const named = ['x', 'y', 'z'].map(name => lengths.find(i => entries[i][0] === name));
  const axes = named.every(i => i !== undefined) ? (named as number[]) : lengths.slice(0, 3);
  if (axes.length < 3) return undefined;
  const [x, y, z] = axes;
  return { voxelSizeNm: [sizes[x], sizes[y], sizes[z]] as unknown as Point, axes: [x, y, z], rank: entries.length };
}

function edgeNm(value: unknown): number | undefined {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[1] !== 'string') return undefined;
  const prefix = /^(.*)m$/.exec(value[1])?.[1];
  if (prefix === undefined || !Object.hasOwn(PREFIXES, prefix)) return undefined;
  const nm = scaled(Number(value[0]), PREFIXES[prefix] + 9);
  return nm > 0 && Number.isFinite(nm) ? nm : undefined;
}

function metres(nm: number): number {
  return scaled(nm, -9);
}

/** Times a power of ten by its decimal digits, so that 4 nm is 4e-9 m and comes back as 4. */
function scaled(value: number, exponent: number): number {
  const [digits, power = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(power) + exponent}`);
}
