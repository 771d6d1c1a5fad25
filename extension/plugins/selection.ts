import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import { checkSelection, EMPTY_SELECTION } from 'connectome-helpers/dist/contract/selection.js';
import { cellOfOutput } from '../host/cell-of-output';
import { Hosts, type IHost, IHosts } from '../host/host';
import { documentsOf, notebookOf } from '../host/notebook-documents';
import type { ISelectionModel } from '../selection/model';
import { CommandIDs, KERNEL_NAME } from './command-ids';
import { addNamedSelectionCommands } from './named-selections';

/** One selection for each notebook and console, shared with its kernel, and commands that change it. */
export const selection: JupyterFrontEndPlugin<IHosts> = {
  id: 'jupyterlab-connectome:selection',
  description: 'Keeps what is selected in a notebook the same in all its connectome views and in its kernel.',
  autoStart: true,
  provides: IHosts,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    palette: ICommandPalette | null,
    translator: ITranslator | null,
  ): IHosts => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands } = app;
    const hosts = new Hosts({
      kernelName: KERNEL_NAME,
      documents: () => documentsOf(tracker, app.shell),
      originOf: widget => notebookOf(tracker, widget),
      cellOf: node => cellOfOutput(tracker, node),
      tooLarge: () =>
        // Without a time JupyterLab shows nothing but a number beside its bell.
        Notification.warning(trans.__('So much is selected that the kernel is not told: cells read what was before'), {
          autoClose: 8000,
        }),
    });
    // The kernel of a notebook is followed from the start: its cells may select before there is a view.
    tracker.widgetAdded.connect((_, panel) => void hosts.hostOfWidget(panel));

    const currentHost = (): IHost | undefined =>
      tracker.currentWidget ? hosts.hostOfWidget(tracker.currentWidget) : undefined;
    const current = (): ISelectionModel | undefined => currentHost()?.selection;

    const ids = (description: string): JSONObject => ({ type: 'array', items: { type: 'string' }, description });
    commands.addCommand(CommandIDs.select, {
      label: trans.__('Select Neurons'),
      caption: trans.__('Select neurons and synapses in the views of the current notebook, by id'),
      isEnabled: () => current() !== undefined,
      execute: args => {
        const { neurons, synapses } = args;
        const model = current();
        if (neurons ?? synapses) {
          model?.set(checkSelection({ neurons: neurons ?? [], synapses: synapses ?? [], nodes: [] }));
        }
        return model?.current;
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            neurons: ids(trans.__('Ids of neurons, as decimal strings; without any argument nothing changes')),
            synapses: ids(trans.__('Ids of synapses, as decimal strings')),
          },
        },
      },
    });
    commands.addCommand(CommandIDs.clearSelection, {
      label: trans.__('Select Nothing'),
      caption: trans.__('Select nothing in the views of the current notebook'),
      isEnabled: () => current() !== undefined,
      execute: () => current()?.set(EMPTY_SELECTION),
      describedBy: { args: { type: 'object', properties: {} } },
    });
    commands.addCommand(CommandIDs.undoSelection, {
      label: trans.__('Undo Selection'),
      caption: trans.__('Select what was selected before, in the views of the current notebook'),
      isEnabled: () => current()?.canUndo ?? false,
      execute: () => current()?.undo(),
      describedBy: { args: { type: 'object', properties: {} } },
    });
    commands.addCommand(CommandIDs.redoSelection, {
      label: trans.__('Redo Selection'),
      caption: trans.__('Take Undo Selection back, in the views of the current notebook'),
      isEnabled: () => current()?.canRedo ?? false,
      execute: () => current()?.redo(),
      describedBy: { args: { type: 'object', properties: {} } },
    });
    const category = trans.__('Connectome');
    for (const command of [CommandIDs.clearSelection, CommandIDs.undoSelection, CommandIDs.redoSelection]) {
      palette?.addItem({ command, category });
    }
    addNamedSelectionCommands({ commands, palette, trans, current: currentHost });
    return hosts;
  },
};
