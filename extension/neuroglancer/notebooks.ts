import type { WidgetTracker } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { JSONObject } from '@lumino/coreutils';
import {
  checkNeuroglancerRequest,
  NEUROGLANCER_TARGET,
  type NeuroglancerJson,
  type NeuroglancerNews,
} from 'connectome-helpers/dist/contract/neuroglancer.js';
import type { IHosts } from '../host/host';
import type { KernelComm } from '../host/kernel-comm';
import type { NeuroglancerTab } from './tab';

/** What notebooks and tabs need of the plugin. */
export interface INotebookTabs {
  readonly tabs: WidgetTracker<NeuroglancerTab>;
  readonly notebooks: INotebookTracker;
  readonly hosts: IHosts;
  /** Shows a state in the tab of the notebook with this path. */
  readonly open: (notebook: string, state: NeuroglancerJson) => void;
}

/** Tells the kernel of each notebook what its tab shows, and does what it asks for. */
export function linkNotebooks({ tabs, notebooks, hosts, open }: INotebookTabs): void {
  const comms = new Map<NotebookPanel, KernelComm>();
  const tell = (tab: NeuroglancerTab): void => {
    for (const [panel, comm] of comms) if (panel.context.path === tab.notebook) comm.send(newsOf(tabs, panel));
  };
  tabs.widgetAdded.connect((_, tab) => {
    tab.content.stateChanged.connect(() => tell(tab));
    tab.disposed.connect(() => tell(tab));
    tell(tab);
  });
  notebooks.widgetAdded.connect((_, panel) => {
    let path = panel.context.path;
    panel.context.pathChanged.connect((_context, renamed) => {
      for (const tab of tabsOf(tabs, path)) {
        tab.notebook = renamed;
        void tabs.save(tab);
      }
      path = renamed;
    });
    const comm = hosts.hostOfWidget(panel).openComm({
      target: NEUROGLANCER_TARGET,
      // One id for all pages of a kernel, so that what it asks for reaches them all.
      id: NEUROGLANCER_TARGET,
      opening: () => newsOf(tabs, panel),
      received: data => open(panel.context.path, checkNeuroglancerRequest(data).state),
    });
    if (!comm) return;
    comms.set(panel, comm);
    panel.disposed.connect(() => {
      comms.delete(panel);
      comm.dispose({ tell: false });
    });
  });
}

/** The tab that a notebook's cells mean: the one that was opened last. */
export function tabOf(tabs: WidgetTracker<NeuroglancerTab>, notebook: string): NeuroglancerTab | undefined {
  return tabsOf(tabs, notebook).at(-1);
}

function tabsOf(tabs: WidgetTracker<NeuroglancerTab>, notebook: string): NeuroglancerTab[] {
  return tabs.filter(tab => !tab.isDisposed && tab.notebook === notebook);
}

function newsOf(tabs: WidgetTracker<NeuroglancerTab>, { context }: NotebookPanel): JSONObject {
  const news: NeuroglancerNews = { op: 'state', state: tabOf(tabs, context.path)?.content.state() ?? null };
  return news as unknown as JSONObject;
}
