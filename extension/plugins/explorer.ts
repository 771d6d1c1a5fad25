import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import { ExplorerPanel } from '../explorer/panel';
import { IHosts } from '../host/host';
import { CommandIDs, KERNEL_NAME } from './command-ids';
import { explorerIcon } from './icon';

/** The side panel, in the left side bar of JupyterLab and the left panel of Notebook. */
export const explorer: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:explorer',
  description: 'Adds a side panel with what is selected in the current notebook, the datasets, help and the cache.',
  autoStart: true,
  requires: [INotebookTracker, IHosts, IRenderMimeRegistry],
  optional: [ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    hosts: IHosts,
    rendermime: IRenderMimeRegistry,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    givenTranslator: ITranslator | null,
  ): void => {
    const translator = givenTranslator ?? nullTranslator;
    const trans = translator.load('jupyterlab_connectome');
    const { commands, shell } = app;
    const execute = (command: string, args: JSONObject = {}): void => {
      commands.execute(command, args).catch((error: unknown) => {
        Notification.error(error instanceof Error ? error.message : String(error));
      });
    };
    const panel = new ExplorerPanel({
      trans,
      translator,
      notebooks,
      hosts,
      rendermime,
      kernelName: KERNEL_NAME,
      insert: (code, run = false) => execute(CommandIDs.insertCode, { code, run }),
      save: () => execute(CommandIDs.saveSelection),
    });
    panel.title.icon = explorerIcon;
    panel.title.caption = trans.__('Connectome explorer');
    shell.add(panel, 'left', { rank: 350, type: 'Connectome Explorer' });
    restorer?.add(panel, panel.id);

    commands.addCommand(CommandIDs.showExplorer, {
      label: trans.__('Show Connectome Explorer'),
      caption: trans.__('Show what is selected in the current notebook, the datasets, help and the cache'),
      icon: explorerIcon,
      execute: () => shell.activateById(panel.id),
      describedBy: { args: { type: 'object', properties: {} } },
    });
    palette?.addItem({ command: CommandIDs.showExplorer, category: trans.__('Connectome') });
  },
};
