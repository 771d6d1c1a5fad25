/** Where the depth ruler's ticks stand. Pure. */

import { cameraAxes, type ICamera, project } from '../camera/camera';

export interface IDepthTick {
  readonly depthUm: number;
  /** Pixels below the picture's top. */
  readonly y: number;
}

/** A ruler at the picture's side is true only while depth runs down the picture: cosines of what it may lean. */
const mostLean = { elevation: Math.cos(0.45), roll: Math.cos(0.06) } as const;
const leastGap = 44;

/**
 * Round depths, at least 44 px apart, of the line straight down through the camera's target; none while depth does not
 * run down the picture.
 */
export function depthTicks(camera: ICamera, widthPx: number, heightPx: number): IDepthTick[] {
  const down = cameraAxes(camera).up[1];
  const upright = -down >= mostLean.elevation * mostLean.roll && Math.cos(camera.roll) >= mostLean.roll;
  if (!upright || heightPx < 2 * leastGap) return [];
  const [x, , z] = camera.target;
  const yOf = (depthUm: number): number => project(camera, [x, depthUm, z], widthPx, heightPx).y;
  const middle = camera.target[1];
  const perUm = yOf(middle + 0.5) - yOf(middle - 0.5);
  if (!(perUm > 0)) return [];
  const step = roundStep(leastGap / perUm);
  const reach = heightPx / perUm;
  const ticks: IDepthTick[] = [];
  for (let i = Math.ceil((middle - reach) / step); i * step <= middle + reach; i += 1) {
    const y = yOf(i * step);
    if (y >= 0 && y <= heightPx) ticks.push({ depthUm: i * step, y });
  }
  return ticks;
}

/** The least of 1, 2 and 5 times powers of ten that is not less. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find(step => step * power >= least * (1 - 1e-9)) ?? 10);
}
