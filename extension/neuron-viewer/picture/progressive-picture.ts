/** A picture that shows at once and grows smooth over the next frames, on a 2D canvas. */

import type { ISteps } from './frame-queue';
import type { IPictureScene, IPictureSpec, PictureRenderer } from './picture-renderer';

/** Samples a pixel of a picture at rest: many where a frame is nothing, fewer where it is drawn in software. */
const samples = { fast: 16, slow: 8, slowMs: 30, seeThrough: 24 } as const;

export class ProgressivePicture implements ISteps {
  /** Called when the picture has all its samples. */
  onDone: () => void = () => {};
  /** Called after the first sample with the milliseconds it took, and the picture's spec. */
  onFirst: (ms: number) => void = () => {};

  constructor(
    private readonly _renderer: PictureRenderer,
    private readonly _scene: IPictureScene,
    private readonly _canvas: HTMLCanvasElement,
  ) {}

  /** Begin again with another spec; `wanted` 1 leaves it at the first sample, for a scene that moves. */
  begin(spec: IPictureSpec, wanted?: number): void {
    this._spec = spec;
    this._wanted = wanted ?? (this._scene.objects.seeThrough ? samples.seeThrough : samples.slow);
    this._mayGrow = wanted === undefined;
    this._drawn = 0;
  }

  step(): boolean {
    const spec = this._spec;
    if (!spec || this._renderer.lost || this._drawn >= this._wanted) return false;
    // Another picture took a turn in between and has the mean now.
    if (owners.get(this._renderer) !== this) this._drawn = 0;
    owners.set(this._renderer, this);
    const start = performance.now();
    this._renderer.drawSample(this._scene, spec, this._drawn);
    this._drawn += 1;
    const first = this._drawn === 1;
    if (first || this._drawn === this._wanted) this._copy(spec);
    if (first) {
      const ms = performance.now() - start;
      if (this._mayGrow && ms < samples.slowMs) this._wanted = Math.max(this._wanted, samples.fast);
      this.onFirst(ms);
    }
    if (this._drawn < this._wanted) return true;
    this.onDone();
    return false;
  }

  private _copy({ widthPx, heightPx }: IPictureSpec): void {
    if (this._canvas.width !== widthPx) this._canvas.width = widthPx;
    if (this._canvas.height !== heightPx) this._canvas.height = heightPx;
    const context = this._canvas.getContext('2d');
    if (context) this._renderer.copyTo(context);
  }

  private _spec: IPictureSpec | undefined;
  private _wanted = 0;
  private _mayGrow = false;
  private _drawn = 0;
}

/** Whose samples a renderer's mean holds. */
const owners = new WeakMap<PictureRenderer, ProgressivePicture>();
