/** All that is drawn of a scene. */

import type { DecodedItem } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import { Scene } from 'three';
import type { IGpuUser } from '../picture/gpu-memory';
import { boxDrawable } from './box-drawable';
import type { DrawPass, IDrawable, IDrawableContext, IDrawnFrame } from './drawable';
import { meshDrawable } from './mesh-drawable';
import { type IOutlines, outlines } from './plane-outlines';
import { pointDrawable } from './point-drawable';
import { skeletonDrawable } from './skeleton-drawable';
import type { ViewMemory } from './view-memory';

export class SceneDrawables implements IGpuUser {
  onDisposed: () => void = () => {};
  readonly scene = new Scene();
  readonly planes: IOutlines;
  readonly memory: ViewMemory;

  /** In pieces; `planeSegments` as `planeOutlines` of `layer-planes.ts` makes them. */
  static *of(
    decoded: readonly DecodedItem[],
    planeSegments: Float32Array,
    context: IDrawableContext,
  ): Steps<SceneDrawables> {
    const items: IDrawable[] = [];
    for (const [i, item] of decoded.entries()) items.push(yield* drawableOf(item, i, context));
    return new SceneDrawables(items, planeSegments, context);
  }

  private constructor(
    readonly items: readonly IDrawable[],
    planeSegments: Float32Array,
    context: IDrawableContext,
  ) {
    this.memory = context.memory;
    this.scene.matrixWorldAutoUpdate = false;
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

  /** Nodes, triangles and points of all items. */
  get drawnCount(): number {
    return this.items.reduce((sum, item) => sum + item.drawnCount, 0);
  }

  /** Make the detail that a picture needs, in pieces. */
  *make(frame: IDrawnFrame): Steps<void> {
    for (const item of this.items) if (item.make) yield* item.make(frame);
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

  get gpuBytes(): number {
    return this.memory.usedBytes;
  }

  release(): void {
    for (const item of this.items) item.release();
  }

  dispose(): void {
    this.onDisposed();
    for (const item of this.items) item.dispose();
    this.planes.dispose();
  }

  private _hiddenItems: ReadonlySet<string> = new Set();
}

function* drawableOf(item: DecodedItem, index: number, context: IDrawableContext): Steps<IDrawable> {
  if (item.kind === 'skeletons') return yield* skeletonDrawable(item, index, context);
  if (item.kind === 'meshes') return yield* meshDrawable(item, index, context);
  return item.kind === 'points' ? yield* pointDrawable(item, index, context) : boxDrawable(item, context);
}
