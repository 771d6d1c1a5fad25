/** Fingers on the picture. */

import { type ICamera, orbit, pan, roll, zoomTo } from './camera';

/** Pixels right of and below the picture's middle. */
export type FingerPlace = readonly [number, number];
export type TwoFingers = readonly [FingerPlace, FingerPlace];

/** What lies between two fingers stays between them: moved, zoomed and turned at once. */
export function pinch(
  camera: ICamera,
  from: TwoFingers,
  to: TwoFingers,
  heightPx: number,
  limits: readonly [number, number],
): ICamera {
  const [before, after] = [middleOf(from), middleOf(to)];
  const moved = pan(camera, after[0] - before[0], after[1] - before[1], heightPx);
  const [spanBefore, spanAfter] = [spanOf(from), spanOf(to)];
  const factor = spanBefore > 0 && spanAfter > 0 ? spanBefore / spanAfter : 1;
  const zoomed = zoomTo(moved, factor, after, heightPx, limits);
  const turn = angleOf(to) - angleOf(from);
  // Turning about the fingers' middle: the middle is brought to the picture's, and back after the turn.
  const centred = pan(zoomed, -after[0], -after[1], heightPx);
  return pan(roll(centred, turn), after[0], after[1], heightPx);
}

export const radiansPerPixel = 0.008;

/** The camera turned by a drag. */
export function turnBy(camera: ICamera, rightPx: number, downPx: number): ICamera {
  return orbit(camera, rightPx * radiansPerPixel, downPx * radiansPerPixel);
}

function middleOf([a, b]: TwoFingers): FingerPlace {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function spanOf([a, b]: TwoFingers): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

function angleOf([a, b]: TwoFingers): number {
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
}
