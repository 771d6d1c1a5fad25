/** Which level of detail is fine enough. Pure. */

/** Levels of detail by how far what is left out may lie from what stands for it, in µm; level 0 leaves nothing out. */
export const TOLERANCES_UM = [0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8] as const;

/** Pixels by which a neurite may be off, at rest and while the scene moves. */
export const PIXELS_OFF = { resting: 0.4, moving: 1.2 } as const;

/** The coarsest level that is off by no more than so many pixels where a pixel spans `umPerPixel`. */
export function levelFor(umPerPixel: number, pixels: number): number {
  const most = umPerPixel * pixels;
  return Math.max(
    0,
    TOLERANCES_UM.findLastIndex(tolerance => tolerance <= most),
  );
}

/** Runs of indices that lie side by side: `[first, end]` pairs of what `take` says yes to. */
export function runsOf(count: number, take: (index: number) => boolean): [number, number][] {
  const runs: [number, number][] = [];
  for (let i = 0; i < count; i += 1) {
    if (!take(i)) continue;
    const last = runs[runs.length - 1];
    if (last && last[1] === i) last[1] = i + 1;
    else runs.push([i, i + 1]);
  }
  return runs;
}
