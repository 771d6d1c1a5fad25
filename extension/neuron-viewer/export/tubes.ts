/** A tree as a surface: rings of corners round every node, joined along its edges, and a ball for every soma. Pure. */

import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import type { Vector3 } from '../camera/camera';
import { type IShownTree, taperFrom } from './shown-parts';

export interface ITubes {
  /** `positions[3*i + k]` in µm from the origin. */
  readonly positions: Float32Array;
  /** Index of the node in its item that vertex i belongs to. */
  readonly nodes: Uint32Array;
  readonly triangles: Uint32Array;
}

type Point = [number, number, number];

/** Thinner than this is not there for many programs. µm. */
const thinnest = 0.001;

export function tubesOf(tree: IShownTree, originUm: Vector3, sides = 8): ITubes {
  const { item, from, to } = tree;
  const { positionsNm, radiiNm, parents, compartments } = item;
  const scale = item.item.radiusScale === 0 ? 1 : item.item.radiusScale;
  const place = (i: number): Point => [0, 1, 2].map(k => positionsNm[3 * i + k] / 1000 - originUm[k]) as Point;
  const radius = (i: number): number => Math.max(thinnest, (radiiNm[i] / 1000) * scale);
  const isSoma = (i: number): boolean => compartments[i] === COMPARTMENT.soma;
  const positions: number[] = [];
  const nodes: number[] = [];
  const triangles: number[] = [];

  const ring = (at: Point, r: number, side: Point, other: Point, node: number): number => {
    const first = nodes.length;
    for (let s = 0; s < sides; s += 1) {
      const [c, d] = [Math.cos((2 * Math.PI * s) / sides) * r, Math.sin((2 * Math.PI * s) / sides) * r];
      for (let k = 0; k < 3; k += 1) positions.push(at[k] + c * side[k] + d * other[k]);
      nodes.push(node);
    }
    return first;
  };
  const join = (a: number, b: number): void => {
    for (let s = 0; s < sides; s += 1) {
      const t = (s + 1) % sides;
      triangles.push(a + s, a + t, b + s, a + t, b + t, b + s);
    }
  };

  const rings = new Map<number, number>();
  const sideOf = new Map<number, Point>();
  for (let i = from; i < to; i += 1) {
    const parent = parents[i];
    if (parent < 0 || isSoma(i)) ball(place(i), radius(i), i, positions, nodes, triangles);
    if (parent < 0) continue;
    const [at, start] = [place(i), place(parent)];
    const ahead = unit([at[0] - start[0], at[1] - start[1], at[2] - start[2]]);
    // A node in the place of its parent has nothing to be joined by.
    if (!ahead) {
      const before = rings.get(parent);
      if (before !== undefined) rings.set(i, before);
      const side = sideOf.get(parent);
      if (side) sideOf.set(i, side);
      continue;
    }
    // Each ring's corners are turned as little as can be from those of the ring before.
    const side = across(ahead, sideOf.get(parent));
    const other = cross(ahead, side);
    const leaves = isSoma(parent) && !isSoma(i);
    const known = leaves ? undefined : rings.get(parent);
    const first = leaves ? taperFrom(radius(parent), radius(i)) : radius(parent);
    const begin = known ?? ring(start, first, side, other, parent);
    const end = ring(at, radius(i), side, other, i);
    join(begin, end);
    rings.set(i, end);
    sideOf.set(i, side);
  }
  return {
    positions: Float32Array.from(positions),
    nodes: Uint32Array.from(nodes),
    triangles: Uint32Array.from(triangles),
  };
}

function ball(
  [x, y, z]: Point,
  r: number,
  node: number,
  positions: number[],
  nodes: number[],
  triangles: number[],
): void {
  const [rows, columns] = [8, 12];
  const first = nodes.length;
  for (let i = 0; i <= rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const [theta, phi] = [(Math.PI * i) / rows, (2 * Math.PI * j) / columns];
      const wide = r * Math.sin(theta);
      positions.push(x + wide * Math.cos(phi), y + r * Math.cos(theta), z + wide * Math.sin(phi));
      nodes.push(node);
    }
  }
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const [a, b] = [first + i * columns + j, first + i * columns + ((j + 1) % columns)];
      // The rows at the poles are points: half of their squares have no area.
      if (i > 0) triangles.push(a, b, a + columns);
      if (i < rows - 1) triangles.push(b, b + columns, a + columns);
    }
  }
}

function across(ahead: Point, before: Point | undefined): Point {
  const tries: Point[] = [...(before ? [before] : []), [1, 0, 0], [0, 1, 0], [0, 0, 1]];
  for (const given of tries) {
    const along = given[0] * ahead[0] + given[1] * ahead[1] + given[2] * ahead[2];
    if (Math.abs(along) > 0.95) continue;
    const side = unit([given[0] - along * ahead[0], given[1] - along * ahead[1], given[2] - along * ahead[2]]);
    if (side) return side;
  }
  return [1, 0, 0];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit([x, y, z]: Point): Point | undefined {
  const length = Math.hypot(x, y, z);
  return length > 1e-9 ? [x / length, y / length, z / length] : undefined;
}

/** An octahedron, which is what a synapse may cost. */
export function ballOf([x, y, z]: Vector3, r: number, positions: number[], triangles: number[]): void {
  const first = positions.length / 3;
  positions.push(x + r, y, z, x - r, y, z, x, y + r, z, x, y - r, z, x, y, z + r, x, y, z - r);
  for (const [a, b, c] of octahedron) triangles.push(first + a, first + b, first + c);
}

const octahedron = [
  [0, 2, 4],
  [2, 1, 4],
  [1, 3, 4],
  [3, 0, 4],
  [2, 0, 5],
  [1, 2, 5],
  [3, 1, 5],
  [0, 3, 5],
] as const;
