import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs, type IOpenTutorialArguments } from './command-ids';
import { neuronIcon } from './icon';

/** The folder of a checkout that has them. */
const FOLDER = 'notebooks';

/** A launcher card for each tutorial that is in the folder JupyterLab serves; elsewhere there is none. */
export const tutorials: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:tutorials',
  description: 'Adds launcher cards for the tutorials at hand.',
  autoStart: true,
  // Notebook 7 has no launcher.
  optional: [ILauncher, ITranslator],
  activate: (app: JupyterFrontEnd, launcher: ILauncher | null, translator: ITranslator | null): void => {
    if (!launcher) return;
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands, serviceManager } = app;
    const titles: Readonly<Record<string, string>> = {
      '01-first-look': trans.__('A first look'),
      '02-like-to-like': trans.__('Do connected neurons respond alike?'),
      '03-axons-and-synapses': trans.__('Do axons grow to alike neurons, or do they choose among those they meet?'),
      '04-areas-and-layers': trans.__('Is like-to-like wiring everywhere, or only between some layers?'),
      '05-common-input': trans.__('Are neurons that share an input more alike than pairs explain?'),
      '06-when-axon-meets-dendrite': trans.__('When does an axon meet a dendrite?'),
      '07-which-way-does-it-move': trans.__('Which way must something move for a neuron to answer?'),
      '08-one-neuron-and-its-partners': trans.__('Do the partners of one neuron see what it sees?'),
      '09-from-layer-3-to-inhibition': trans.__('Whom does a layer 3 cell reach, and whom do those inhibit?'),
      '10-the-proofread-connectome': trans.__('Who connects to whom among the proofread cells, and do they answer?'),
      '11-a-census-of-the-column': trans.__(
        'Which cells are there in a column of cortex, and do two ways of sorting them agree?',
      ),
      '12-what-one-basket-cell-targets': trans.__('What does one basket cell target?'),
      '13-motifs-of-layer-2-3': trans.__('Are the wiring motifs of layer 2/3 more than chance?'),
    };

    commands.addCommand(CommandIDs.openTutorial, {
      label: ({ name }) => titles[String(name)] ?? trans.__('Open Connectome Tutorial'),
      caption: trans.__('Open this tutorial of the connectome notebooks'),
      icon: neuronIcon,
      execute: args => {
        const { name } = args as unknown as IOpenTutorialArguments;
        if (!Object.hasOwn(titles, name)) {
          throw new Error(
            `open-tutorial knows no such tutorial: received ${name}, expected one of ${Object.keys(titles).join(', ')}`,
          );
        }
        return commands.execute('docmanager:open', { path: `${FOLDER}/${name}.ipynb` });
      },
      describedBy: {
        args: {
          type: 'object',
          properties: { name: { type: 'string', enum: Object.keys(titles) } },
          required: ['name'],
        },
      },
    });

    /** Names in a folder. A folder that is not there is not asked for: servers log that as an error. */
    const namesIn = async (path: string): Promise<string[]> => {
      const { content } = await serviceManager.contents.get(path, { content: true });
      return (content as { readonly name: string }[]).map(({ name }) => name);
    };
    const addCards = async (): Promise<void> => {
      if (!(await namesIn('')).includes(FOLDER)) return;
      const there = await namesIn(FOLDER);
      const known = Object.keys(titles).filter(name => there.includes(`${name}.ipynb`));
      known.forEach((name, i) => {
        launcher.add({
          command: CommandIDs.openTutorial,
          args: { name },
          category: trans.__('Connectome'),
          rank: i + 1,
        });
      });
    };
    void addCards().catch(error => console.warn('connectome: the tutorials were not looked for', error));
  },
};
