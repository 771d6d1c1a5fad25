/**
 * The points of an open line that are needed so that no point left out lies farther than `tolerance` from what is
 * drawn; the first and the last stay. Point i is `(x[i], y[i])`. Returns indices, ascending.
 *
 * @source Douglas and Peucker 1973, "Algorithms for the reduction of the number of points required to represent a
 * digitized line or its caricature", with the distance to the stretch between two points in place of the whole line's
 */
export function simplify(x: ArrayLike<number>, y: ArrayLike<number>, tolerance: number): number[] {
  const last = x.length - 1;
  const kept = new Uint8Array(x.length);
  kept[0] = 1;
  kept[last] = 1;
  // A stack in place of recursion: a neurite may have tens of thousands of points.
  const stretches: [number, number][] = [[0, last]];
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const [from, to] = stretch;
    let farthest = -1;
    let most = tolerance;
    for (let i = from + 1; i < to; i++) {
      const distance = distanceToStretch(x[i], y[i], x[from], y[from], x[to], y[to]);
      if (distance <= most) continue;
      most = distance;
      farthest = i;
    }
    if (farthest < 0) continue;
    kept[farthest] = 1;
    stretches.push([from, farthest], [farthest, to]);
  }
  const indices: number[] = [];
  for (let i = 0; i <= last; i++) if (kept[i] === 1) indices.push(i);
  return indices;
}

function distanceToStretch(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / squared));
  return Math.hypot(px - ax - along * dx, py - ay - along * dy);
}
