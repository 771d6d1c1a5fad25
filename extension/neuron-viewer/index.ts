import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { NeuronRenderer } from './widget';

/** Makes renderers for stored neurons. Safe for notebooks that are not trusted: data is checked and drawn, nothing is run. */
export function neuronRendererFactory(trans: TranslationBundle): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [SCENE_MIME],
    defaultRank: 0,
    createRenderer: () => new NeuronRenderer(trans),
  };
}
