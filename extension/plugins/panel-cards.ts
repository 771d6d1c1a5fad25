import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import type { Contents } from '@jupyterlab/services';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { LabIcon } from '@jupyterlab/ui-components';
import { CommandIDs, type IOpenPanelArguments } from './command-ids';
import { type IGalleryPanel, readPanelIndex } from './panel-index';

/** Where a checkout has its gallery, below the folder that JupyterLab serves. */
const FOLDERS = ['notebooks', 'images', 'panels'] as const;
const INDEX = 'index.json';

/** A launcher card with its picture for each panel of the gallery that is in the folder JupyterLab serves. */
export const panelCards: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:panel-cards',
  description: 'Adds launcher cards for the panels of papers at hand.',
  autoStart: true,
  // Notebook 7 has no launcher.
  optional: [ILauncher, ITranslator],
  activate: (app: JupyterFrontEnd, launcher: ILauncher | null, translator: ITranslator | null): void => {
    if (!launcher) return;
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands, serviceManager } = app;
    const panels = new Map<string, IGalleryPanel>();
    const icons = new Map<string, LabIcon>();
    const panelOf = (id: unknown): IGalleryPanel | undefined => panels.get(String(id));

    commands.addCommand(CommandIDs.openPanel, {
      label: ({ id }) => panelOf(id)?.title ?? trans.__('Open Notebook of a Published Panel'),
      caption: ({ id }) => {
        const panel = panelOf(id);
        if (panel === undefined) return trans.__('Open the notebook that makes this panel of a paper anew');
        return `${panel.title} (${panel.id}): ${panel.status}`;
      },
      icon: ({ id }) => icons.get(String(id)),
      isVisible: ({ id }) => panelOf(id) !== undefined,
      execute: args => {
        const { id } = args as unknown as IOpenPanelArguments;
        const panel = panelOf(id);
        if (panel === undefined) {
          throw new Error(
            `open-panel knows no such panel: received ${id}, expected one of ${[...panels.keys()].join(', ') || 'none: no gallery is here'}`,
          );
        }
        return commands.execute('docmanager:open', { path: `${FOLDERS[0]}/${panel.notebook}` });
      },
      describedBy: {
        args: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      },
    });

    const addCards = async (): Promise<void> => {
      const { contents } = serviceManager;
      const folder = await galleryFolder(contents);
      if (folder === undefined) return;
      const { content } = await contents.get(`${folder}/${INDEX}`, { type: 'file', format: 'text', content: true });
      for (const [i, panel] of readPanelIndex(String(content)).entries()) {
        panels.set(panel.id, panel);
        icons.set(panel.id, pictureIcon(panel.id, await contents.getDownloadUrl(`${folder}/${panel.thumbnail}`)));
        launcher.add({
          command: CommandIDs.openPanel,
          args: { id: panel.id },
          category: trans.__('Published figures'),
          rank: i,
        });
      }
    };
    void addCards().catch(error => console.warn('connectome: the gallery was not looked for', error));
  },
};

/** The folder with the index, if there is one. A folder that is not there is not asked for: servers log an error. */
async function galleryFolder(contents: Contents.IManager): Promise<string | undefined> {
  const has = async (path: string, name: string): Promise<boolean> => {
    const { content } = await contents.get(path, { content: true });
    return (content as { readonly name: string }[]).some(file => file.name === name);
  };
  let path = '';
  for (const name of [...FOLDERS, INDEX]) {
    if (!(await has(path, name))) return undefined;
    if (name !== INDEX) path = path === '' ? name : `${path}/${name}`;
  }
  return path;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A picture as an icon: the launcher takes nothing else. Its paper is white, as the figures' is. */
function pictureIcon(id: string, url: string): LabIcon {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('xmlns', SVG);
  svg.setAttribute('viewBox', '0 0 160 100');
  const image = document.createElementNS(SVG, 'image');
  for (const [name, value] of [
    ['class', 'jp-ConnectomePanel-thumbnail'],
    ['width', '160'],
    ['height', '100'],
    ['href', url],
  ]) {
    image.setAttribute(name, value);
  }
  svg.append(image);
  return new LabIcon({ name: `connectome:panel:${id}`, svgstr: new XMLSerializer().serializeToString(svg) });
}
