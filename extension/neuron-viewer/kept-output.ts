import type { IRenderMime } from '@jupyterlab/rendermime';
import type { JSONObject, PartialJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import { readerSettings } from '../settings/reader-settings';
import { changeOf, type ViewChange, withChange } from './changed-view';
import { sameJson, sameScene } from './same-scene';

/** After the last change, until it is written into the output. */
const settledMs = 1200;

/** What was written last into an output, by whichever of its views: JupyterLab hands it to all of them. */
const written = new WeakMap<IRenderMime.IMimeModel, SceneView>();

/** What a view finds when its output changes. */
export interface IKeptChange {
  /** The scene is another one: the view has to open it. */
  readonly isOther: boolean;
  /** Somebody else than a view of this output asks to look at the scene like this. */
  readonly view: SceneView | undefined;
}

/**
 * What a view leaves in its output, so that a saved notebook has it: how the scene is looked at, the scene where the
 * kernel changed it, and a still picture. Several views may show one output: each writes only what was changed in it.
 */
export class KeptOutput {
  /** `still` draws the picture as it is to be kept. */
  constructor(private readonly _still: () => Promise<string> | undefined) {}

  /** The stored scene, of which nothing is known but that it is JSON. */
  get scene(): unknown {
    return this._scene;
  }

  get isEmpty(): boolean {
    return this._model === undefined;
  }

  /** Whether no view has been at this output yet: then it comes straight from the kernel. */
  get isFresh(): boolean {
    return this._data['image/png'] === undefined;
  }

  get still(): string | undefined {
    const png = this._data['image/png'];
    return typeof png === 'string' ? png : undefined;
  }

  /** Words for the picture. */
  get summary(): string | undefined {
    const words = this._data['text/plain'];
    return Array.isArray(words) ? words.join('') : (words as string | undefined);
  }

  /** Takes the output as JupyterLab hands it over. */
  read(model: IRenderMime.IMimeModel): IKeptChange {
    // JupyterLab copies all of the data whenever it is asked for them.
    const data = model.data;
    const scene = data[SCENE_MIME];
    const isOther = this._model === undefined || !sameScene(scene, this._scene);
    const before = viewOf(this._scene);
    const view = viewOf(scene);
    this._model = model;
    this._data = data;
    this._scene = scene;
    if (isOther) this._forget();
    const isNews = !isOther && !sameJson(view, before) && !sameJson(view, written.get(model));
    return { isOther, view: isNews ? view : undefined };
  }

  /** How the view looks at the scene from now on, without that it would have to be stored. */
  looksAt(view: SceneView): void {
    this._looked = view;
  }

  /** The reader or the kernel changed how the scene is looked at: that is stored when they have stopped. */
  changed(view: SceneView): void {
    const change = changeOf(this._looked, view);
    this._looked = view;
    if (Object.keys(change).length === 0) return;
    this._change = { ...this._change, ...change };
    // What is selected is not worth a new picture: a click can change it in every view of the notebook.
    if (Object.keys(change).some(field => field !== 'selected')) this._stillIsDue = true;
    this._writeSoon();
  }

  /** The kernel changed the scene itself. */
  replaced(scene: JSONObject): void {
    this._replaced = true;
    this._scene = { ...scene, view: viewOf(this._scene) as PartialJSONObject };
    this._stillIsDue = true;
    this._writeSoon();
  }

  /** Stores a picture, when there is none. */
  async keepStill(): Promise<void> {
    if (!this.isFresh) return;
    const png = await this._picture();
    // Another view of the same output may have been quicker.
    if (png !== undefined && this.isFresh) this._write(png);
  }

  /** Stores now what is to be stored; only a picture would take too long. */
  flush(): void {
    if (Object.keys(this._change).length > 0 || this._replaced) this._write(undefined);
  }

  dispose(): void {
    this._forget();
    this._model = undefined;
  }

  private _forget(): void {
    clearTimeout(this._waiting);
    this._change = {};
    this._replaced = false;
    this._stillIsDue = false;
  }

  private _writeSoon(): void {
    clearTimeout(this._waiting);
    this._waiting = setTimeout(() => {
      // One after the other, when the page has nothing better to do: a selection concerns many views at once.
      if (this._stillIsDue) void this._writeWithStill();
      else whenIdle(() => this.flush());
    }, settledMs);
  }

  private async _writeWithStill(): Promise<void> {
    this._stillIsDue = false;
    const png = await this._picture();
    this._write(png);
  }

  private async _picture(): Promise<string | undefined> {
    if (!readerSettings.current.keepStills) return undefined;
    try {
      return await this._still();
    } catch (error) {
      // The view itself stands; only its copy for the file is missing.
      console.error('neuron viewer: the still picture could not be kept in the notebook', error);
      return undefined;
    }
  }

  private _write(png: string | undefined): void {
    const model = this._model;
    if (!model) return;
    const before = viewOf(this._scene);
    const view = withChange(before, this._change);
    const isSame = !this._replaced && sameJson(view, before);
    this._change = {};
    this._replaced = false;
    if (isSame && png === undefined) return;
    const { view: _, ...scene } = this._scene as JSONObject;
    const stored = Object.keys(view).length === 0 ? scene : { ...scene, view: view as JSONObject };
    written.set(model, view);
    const data = { ...this._data, [SCENE_MIME]: stored, ...(png === undefined ? {} : { 'image/png': png }) };
    // Renders every view of this output again, at once; `read` knows it for our own.
    model.setData({ data });
    // Models that are no outputs of a notebook do not render again.
    this._data = data;
    this._scene = stored;
  }

  private _model: IRenderMime.IMimeModel | undefined;
  private _data: ReadonlyPartialJSONObject = {};
  private _scene: unknown;
  private _looked: SceneView = {};
  private _change: ViewChange = {};
  private _replaced = false;
  private _stillIsDue = false;
  private _waiting: ReturnType<typeof setTimeout> | undefined;
}

function viewOf(scene: unknown): SceneView {
  return (scene as { readonly view?: SceneView } | undefined | null)?.view ?? {};
}

function whenIdle(work: () => void): void {
  // Safari has none.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work);
}
