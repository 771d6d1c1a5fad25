import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs, KERNEL_NAME } from './command-ids';
import { neuronIcon } from './icon';

/** Whether a notebook runs on our kernel now; false while it has none. */
export function runsConnectome(panel: NotebookPanel | null): panel is NotebookPanel {
  return panel?.sessionContext.session?.kernel?.name === KERNEL_NAME;
}

/** Follows which notebook is current and which kernel it has, and offers what only our kernel can do. */
export const notebookKernel: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:notebook-kernel',
  description: 'Adds commands for notebooks that run on the connectome kernel.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    palette: ICommandPalette | null,
    translator: ITranslator | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands } = app;

    commands.addCommand(CommandIDs.showLoaded, {
      // A button of a toolbar has its icon only.
      label: args => (args.toolbar ? '' : trans.__('Show What Is Loaded')),
      icon: args => (args.toolbar ? neuronIcon : undefined),
      caption: trans.__('Insert and run a cell that lists the preloaded connectome names'),
      isEnabled: () => runsConnectome(tracker.currentWidget),
      isVisible: args => !args.toolbar || runsConnectome(tracker.currentWidget),
      execute: async () => {
        const panel = tracker.currentWidget;
        if (!runsConnectome(panel)) return;
        const notebook = panel.content;
        NotebookActions.insertBelow(notebook);
        notebook.activeCell?.model.sharedModel.setSource('connectome');
        await NotebookActions.run(notebook, panel.sessionContext);
      },
      describedBy: { args: { type: 'object', properties: {} } },
    });

    const refresh = (): void => commands.notifyCommandChanged(CommandIDs.showLoaded);
    tracker.currentChanged.connect(refresh);
    tracker.widgetAdded.connect((_, panel) => {
      panel.sessionContext.kernelChanged.connect(refresh);
    });
    palette?.addItem({ command: CommandIDs.showLoaded, category: trans.__('Connectome') });
  },
};
