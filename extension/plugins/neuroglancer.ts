import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { NeuroglancerJson, NeuroglancerTab } from '../neuroglancer';
import { CommandIDs, type IOpenNeuroglancerArguments } from './command-ids';
import { slicesIcon } from './icon';

/** Opens Neuroglancer in tabs, and brings them back with the layout. */
export const neuroglancer: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:neuroglancer',
  description: 'Opens Neuroglancer in a tab: slices of the microscope, segmentation and meshes.',
  autoStart: true,
  optional: [ICommandPalette, ILayoutRestorer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands, shell, serviceManager } = app;
    const tracker = new WidgetTracker<NeuroglancerTab>({ namespace: 'connectome-neuroglancer' });
    const options = { trans, filesUrl: new URL('files/', serviceManager.serverSettings.baseUrl).href };

    const open = async (id: string, state: NeuroglancerJson): Promise<NeuroglancerTab> => {
      const known = tracker.find(tab => tab.id === id);
      if (known) {
        known.content.open(state);
        shell.activateById(id);
        return known;
      }
      const { neuroglancerTab } = await import('../neuroglancer');
      const tab = neuroglancerTab(id, state, options);
      tab.title.icon = slicesIcon;
      tab.content.stateChanged.connect(() => void tracker.save(tab));
      tab.content.touched.connect(() => {
        if (shell.currentWidget !== tab) shell.activateById(id);
      });
      await tracker.add(tab);
      shell.add(tab, 'main', { mode: 'split-right' });
      shell.activateById(id);
      return tab;
    };

    commands.addCommand(CommandIDs.openNeuroglancer, {
      label: args => (args.isPalette ? trans.__('Open Neuroglancer') : trans.__('Neuroglancer')),
      caption: trans.__('Slices of the microscope, segmentation and meshes in a tab'),
      icon: args => (args.isPalette ? undefined : slicesIcon),
      execute: async args => {
        const { id = newName(tracker), ...what } = args as IOpenNeuroglancerArguments;
        const { stateOf } = await import('../neuroglancer');
        return open(id, stateOf(what));
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            state: { type: 'object', description: trans.__('A Neuroglancer state') },
            url: { type: 'string', description: trans.__('A link that holds a Neuroglancer state') },
            view: { type: 'object', description: trans.__('What neuroglancer.toState takes, ids as decimal strings') },
            id: { type: 'string', description: trans.__('The tab that shows it, when there is one of this name') },
          },
        },
      },
    });
    void restorer?.restore(tracker, {
      command: CommandIDs.openNeuroglancer,
      args: tab => ({ id: tab.id, state: tab.content.state() as never }),
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
function newName(tracker: WidgetTracker<NeuroglancerTab>): string {
  for (let i = 1; ; i++) {
    const id = `connectome-neuroglancer-${i}`;
    if (!tracker.find(tab => tab.id === id)) return id;
  }
}
