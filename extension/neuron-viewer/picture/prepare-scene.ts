/** A decoded scene made ready to be drawn and looked at. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import { boundsRadius, middle } from '../camera/camera';
import { CellColors } from '../drawables/cell-colors';
import { boundsSteps, pointsOf, withRoom } from '../drawables/extent';
import type { IFrameUniforms } from '../drawables/frame-uniforms';
import { SceneDrawables } from '../drawables/scene-drawables';
import { type IMemoryLimits, ViewMemory } from '../drawables/view-memory';
import { type ILayerPlanes, layerPlanes, planeOutlines } from '../overlay/layer-planes';
import type { IPictureScene } from './picture-renderer';

export interface IPreparedScene {
  readonly decoded: DecodedScene;
  readonly pictured: IPictureScene;
  readonly planes: ILayerPlanes;
  readonly colors: CellColors;
  /** What a first view has in it, `[3*i + k]` in µm from the picture's origin. */
  readonly toFit: Float32Array;
  /** How near and how far the camera goes, µm. */
  readonly distanceLimits: readonly [number, number];
}

/** In pieces. Nothing reaches the GPU before the first picture. */
export function* prepareScene(
  decoded: DecodedScene,
  { frame, limits }: { readonly frame: IFrameUniforms; readonly limits: IMemoryLimits },
): Steps<IPreparedScene> {
  const { scene, items } = decoded;
  const itemsUm = yield* boundsSteps(items);
  const originUm = middle(itemsUm);
  const planes = layerPlanes(scene.layers, itemsUm);
  const { boundsUm } = planes;
  const planeSegments = planeOutlines(planes, originUm);
  const colors = new CellColors(scene.cells.map(cell => cell.color));
  const objects = yield* SceneDrawables.of(items, planeSegments, {
    originUm,
    cells: colors,
    frame,
    memory: new ViewMemory(limits),
  });
  const points = withRoom(pointsOf(items, originUm), boundsRadius(itemsUm));
  const toFit = new Float32Array(points.length + planeSegments.length);
  toFit.set(points);
  toFit.set(planeSegments, points.length);
  const radius = boundsRadius(boundsUm);
  const distanceLimits = [Math.max(1, radius * 0.01), Math.max(10, radius * 30)] as const;
  return { decoded, pictured: { objects, originUm, boundsUm }, planes, colors, toFit, distanceLimits };
}
