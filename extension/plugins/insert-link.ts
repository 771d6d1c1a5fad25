import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs, type IInsertLinkArguments } from './command-ids';
import { runsConnectome } from './notebook-kernel';

/** From a Neuroglancer link to a cell with its view. Nothing else looks at what is pasted into cells. */
export const insertLink: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:insert-link',
  description: 'Adds a command that inserts a cell with the view of a Neuroglancer or Spelunker link.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    palette: ICommandPalette | null,
    translator: ITranslator | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands } = app;
    const notebookOf = ({ path }: IInsertLinkArguments): NotebookPanel | null =>
      path === undefined ? notebooks.currentWidget : (notebooks.find(({ context }) => context.path === path) ?? null);

    commands.addCommand(CommandIDs.insertLink, {
      label: trans.__('Insert View of a Neuroglancer Link…'),
      caption: trans.__('Insert and run a cell that shows what a link from Neuroglancer or Spelunker shows'),
      isEnabled: args => runsConnectome(notebookOf(args as IInsertLinkArguments)),
      execute: async args => {
        const { link, run = true } = args as IInsertLinkArguments;
        const panel = notebookOf(args as IInsertLinkArguments);
        if (!runsConnectome(panel)) throw new Error('insert-link found no notebook that runs on the connectome kernel');
        const { askForLink, cellOfLink } = await import('../neuroglancer');
        const question = {
          title: trans.__('Insert View of a Neuroglancer Link'),
          okLabel: trans.__('Insert'),
          read: cellOfLink,
        };
        const source = link === undefined ? await askForLink(question, trans) : cellOfLink(link);
        if (source === undefined || panel.isDisposed) return;
        const notebook = panel.content;
        NotebookActions.insertBelow(notebook);
        // A reader may have set that new cells are of another kind.
        if (notebook.activeCell?.model.type !== 'code') NotebookActions.changeCellType(notebook, 'code');
        notebook.activeCell?.model.sharedModel.setSource(source);
        if (run) await NotebookActions.run(notebook, panel.sessionContext);
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            link: {
              type: 'string',
              description: trans.__('A link that holds a Neuroglancer state, or its JSON; asked for when absent'),
            },
            path: { type: 'string', description: trans.__('Path of an open notebook; the current one when absent') },
            run: { type: 'boolean', description: trans.__('Whether the cell is run; true') },
          },
        },
      },
    });

    const refresh = (): void => commands.notifyCommandChanged(CommandIDs.insertLink);
    notebooks.currentChanged.connect(refresh);
    notebooks.widgetAdded.connect((_, panel) => {
      panel.sessionContext.kernelChanged.connect(refresh);
    });
    palette?.addItem({ command: CommandIDs.insertLink, category: trans.__('Connectome') });
  },
};
