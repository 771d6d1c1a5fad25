import { lengthOf } from './directions.js';

/** Where two straight segments come closest: fractions along each, and the distance. */
export interface Approach {
  /** 0 at the start of the first segment, 1 at its end. */
  along: number;
  /** The same for the second. */
  across: number;
  distance: number;
}

/**
 * The closest approach of two segments, written into `out`: `a[i … i+2]` is one end of the first and `a[i+3 … i+5]`
 * the other; the second is at `b[j]`. A segment of no length is a point.
 *
 * @source Ericson 2005, "Real-time collision detection", 5.1.9
 */
export function closestApproach(a: Float64Array, i: number, b: Float64Array, j: number, out: Approach): void {
  const ux = a[i + 3] - a[i];
  const uy = a[i + 4] - a[i + 1];
  const uz = a[i + 5] - a[i + 2];
  const vx = b[j + 3] - b[j];
  const vy = b[j + 4] - b[j + 1];
  const vz = b[j + 5] - b[j + 2];
  const wx = a[i] - b[j];
  const wy = a[i + 1] - b[j + 1];
  const wz = a[i + 2] - b[j + 2];
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  const uv = ux * vx + uy * vy + uz * vz;
  const uw = ux * wx + uy * wy + uz * wz;
  const vw = vx * wx + vy * wy + vz * wz;
  const parallel = uu * vv - uv * uv;
  let s = parallel > 1e-9 * uu * vv ? clamp((uv * vw - uw * vv) / parallel) : 0;
  const t = vv > 0 ? clamp((uv * s + vw) / vv) : 0;
  s = uu > 0 ? clamp((uv * t - uw) / uu) : 0;
  out.along = s;
  out.across = t;
  out.distance = lengthOf(wx + s * ux - t * vx, wy + s * uy - t * vy, wz + s * uz - t * vz);
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
