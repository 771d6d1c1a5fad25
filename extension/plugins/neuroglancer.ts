import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import type { NeuroglancerJson } from 'connectome-helpers/dist/contract/neuroglancer.js';
import { IHosts } from '../host/host';
import type { NeuroglancerTab } from '../neuroglancer';
import { linkNotebooks, tabOf } from '../neuroglancer/notebooks';
import { IViewExporter } from '../neuron-viewer/export/view-exporter';
import { CommandIDs, type IOpenNeuroglancerArguments } from './command-ids';
import { slicesIcon } from './icon';
import { addOpenInNeuroglancer } from './open-in-neuroglancer';

/** Opens Neuroglancer in tabs, tells the notebooks' kernels what they show, and brings them back with the layout. */
export const neuroglancer: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:neuroglancer',
  description: 'Opens Neuroglancer in a tab: slices of the microscope, segmentation and meshes.',
  autoStart: true,
  requires: [INotebookTracker, IHosts],
  optional: [IViewExporter, ICommandPalette, ILayoutRestorer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    hosts: IHosts,
    exporter: IViewExporter | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    givenTranslator: ITranslator | null,
  ): void => {
    const translator = givenTranslator ?? nullTranslator;
    const trans = translator.load('jupyterlab_connectome');
    const { commands, shell, serviceManager } = app;
    const tabs = new WidgetTracker<NeuroglancerTab>({ namespace: 'connectome-neuroglancer' });
    const options = { trans, translator, filesUrl: new URL('files/', serviceManager.serverSettings.baseUrl).href };

    const open = async (
      { id, notebook }: { readonly id: string; readonly notebook: string },
      state: NeuroglancerJson,
      { activate }: { readonly activate: boolean },
    ): Promise<NeuroglancerTab> => {
      const { neuroglancerTab } = await import('../neuroglancer');
      const known = tabs.find(tab => tab.id === id);
      if (known) {
        known.content.open(state);
        if (activate) shell.activateById(id);
        return known;
      }
      const beside = tabs.currentWidget;
      const tab = neuroglancerTab(id, state, options);
      tab.notebook = notebook;
      tab.title.icon = slicesIcon;
      tab.content.stateChanged.connect(() => void tabs.save(tab));
      tab.content.touched.connect(() => {
        if (shell.currentWidget !== tab) shell.activateById(id);
      });
      await tabs.add(tab);
      shell.add(tab, 'main', {
        activate,
        ...(beside ? { mode: 'tab-after', ref: beside.id } : { mode: 'split-right' }),
      });
      return tab;
    };

    /** What the command shows when it is not told: the neurons selected in the current notebook. */
    const selected = (): JSONObject => {
      const panel = notebooks.currentWidget;
      return panel ? { ids: [...hosts.hostOfWidget(panel).selection.current.neurons] } : {};
    };

    commands.addCommand(CommandIDs.openNeuroglancer, {
      label: args => (args.isPalette ? trans.__('Open Selection in Neuroglancer') : trans.__('Neuroglancer')),
      caption: trans.__('Slices of the microscope, segmentation and meshes in a tab'),
      icon: args => (args.isPalette ? undefined : slicesIcon),
      execute: async args => {
        const { id = newName(tabs), state, url, ...rest } = args as IOpenNeuroglancerArguments;
        const { notebook = notebooks.currentWidget?.context.path ?? '', view = selected() } = rest;
        const { stateOf } = await import('../neuroglancer');
        return open({ id, notebook }, stateOf({ state, url, view }), { activate: true });
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            state: { type: 'object', description: trans.__('A Neuroglancer state') },
            url: { type: 'string', description: trans.__('A link that holds a Neuroglancer state') },
            view: { type: 'object', description: trans.__('What neuroglancer.toState takes, ids as decimal strings') },
            id: { type: 'string', description: trans.__('The tab that shows it, when there is one of this name') },
            notebook: { type: 'string', description: trans.__('Path of the notebook whose kernel is told of the tab') },
          },
        },
      },
    });
    linkNotebooks({
      tabs,
      notebooks,
      hosts,
      // Who runs the next cell with the keyboard must not find the keyboard in the tab.
      open: (notebook, state) => {
        const id = tabOf(tabs, notebook)?.id ?? newName(tabs);
        void open({ id, notebook }, state, { activate: false });
      },
    });
    addOpenInNeuroglancer({
      app,
      notebooks,
      exporter,
      palette,
      trans,
      open: (notebook, state) => {
        const known = notebook === '' ? undefined : tabOf(tabs, notebook);
        return open({ id: known?.id ?? newName(tabs), notebook }, state, { activate: true });
      },
    });
    void restorer?.restore(tabs, {
      command: CommandIDs.openNeuroglancer,
      args: tab => ({ id: tab.id, notebook: tab.notebook, state: tab.content.state() as JSONObject }),
      name: tab => tab.id,
    });
    palette?.addItem({
      command: CommandIDs.openNeuroglancer,
      category: trans.__('Connectome'),
      args: { isPalette: true },
    });
  },
};

/** A name that no open tab has. */
function newName(tabs: WidgetTracker<NeuroglancerTab>): string {
  for (let i = 1; ; i++) {
    const id = `connectome-neuroglancer-${i}`;
    if (!tabs.find(tab => tab.id === id)) return id;
  }
}
