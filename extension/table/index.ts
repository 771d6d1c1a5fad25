import type { IRenderMime } from '@jupyterlab/rendermime';
import { TABLE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { type ITableServices, TableRenderer } from './widget';

/** Makes renderers for stored tables. Safe for notebooks that are not trusted: data is drawn, nothing is run. */
export function tableRendererFactory(services: ITableServices): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [TABLE_MIME],
    defaultRank: 0,
    createRenderer: () => new TableRenderer(services),
  };
}
