/** Moving the camera by itself. */

import { between, type ICamera } from './camera';

const flightMs = 320;

/**
 * Fly from one camera to another, slow at both ends; `still` arrives at once. `show` is called with each camera on the
 * way and at last with the one arrived at. The flight ends when `isOver` says so.
 */
export function fly(
  from: ICamera,
  to: ICamera,
  still: boolean,
  isOver: () => boolean,
  show: (camera: ICamera, arrived: boolean) => void,
): void {
  const start = performance.now();
  const turn = (): void => {
    if (isOver()) return;
    const t = still ? 1 : Math.min(1, (performance.now() - start) / flightMs);
    if (t === 1) {
      show(to, true);
      return;
    }
    show(between(from, to, t * t * (3 - 2 * t)), false);
    requestAnimationFrame(turn);
  };
  turn();
}
