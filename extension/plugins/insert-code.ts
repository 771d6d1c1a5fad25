import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker, NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs, type IInsertCodeArguments } from './command-ids';
import { runsConnectome } from './notebook-kernel';

/** What the mouse did, as code: views and panels write it below the active cell with one command. */
export const insertCode: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:insert-code',
  description: 'Adds a command that inserts a cell with code into a notebook.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker, translator: ITranslator | null): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const notebookOf = ({ path }: IInsertCodeArguments): NotebookPanel | null =>
      path === undefined ? notebooks.currentWidget : (notebooks.find(({ context }) => context.path === path) ?? null);

    app.commands.addCommand(CommandIDs.insertCode, {
      label: trans.__('Insert Code'),
      caption: trans.__('Insert a cell with code below the active one'),
      isEnabled: args => {
        const panel = notebookOf(args as unknown as IInsertCodeArguments);
        return panel !== null && (args.run !== true || runsConnectome(panel));
      },
      execute: async args => {
        const { code, run = false } = args as unknown as IInsertCodeArguments;
        if (typeof code !== 'string')
          throw new Error(`insert-code has no code: received ${typeof code}, expected a string`);
        const panel = notebookOf(args as unknown as IInsertCodeArguments);
        if (!panel) throw new Error('insert-code found no notebook: open one, or name an open one as path');
        if (run && !runsConnectome(panel)) {
          throw new Error('insert-code found no notebook that runs on the connectome kernel');
        }
        const notebook = panel.content;
        NotebookActions.insertBelow(notebook);
        // A reader may have set that new cells are of another kind.
        if (notebook.activeCell?.model.type !== 'code') NotebookActions.changeCellType(notebook, 'code');
        notebook.activeCell?.model.sharedModel.setSource(code);
        // Who inserts code goes on with it, though a side panel had the keyboard.
        app.shell.activateById(panel.id);
        if (run) await NotebookActions.run(notebook, panel.sessionContext);
      },
      describedBy: {
        args: {
          type: 'object',
          required: ['code'],
          properties: {
            code: { type: 'string', description: trans.__('What is written in the cell') },
            path: { type: 'string', description: trans.__('Path of an open notebook; the current one when absent') },
            run: { type: 'boolean', description: trans.__('Whether the cell is run; false') },
          },
        },
      },
    });
  },
};
