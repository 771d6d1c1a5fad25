/** Where two straight segments come closest: fractions along each, and the distance. */
export interface Approach {
  /** 0 at the start of the first segment, 1 at its end. */
  along: number;
  /** The same for the second. */
  across: number;
  distance: number;
}

/**
 * The closest approach of segments `a` and `b`, written into `out`; `a[0..2]` is one end, `a[3..5]` the other. A
 * segment of no length is a point.
 *
 * @source Ericson 2005, "Real-time collision detection", 5.1.9
 */
export function closestApproach(a: ArrayLike<number>, b: ArrayLike<number>, out: Approach): void {
  const ux = a[3] - a[0];
  const uy = a[4] - a[1];
  const uz = a[5] - a[2];
  const vx = b[3] - b[0];
  const vy = b[4] - b[1];
  const vz = b[5] - b[2];
  const wx = a[0] - b[0];
  const wy = a[1] - b[1];
  const wz = a[2] - b[2];
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
  out.distance = Math.hypot(wx + s * ux - t * vx, wy + s * uy - t * vy, wz + s * uz - t * vz);
}

function clamp(fraction: number): number {
  return fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
}
