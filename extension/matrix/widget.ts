import type { IThemeManager } from '@jupyterlab/apputils';
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { PartialJSONObject } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { MatrixPayload, MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import { MATRIX_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { type IFigureTheme, pageTheme } from '../figure/theme';
import type { IHosts } from '../host/host';
import type { IExportedFile } from '../neuron-viewer/export/exported-scene';
import { saveFile } from '../neuron-viewer/export/save-file';
import { offerOutput } from '../outputs/open-outputs';
import { type ISelectionModel, SelectionModel } from '../selection/model';
import { readerSettings } from '../settings/reader-settings';
import type * as Engine from './engine';
import { FORMATS, type MatrixFormat, offerMatrix } from './open-matrices';
import type { IMatrixActions } from './toolbar';

/** What the renderer needs of JupyterLab. */
export interface IMatrixServices {
  readonly trans: TranslationBundle;
  readonly themes: IThemeManager | null;
  readonly hosts: IHosts | null;
}

/** After the last change, until it is written into the output. */
const settledMs = 1200;

/**
 * Shows one connectivity matrix. `data-status` on the node is `loading`, then `ready` once it is drawn, `error` when the
 * payload is none: then a message says why. How the reader looks at it is written back into the output.
 */
export class MatrixRenderer extends Widget implements IRenderMime.IRenderer {
  constructor({ trans, themes, hosts }: IMatrixServices) {
    super();
    this._trans = trans;
    this._themes = themes;
    this._hosts = hosts;
    this.addClass('jp-ConnectomeMatrix');
    this.node.dataset.status = 'loading';
    themes?.themeChanged.connect(this._onTheme, this);
    this._sight.observe(this.node);
    offerMatrix(this.node, format => this._save(format));
    offerOutput(this.node, {
      formats: () => (this._view ? ['png', 'svg', 'csv'] : []),
      file: format => this._file(format === 'tsv' ? 'csv' : format),
    });
  }

  /** Takes the output's data; it is unpacked and drawn when the output comes near the screen. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const payload = model.data[MATRIX_MIME] as unknown as MatrixPayload | undefined;
    this._model = model;
    // Our own writing renders again: what is stored then is what is shown.
    if (payload !== undefined && this._payload !== undefined && sameMatrix(payload, this._payload)) {
      this._payload = payload;
      return;
    }
    this._payload = payload;
    this._close();
    this.node.dataset.status = 'loading';
    if (this._near && this.isAttached) await this._show();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._themes?.themeChanged.disconnect(this._onTheme, this);
    this._sight.disconnect();
    this._flush();
    this._close();
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this._near && !this._view && this._payload !== undefined) void this._show();
  }

  private async _show(): Promise<void> {
    if (this._showing || this._view) return;
    this._showing = true;
    try {
      const engine = await import('./engine');
      if (this.isDisposed) return;
      const decoded = engine.decodeMatrix(this._payload);
      const host = this._hosts?.hostOf(this.node);
      this._selection ??= host?.selection ?? new SelectionModel();
      host?.saving.connect(this._onSaving, this);
      const { title, caption, notes } = decoded.payload;
      const body = document.createElement('div');
      this.node.replaceChildren(
        ...words('div', 'title', title),
        body,
        ...words('div', 'caption', caption),
        ...words('div', 'notes', notes.join(' ')),
      );
      this._view = new engine.MatrixWidgetView(body, decoded, {
        trans: this._trans,
        selection: this._selection,
        summary: this._summary(),
        theme: () => this._theme(),
        accent: () => this._property('--jp-brand-color1', '#1976d2'),
        onView: view => this._changed(view),
        onReady: () => {
          this.node.dataset.status = 'ready';
          if (this._model?.data['image/png'] === undefined) void this._keepStill();
        },
        actions: view => this._actions(engine, view),
      });
    } catch (error) {
      this._fail(error);
    } finally {
      this._showing = false;
    }
  }

  private _actions(engine: typeof Engine, view: Engine.MatrixWidgetView): IMatrixActions {
    const cell = this._hosts?.cellOf(this.node);
    const code = {
      label: this._trans.__('Code'),
      title: this._trans.__('Insert a cell that makes the matrix as it is looked at now'),
      run: async () => cell?.insertBelow(engine.codeOfView(cell.source, view.view, view.decoded.nulls)),
    };
    const files = FORMATS.map(format => ({
      label: format.toUpperCase(),
      title: this._trans.__('Save what is in view as %1', format.toUpperCase()),
      run: async () => void (await this._save(format)),
    }));
    const compare = engine.createComparePanel(view.decoded, this._trans, {
      state: () => this._live?.state ?? { is: 'away' },
      compare: async (choice, progress, signal) => {
        if (!this._live) throw new Error('there is no kernel to ask');
        return this._live.compare(choice, progress, signal);
      },
      show: result => view.showNull(result),
    });
    this._live?.dispose();
    const host = this._hosts?.hostOf(this.node);
    this._live = new engine.LiveMatrix(view.decoded.payload.live, compare.sync, options => host?.openComm(options));
    return { actions: cell ? [code] : [], files, controls: [compare.button], panels: [compare.panel] };
  }

  /** Saves what is in view; resolves to the file's name. */
  private async _save(format: MatrixFormat): Promise<string> {
    const file = await this._file(format);
    saveFile(file);
    return file.name;
  }

  private async _file(format: MatrixFormat): Promise<IExportedFile> {
    const { matrixFile } = await import('./engine');
    if (!this._view) throw new Error('export-matrix found no matrix that is drawn: scroll to it and try again');
    return matrixFile(this._view, format);
  }

  private _changed(view: MatrixView): void {
    this._due = view;
    clearTimeout(this._waiting);
    this._waiting = setTimeout(() => void this._keepStill(), settledMs);
  }

  /** Writes into the output how it is looked at, when that is not there yet. */
  private _flush(png?: string): void {
    clearTimeout(this._waiting);
    const view = this._due;
    this._due = undefined;
    if (!(view || png) || !this._model || !this._payload) return;
    const { nulls } = this._view?.decoded.payload ?? this._payload;
    this._payload = view ? { ...this._payload, ...(nulls ? { nulls } : {}), view } : this._payload;
    const matrix = this._payload as unknown as PartialJSONObject;
    const picture = png === undefined ? {} : { 'image/png': png };
    this._model.setData({ data: { ...this._model.data, [MATRIX_MIME]: matrix, ...picture } });
  }

  /** A picture for readers without this extension. */
  private async _keepStill(): Promise<void> {
    const view = this._view;
    if (!view) return;
    if (!readerSettings.current.keepStills) return this._flush();
    try {
      const { matrixStill, bytesToBase64 } = await import('./engine');
      const png = bytesToBase64(await matrixStill(view));
      if (this._view === view) this._flush(png);
    } catch (error) {
      // The matrix itself stands; only its copy for the file is missing.
      console.error('connectivity matrix: the still picture could not be kept in the notebook', error);
    }
  }

  private _onSaving(): void {
    this._flush();
  }

  private _close(): void {
    this._live?.dispose();
    this._live = undefined;
    this._view?.dispose();
    this._view = undefined;
  }

  private _onTheme(): void {
    void this._view?.redraw();
  }

  private _summary(): string {
    const words = this._model?.data['text/plain'];
    return Array.isArray(words) ? words.join('') : String(words ?? this._trans.__('Connectivity matrix'));
  }

  private _property(name: string, fallback: string): string {
    return getComputedStyle(this.node).getPropertyValue(name).trim() || fallback;
  }

  private _theme(): IFigureTheme {
    return pageTheme(name => this._property(name, ''), document.body.dataset.jpThemeLight !== 'false');
  }

  private _fail(error: unknown): void {
    this._close();
    console.error('connectivity matrix', error);
    const message = document.createElement('p');
    message.className = 'jp-ConnectomeMatrix-message jp-mod-warning';
    message.setAttribute('role', 'alert');
    message.textContent = this._trans.__(
      'This matrix cannot be shown: %1',
      error instanceof Error ? error.message : String(error),
    );
    this.node.replaceChildren(message);
    this.node.dataset.status = 'error';
  }

  private readonly _sight = new IntersectionObserver(
    entries => {
      this._near = entries[entries.length - 1].isIntersecting;
      if (
        this._near &&
        this.isAttached &&
        !this._view &&
        this.node.dataset.status === 'loading' &&
        this._payload !== undefined
      ) {
        void this._show();
      }
    },
    { rootMargin: '400px' },
  );
  private readonly _trans: TranslationBundle;
  private readonly _themes: IThemeManager | null;
  private readonly _hosts: IHosts | null;
  private _selection: ISelectionModel | undefined;
  private _model: IRenderMime.IMimeModel | undefined;
  private _payload: MatrixPayload | undefined;
  private _view: Engine.MatrixWidgetView | undefined;
  private _live: Engine.LiveMatrix | undefined;
  private _due: MatrixView | undefined;
  private _waiting: ReturnType<typeof setTimeout> | undefined;
  private _near = false;
  private _showing = false;
}

/** Whether both are one matrix, however it is looked at. */
function sameMatrix({ view: _, ...a }: MatrixPayload, { view: __, ...b }: MatrixPayload): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function words(tag: 'div', name: string, text: string): HTMLElement[] {
  if (text === '') return [];
  const node = document.createElement(tag);
  node.className = `jp-ConnectomeMatrix-${name}`;
  node.textContent = text;
  return [node];
}
