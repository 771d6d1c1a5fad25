import type { Skeleton } from '../../kernel-helpers/core/skeleton.js';

/** The least value of a convex function on [0, 1], by ternary search. */
function least(f: (t: number) => number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 45; i++) {
    const third = (high - low) / 3;
    if (f(low + third) < f(high - third)) high -= third;
    else low += third;
  }
  return f((low + high) / 2);
}

/** The distance between a point and a segment. */
export function distanceToSegment(point: readonly number[], from: readonly number[], to: readonly number[]): number {
  const [dx, dy, dz] = point.map((p, k) => p - from[k]);
  const [ux, uy, uz] = to.map((end, k) => end - from[k]);
  return least(t => Math.sqrt((dx - t * ux) ** 2 + (dy - t * uy) ** 2 + (dz - t * uz) ** 2));
}

/** The distance between two segments; `a[0..2]` is one end, `a[3..5]` the other. */
export function distanceBetweenSegments(a: readonly number[], b: readonly number[]): number {
  return least(t => {
    const point = [0, 1, 2].map(k => a[k] + t * (a[k + 3] - a[k]));
    return distanceToSegment(point, b.slice(0, 3), b.slice(3));
  });
}

/**
 * How far a point is from the surface of a neuron's parts, in nm: negative inside. Only nodes that `keeps` accepts;
 * the radius of an edge is that of its thicker end, and edges to the soma's centre count from their own node.
 */
export function distanceToSurfaceNm(
  { positionsNm, radiiNm, parents, compartments, nodeCount }: Skeleton,
  point: readonly number[],
  keeps: (compartment: number) => boolean,
): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < nodeCount; i++) {
    if (!keeps(compartments[i])) continue;
    const start = parents[i] <= 0 ? i : parents[i];
    const from = [...positionsNm.subarray(3 * start, 3 * start + 3)];
    const to = [...positionsNm.subarray(3 * i, 3 * i + 3)];
    nearest = Math.min(nearest, distanceToSegment(point, from, to) - Math.max(radiiNm[i], radiiNm[start]));
  }
  return nearest;
}
