import type { IRenderMime } from '@jupyterlab/rendermime';

import { SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { type INeuronServices, NeuronRenderer } from './widget';

/** Makes renderers for stored neurons. Safe for notebooks that are not trusted: data is checked and drawn, nothing is run. */
export function neuronRendererFactory(services: INeuronServices): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [SCENE_MIME],
    defaultRank: 0,
    createRenderer: () => new NeuronRenderer(services),
  };
}
