import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DRAWING_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { DrawingRenderer } from './widget';

/** Makes renderers for drawings. Safe for notebooks that are not trusted: shapes are drawn, nothing is run. */
export function drawingRendererFactory(trans: TranslationBundle): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [DRAWING_MIME],
    defaultRank: 0,
    createRenderer: () => new DrawingRenderer(trans),
  };
}
