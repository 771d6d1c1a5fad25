/** Asks for surfaces in more detail while the reader looks closely, when there is a kernel to ask. */

import { unpackMeshParts } from 'connectome-helpers/dist/contract/scene/meshes.js';
import type { ICamera } from './camera/camera';
import type { IDrawable, IDrawnFrame, ISurfaces } from './drawables/drawable';
import { finerWish, MOST_TRIANGLES } from './drawables/finer-parts';
import { nearestUmPerPixel } from './drawables/tree-spheres';
import { BYTES, type ViewMemory } from './drawables/view-memory';
import type { ILive } from './live-view';
import type { IOverlay } from './overlay/overlay';

/** What is asked for, and from where. */
interface IAsking {
  readonly camera: ICamera;
  readonly stop: AbortController;
}

export class FinerSurfaces {
  /** `changed` is called when what is drawn changed; without `live` nobody can be asked. */
  constructor(
    private readonly _items: readonly IDrawable[],
    private readonly _cellCount: number,
    private readonly _overlay: Pick<IOverlay, 'setLoading' | 'setLimited'>,
    private readonly _changed: () => void,
    private readonly _live: ILive | undefined,
    private readonly _memory?: Pick<ViewMemory, 'roomBytes'>,
  ) {}

  /**
   * The picture is at rest: what is too coarse in it is asked for, once. What was asked for from another place and has
   * not come yet is not wanted any more.
   */
  rested(frame: IDrawnFrame): void {
    for (const { camera, stop } of this._open.values()) if (camera !== frame.camera) stop.abort();
    for (const { item, surfaces } of this._items) {
      // Colours of vertices are only there for the stored ones.
      if (surfaces && !('paint' in item && item.paint)) void this._refine(item.key, surfaces, frame);
    }
  }

  dispose(): void {
    this._isOver = true;
    for (const { stop } of this._open.values()) stop.abort();
  }

  private async _refine(key: string, surfaces: ISurfaces, frame: IDrawnFrame): Promise<void> {
    const live = this._live;
    const open = this._open.get(key);
    if (!live || this._isOver || (open && !open.stop.signal.aborted) || this._refused.has(key)) return;
    const umPerPixel = nearestUmPerPixel(surfaces.spheres, frame);
    // Where the sphere reaches the eye it fills the picture.
    const most = Math.hypot(frame.widthPx, frame.heightPx) / 2;
    const radiiPx = Array.from(umPerPixel, (um, n) => Math.min(most, surfaces.spheres[4 * n + 3] / um));
    const held = surfaces.parts.reduce((sum, part) => sum + part.triangleCount, 0);
    const room = Math.floor((this._memory?.roomBytes ?? Infinity) / BYTES.triangleWithVertices);
    const wish = finerWish(surfaces.parts, radiiPx, Math.min(MOST_TRIANGLES, held + Math.max(0, room)));
    if (wish?.isLimited) this._overlay.setLimited();
    if (!wish || wish.parts.length === 0) return;
    const before = wish.parts.map(part => surfaces.parts[part].triangleCount);
    const asking: IAsking = { camera: frame.camera, stop: new AbortController() };
    this._open.set(key, asking);
    this._tellLoading();
    try {
      const finer = await live.requestFiner(key, wish.parts, wish.triangles, asking.stop.signal);
      if (finer.isLimited) this._overlay.setLimited();
      const at = `finer surfaces of ${key}`;
      const meshes = await unpackMeshParts(finer.parts, finer.vertices, finer.indices, this._cellCount, at);
      if (this._isOver || asking.stop.signal.aborted) return;
      wish.parts.forEach((part, n) => {
        if (meshes[n]) surfaces.replace(part, meshes[n]);
      });
      // A kernel that sends no more than there was would be asked for ever.
      if (!wish.parts.some((_, n) => meshes[n]?.part.triangleCount > before[n])) this._refused.add(key);
      this._close(key, asking);
      this._changed();
    } catch (error) {
      if (asking.stop.signal.aborted) return;
      // The coarser surfaces stand; the same would fail again, so it is not asked for again.
      this._refused.add(key);
      if (!this._isOver) console.warn('neuron viewer: finer surfaces are not to be had', error);
    } finally {
      this._close(key, asking);
      if (!this._isOver) this._tellLoading();
    }
  }

  /** Another asking may have taken its place. */
  private _close(key: string, asking: IAsking): void {
    if (this._open.get(key) === asking) this._open.delete(key);
  }

  private _tellLoading(): void {
    this._overlay.setLoading(this._open.size, () => this.dispose());
  }

  private readonly _open = new Map<string, IAsking>();
  /** Keys of items of which there is nothing finer to be had. */
  private readonly _refused = new Set<string>();
  private _isOver = false;
}
