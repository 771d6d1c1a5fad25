/** One viewer in the page: its picture and its camera; what hands do with it is in `view-pointing` and `view-deeds`. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import { type ISelectionModel, SelectionModel } from '../selection/model';
import { fitPoints, type ICamera, project, type Side, type Vector3 } from './camera/camera';
import { Flight } from './camera/flight';
import { listenForGestures } from './camera/gestures';
import { fromSceneCamera, toSceneCamera } from './camera/stored-camera';
import { selectedPlaces } from './cell-points';
import type { CellColors } from './drawables/cell-colors';
import type { IDrawnFrame } from './drawables/drawable';
import { FinerSurfaces } from './finer-surfaces';
import { createOverlay, type IOverlay } from './overlay/overlay';
import { overlayState } from './overlay/overlay-state';
import { Picker } from './picking/picker';
import type { FrameQueue } from './picture/frame-queue';
import type { IPictureScene, IPictureSpec, PictureRenderer } from './picture/picture-renderer';
import { pixelRatioOf } from './picture/pixel-ratio';
import type { IPreparedScene } from './picture/prepare-scene';
import { ProgressivePicture, SMOOTH_FRAME_MS } from './picture/progressive-picture';
import { STILL_RATIO, stillPage, stillPng } from './picture/still';
import type { IStudio } from './picture/studio';
import type { ITranslation } from './translation';
import { type IViewCommand, viewCommands } from './view-commands';
import type { IViewCore, IViewState } from './view-core';
import { ViewDeeds } from './view-deeds';
import { ViewHistory } from './view-history';
import { listenForKeys } from './view-keys';
import type { IViewOptions } from './view-options';
import { ViewPointing } from './view-pointing';
import { VisibleCells } from './visible-cells';

export class NeuronView implements IViewCore {
  camera: ICamera;
  readonly decoded: DecodedScene;
  readonly trans: ITranslation;
  readonly cells: VisibleCells;
  readonly selection: ISelectionModel;
  readonly picker: Picker;
  readonly overlay: IOverlay;
  readonly history = new ViewHistory<IViewState>();

  constructor(
    host: HTMLElement,
    private readonly _prepared: IPreparedScene,
    private readonly _renderer: PictureRenderer,
    private readonly _queue: FrameQueue,
    private readonly _options: IViewOptions,
  ) {
    const { decoded, pictured, planes, colors, distanceLimits } = _prepared;
    const { scene, items } = decoded;
    this.decoded = decoded;
    this.trans = _options.trans;
    this._pictured = pictured;
    this._colors = colors;
    this._dark = _options.dark;
    const stored = scene.view;
    this._moved = stored?.camera !== undefined;
    this.camera = stored?.camera ? fromSceneCamera(stored.camera) : this._home(1.6);
    this.cells = new VisibleCells(scene.cells, stored);
    this.selection = _options.selection ?? new SelectionModel();
    if (stored?.selected && !_options.selection) this.selection.restore({ neurons: stored.selected }, this);
    this.picker = new Picker(_renderer, this._pictured, items);

    const pointing = new ViewPointing(this, distanceLimits);
    const deeds = new ViewDeeds(this, pointing, this.history, state => this._goTo(state));
    this._commands = viewCommands(deeds, this.trans, scene.axes === 'cortex');
    this.overlay = createOverlay(host, {
      decoded,
      planes,
      summary: _options.summary,
      trans: this.trans,
      commands: this._commands,
      exports: _options.exports ?? [],
      hands: deeds,
    });
    this._picture = new ProgressivePicture(_renderer, this._pictured, this.overlay.canvas);
    this._picture.onFirst = ms => {
      this._frameMs = ms;
    };
    this._picture.onDone = () => {
      if (this._moving) return;
      this._atRest = true;
      if (!this._ready) {
        this._ready = true;
        _options.onReady();
      }
      pointing.rested();
      this._finer.rested(this._drawnFrame);
    };
    const redraw = (): void => this._draw(false);
    const { memory } = pictured.objects;
    memory.onFull = () => this.overlay.tellFull();
    if (memory.isFull) this.overlay.tellFull();
    this._finer = new FinerSurfaces(
      pictured.objects.items,
      scene.cells.length,
      this.overlay,
      redraw,
      _options.live,
      memory,
    );
    this._applySelection();
    this.selection.changed.connect(this._onSelection, this);
    const { canvas } = this.overlay;
    this._stopListening = listenForGestures(canvas, pointing);
    listenForKeys(this, this._commands, distanceLimits);
    canvas.addEventListener('blur', () => pointing.hover(undefined));
    this._sizes.observe(canvas);
    this._sight.observe(canvas);
  }

  get goal(): ICamera {
    return this._flight.goal ?? this.camera;
  }

  get originUm(): Vector3 {
    return this._pictured.originUm;
  }

  get sizePx(): readonly [number, number] {
    return [this._width, this._height];
  }

  get atRest(): boolean {
    return this._atRest;
  }

  get isDark(): boolean {
    return this._dark;
  }

  /** What larger pictures of this view are drawn with. */
  get studio(): IStudio {
    return { renderer: this._renderer, queue: this._queue, pictured: this._pictured, planes: this._prepared.planes };
  }

  /** How the scene is looked at now; without a camera while that is at its first place. */
  get view(): SceneView {
    // Asked by who hears of a change of the selection before this view does.
    this.cells.setSelected(this.selection.current.neurons);
    return { ...(this._moved ? { camera: toSceneCamera(this.camera) } : {}), ...this.cells.stored };
  }

  /**
   * Look at the scene in another way: what is absent stays as it is. Not told to `onView`. What is selected is up to the
   * selection model where the view was given one.
   */
  setView({ selected, ...view }: SceneView): void {
    if (view.camera) {
      this._flight.end();
      this._moved = true;
      this.camera = fromSceneCamera(view.camera);
    }
    this.cells.set(view);
    if (selected && !this._options.selection) this._quietly(() => this.selection.set({ neurons: selected }, this));
    this._applyCells();
    this._draw(false);
  }

  move(camera: ICamera, resting: boolean): void {
    this._flight.end();
    this._moved = true;
    this._moveTo(camera, resting);
    if (resting) this._options.onView(this.view);
  }

  jump(camera: ICamera | undefined): void {
    const before = { camera: this._flight.goal ? this._bound : this._moved ? this.camera : undefined };
    if (before.camera || camera) this.history.push({ before, after: { camera } });
    this._flyTo(camera);
  }

  change(state: Partial<Omit<IViewState, 'camera'>>): void {
    const before: Partial<IViewState> = {
      ...(state.hidden ? { hidden: [...this.cells.hidden] } : {}),
      ...(state.hiddenItems ? { hiddenItems: [...this.cells.hiddenItems] } : {}),
      ...(state.selection ? { selection: this.selection.current } : {}),
    };
    // A click on nothing while nothing is selected is no step to take back.
    if (JSON.stringify(before) === JSON.stringify(state)) return;
    this.history.push({ before, after: state });
    this._goTo(state);
  }

  askForIds(): void {
    this._queue.last(this.picker);
  }

  fitting(points: Float32Array = this._prepared.toFit, from: Side = this.goal): ICamera {
    return fitPoints(points, this.originUm, this._aspect, from, this.goal.projection);
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
    const page = stillPage({ ...this._prepared, trans: this.trans }, aspect => {
      // A narrower picture stands farther back, so that its sides show what the view's do.
      const back = Math.max(1, this._aspect / aspect);
      return this._moved ? { ...this.camera, distance: this.camera.distance * back } : this._home(aspect);
    });
    this._stillPicture = picture;
    return new Promise((resolve, reject) => {
      picture.onDone = () => {
        this._stillPicture = undefined;
        stillPng(page, canvas).then(resolve, reject);
      };
      picture.begin({
        widthPx: Math.round(page.widthPx * STILL_RATIO),
        heightPx: Math.round(page.pictureHeightPx * STILL_RATIO),
        pixelRatio: STILL_RATIO,
        camera: page.camera,
        dark: false,
      });
      this._queue.last(picture);
    });
  }

  dispose(): void {
    if (this._disposed) return;
    this._disposed = true;
    this._flight.end();
    this._stopListening();
    this._finer.dispose();
    this.selection.changed.disconnect(this._onSelection, this);
    this._queue.cancel(this.picker);
    this.picker.begin(undefined);
    this._sizes.disconnect();
    this._sight.disconnect();
    this._queue.cancel(this._picture);
    this._cancelStill();
    this.overlay.dispose();
    this._pictured.objects.dispose();
    this._colors.dispose();
  }

  /** To another state, whoever asked: told to `onView`. */
  private _goTo(state: Partial<IViewState>): void {
    const { hidden, hiddenItems, selection } = state;
    if (hidden) this.cells.setHidden(hidden);
    if (hiddenItems) this.cells.setHiddenItems(hiddenItems);
    if (selection) this._quietly(() => this.selection.set(selection, this));
    if ('camera' in state) {
      this._flyTo(state.camera);
      return;
    }
    this._applyCells();
    this._draw(false);
    this._options.onView(this.view);
  }

  /** A change of the selection by this view: drawn by who makes it. */
  private _quietly(change: () => void): void {
    this._changing = true;
    change();
    this._changing = false;
  }

  /** What others selected is theirs to remember, or every view of a notebook would write itself anew. */
  private _onSelection(): void {
    this._applySelection();
    if (!this._changing) this._draw(false);
  }

  private _applySelection(): void {
    this.cells.setSelected(this.selection.current.neurons);
    this._marks = selectedPlaces(this.decoded, this.selection.current);
    this._applyCells();
  }

  private _applyCells(): void {
    const { hidden, hiddenItems, selected } = this.cells;
    this._colors.setStates(hidden, selected);
    this._pictured.objects.setHiddenItems(hiddenItems);
    this.overlay.sync(overlayState(this.cells, this.selection.current));
  }

  private get _aspect(): number {
    return this._width / Math.max(1, this._height);
  }

  private _home(aspect = this._aspect): ICamera {
    return fitPoints(this._prepared.toFit, this.originUm, aspect);
  }

  /** To a camera, to the first view when there is none; told to `onView` on arrival. */
  private _flyTo(camera: ICamera | undefined): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches || this._frameMs > SMOOTH_FRAME_MS;
    this._bound = camera;
    this._flight.begin(this.camera, camera ?? this._home(), still, (at, arrived) => {
      this._moveTo(at, arrived);
      if (!arrived) return;
      this._moved = camera !== undefined;
      this._options.onView(this.view);
    });
  }

  private _moveTo(camera: ICamera, resting: boolean): void {
    this.camera = camera;
    this._draw(!resting);
  }

  private _draw(moving: boolean): void {
    this._moving = moving;
    this._atRest = false;
    this.picker.begin(undefined);
    this._queue.cancel(this.picker);
    if (!this._visible || this._width === 0 || this._height === 0 || this._disposed) return;
    const coarse = moving && this._frameMs > SMOOTH_FRAME_MS;
    const longest = Math.max(this._width, this._height);
    const pixelRatio = pixelRatioOf(longest, this._renderer.limits.textureSize, devicePixelRatio, coarse);
    this._picture.begin(this._spec(pixelRatio, moving), moving ? 1 : undefined);
    this._queue.first(this._picture);
    if (!moving) this.picker.begin(this._spec(1));
    const rings = this._marks.map(place => project(this.camera, place, this._width, this._height));
    const marks = rings.filter(ring => ring.depth > 0).map(({ x, y }) => [x, y] as const);
    this.overlay.update(this.camera, this._width, this._height, marks);
  }

  private get _drawnFrame(): IDrawnFrame {
    return { camera: this.camera, widthPx: this._width, heightPx: this._height, moving: false };
  }

  /** What a pointer tells apart is one number a pixel of the layout: `pixelRatio` 1. */
  private _spec(pixelRatio: number, moving?: boolean): IPictureSpec {
    const [widthPx, heightPx] = this.sizePx.map(px => Math.max(1, Math.round(px * pixelRatio)));
    return { widthPx, heightPx, pixelRatio, camera: this.camera, dark: this._dark, moving };
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
    else {
      this._queue.cancel(this._picture);
      this._queue.cancel(this.picker);
      this.picker.begin(undefined);
      this._atRest = false;
    }
  });

  private readonly _finer: FinerSurfaces;
  private readonly _commands: readonly IViewCommand[];
  private readonly _colors: CellColors;
  private readonly _pictured: IPictureScene;
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
  private _atRest = false;
  private _changing = false;
  /** Places of selected nodes and synapses, µm. */
  private _marks: readonly Vector3[] = [];
  private _disposed = false;
  private _frameMs = 0;
  private readonly _flight = new Flight();
  /** What the flight was asked for; nothing for the first view. */
  private _bound: ICamera | undefined;
}
