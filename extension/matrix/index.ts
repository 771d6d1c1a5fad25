import type { IRenderMime } from '@jupyterlab/rendermime';
import { MATRIX_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { type IMatrixServices, MatrixRenderer } from './widget';

/** Makes renderers for stored matrices. Safe for notebooks that are not trusted: data is drawn, nothing is run. */
export function matrixRendererFactory(services: IMatrixServices): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [MATRIX_MIME],
    defaultRank: 0,
    createRenderer: () => new MatrixRenderer(services),
  };
}
