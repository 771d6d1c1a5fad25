import { Clipboard, MainAreaWidget, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ToolbarButton } from '@jupyterlab/ui-components';
import type { NeuroglancerJson } from 'connectome-helpers/dist/contract/neuroglancer.js';
import { hasFolders } from 'connectome-helpers/dist/core/neuroglancer/jupyter-files.js';
import { parse } from 'connectome-helpers/dist/core/neuroglancer/parse.js';
import { siteUrl } from 'connectome-helpers/dist/core/neuroglancer/site.js';
import { askForLink } from './ask-for-link';
import { type INeuroglancerOptions, NeuroglancerWidget } from './widget';

/** A tab of JupyterLab's main area with Neuroglancer in it. */
export class NeuroglancerTab extends MainAreaWidget<NeuroglancerWidget> {
  /** Path of the notebook whose kernel is told what this shows; empty for none. */
  notebook = '';
}

/** Makes a tab that shows a state; `id` is its name in the layout. */
export function neuroglancerTab(id: string, state: NeuroglancerJson, options: INeuroglancerOptions): NeuroglancerTab {
  const { trans } = options;
  const content = new NeuroglancerWidget(state, options);
  const tab = new NeuroglancerTab({ content, translator: options.translator });
  tab.id = id;
  tab.title.closable = true;
  tab.addClass('jp-ConnectomeNeuroglancerTab');
  const entitle = (): void => {
    const { title } = content.state();
    const label = typeof title === 'string' && title.trim() !== '' ? title.trim() : trans.__('Neuroglancer');
    tab.title.label = label;
    tab.title.caption = trans.__('Neuroglancer: %1', label);
  };
  entitle();
  content.stateChanged.connect(entitle);
  tab.toolbar.addItem(
    'open-link',
    new ToolbarButton({
      label: trans.__('Open Link…'),
      tooltip: trans.__('Show what a link from Neuroglancer or Spelunker shows'),
      onClick: () => void openLink(content, trans),
    }),
  );
  tab.toolbar.addItem(
    'copy-link',
    new ToolbarButton({
      label: trans.__('Copy Link'),
      tooltip: trans.__('Copy a link that shows this in any browser'),
      onClick: () => copyLink(content, trans),
    }),
  );
  return tab;
}

async function openLink(content: NeuroglancerWidget, trans: TranslationBundle): Promise<void> {
  const question = {
    title: trans.__('Open a Neuroglancer Link'),
    okLabel: trans.__('Open'),
    read: (text: string) => parse(text).state as NeuroglancerJson,
  };
  const state = await askForLink(question, trans);
  if (state !== undefined && !content.isDisposed) content.open(state);
}

/** Without a time JupyterLab shows nothing but a number beside its bell. */
const WARNED_MS = 8000;

function copyLink(content: NeuroglancerWidget, trans: TranslationBundle): void {
  const state = content.state();
  Clipboard.copyToSystem(siteUrl(state, 'neuroglancer'));
  if (hasFolders(state)) {
    Notification.warning(
      trans.__('The link is copied, but some of its data are folders of this server, which others cannot open'),
      { autoClose: WARNED_MS },
    );
  } else {
    Notification.success(trans.__('The link is copied'), { autoClose: 2000 });
  }
}
