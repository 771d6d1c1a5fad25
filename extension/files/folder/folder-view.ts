/** A precomputed folder in a tab. */

import { MimeModel } from '@jupyterlab/rendermime';
import type { JSONObject } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import { SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { NeuronRenderer } from '../../neuron-viewer/widget';
import type { IFileServices } from '../file-view';
import { messageWidget } from '../message';
import { ReadingProgress } from './progress';

/**
 * Reads the folder when it is first seen: of many tabs that come back with the layout, one. `data-status` on the node is `loading`, then `ready`, or `error` with a message that
 * says what is wrong, or which code in a notebook shows what a tab cannot. Nothing in the folder is written.
 */
export class NeuronFolderView extends Widget {
  constructor(
    /** As the file browser has it. */
    readonly path: string,
    private readonly _services: IFileServices,
  ) {
    super();
    this.addClass('jp-ConnectomeFile');
    this.layout = new PanelLayout();
    this.node.dataset.status = 'loading';
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._stop.abort();
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._begin();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._begin();
  }

  private _begin(): void {
    if (this._isBegun || !this.isVisible) return;
    this._isBegun = true;
    void this._show();
  }

  private async _show(): Promise<void> {
    const { trans, contents } = this._services;
    const stop = new AbortController();
    this._stop = stop;
    const progress = new ReadingProgress(this.path === '' ? '/' : this.path, trans, () => stop.abort());
    this.node.dataset.status = 'loading';
    this._replace(progress);
    try {
      const { contentsSource, Reading, sceneOfFolder } = await import('./read');
      const onProgress = (told: Parameters<typeof progress.tell>[0]): void => progress.tell(told);
      const reading = new Reading(contentsSource(contents, this.path), { trans, signal: stop.signal, onProgress });
      const scene = await sceneOfFolder(this.path, reading);
      if (this.isDisposed) return;
      const renderer = new NeuronRenderer(this._services);
      this._replace(renderer);
      await renderer.renderModel(new MimeModel({ data: { [SCENE_MIME]: scene as unknown as JSONObject } }));
      this.node.dataset.status = 'ready';
    } catch (error) {
      if (this.isDisposed) return;
      const what = error instanceof Error ? error.message : String(error);
      const text = stop.signal.aborted
        ? trans.__('Reading was stopped before there was anything to show.')
        : trans.__('This folder cannot be shown: %1', what);
      const code = (error as { code?: unknown } | null)?.code;
      const lines = Array.isArray(code) && !stop.signal.aborted ? code : [];
      this._replace(messageWidget(text, lines, { label: trans.__('Read Again'), onClick: () => void this._show() }));
      this.node.dataset.status = 'error';
    }
  }

  private _replace(widget: Widget): void {
    const layout = this.layout as PanelLayout;
    for (const before of [...layout.widgets]) before.dispose();
    layout.addWidget(widget);
  }

  private _isBegun = false;
  private _stop = new AbortController();
}
