/** All that is drawn of a scene. */

import type { DecodedItem } from 'connectome-helpers/dist/contract/scene/decode.js';
import { Scene } from 'three';
import { boxDrawable } from './box-drawable';
import type { DrawPass, IDrawable, IDrawableContext, IDrawnFrame } from './drawable';
import { meshDrawable } from './mesh-drawable';
import { type IOutlines, outlines } from './plane-outlines';
import { pointDrawable } from './point-drawable';
import { skeletonDrawable } from './skeleton-drawable';

export class SceneDrawables {
  readonly scene = new Scene();
  readonly items: readonly IDrawable[];
  readonly planes: IOutlines;

  /** `planeSegments` as `planeOutlines` of `layer-planes.ts` makes them. */
  constructor(decoded: readonly DecodedItem[], planeSegments: Float32Array, context: IDrawableContext) {
    this.scene.matrixWorldAutoUpdate = false;
    this.items = decoded.map((item, i) => drawableOf(item, i, context));
    for (const { object } of this.items) this.scene.add(object);
    this.planes = outlines(planeSegments, context.frame, { color: null, strength: 0.27 });
    if (planeSegments.length > 0) this.scene.add(this.planes.object);
  }

  get neuriteMm(): number {
    return this.items.reduce((sum, item) => sum + item.neuriteMm, 0);
  }

  /** Whether anything lets others show through, which takes more samples to be smooth. */
  get seeThrough(): boolean {
    return this.items.some(({ item }) => item.kind !== 'box' && item.opacity < 1);
  }

  prepare(frame: IDrawnFrame): void {
    for (const item of this.items) item.prepare(frame);
  }

  setPass(pass: DrawPass): void {
    for (const item of this.items) {
      item.setPass(pass);
      const isThere = pass === 'color' || item.elementCount > 0;
      item.object.visible = isThere && !this._hiddenItems.has(item.item.key);
    }
    this.planes.object.visible = pass === 'color';
  }

  /** Items by key. */
  setHiddenItems(keys: Iterable<string>): void {
    this._hiddenItems = new Set(keys);
  }

  dispose(): void {
    for (const item of this.items) item.dispose();
    this.planes.dispose();
  }

  private _hiddenItems: ReadonlySet<string> = new Set();
}

function drawableOf(item: DecodedItem, index: number, context: IDrawableContext): IDrawable {
  if (item.kind === 'skeletons') return skeletonDrawable(item, index, context);
  if (item.kind === 'meshes') return meshDrawable(item, index, context);
  return item.kind === 'points' ? pointDrawable(item, index, context) : boxDrawable(item, context);
}
