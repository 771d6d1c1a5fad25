import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs, type INewNotebookArguments, KERNEL_NAME } from './command-ids';
import { neuronIcon } from './icon';

/** Launcher card and palette command that open a notebook with our kernel. */
export const newNotebook: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:new-notebook',
  description: 'Adds a launcher card and a command that create a connectome notebook.',
  autoStart: true,
  optional: [ILauncher, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    launcher: ILauncher | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands, serviceManager } = app;
    const isInstalled = (): boolean => serviceManager.kernelspecs.specs?.kernelspecs[KERNEL_NAME] !== undefined;

    commands.addCommand(CommandIDs.newNotebook, {
      label: args => (args.isPalette ? trans.__('New Connectome Notebook') : trans.__('Connectome notebook')),
      caption: () =>
        isInstalled()
          ? trans.__('Create a TypeScript notebook with connectome datasets and analyses loaded')
          : trans.__('The "%1" kernel is not installed: start JupyterLab with npm start', KERNEL_NAME),
      icon: args => (args.isPalette ? undefined : neuronIcon),
      isEnabled: isInstalled,
      execute: args => {
        const { cwd } = args as INewNotebookArguments;
        return commands.execute('notebook:create-new', {
          kernelName: KERNEL_NAME,
          ...(cwd === undefined ? {} : { cwd }),
        });
      },
      describedBy: {
        args: {
          type: 'object',
          properties: { cwd: { type: 'string', description: trans.__('Folder for the new notebook') } },
        },
      },
    });
    serviceManager.kernelspecs.specsChanged.connect(() => commands.notifyCommandChanged(CommandIDs.newNotebook));

    const category = trans.__('Connectome');
    launcher?.add({ command: CommandIDs.newNotebook, category, rank: 0 });
    palette?.addItem({ command: CommandIDs.newNotebook, category, args: { isPalette: true } });
  },
};
