/** Annotations as points and lines. */

import type { Skeleton } from 'connectome-helpers/dist/core/skeleton.js';
import {
  type AnnotationBlock,
  type AnnotationLayout,
  geometryFloats,
} from 'connectome-helpers/dist/formats/precomputed/annotations-decode.js';
import type { AnnotationGeometry } from 'connectome-helpers/dist/formats/precomputed/annotations-info.js';
import type { IPart } from './part';

/** Where x, y and z stand among an annotation's dimensions, and nanometres of one stored unit. */
export type IAxes = readonly [IAxis, IAxis, IAxis];

interface IAxis {
  readonly at: number;
  readonly scale: number;
}

/** Annotations of a block, by their places in it. */
export interface IBlock {
  readonly block: AnnotationBlock;
  readonly places: readonly number[];
}

type Point = readonly [number, number, number];

/** What is drawn, and of how many annotations nothing is, for a coordinate that is no number. */
export function drawnAnnotations(
  geometry: AnnotationGeometry,
  layout: AnnotationLayout,
  axes: IAxes,
  blocks: readonly IBlock[],
): { readonly part: Pick<IPart, 'points' | 'lines'>; readonly skipped: number } {
  let skipped = 0;
  const ids: bigint[] = [];
  const centres: number[] = [];
  const radii: number[] = [];
  const lines: Point[][] = [];
  for (const { block, places } of blocks) {
    for (const place of places) {
      const { first, count } = geometryFloats(block, layout, block.starts[place]);
      const pointAt = (n: number): Point => {
        const nm = ({ at, scale }: IAxis): number => block.floats[first + n * layout.rank + at] * scale;
        return [nm(axes[0]), nm(axes[1]), nm(axes[2])];
      };
      const points = Array.from({ length: count / layout.rank }, (_, n) => pointAt(n));
      if (points.length === 0 || !points.every(isPlace)) {
        skipped += 1;
        continue;
      }
      if (geometry === 'POINT' || geometry === 'ELLIPSOID') {
        ids.push(block.ids[place]);
        centres.push(...points[0]);
        if (geometry === 'ELLIPSOID') radii.push(Math.cbrt(Math.abs(points[1][0] * points[1][1] * points[1][2])));
      } else if (geometry === 'AXIS_ALIGNED_BOUNDING_BOX') lines.push(...boxEdges(points[0], points[1]));
      else lines.push(points);
    }
  }
  if (lines.length > 0) return { part: { lines: forest(lines) }, skipped };
  if (ids.length === 0) return { part: {}, skipped };
  const radiiNm = radii.length > 0 ? { radiiNm: Float32Array.from(radii) } : {};
  const points = { positionsNm: Float32Array.from(centres), ids: BigUint64Array.from(ids), ...radiiNm };
  return { part: { points }, skipped };
}

/** As float32, which is what is drawn. */
function isPlace(point: Point): boolean {
  return point.every(nm => Number.isFinite(Math.fround(nm)));
}

/** Twelve edges in six lines: two faces, and what joins them. */
function boxEdges([ax, ay, az]: Point, [bx, by, bz]: Point): Point[][] {
  const face = (z: number): Point[] => [
    [ax, ay, z],
    [bx, ay, z],
    [bx, by, z],
    [ax, by, z],
    [ax, ay, z],
  ];
  const [low, high] = [face(az), face(bz)];
  return [low, high, ...[0, 1, 2, 3].map(corner => [low[corner], high[corner]])];
}

/** Each line is a tree, without thickness. */
function forest(lines: readonly (readonly Point[])[]): Skeleton {
  const nodeCount = lines.reduce((sum, line) => sum + line.length, 0);
  const positionsNm = new Float32Array(3 * nodeCount);
  const parents = new Int32Array(nodeCount);
  let node = 0;
  for (const line of lines) {
    line.forEach((point, n) => {
      positionsNm.set(point, 3 * node);
      parents[node] = n === 0 ? -1 : node - 1;
      node += 1;
    });
  }
  return {
    nodeCount,
    positionsNm,
    parents,
    radiiNm: new Float32Array(nodeCount),
    compartments: new Uint8Array(nodeCount),
  };
}
