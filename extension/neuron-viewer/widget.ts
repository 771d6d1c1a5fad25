import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { Scene, SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { IHost, IHosts } from '../host/host';
import { emptySelection, type ISelectionModel, SelectionModel } from '../selection/model';
import { isDarkIn, readerSettings } from '../settings/reader-settings';
import { carryHistory } from './carried-history';
import type * as Engine from './engine';
import type { IViewExporter } from './export/view-exporter';
import { KeptOutput } from './kept-output';
import { LiveView } from './live-view';
import { offerView } from './open-views';
import { sameJson, sameScene } from './same-scene';

/** What the renderer needs of JupyterLab. */
export interface INeuronServices {
  readonly trans: TranslationBundle;
  readonly hosts: IHosts | null;
  /** Ways to take a view along. */
  readonly exporter?: IViewExporter | null;
}

/** A scene that is open. */
interface IOpen {
  readonly view: Engine.NeuronView;
  /** Ids of its neurons. */
  readonly ids: ReadonlySet<string>;
  /** Which of them are selected, as far as the output knows. */
  selected: readonly string[];
}

/**
 * Shows one output of neurons. `data-status` on the node is `loading`, then `ready` when the first picture is on the
 * screen, or `error` when the payload is none (or the browser has no WebGL2): then a message says why, and the still
 * picture that the output may hold is shown.
 *
 * What is selected is what is selected in the notebook. What the reader and the kernel change is written back into the
 * output, and a still picture, see {@link KeptOutput}.
 */
export class NeuronRenderer extends Widget implements IRenderMime.IRenderer {
  constructor({ trans, hosts, exporter }: INeuronServices) {
    super();
    this._exporter = exporter ?? undefined;
    offerView(this.node, () => this._open?.view);
    this._trans = trans;
    this._hosts = hosts;
    this.addClass('jp-ConnectomeViewer');
    this.node.dataset.status = 'loading';
    this._themes.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] });
    readerSettings.changed.connect(this._onTheme, this);
    this._onTheme();
  }

  /** Takes the output's data. The scene is opened when the output is in the page, and drawn when it is seen. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const { isOther, view } = this._kept.read(model);
    if (isOther) {
      this._close();
      this.node.dataset.status = 'loading';
      if (this.isAttached) await this._show();
    } else if (view) this._lookLike(view);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._themes.disconnect();
    readerSettings.changed.disconnect(this._onTheme, this);
    this._close();
    this._kept.dispose();
    this._selection?.changed.disconnect(this._onSelection, this);
    this._host?.saving.disconnect(this._kept.flush, this._kept);
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._join();
    if (!this._open && !this._kept.isEmpty && this.node.dataset.status === 'loading') void this._show();
  }

  /** Only in the page can it be told in which notebook this is. */
  private _join(): void {
    if (this._selection) return;
    this._host = this._hosts?.hostOf(this.node);
    this._selection = this._host?.selection ?? new SelectionModel();
    this._selection.changed.connect(this._onSelection, this);
    this._host?.saving.connect(this._kept.flush, this._kept);
  }

  private async _show(): Promise<void> {
    const scene = this._kept.scene;
    const isFresh = this._kept.isFresh;
    try {
      if (!(await this._openScene(scene)) || !this._open) return;
      const stored = (scene as Scene).view?.selected ?? [];
      this._kept.looksAt({ ...this._open.view.view, ...(stored.length > 0 ? { selected: stored } : {}) });
      if (stored.length > 0 && isFresh) this._selection?.set({ neurons: stored }, this);
      else this._selection?.restore({ neurons: stored }, this);
      this._onSelection();
      this._live = new LiveView(
        scene as JSONObject,
        { onScene: next => void this._showNext(next), onView: view => this._lookLike(view) },
        options => this._host?.openComm(options),
      );
      await this._kept.keepStill();
    } catch (error) {
      this._fail(error);
    }
  }

  /** Puts another scene in the place of the one that is shown, as the kernel says; the reader stays where they are. */
  private async _showNext(scene: JSONObject): Promise<void> {
    if (sameScene(scene, this._kept.scene)) return;
    try {
      if (!(await this._openScene(scene))) return;
      this._kept.replaced(scene);
      this._onSelection();
    } catch (error) {
      console.error('neuron viewer: the scene that the kernel sent cannot be shown', error);
      const why = error instanceof Error ? error.message : String(error);
      this._open?.view.overlay.tell(this._trans.__('What the kernel made of this view cannot be shown: %1', why));
    }
  }

  /** Whether the scene is open now; another one may have come meanwhile. */
  private async _openScene(scene: unknown): Promise<boolean> {
    const run = ++this._runs;
    this._engine ??= await import('./engine');
    this._engine.limitGraphicsMemory(readerSettings.current.graphicsMemory * 2 ** 20);
    if (this.isDisposed || run !== this._runs) return false;
    const host = document.createElement('div');
    // It says there how far it is; a scene that takes the place of another one has no place before it is there.
    if (!this._open) this.node.replaceChildren(host);
    this._opening?.abort();
    const opening = new AbortController();
    this._opening = opening;
    let opened: Engine.NeuronView;
    try {
      opened = await this._engine.openView(host, scene, { ...this._options(), signal: opening.signal });
    } catch (error) {
      if (this.isDisposed || run !== this._runs) return false;
      throw error;
    }
    if (this.isDisposed || run !== this._runs) {
      this._engine.closeView(opened);
      return false;
    }
    const before = this._open;
    if (before) {
      carryHistory(before.view, opened);
      opened.setView(before.view.view);
      keepPicture(this.node, host);
    }
    const { cells, view: stored } = scene as Scene;
    this._open = {
      view: opened,
      ids: new Set(cells.map(cell => cell.id)),
      selected: before?.selected ?? stored?.selected ?? [],
    };
    this.node.replaceChildren(host);
    if (before) this._engine.closeView(before.view);
    return true;
  }

  private _options(): Engine.IViewOptions {
    return {
      summary: this._summary(),
      dark: isDark(),
      trans: this._trans,
      selection: this._selection,
      live: {
        requestFiner: (...asked) =>
          this._live?.requestFiner(...asked) ?? Promise.reject(new Error('there is no kernel to ask')),
      },
      exports: this._exporter?.actions(() => this._open?.view),
      onReady: () => {
        this.node.dataset.status = 'ready';
      },
      onView: view => {
        this._kept.changed(view);
        this._live?.sendView(view);
      },
    };
  }

  /** The kernel says how to look at the scene, here or by changing the output. */
  private _lookLike({ selected, ...look }: SceneView): void {
    if (!this._open) return;
    this._open.view.setView(look);
    // The kernel tells all it knows: what is selected elsewhere stays, unless this view's part of it is another.
    if (selected && !sameJson(selected, this._open.selected)) this._selection?.set({ neurons: selected }, this);
    this._kept.changed(this._open.view.view);
  }

  /** Shows what is selected in the notebook, as far as it is in this scene. */
  private _onSelection(): void {
    const open = this._open;
    const { neurons } = this._selection?.current ?? emptySelection;
    const selected = open ? neurons.filter(id => open.ids.has(id)) : [];
    if (!open || sameJson(selected, open.selected)) return;
    open.selected = selected;
    // The view follows the notebook's selection by itself, but perhaps after this.
    queueMicrotask(() => {
      if (this._open !== open) return;
      this._kept.changed(open.view.view);
      this._live?.sendView(open.view.view);
    });
  }

  private _onTheme(): void {
    // The style sheet has the colors of what is written over the picture.
    this.node.dataset.background = readerSettings.current.background;
    this._open?.view.setDark(isDark());
  }

  private _close(): void {
    this._runs += 1;
    this._opening?.abort();
    this._live?.dispose();
    this._live = undefined;
    if (this._open) this._engine?.closeView(this._open.view);
    this._open = undefined;
  }

  private _summary(): string {
    return this._kept.summary ?? this._trans.__('Neurons in three dimensions');
  }

  private _fail(error: unknown): void {
    this._close();
    console.error('neuron viewer', error);
    const message = document.createElement('p');
    message.className = 'jp-ConnectomeViewer-message jp-mod-warning';
    message.setAttribute('role', 'alert');
    message.textContent = this._trans.__(
      'These neurons cannot be shown: %1',
      error instanceof Error ? error.message : String(error),
    );
    this.node.replaceChildren(message);
    const { still } = this._kept;
    if (still !== undefined) {
      const image = document.createElement('img');
      image.className = 'jp-ConnectomeViewer-still';
      image.alt = this._summary();
      image.src = `data:image/png;base64,${still}`;
      this.node.append(image);
    }
    this.node.dataset.status = 'error';
  }

  private readonly _themes = new MutationObserver(() => this._onTheme());
  private readonly _trans: TranslationBundle;
  private readonly _hosts: IHosts | null;
  private readonly _exporter: IViewExporter | undefined;
  private readonly _kept = new KeptOutput(() => this._open?.view.still());
  private _host: IHost | undefined;
  private _selection: ISelectionModel | undefined;
  private _engine: typeof Engine | undefined;
  private _open: IOpen | undefined;
  private _live: LiveView | undefined;
  /** Ends what is being opened. */
  private _opening: AbortController | undefined;
  /** How many scenes were asked for: the last one counts. */
  private _runs = 0;
}

/** Until the next scene is drawn, its canvas shows the picture of the one before. */
function keepPicture(from: HTMLElement, to: HTMLElement): void {
  const [before, after] = [from, to].map(node => node.querySelector('canvas'));
  if (!before || !after || before.width === 0 || before.height === 0) return;
  after.width = before.width;
  after.height = before.height;
  after.getContext('2d')?.drawImage(before, 0, 0);
}

function isDark(): boolean {
  return isDarkIn(readerSettings.current.background, document.body.dataset.jpThemeLight === 'false');
}
