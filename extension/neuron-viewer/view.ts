/** One viewer in the page: its picture, its camera and its hands. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import { between, boundsRadius, fitPoints, type ICamera, middle } from './camera/camera';
import { type IGestureTarget, listenForGestures } from './camera/gestures';
import { fromSceneCamera, toSceneCamera } from './camera/stored-camera';
import { CellColors } from './drawables/cell-colors';
import { boundsOf, pointsOf } from './drawables/extent';
import { SceneDrawables } from './drawables/scene-drawables';
import { type ILayerPlanes, layerPlanes, planeOutlines } from './overlay/layer-planes';
import { createOverlay, type IOverlay, type IOverlayWords } from './overlay/overlay';
import type { FrameQueue } from './picture/frame-queue';
import type { IPictureScene, PictureRenderer } from './picture/picture-renderer';
import { ProgressivePicture } from './picture/progressive-picture';
import { STILL_HEIGHT, STILL_RATIO, STILL_WIDTH, stillPng } from './picture/still';
import { VisibleCells } from './visible-cells';

export interface IViewOptions {
  /** What a screen reader says of the picture. */
  readonly summary: string;
  readonly words: IOverlayWords;
  readonly dark: boolean;
  /** The first picture is on the screen, with all its samples. */
  onReady(): void;
  /** The reader moved the camera and let go of it, or hid or selected something. */
  onView(view: SceneView): void;
}

const sharpestRatio = 2;
/** A frame slower than this is drawn coarser while the scene moves. */
const smoothFrameMs = 45;
const coarseRatio = 0.55;
const resetMs = 320;

export class NeuronView implements IGestureTarget {
  camera: ICamera;
  readonly distanceLimits: readonly [number, number];

  constructor(
    host: HTMLElement,
    private readonly _decoded: DecodedScene,
    private readonly _renderer: PictureRenderer,
    private readonly _queue: FrameQueue,
    private readonly _options: IViewOptions,
  ) {
    const { scene, items } = _decoded;
    const boundsUm = boundsOf(items);
    const originUm = middle(boundsUm);
    this._planes = layerPlanes(scene.layers, boundsUm);
    const planeSegments = planeOutlines(this._planes, originUm);
    const colors = new CellColors(scene.cells.map(cell => cell.color));
    this._colors = colors;
    const objects = new SceneDrawables(items, planeSegments, { originUm, cells: colors, frame: _renderer.frame });
    this._pictured = { objects, originUm, boundsUm: this._planes.boundsUm };
    const points = pointsOf(items, originUm);
    this._toFit = new Float32Array(points.length + planeSegments.length);
    this._toFit.set(points);
    this._toFit.set(planeSegments, points.length);
    this._dark = _options.dark;

    const radius = boundsRadius(this._planes.boundsUm);
    this.distanceLimits = [Math.max(1, radius * 0.01), Math.max(10, radius * 30)];
    const stored = scene.view;
    this._moved = stored?.camera !== undefined;
    this.camera = stored?.camera ? fromSceneCamera(stored.camera) : this._home(1.6);
    this._cells = new VisibleCells(scene.cells, stored);
    this._applyCells();

    this._overlay = createOverlay(host, scene, this._planes, _options.summary, _options.words, (cells, visible) => {
      this._cells.setVisible(cells, visible);
      this._changed();
    });
    this._picture = new ProgressivePicture(_renderer, this._pictured, this._overlay.canvas);
    this._picture.onFirst = ms => {
      this._frameMs = ms;
    };
    this._picture.onDone = () => {
      if (!this._moving && !this._ready) {
        this._ready = true;
        _options.onReady();
      }
    };
    this._stopListening = listenForGestures(this._overlay.canvas, this);
    this._sizes.observe(this._overlay.canvas);
    this._sight.observe(this._overlay.canvas);
  }

  /** How the scene is looked at now; without a camera while that is at its first place. */
  get view(): SceneView {
    return { ...(this._moved ? { camera: toSceneCamera(this.camera) } : {}), ...this._cells.stored };
  }

  /** Look at the scene in another way: what is absent stays as it is. Not told to `onView`. */
  setView(view: SceneView): void {
    if (view.camera) {
      this._animation += 1;
      this._moved = true;
      this.camera = fromSceneCamera(view.camera);
    }
    this._cells.set(view);
    this._applyCells();
    this._draw(false);
  }

  move(camera: ICamera, resting: boolean): void {
    this._animation += 1;
    this._moved = true;
    this._moveTo(camera, resting);
    if (resting) this._options.onView(this.view);
  }

  reset(): void {
    const from = this.camera;
    const home = this._home();
    const run = ++this._animation;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches || this._frameMs > smoothFrameMs;
    const start = performance.now();
    const turn = (): void => {
      if (run !== this._animation || this._disposed) return;
      const t = still ? 1 : Math.min(1, (performance.now() - start) / resetMs);
      // Slow at both ends.
      this._moveTo(t < 1 ? between(from, home, t * t * (3 - 2 * t)) : home, t === 1);
      if (t < 1) {
        requestAnimationFrame(turn);
        return;
      }
      this._moved = false;
      this._options.onView(this.view);
    };
    turn();
  }

