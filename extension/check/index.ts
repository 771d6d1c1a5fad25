import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CHECK_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { CheckRenderer } from './widget';

/** Makes renderers for checks against published numbers; safe for notebooks that are not trusted. */
export function checkRendererFactory(trans: TranslationBundle): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [CHECK_MIME],
    defaultRank: 0,
    createRenderer: () => new CheckRenderer(trans),
  };
}
