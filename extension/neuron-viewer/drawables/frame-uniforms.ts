/** What every material is told of the picture being drawn: the same objects in all of them, set once a sample. */

import { Vector2 } from 'three';

/**
 * `uSize` the picture in pixels; `uNearFar`; `uPixelRatio` device pixels in one of the layout; `uMinRadius` the least
 * radius of a neurite in pixels, so that thin processes show from afar; `uThin` how much a process thinner than that
 * fades, 0 to 1, and the number of the sample being drawn; `uFog` depths along the view where the fade into the page
 * begins and ends, and how much of the colour it takes; `uDark` 1 on a dark page.
 */
export interface IFrameUniforms {
  [uniform: string]: { value: unknown };
  uSize: { value: Vector2 };
  uNearFar: { value: Vector2 };
  uPixelRatio: { value: number };
  uMinRadius: { value: number };
  uThin: { value: Vector2 };
  uFog: { value: { x: number; y: number; z: number } };
  uDark: { value: number };
}

export function frameUniforms(): IFrameUniforms {
  return {
    uSize: { value: new Vector2(1, 1) },
    uNearFar: { value: new Vector2(1, 2) },
    uPixelRatio: { value: 1 },
    uMinRadius: { value: 0.6 },
    uThin: { value: new Vector2(0, 0) },
    uFog: { value: { x: 1, y: 2, z: 0.5 } },
    uDark: { value: 0 },
  };
}
