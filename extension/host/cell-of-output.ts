import type { Cell } from '@jupyterlab/cells';
import { type INotebookTracker, NotebookActions } from '@jupyterlab/notebook';

/** The cell whose output a view is. */
export interface IHostCell {
  /** What is written in it. */
  readonly source: string;
  /** Makes a code cell with this below it, and goes there. */
  insertBelow(source: string): void;
}

/** The code cell that an element stands in; `undefined` outside of notebooks, and in views taken out of them. */
export function cellOfOutput(tracker: INotebookTracker, node: HTMLElement): IHostCell | undefined {
  const panel = tracker.find(({ content }) => content.node.contains(node));
  const cell = panel?.content.widgets.find(
    (widget: Cell) => widget.model.type === 'code' && widget.node.contains(node),
  );
  if (!panel || !cell) return undefined;
  const notebook = panel.content;
  return {
    get source() {
      return cell.model.sharedModel.getSource();
    },
    insertBelow(source) {
      notebook.activeCellIndex = notebook.widgets.indexOf(cell);
      NotebookActions.insertBelow(notebook);
      // A reader may have set that new cells are of another kind.
      if (notebook.activeCell?.model.type !== 'code') NotebookActions.changeCellType(notebook, 'code');
      notebook.activeCell?.model.sharedModel.setSource(source);
    },
  };
}
