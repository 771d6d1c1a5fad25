import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Dialog, ICommandPalette, Notification, showDialog } from '@jupyterlab/apputils';
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
        Notification.error(error instanceof Error ? error.message : String(error), { autoClose: false });
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
      confirm: async ({ id, title, size, licence }) => {
        const { button } = await showDialog({
          title: trans.__('Download %1?', title),
          body: trans.__(
            '%1, size: %2. Licence: %3. It is put into the cache of the kernel’s machine.',
            id,
            size,
            licence,
          ),
          buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Download') })],
        });
        return button.accept;
      },
      tell: ({ title, failed, notes }) => {
        if (failed === undefined) {
          Notification.success([trans.__('%1 is downloaded.', title), ...notes].join(' '), { autoClose: 5000 });
        } else {
          // The panel has the rest, which says what to do.
          const [why] = failed.split('\n');
          Notification.error(trans.__('%1 could not be downloaded: %2', title, why), { autoClose: false });
        }
      },
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
