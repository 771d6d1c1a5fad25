import {
  type AnnotationBlock,
  type AnnotationLayout,
  geometryFloats,
} from '../../formats/precomputed/annotations-decode.js';

/** A box in stored coordinates. */
export interface StoredBox {
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/**
 * The annotations of a block that touch a box, by their place in the block: points in it, lines and polylines that pass
 * through it, boxes and ellipsoids that share a point with it. Borders belong to both.
 */
export function annotationsInBox(block: AnnotationBlock, layout: AnnotationLayout, box: StoredBox): number[] {
  const { rank, geometry } = layout;
  const { floats } = block;
  const found: number[] = [];
  for (let i = 0; i < block.starts.length; i++) {
    const { first, count } = geometryFloats(block, layout, block.starts[i]);
    let touches: boolean;
    if (geometry === 'POINT') touches = segmentTouches(floats, first, first, rank, box);
    else if (geometry === 'LINE') touches = segmentTouches(floats, first, first + rank, rank, box);
    else if (geometry === 'AXIS_ALIGNED_BOUNDING_BOX') touches = boxTouches(floats, first, rank, box);
    else if (geometry === 'ELLIPSOID') touches = ellipsoidTouches(floats, first, rank, box);
    else touches = polylineTouches(floats, first, count, rank, box);
    if (touches) found.push(i);
  }
  return found;
}

function polylineTouches(p: Float32Array, first: number, count: number, rank: number, box: StoredBox): boolean {
  if (count === rank) return segmentTouches(p, first, first, rank, box);
  for (let at = first; at + 2 * rank <= first + count; at += rank) {
    if (segmentTouches(p, at, at + rank, rank, box)) return true;
  }
  return false;
}

/** Cuts the segment off where it leaves each pair of planes; what is left of it lies in the box. */
function segmentTouches(p: Float32Array, a: number, b: number, rank: number, { min, max }: StoredBox): boolean {
  let enter = 0;
  let leave = 1;
  for (let k = 0; k < rank; k++) {
    const from = p[a + k];
    const along = p[b + k] - from;
    if (along === 0) {
      if (!(from >= min[k] && from <= max[k])) return false;
      continue;
    }
    const [near, far] = along > 0 ? [min[k], max[k]] : [max[k], min[k]];
    enter = Math.max(enter, (near - from) / along);
    leave = Math.min(leave, (far - from) / along);
    // also false where a coordinate is NaN
    if (!(enter <= leave)) return false;
  }
  return true;
}

function boxTouches(p: Float32Array, first: number, rank: number, { min, max }: StoredBox): boolean {
  for (let k = 0; k < rank; k++) {
    const [a, b] = [p[first + k], p[first + rank + k]];
    if (!(Math.min(a, b) <= max[k] && Math.max(a, b) >= min[k])) return false;
  }
  return true;
}

/** Stretched so that the ellipsoid is a ball of radius 1, the box is still a box: its nearest point decides. */
function ellipsoidTouches(p: Float32Array, first: number, rank: number, { min, max }: StoredBox): boolean {
  let distance = 0;
  for (let k = 0; k < rank; k++) {
    const centre = p[first + k];
    const away = centre - Math.min(Math.max(centre, min[k]), max[k]);
    if (away !== 0) distance += (away / p[first + rank + k]) ** 2;
  }
  return distance <= 1;
}