  hint(): void {
    this._overlay.showHint();
  }

  setDark(dark: boolean): void {
    if (dark === this._dark) return;
    this._dark = dark;
    this._draw(false);
  }

  /** Draw again from nothing, as after a lost context. */
  redraw(): void {
    this._draw(this._moving);
    if (this._stillPicture) this._queue.last(this._stillPicture);
  }

  /**
   * The still picture as base64 PNG, drawn when nothing else waits, on the screen or not. A later call, or the view's
   * end, leaves an earlier one that is not done without an answer.
   */
  still(): Promise<string> {
    this._cancelStill();
    const canvas = document.createElement('canvas');
    const picture = new ProgressivePicture(this._renderer, this._pictured, canvas);
    const aspect = STILL_WIDTH / STILL_HEIGHT;
    // A narrower picture stands farther back, so that its sides show what the view's do.
    const back = Math.max(1, this._width / Math.max(1, this._height) / aspect);
    const camera = this._moved ? { ...this.camera, distance: this.camera.distance * back } : this._home(aspect);
    this._stillPicture = picture;
    return new Promise((resolve, reject) => {
      picture.onDone = () => {
        this._stillPicture = undefined;
        const { scene } = this._decoded;
        const { legend } = this._overlay;
        const parts = { scene, legend, planes: this._planes, camera, picture: canvas, more: this._options.words.more };
        stillPng(parts).then(resolve, reject);
      };
      picture.begin({
        widthPx: STILL_WIDTH * STILL_RATIO,
        heightPx: STILL_HEIGHT * STILL_RATIO,
        pixelRatio: STILL_RATIO,
        camera,
        dark: false,
      });
      this._queue.last(picture);
    });
  }

  dispose(): void {
    if (this._disposed) return;
    this._disposed = true;
    this._stopListening();
    this._sizes.disconnect();
    this._sight.disconnect();
    this._queue.cancel(this._picture);
    this._cancelStill();
    this._overlay.dispose();
    this._pictured.objects.dispose();
    this._colors.dispose();
  }

  /** Something was hidden, shown or selected by hand. */
  private _changed(): void {
    this._applyCells();
    this._draw(false);
    this._options.onView(this.view);
  }

  private _applyCells(): void {
    this._colors.setStates(this._cells.hidden, this._cells.selected);
    this._pictured.objects.setHiddenItems(this._cells.hiddenItems);
  }

  private _home(aspect = this._width / Math.max(1, this._height)): ICamera {
    return fitPoints(this._toFit, this._pictured.originUm, aspect);
  }

  private _moveTo(camera: ICamera, resting: boolean): void {
    this.camera = camera;
    this._draw(!resting);
  }

  private _draw(moving: boolean): void {
    this._moving = moving;
    if (!this._visible || this._width === 0 || this._height === 0 || this._disposed) return;
    const coarse = moving && this._frameMs > smoothFrameMs ? coarseRatio : 1;
    const pixelRatio = Math.min(sharpestRatio, devicePixelRatio) * coarse;
    this._picture.begin(
      {
        widthPx: Math.max(1, Math.round(this._width * pixelRatio)),
        heightPx: Math.max(1, Math.round(this._height * pixelRatio)),
        pixelRatio,
        camera: this.camera,
        dark: this._dark,
        moving,
      },
      moving ? 1 : undefined,
    );
    this._queue.first(this._picture);
    this._overlay.update(this.camera, this._width, this._height);
  }

  private _cancelStill(): void {
    if (this._stillPicture) this._queue.cancel(this._stillPicture);
    this._stillPicture = undefined;
  }

  // JupyterLab mounts outputs that are off the screen with no size: the size may only be taken from here.
  private readonly _sizes = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    if ((width === this._width && height === this._height) || width === 0 || height === 0) return;
    this._width = width;
    this._height = height;
    if (!this._moved) this.camera = this._home();
    this._draw(false);
  });

  private readonly _sight = new IntersectionObserver(entries => {
    this._visible = entries[entries.length - 1].isIntersecting;
    if (this._visible) this._draw(false);
    else this._queue.cancel(this._picture);
  });

  private readonly _cells: VisibleCells;
  private readonly _colors: CellColors;
  private readonly _pictured: IPictureScene;
  private readonly _planes: ILayerPlanes;
  private readonly _toFit: Float32Array;
  private readonly _overlay: IOverlay;
  private readonly _picture: ProgressivePicture;
  private readonly _stopListening: () => void;
  private _stillPicture: ProgressivePicture | undefined;
  private _dark: boolean;
  private _width = 0;
  private _height = 0;
  private _visible = false;
  private _moved: boolean;
  private _moving = false;
  private _ready = false;
  private _disposed = false;
  private _frameMs = 0;
  private _animation = 0;
}
