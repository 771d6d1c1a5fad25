/** Tells pages what to show in the notebook's Neuroglancer tab, and hears what they show. */
import { checkNeuroglancerNews, NEUROGLANCER_TARGET, type NeuroglancerRequest } from '../contract/neuroglancer.js';
import type { CellComms, Comm } from './comm.js';
import type { NeuroglancerStore } from './neuroglancer-store.js';

/** Lets pages open the conversation told in `contract/neuroglancer.ts`. */
export function serveNeuroglancer(comms: Pick<CellComms, 'register'>, store: NeuroglancerStore): void {
  const pages = new Map<string, Comm>();
  const deliver = (): void => {
    // While no page is there, what is asked for waits for the first.
    const state = pages.size === 0 ? undefined : store.takeWanted();
    if (state === undefined) return;
    const request: NeuroglancerRequest = { op: 'open', state };
    for (const page of pages.values()) page.send(request);
  };
  store.onOpen(deliver);
  comms.register(NEUROGLANCER_TARGET, (page, first) => {
    // All pages of a kernel use one id, so that one message reaches them all, however often they were loaded.
    pages.set(page.id, page);
    page.onMessage = data => store.told(checkNeuroglancerNews(data).state);
    page.onClose = () => {
      pages.delete(page.id);
    };
    store.told(checkNeuroglancerNews(first).state);
    deliver();
  });
}
