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
