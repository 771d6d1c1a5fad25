/** Trees measured by their definitions: slow twins of kernel-helpers/core/morphology. */
import fc from 'fast-check';
import type { Skeleton } from '../../kernel-helpers/core/skeleton.js';

/** Nodes as [x, y, z, parent, compartment, radius]. */
export type NodeRow = readonly [x: number, y: number, z: number, parent: number, compartment: number, radius?: number];

export function skeletonOf(...nodes: readonly NodeRow[]): Skeleton {
  return {
    nodeCount: nodes.length,
    positionsNm: Float32Array.from(nodes.flatMap(node => node.slice(0, 3) as number[])),
    radiiNm: Float32Array.from(nodes, node => node[5] ?? 100),
    parents: Int32Array.from(nodes, node => node[3]),
    compartments: Uint8Array.from(nodes, node => node[4]),
  };
}

/** Trees and forests with edges of no length, somata anywhere or nowhere, and codes without a name. */
export const anySkeleton: fc.Arbitrary<Skeleton> = fc
  .array(
    fc.record({
      at: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: -2, max: 2 })),
      parent: fc.double({ min: 0, max: 1, noNaN: true }),
      isRoot: fc.integer({ min: 0, max: 9 }),
      compartment: fc.constantFrom(0, 1, 2, 2, 3, 3, 4, 7),
      radius: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map(rows =>
    skeletonOf(
      ...rows.map(({ at, parent, isRoot, compartment, radius }, i): NodeRow => {
        const on = i === 0 || isRoot === 0 ? -1 : Math.min(i - 1, Math.floor(parent * i));
        return [at[0] * 100, at[1] * 100, at[2] * 100, on, compartment, radius * 100];
      }),
    ),
  );

export function pointOf({ positionsNm }: Skeleton, node: number): number[] {
  return [...positionsNm.subarray(3 * node, 3 * node + 3)];
}

export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0));
}

/** Every node's ways to every other: Floyd and Warshall's. */
export function allPathsNm(skeleton: Skeleton): number[][] {
  const nodes = [...skeleton.parents.keys()];
  const ways = nodes.map(a => nodes.map(b => (a === b ? 0 : Number.POSITIVE_INFINITY)));
  for (const i of nodes) {
    const parent = skeleton.parents[i];
    if (parent < 0) continue;
    const length = distance(pointOf(skeleton, i), pointOf(skeleton, parent));
    ways[i][parent] = length;
    ways[parent][i] = length;
  }
  for (const k of nodes) {
    for (const a of nodes) for (const b of nodes) ways[a][b] = Math.min(ways[a][b], ways[a][k] + ways[k][b]);
  }
  return ways;
}

/** Strahler's rule, by recursion. */
export function strahlerOf(skeleton: Skeleton, node: number): number {
  const orders = [...skeleton.parents.keys()]
    .filter(child => skeleton.parents[child] === node)
    .map(child => strahlerOf(skeleton, child));
  const most = Math.max(0, ...orders);
  if (most === 0) return 1;
  return orders.filter(order => order === most).length > 1 ? most + 1 : most;
}

/** The distance from a point to an edge: the height over it where its foot lies on it, else to the nearer end. */
function toEdge(point: readonly number[], a: readonly number[], b: readonly number[]): number {
  const along = a.map((value, k) => b[k] - value);
  const dot = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, value, k) => sum + value * q[k], 0);
  const fromA = point.map((value, k) => value - a[k]);
  const fromB = point.map((value, k) => value - b[k]);
  if (dot(fromA, along) <= 0 || dot(fromB, along) >= 0) return Math.min(distance(point, a), distance(point, b));
  const [ux, uy, uz] = along;
  const [dx, dy, dz] = fromA;
  return Math.hypot(uy * dz - uz * dy, uz * dx - ux * dz, ux * dy - uy * dx) / distance(a, b);
}

/** The distance from a point to the nearest edge, by looking at all. */
export function nearestEdgeNm(skeleton: Skeleton, point: readonly number[]): number {
  return Math.min(
    ...[...skeleton.parents].map((parent, i) =>
      toEdge(point, pointOf(skeleton, parent < 0 ? i : parent), pointOf(skeleton, i)),
    ),
  );
}

/** The way between two points on edges, through the ends of both. */
export function wayBetween(
  skeleton: Skeleton,
  ways: readonly number[][],
  a: { node: number; fraction: number },
  b: { node: number; fraction: number },
): number {
  const ends = ({ node, fraction }: { node: number; fraction: number }): [number, number][] => {
    const parent = skeleton.parents[node];
    if (parent < 0) return [[node, 0]];
    const length = ways[node][parent];
    return [
      [node, (1 - fraction) * length],
      [parent, fraction * length],
    ];
  };
  const outside = ends(a).flatMap(([from, out]) => ends(b).map(([to, into]) => out + ways[from][to] + into));
  const parent = skeleton.parents[a.node];
  const inside = a.node === b.node && parent >= 0 ? [Math.abs(a.fraction - b.fraction) * ways[a.node][parent]] : [];
  return Math.min(...outside, ...inside);
}
