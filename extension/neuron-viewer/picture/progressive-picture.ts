/** A picture that shows at once and grows smooth over the next frames, on a 2D canvas. */

import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import type { ISteps } from './frame-queue';
import { frameOf, type IPictureScene, type IPictureSpec, type PictureRenderer } from './picture-renderer';

/** Samples a pixel of a picture at rest: many where a frame is nothing, fewer where it is drawn in software. */
const samples = { fast: 16, slow: 8, slowMs: 30, seeThrough: 24 } as const;

/** Of a frame's 16 ms, for making detail. */
const makingMs = 10;

/**
 * A sample that takes longer is waited for without holding up the page, and so is the first one of a scene of so many
 * nodes, triangles and points. Where drawing is quick, waiting would cost a frame.
 */
const patience = { sampleMs: 100, drawnCount: 200_000 } as const;

/** A moving picture whose frame takes longer is worth some work to make it quicker. */
export const SMOOTH_FRAME_MS = 45;

export class ProgressivePicture implements ISteps {
  /** Called when the picture has all its samples. */
  onDone: () => void = () => {};
  /** Called after the first sample with the milliseconds it took, and the picture's spec. */
  onFirst: (ms: number) => void = () => {};

  constructor(
    private readonly _renderer: Pick<PictureRenderer, 'lost' | 'drawSample' | 'copyTo' | 'drawing'>,
    private readonly _scene: IPictureScene,
    private readonly _canvas: HTMLCanvasElement,
  ) {
    this._isPatient = _scene.objects.drawnCount > patience.drawnCount;
  }

  /** Begin again with another spec; `wanted` 1 leaves it at the first sample, for a scene that moves. */
  begin(spec: IPictureSpec, wanted?: number): void {
    this._spec = spec;
    this._wanted = wanted ?? (this._scene.objects.seeThrough ? samples.seeThrough : samples.slow);
    this._mayGrow = wanted === undefined;
    this._drawn = 0;
    this._making = this._scene.objects.make(frameOf(spec));
    if (spec.moving) this._makeForMoving(spec);
    this._isDone = false;
  }

  step(): boolean {
    if (this._renderer.lost) {
      this._inFlight = undefined;
      return false;
    }
    if (this._inFlight) {
      if (this._inFlight.isBusy()) {
        // The page has nothing to do until then.
        this._spare = turnOf(this._spare);
        return true;
      }
      this._land();
    }
    const spec = this._spec;
    if (!spec) return false;
    this._making = turnOf(this._making);
    if (this._making) return true;
    if (this._isDone) {
      this._spare = turnOf(this._spare);
      return this._spare !== undefined;
    }
    if (this._drawn < this._wanted) {
      this._draw(spec);
      if (this._inFlight || this._drawn < this._wanted) return true;
    }
    this._isDone = true;
    // Made when the picture is there, so that the next move finds it.
    if (spec.moving === false) this._makeForMoving(spec);
    this.onDone();
    return this._spare !== undefined;
  }

  /** Where frames are slow. What is being made is finished first: a hand that never rests would begin it again and again. */
  private _makeForMoving(spec: IPictureSpec): void {
    if (this._isSlow) this._spare ??= this._scene.objects.make({ ...frameOf(spec), moving: true, slow: true });
  }

  private _draw(spec: IPictureSpec): void {
    // Another picture took a turn in between and has the mean now.
    if (owners.get(this._renderer) !== this) this._drawn = 0;
    owners.set(this._renderer, this);
    const startMs = performance.now();
    this._renderer.drawSample(this._scene, spec, this._drawn);
    this._drawn += 1;
    const isLast = this._drawn === this._wanted;
    this._inFlight = { spec, sample: this._drawn, isLast, startMs, isBusy: () => false };
    if (this._isPatient) this._inFlight.isBusy = this._renderer.drawing();
    else this._land();
  }

  /** The sample is drawn. It may be of a spec that is not wanted any more: a hand that never rests would see nothing. */
  private _land(): void {
    const { spec, sample, isLast, startMs } = this._inFlight as IInFlight;
    this._inFlight = undefined;
    if (owners.get(this._renderer) !== this) {
      this._drawn = 0;
      return;
    }
    const isFirst = sample === 1;
    if (isFirst || isLast) this._copy(spec);
    const ms = performance.now() - startMs;
    const isTimed = isFirst || this._isPatient;
    this._isPatient = this._isPatient ? ms > patience.sampleMs : isFirst && ms > patience.sampleMs;
    // A scene's first sample of all brings it to the GPU; the others tell how long it takes to draw.
    if (isTimed && !this._isNew) this._isSlow = ms > SMOOTH_FRAME_MS;
    this._isNew = false;
    if (!isFirst) return;
    if (this._mayGrow && ms < samples.slowMs) this._wanted = Math.max(this._wanted, samples.fast);
    this.onFirst(ms);
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
  private _isDone = true;
  /** What the picture needs, and what the next moving ones may need. */
  private _making: Steps<void> | undefined;
  private _spare: Steps<void> | undefined;
  private _inFlight: IInFlight | undefined;
  private _isPatient: boolean;
  private _isSlow = false;
  private _isNew = true;
}

/** A turn's worth of work; what is left of it. */
function turnOf(steps: Steps<void> | undefined): Steps<void> | undefined {
  for (const end = performance.now() + makingMs; steps; ) {
    if (steps.next().done) return undefined;
    if (performance.now() > end) break;
  }
  return steps;
}

/** A sample that the GPU may still be drawing. */
interface IInFlight {
  readonly spec: IPictureSpec;
  /** Its number, from 1. */
  readonly sample: number;
  readonly isLast: boolean;
  readonly startMs: number;
  isBusy: () => boolean;
}

/** Whose samples a renderer's mean holds. */
const owners = new WeakMap<object, ProgressivePicture>();
