import type { JupyterFrontEnd } from '@jupyterlab/application';
import { viewAt } from '../neuron-viewer/open-views';
import type { NeuronView } from '../neuron-viewer/view';

/** Views in the page, for context menus. */
export const VIEW_SELECTOR = '.jp-ConnectomeViewer';

/** The view a command means: what was clicked, else where the keyboard is, else the first open one of the current document. */
export function viewOf(app: JupyterFrontEnd, { isMenu }: { readonly isMenu?: unknown }): NeuronView | undefined {
  const clicked = isMenu ? app.contextMenuHitTest(node => node.matches(VIEW_SELECTOR)) : undefined;
  const current = [...(app.shell.currentWidget?.node.querySelectorAll(VIEW_SELECTOR) ?? [])].map(viewAt);
  return viewAt(clicked) ?? viewAt(document.activeElement) ?? current.find(view => view !== undefined);
}
