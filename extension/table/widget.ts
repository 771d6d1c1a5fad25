import type { IThemeManager } from '@jupyterlab/apputils';
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { PartialJSONObject } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import { Panel, Widget } from '@lumino/widgets';
import { TABLE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import type { TableView as StoredView, TablePayload } from 'connectome-helpers/dist/contract/table.js';
import type { IHosts } from '../host/host';
import { fileNameOf, type IExportedFile } from '../neuron-viewer/export/exported-scene';
import { offerOutput } from '../outputs/open-outputs';
import { csvOf, tsvOf } from '../outputs/separated-values';
import { type ISelectionModel, SelectionModel } from '../selection/model';
import type * as Engine from './engine';

/** What the renderer needs of JupyterLab. */
export interface ITableServices {
  readonly trans: TranslationBundle;
  readonly themes: IThemeManager | null;
  readonly hosts: IHosts | null;
}

/** After the last change, until it is written into the output. */
const settledMs = 1200;

/**
 * Shows one table. `data-status` on the node is `loading`, then `ready`, `error` when the payload is none: then a message
 * says why. How the reader looks at it is written back into the output.
 */
export class TableRenderer extends Panel implements IRenderMime.IRenderer {
  constructor({ trans, themes, hosts }: ITableServices) {
    super();
    this._trans = trans;
    this._themes = themes;
    this._hosts = hosts;
    this.addClass('jp-ConnectomeTable');
    this.node.dataset.status = 'loading';
    themes?.themeChanged.connect(this._onTheme, this);
    this._sight.observe(this.node);
    offerOutput(this.node, {
      formats: () => (this._view ? ['csv', 'tsv'] : []),
      file: async format => this._file(format === 'tsv' ? 'tsv' : 'csv'),
    });
  }

  /** Takes the output's data; it is unpacked when the output comes near the screen. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const payload = model.data[TABLE_MIME] as unknown as TablePayload | undefined;
    this._model = model;
    // Our own writing renders again: what is stored then is what is shown.
    const isOwn = payload?.stream !== undefined && payload.stream === this._payload?.stream;
    this._payload = payload;
    if (isOwn && this._view) return;
    this._close();
    this.node.dataset.status = 'loading';
    if (this._near && this.isAttached) await this._show();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._themes?.themeChanged.disconnect(this._onTheme, this);
    this._sight.disconnect();
    this._host?.saving.disconnect(this._flush, this);
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
      const decoded = engine.decodeTable(this._payload);
      this._host ??= this._hosts?.hostOf(this.node);
      this._selection ??= this._host?.selection ?? new SelectionModel();
      this._host?.saving.connect(this._flush, this);
      this._open(engine, decoded);
      this._offerRows(engine, decoded);
      this.node.dataset.status = 'ready';
    } catch (error) {
      this._fail(error);
    } finally {
      this._showing = false;
    }
  }

  private _open(engine: typeof Engine, decoded: Engine.IDecodedTable): void {
    this._view = new engine.TableView(decoded, {
      trans: this._trans,
      selection: this._selection ?? new SelectionModel(),
      property: name => getComputedStyle(this.node).getPropertyValue(name).trim(),
      onView: view => this._changed(view),
    });
    for (const part of this._view.parts) this.addWidget(part);
  }

  /** Rows that are not stored may be had from the kernel; they are shown, and stored no more than before. */
  private _offerRows(engine: typeof Engine, { payload }: Engine.IDecodedTable): void {
    const host = this._host;
    if (payload.live === undefined || !host) return;
    const live = new engine.LiveTable(
      payload.live,
      () => offer.refresh(),
      options => host.openComm(options),
    );
    const offer = new engine.AllRows({
      trans: this._trans,
      rowCount: payload.rowCount,
      live,
      take: streams => {
        try {
          const whole = engine.decodeRows(
            { ...payload, view: this._due ?? this._payload?.view ?? payload.view },
            streams,
          );
          this._close();
          this._open(engine, whole);
        } catch (error) {
          this._fail(error);
        }
      },
    });
    this._live = live;
    this.addWidget(offer);
  }

  private _file(format: 'csv' | 'tsv'): IExportedFile {
    if (!this._view) throw new Error('export-output found no table that is drawn: scroll to it and try again');
    const words = this._view.words();
    const name = fileNameOf(this._payload?.title || 'table', format);
    return format === 'csv'
      ? { name, type: 'text/csv', content: csvOf(words) }
      : { name, type: 'text/plain', content: tsvOf(words) };
  }

  private _changed(view: StoredView): void {
    this._due = view;
    clearTimeout(this._waiting);
    this._waiting = setTimeout(() => this._flush(), settledMs);
  }

  /** Writes into the output how it is looked at, when that is not there yet. */
  private _flush(): void {
    clearTimeout(this._waiting);
    const view = this._due;
    this._due = undefined;
    if (!view || !this._model || !this._payload) return;
    this._payload = { ...this._payload, view };
    const table = this._payload as unknown as PartialJSONObject;
    this._model.setData({ data: { ...this._model.data, [TABLE_MIME]: table } });
  }

  private _close(): void {
    this._live?.dispose();
    this._live = undefined;
    this._view?.dispose();
    this._view = undefined;
    for (const part of [...this.widgets]) part.dispose();
  }

  private _onTheme(): void {
    this._view?.restyle();
  }

  private _fail(error: unknown): void {
    this._close();
    console.error('table', error);
    const message = document.createElement('p');
    message.className = 'jp-ConnectomeTable-message jp-mod-warning';
    message.setAttribute('role', 'alert');
    const words = error instanceof Error ? error.message : String(error);
    message.textContent = this._trans.__('This table cannot be shown: %1', words);
    this.addWidget(new Widget({ node: message }));
    this.node.dataset.status = 'error';
  }

  private readonly _sight = new IntersectionObserver(
    entries => {
      this._near = entries[entries.length - 1].isIntersecting;
      const isDue = this._near && this.isAttached && this.node.dataset.status === 'loading';
      if (isDue && !this._view && this._payload !== undefined) void this._show();
    },
    { rootMargin: '400px' },
  );
  private readonly _trans: TranslationBundle;
  private readonly _themes: IThemeManager | null;
  private readonly _hosts: IHosts | null;
  private _host: ReturnType<IHosts['hostOf']> | undefined;
  private _selection: ISelectionModel | undefined;
  private _model: IRenderMime.IMimeModel | undefined;
  private _payload: TablePayload | undefined;
  private _view: Engine.TableView | undefined;
  private _live: Engine.LiveTable | undefined;
  private _due: StoredView | undefined;
  private _waiting: ReturnType<typeof setTimeout> | undefined;
  private _near = false;
  private _showing = false;
}
