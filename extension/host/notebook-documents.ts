import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICodeCellModel } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Widget } from '@lumino/widgets';

/** The widgets of the page that hold views: notebooks wherever they are, and all of the main area. */
export function* documentsOf(tracker: INotebookTracker, shell: JupyterFrontEnd.IShell): Iterable<Widget> {
  yield* tracker.filter(() => true);
  yield* shell.widgets('main');
}

/**
 * The notebook that the outputs in a widget belong to, as in "Create New View for Output": that shows the very models of
 * the notebook's outputs. `undefined` for notebooks themselves, and for what shows none.
 */
export function notebookOf(tracker: INotebookTracker, widget: Widget): NotebookPanel | undefined {
  if (tracker.find(panel => panel === widget)) return undefined;
  const models = new Set(modelsIn(widget));
  if (models.size === 0) return undefined;
  return tracker.find(panel =>
    [...(panel.model?.cells ?? [])].some(cell => cell.type === 'code' && models.has((cell as ICodeCellModel).outputs)),
  );
}

function* modelsIn(widget: Widget): Iterable<unknown> {
  const { model } = widget as Widget & { readonly model?: unknown };
  if (typeof model === 'object' && model !== null) yield model;
  for (const child of widget.children()) yield* modelsIn(child);
}
