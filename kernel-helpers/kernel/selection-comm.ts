/** Keeps the selection of the pages and that of the cells one and the same. */
import { randomUUID } from 'node:crypto';
import { checkSelectionMessage, SELECTION_TARGET, type SelectionMessage } from '../contract/selection.js';
import type { CellComms, Comm } from './comm.js';
import type { SelectionStore } from './selection-store.js';

/** Lets pages open the conversation told in `contract/selection.ts`. */
export function serveSelection(comms: Pick<CellComms, 'register'>, store: SelectionStore): void {
  const pages = new Map<string, Comm>();
  const tell = (by: string): void => {
    const message: SelectionMessage = { op: store.isChosen ? 'set' : 'offer', selection: store.current, by };
    for (const page of pages.values()) page.send(message);
  };
  const receive = (data: unknown): void => {
    const { op, selection, by } = checkSelectionMessage(data);
    store[op](selection, comms);
    // Also when nothing changed: the page waits for its answer.
    tell(by);
  };
  store.listen(by => {
    if (by !== comms) tell(randomUUID());
  });
  comms.register(SELECTION_TARGET, (page, first) => {
    // All pages of JupyterLab use one id, so that one message reaches them all, however often they were loaded.
    pages.set(page.id, page);
    page.onMessage = receive;
    page.onClose = () => {
      pages.delete(page.id);
    };
    receive(first);
  });
}
