import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { NeuronFolderView } from '../files/folder/folder-view';
import { INFO_FILE_TYPE, InfoFileFactory } from '../files/folder/info-file';
import { IHosts } from '../host/host';
import { IViewExporter } from '../neuron-viewer/export/view-exporter';
import { CommandIDs, type IOpenFolderArguments } from './command-ids';
import { neuronIcon } from './icon';

/** Opens precomputed folders in the viewer: from the file browser's menu, by command, and by their `info` file. */
export const folders: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:folders',
  description: "Opens folders in Neuroglancer's precomputed format in the neuron viewer.",
  autoStart: true,
  optional: [IFileBrowserFactory, ICommandPalette, ILayoutRestorer, IHosts, IViewExporter, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    browsers: IFileBrowserFactory | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    hosts: IHosts | null,
    exporter: IViewExporter | null,
    givenTranslator: ITranslator | null,
  ): void => {
    const translator = givenTranslator ?? nullTranslator;
    const trans = translator.load('jupyterlab_connectome');
    const { commands, contextMenu, docRegistry, serviceManager, shell } = app;
    const services = { trans, hosts, exporter, contents: serviceManager.contents };
    const tabs = new WidgetTracker<MainAreaWidget<NeuronFolderView>>({ namespace: 'connectome-folders' });

    const open = async (given: string): Promise<void> => {
      const path = given.replace(/^\/+|\/+$/g, '');
      const known = tabs.find(({ content }) => content.path === path);
      if (known) return shell.activateById(known.id);
      const tab = new MainAreaWidget({ content: new NeuronFolderView(path, services), translator });
      tab.id = `connectome-folder-${path}`;
      tab.title.label = path.slice(path.lastIndexOf('/') + 1) || '/';
      tab.title.caption = path;
      tab.title.icon = neuronIcon;
      tab.toolbar.hide();
      await tabs.add(tab);
      shell.add(tab, 'main');
    };

    /** The folder that is marked in the file browser, else the one it is in. */
    const browsed = (): string | undefined => {
      const browser = browsers?.tracker.currentWidget;
      const marked = [...(browser?.selectedItems() ?? [])].find(({ type }) => type === 'directory');
      return marked?.path ?? browser?.model.path;
    };

    commands.addCommand(CommandIDs.openFolder, {
      label: args => (args.isPalette ? trans.__('Open Folder in Neuron Viewer') : trans.__('Open in Neuron Viewer')),
      caption: trans.__('Show the skeletons, surfaces or annotations of a precomputed folder'),
      icon: args => (args.isPalette ? undefined : neuronIcon),
      isEnabled: args => typeof args.path === 'string' || browsed() !== undefined,
      execute: args => {
        const { path = browsed() } = args as IOpenFolderArguments;
        if (path === undefined)
          throw new Error('open-folder has no folder: received no path, expected one; pass { path }');
        return open(path);
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            path: {
              type: 'string',
              description: trans.__('The folder; the one marked in the file browser when absent'),
            },
          },
        },
      },
    });
    // A double click goes into a folder, as everywhere in JupyterLab.
    contextMenu.addItem({
      command: CommandIDs.openFolder,
      selector: '.jp-DirListing-item[data-isdir="true"]',
      rank: 3,
    });
    palette?.addItem({
      command: CommandIDs.openFolder,
      category: trans.__('Connectome'),
      args: { isPalette: true },
    });
    void restorer?.restore(tabs, {
      command: CommandIDs.openFolder,
      args: ({ content }) => ({ path: content.path }),
      name: ({ content }) => content.path,
    });

    docRegistry.addFileType({
      name: INFO_FILE_TYPE,
      displayName: trans.__('Precomputed Info File'),
      extensions: [],
      pattern: '^info$',
      mimeTypes: ['application/json'],
      fileFormat: 'text',
    });
    docRegistry.addWidgetFactory(
      new InfoFileFactory(
        {
          name: 'Neuron Viewer (Folder)',
          label: trans.__('Neuron Viewer'),
          modelName: 'text',
          fileTypes: [INFO_FILE_TYPE],
          defaultFor: [INFO_FILE_TYPE],
          readOnly: true,
          translator,
        },
        {
          openFolder: path => void commands.execute(CommandIDs.openFolder, { path }),
          openText: path => void commands.execute('docmanager:open', { path, factory: 'Editor' }),
        },
      ),
    );
  },
};
