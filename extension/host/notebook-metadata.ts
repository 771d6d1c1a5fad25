import type { INotebookModel } from '@jupyterlab/notebook';
import type { Widget } from '@lumino/widgets';
import type { INamedSelectionsStore } from '../selection/named';

/** Under which all that is ours stands in the metadata of a notebook. */
const KEY = 'connectome';

type Model = Pick<INotebookModel, 'getMetadata' | 'setMetadata' | 'deleteMetadata' | 'metadataChanged'>;

/** The place for named selections in a notebook, `metadata.connectome.selections`; `undefined` for what is none. */
export function namedSelectionsIn(widget: Widget): INamedSelectionsStore | undefined {
  const { context } = widget as Widget & { readonly context?: { readonly model?: Partial<Model> } };
  const model = context?.model;
  return typeof model?.getMetadata === 'function' ? storeOf(model as Model) : undefined;
}

function storeOf(model: Model): INamedSelectionsStore {
  const ours = (): Readonly<Record<string, unknown>> => {
    const value: unknown = model.getMetadata(KEY);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  };
  return {
    read: () => ours().selections,
    write: selections => {
      const { selections: _before, ...others } = ours();
      const all = Object.keys(selections).length > 0 ? { ...others, selections } : others;
      if (Object.keys(all).length > 0) model.setMetadata(KEY, all);
      else model.deleteMetadata(KEY);
    },
    onChange: changed => {
      model.metadataChanged.connect((_, { key }) => {
        if (key === KEY) changed();
      });
    },
  };
}
