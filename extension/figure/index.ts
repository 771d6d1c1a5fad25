import type { IRenderMime } from '@jupyterlab/rendermime';
import { FIGURE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { FigureRenderer, type IFigureServices } from './widget';

/** Makes renderers for stored figures. Safe for notebooks that are not trusted: data is drawn, nothing is run. */
export function figureRendererFactory(services: IFigureServices): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [FIGURE_MIME],
    defaultRank: 0,
    createRenderer: () => new FigureRenderer(services),
  };
}
