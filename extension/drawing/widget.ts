import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { base64ToBytes } from 'connectome-helpers/dist/contract/bytes.js';
import type { Drawing } from 'connectome-helpers/dist/contract/drawing.js';
import { checkDrawing } from 'connectome-helpers/dist/contract/drawing-check.js';
import { DRAWING_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { fileNameOf, type IExportedFile } from '../neuron-viewer/export/exported-scene';
import { type OutputFormat, offerOutput } from '../outputs/open-outputs';
import { drawingElement } from './svg';

/** How many drawings this page has had: each has a description with an id of its own. */
let drawings = 0;

/**
 * Shows one drawing as SVG of the page, so that it is sharp at any size and in the colours of the theme.
 * `data-status` on the node is `ready` once it stands, `error` when it cannot.
 */
export class DrawingRenderer extends Widget implements IRenderMime.IRenderer {
  constructor(trans: TranslationBundle) {
    super({ node: document.createElement('figure') });
    this._trans = trans;
    this.addClass('jp-ConnectomeDrawing');
    this.node.dataset.status = 'loading';
    offerOutput(this.node, {
      formats: () => (this._drawing ? ['png', 'svg'] : []),
      file: format => this._file(format),
    });
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const received = model.data[DRAWING_MIME];
    const stored = JSON.stringify(received);
    if (stored === this._stored) return;
    this._stored = stored;
    try {
      this._drawing = undefined;
      const drawing = checkDrawing(received);
      const title = element('div', 'jp-ConnectomeDrawing-title', drawing.title);
      const picture = drawingElement(drawing, `jp-ConnectomeDrawing-words-${++drawings}`);
      const caption = element('figcaption', 'jp-ConnectomeDrawing-caption', drawing.caption);
      this.node.replaceChildren(...[title, picture, caption].filter(part => part === picture || part.textContent));
      this._drawing = drawing;
      this.node.dataset.status = 'ready';
    } catch (error) {
      this._fail(error);
    }
  }

  private async _file(format: OutputFormat): Promise<IExportedFile> {
    if (!this._drawing) throw new Error('export-output found no drawing that can be shown');
    const { drawingPng, drawingSvg } = await import('./file');
    const title = this._drawing.title || 'drawing';
    if (format === 'svg') {
      return { name: fileNameOf(title, 'svg'), type: 'image/svg+xml', content: drawingSvg(this._drawing) };
    }
    const content = base64ToBytes(await drawingPng(this._drawing), 'picture');
    return { name: fileNameOf(title, 'png'), type: 'image/png', content };
  }

  private _fail(error: unknown): void {
    console.error('drawing', error);
    const message = this._trans.__(
      'This drawing cannot be shown: %1',
      error instanceof Error ? error.message : String(error),
    );
    this.node.replaceChildren(element('p', 'jp-ConnectomeDrawing-message jp-mod-warning', message));
    this.node.dataset.status = 'error';
  }

  private readonly _trans: TranslationBundle;
  private _drawing: Drawing | undefined;
  private _stored: string | undefined = undefined;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
