/** Moving the camera by itself. */

import { between, type ICamera } from './camera';

const flightMs = 320;

/** One flight at a time: another one, or a hand, takes the place of the one before. */
export class Flight {
  /** Where it is on its way to; `undefined` while nothing flies. */
  get goal(): ICamera | undefined {
    return this._goal;
  }

  /**
   * Flies from one camera to another, slow at both ends; `still` arrives at once. `show` is called with each camera on
   * the way and at last with the one arrived at.
   */
  begin(from: ICamera, to: ICamera, still: boolean, show: (camera: ICamera, arrived: boolean) => void): void {
    this._goal = to;
    const start = performance.now();
    const turn = (): void => {
      if (this._goal !== to) return;
      const t = still ? 1 : Math.min(1, (performance.now() - start) / flightMs);
      if (t === 1) {
        this._goal = undefined;
        show(to, true);
        return;
      }
      show(between(from, to, t * t * (3 - 2 * t)), false);
      requestAnimationFrame(turn);
    };
    turn();
  }

  /** Stays where it is. */
  end(): void {
    this._goal = undefined;
  }

  private _goal: ICamera | undefined;
}
