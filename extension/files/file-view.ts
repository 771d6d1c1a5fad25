import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { ABCWidgetFactory, DocumentWidget } from '@jupyterlab/docregistry';
import { MimeModel } from '@jupyterlab/rendermime';
import type { Contents } from '@jupyterlab/services';
import type { JSONObject } from '@lumino/coreutils';
import { PanelLayout, Widget } from '@lumino/widgets';
import { SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { type INeuronServices, NeuronRenderer } from '../neuron-viewer/widget';

export interface IFileServices extends INeuronServices {
  readonly contents: Pick<Contents.IManager, 'get'>;
}

/**
 * A file of neurons in a tab. `data-status` on the node is `loading`, then `ready`, or `error` with a message that says
 * what is wrong with the file. The file is never written.
 */
export class NeuronFileView extends Widget {
  constructor(
    private readonly _context: DocumentRegistry.Context,
    private readonly _services: IFileServices,
  ) {
    super();
    this.addClass('jp-ConnectomeFile');
    this.layout = new PanelLayout();
    this.node.dataset.status = 'loading';
    void _context.ready.then(() => {
      if (this.isDisposed) return;
      void this._show();
      // Read anew from the disk.
      _context.model.contentChanged.connect(this._onChanged, this);
    });
    window.addEventListener('focus', this._onFocus);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    window.removeEventListener('focus', this._onFocus);
    super.dispose();
  }

  protected override onAfterShow(): void {
    void this._look();
  }

  private readonly _onFocus = (): void => {
    void this._look();
  };

  private _onChanged(): void {
    void this._show();
  }

  /** Whether the file on the disk is another one by now. */
  private async _look(): Promise<void> {
    const { contentsModel, path } = this._context;
    if (!this.isVisible || !contentsModel) return;
    try {
      const { last_modified } = await this._services.contents.get(path, { content: false });
      if (!this.isDisposed && last_modified !== this._context.contentsModel?.last_modified)
        await this._context.revert();
    } catch {
      // Moved away or deleted: what is shown stays.
    }
  }

  private async _show(): Promise<void> {
    const run = ++this._runs;
    const { trans } = this._services;
    try {
      const { base64ToBytes, sceneOfFile } = await import('./read');
      const bytes = base64ToBytes(this._context.model.toString().replace(/\s+/g, ''), this._context.path);
      const scene = await sceneOfFile(this._context.path, bytes, {
        assumedUnit: unit => trans.__('The file names no unit: %1 are assumed', unit),
        leftOut: count => trans._n('%1 part of the file is not shown', '%1 parts of the file are not shown', count),
      });
      if (this.isDisposed || run !== this._runs) return;
      const renderer = new NeuronRenderer(this._services);
      const model = new MimeModel({ data: { [SCENE_MIME]: scene as unknown as JSONObject } });
      this._replace(renderer);
      await renderer.renderModel(model);
      this.node.dataset.status = 'ready';
    } catch (error) {
      if (this.isDisposed || run !== this._runs) return;
      const message = new Widget({ node: document.createElement('p') });
      message.addClass('jp-ConnectomeViewer-message');
      message.addClass('jp-mod-warning');
      message.node.setAttribute('role', 'alert');
      message.node.textContent = trans.__(
        'This file cannot be shown: %1',
        error instanceof Error ? error.message : String(error),
      );
      this._replace(message);
      this.node.dataset.status = 'error';
    }
  }

  private _replace(widget: Widget): void {
    const layout = this.layout as PanelLayout;
    for (const before of [...layout.widgets]) before.dispose();
    layout.addWidget(widget);
  }

  private _runs = 0;
}

/** Makes tabs of files. */
export class NeuronFileFactory extends ABCWidgetFactory<DocumentWidget<NeuronFileView>> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<DocumentWidget<NeuronFileView>>,
    private readonly _services: IFileServices,
  ) {
    super(options);
  }

  protected createNewWidget(context: DocumentRegistry.Context): DocumentWidget<NeuronFileView> {
    const content = new NeuronFileView(context, this._services);
    return new DocumentWidget({ content, context, translator: this.translator });
  }
}
