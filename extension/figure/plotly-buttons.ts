import { keepKeys } from '../neuron-viewer/overlay/element';
import type { ITranslation } from '../neuron-viewer/translation';

/** What Plotly writes on its buttons, in the page's language: part of its `config`. Numbers stay as they are. */
export function plotlyWords(trans: ITranslation): Readonly<Record<string, unknown>> {
  const dictionary = {
    Pan: trans.__('Pan'),
    Zoom: trans.__('Zoom'),
    'Box Select': trans.__('Box select'),
    'Lasso Select': trans.__('Lasso select'),
    'Zoom in': trans.__('Zoom in'),
    'Zoom out': trans.__('Zoom out'),
    'Reset axes': trans.__('Reset axes'),
  };
  return { locale: 'en-US', locales: { 'en-US': { dictionary } } };
}

/** Its buttons are reached with Tab: Enter presses them, and not what JupyterLab would do with it. */
export function keepButtonKeys(host: HTMLElement): void {
  for (const made of host.querySelectorAll<HTMLElement>('.modebar-btn')) keepKeys(made);
}
