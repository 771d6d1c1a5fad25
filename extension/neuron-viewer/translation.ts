import type { TranslationBundle } from '@jupyterlab/translation';

/** The part of JupyterLab's translations that the viewer uses. */
export type ITranslation = Pick<TranslationBundle, '__' | '_n'>;
