/** Keeps the selection of the pages, and those kept under a name, and those of the cells one and the same. */
import { randomUUID } from 'node:crypto';
import {
  checkSelectionMessage,
  SELECTION_TARGET,
  type Selection,
  type SelectionMessage,
} from '../contract/selection.js';
import {
  checkNamedSelectionMessage,
  isNamedSelectionMessage,
  type NamedSelectionMessage,
} from '../contract/selection-names.js';
import type { CellComms, Comm } from './comm.js';
import type { SelectionNamesStore } from './selection-names-store.js';
import type { SelectionStore } from './selection-store.js';

/** Lets pages open the conversation told in `contract/selection.ts` and `contract/selection-names.ts`. */
export function serveSelection(
  comms: Pick<CellComms, 'register'>,
  store: SelectionStore,
  names: SelectionNamesStore,
): void {
  const pages = new Map<string, Comm>();
  const tell = (by: string): void => {
    const message: SelectionMessage = { op: store.isChosen ? 'set' : 'offer', selection: store.current, by };
    for (const page of pages.values()) page.send(message);
  };
  const tellName = (name: string): void => {
    const message = nameMessage(name, names.named.get(name));
    for (const page of pages.values()) page.send(message);
  };
  const receiveName = (data: unknown): void => {
    const said = checkNamedSelectionMessage(data);
    const { op, name } = said;
    // Listeners tell what that changes.
    if (op === 'forget') names.forget(name);
    else if (op === 'save' || !names.named.has(name)) names.save(name, said.selection);
  };
  const receive = (data: unknown): void => {
    if (isNamedSelectionMessage(data)) {
      receiveName(data);
      return;
    }
    const { op, selection, by } = checkSelectionMessage(data);
    store[op](selection, comms);
    // Also when nothing changed: the page waits for its answer.
    tell(by);
  };
  store.listen(by => {
    if (by !== comms) tell(randomUUID());
  });
  names.listen(tellName);
  comms.register(SELECTION_TARGET, (page, first) => {
    // All pages of JupyterLab use one id, so that one message reaches them all, however often they were loaded.
    pages.set(page.id, page);
    page.onMessage = receive;
    page.onClose = () => {
      pages.delete(page.id);
    };
    receive(first);
    for (const [name, selection] of names.named) page.send(nameMessage(name, selection));
  });
}

function nameMessage(name: string, selection: Selection | undefined): NamedSelectionMessage {
  return selection ? { op: 'save', name, selection } : { op: 'forget', name };
}
