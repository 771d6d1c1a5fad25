import type { ITranslation } from '../../../extension/neuron-viewer/translation';

const fill = (text: string, values: readonly unknown[]): string =>
  text.replace(/%(\d+)/g, (_, n) => String(values[Number(n) - 1]));

/** Translates nothing, and fills in as JupyterLab's own does. */
export const untranslated: ITranslation = {
  __: (text, ...values) => fill(text, values),
  _n: (one, many, n, ...values) => fill(n === 1 ? one : many, [n, ...values]),
};
