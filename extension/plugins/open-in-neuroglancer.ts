import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NeuroglancerJson } from 'connectome-helpers/dist/contract/neuroglancer.js';
import { notebookOf } from '../host/notebook-documents';
import type { NeuroglancerTab } from '../neuroglancer';
import type { IViewExporter } from '../neuron-viewer/export/view-exporter';
import type { NeuronView } from '../neuron-viewer/view';
import { CommandIDs, type IOpenInNeuroglancerArguments } from './command-ids';
import { VIEW_SELECTOR, viewOf } from './view-of';

/** What is needed of the plugin that has the tabs. */
export interface IOpenInNeuroglancer {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly exporter: IViewExporter | null;
  readonly palette: ICommandPalette | null;
  readonly trans: TranslationBundle;
  /** Shows a state in the tab of the notebook with this path; `''`: of none. */
  readonly open: (notebook: string, state: NeuroglancerJson) => Promise<NeuroglancerTab>;
}

/** From a view of neurons to Neuroglancer: by command, and in the menus of the view. */
export function addOpenInNeuroglancer({ app, notebooks, exporter, palette, trans, open }: IOpenInNeuroglancer): void {
  const { commands, contextMenu, shell } = app;

  const pathOf = (view: NeuronView): string => {
    const widget = [...shell.widgets('main')].find(({ node }) => node.contains(view.overlay.canvas));
    const panel = notebooks.find(known => known === widget) ?? (widget && notebookOf(notebooks, widget));
    return panel?.context.path ?? '';
  };
  const openView = async (view: NeuronView, { source }: IOpenInNeuroglancerArguments): Promise<NeuroglancerTab> => {
    const { exportedScene, neuroglancerState } = await import('../neuron-viewer/export');
    const { state, notes } = neuroglancerState(exportedScene(view), source, trans);
    const tab = await open(pathOf(view), state as NeuroglancerJson);
    if (notes.length > 0) view.overlay.tell([trans.__('Opened in Neuroglancer'), ...notes].join('; '));
    return tab;
  };

  const label = trans.__('Open in Neuroglancer');
  commands.addCommand(CommandIDs.openInNeuroglancer, {
    label: args => (args.isPalette ? trans.__('Open Neuron View in Neuroglancer') : label),
    caption: trans.__('Show these neurons in Neuroglancer, in the same colors and from the same place'),
    isEnabled: args => viewOf(app, args) !== undefined,
    execute: async args => {
      const view = viewOf(app, args);
      if (!view) throw new Error('open-in-neuroglancer found no view of neurons: click into one and try again');
      return openView(view, args as IOpenInNeuroglancerArguments);
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          source: {
            type: 'string',
            description: trans.__('Volume that the ids are of, by name; the one the view knows, or minnie65'),
          },
        },
      },
    },
  });
  exporter?.offer({
    id: 'open-neuroglancer',
    label,
    before: 'neuroglancer',
    run: async view => void (await openView(view, {})),
  });
  const item = { command: CommandIDs.openInNeuroglancer, args: { isMenu: true }, selector: VIEW_SELECTOR };
  // Right above the link to the same.
  contextMenu.addItem({ ...item, rank: 20.075 });
  palette?.addItem({
    command: CommandIDs.openInNeuroglancer,
    category: trans.__('Connectome'),
    args: { isPalette: true },
  });
}
