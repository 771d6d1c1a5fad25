import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import { SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import type * as Engine from './engine';
import { sameScene } from './same-scene';

/** After the last move of the camera, until it is written into the output. */
const rememberMs = 1200;

/**
 * Shows one output of neurons. `data-status` on the node is `loading`, then `ready` when the first picture is on the
 * screen, or `error` when the payload is none (or the browser has no WebGL2): then a message says why, and the still
 * picture that the output may hold is shown.
 *
 * Two things are written back into the output, so that a saved notebook has them: a still picture when there is none,
 * and after the reader moved the camera, hid or selected something, the view and a new still.
 */
export class NeuronRenderer extends Widget implements IRenderMime.IRenderer {
  constructor(trans: TranslationBundle) {
    super();
    this._trans = trans;
    this.addClass('jp-ConnectomeViewer');
    this.node.dataset.status = 'loading';
    this._themes.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] });
  }

  /** Takes the output's data and resolves when it is unpacked; the picture is drawn when the output is seen. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const payload = model.data[SCENE_MIME];
    this._model = model;
    if (this._payload !== undefined && sameScene(payload, this._payload)) return;
    this._payload = payload;
    this._close();
    this.node.dataset.status = 'loading';
    try {
      this._engine ??= await import('./engine');
      // Another output came, or the cell went, while the engine was loading.
      if (this.isDisposed || this._payload !== payload || this._view) return;
      const view = await this._engine.openView(this.node, payload, {
        summary: summaryOf(model, this._trans),
        dark: isDark(),
        words: {
          hint: this._trans.__('Click the view or hold Ctrl to zoom with the wheel'),
          legend: this._trans.__('Show or hide'),
          unclassified: this._trans.__('unclassified'),
          more: count => this._trans._n('and %1 more', 'and %1 more', count),
        },
        onReady: () => {
          this.node.dataset.status = 'ready';
        },
        onView: looked => this._rememberSoon(looked),
      });
      if (this.isDisposed || this._payload !== payload) {
        this._engine.closeView(view);
        return;
      }
      this._view = view;
      if (model.data['image/png'] === undefined) void this._keepStill();
    } catch (error) {
      this._fail(error);
    }
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._themes.disconnect();
    this._close();
    this._model = undefined;
    super.dispose();
  }

  private _close(): void {
    clearTimeout(this._remembering);
    if (this._view) this._engine?.closeView(this._view);
    this._view = undefined;
  }

  private _rememberSoon(view: SceneView): void {
    clearTimeout(this._remembering);
    this._remembering = setTimeout(() => void this._keepStill(view), rememberMs);
  }

  /** Write the still picture, and where the camera was moved, into the output. */
  private async _keepStill(changed?: SceneView): Promise<void> {
    const view = this._view;
    try {
      const png = await view?.still();
      const model = this._model;
      if (png === undefined || !model || this._view !== view) return;
      // Another view of the same output may have been quicker.
      if (!changed && model.data['image/png'] !== undefined) return;
      const scene = changed ? { [SCENE_MIME]: withView(this._payload as JSONObject, changed) } : {};
      // Setting the data renders this widget again at once, with what `sameScene` knows for its own.
      model.setData({ data: { ...model.data, ...scene, 'image/png': png } });
    } catch (error) {
      // The view itself stands; only its copy for the file is missing.
      console.error('neuron viewer: the still picture could not be kept in the notebook', error);
    }
  }

  private _fail(error: unknown): void {
    this._close();
    console.error('neuron viewer', error);
    const message = document.createElement('p');
    message.className = 'jp-ConnectomeViewer-message jp-mod-warning';
    message.textContent = this._trans.__(
      'These neurons cannot be shown: %1',
      error instanceof Error ? error.message : String(error),
    );
    this.node.replaceChildren(message);
    const still = this._model?.data['image/png'];
    if (this._model && typeof still === 'string') {
      const image = document.createElement('img');
      image.className = 'jp-ConnectomeViewer-still';
      image.alt = summaryOf(this._model, this._trans);
      image.src = `data:image/png;base64,${still}`;
      this.node.append(image);
    }
    this.node.dataset.status = 'error';
  }

  private readonly _themes = new MutationObserver(() => this._view?.setDark(isDark()));
  private readonly _trans: TranslationBundle;
  private _engine: typeof Engine | undefined;
  private _view: Engine.NeuronView | undefined;
  private _model: IRenderMime.IMimeModel | undefined;
  private _payload: unknown;
  private _remembering: ReturnType<typeof setTimeout> | undefined;
}

function withView({ view: _, ...scene }: JSONObject, view: SceneView): JSONObject {
  return Object.keys(view).length === 0 ? scene : { ...scene, view: JSON.parse(JSON.stringify(view)) };
}

function isDark(): boolean {
  return document.body.dataset.jpThemeLight === 'false';
}

function summaryOf(model: IRenderMime.IMimeModel, trans: TranslationBundle): string {
  const words = model.data['text/plain'];
  return Array.isArray(words) ? words.join('') : String(words ?? trans.__('Neurons in three dimensions'));
}
