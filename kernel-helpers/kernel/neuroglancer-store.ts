/** What the notebook's Neuroglancer tab shows, as the kernel knows it. It is there before the helpers are loaded. */
import type { NeuroglancerJson } from '../contract/neuroglancer.js';

/** One tab, which the pages and the cells meet at. */
export class NeuroglancerStore {
  #current: NeuroglancerJson | undefined;
  #wanted: NeuroglancerJson | undefined;
  #deliver: (() => void) | undefined;

  /** What the tab shows, or is asked to; `undefined` when there is none. */
  get current(): NeuroglancerJson | undefined {
    return this.#current;
  }

  /** Asks for a tab that shows this. */
  open(state: NeuroglancerJson): void {
    this.#current = state;
    this.#wanted = state;
    this.#deliver?.();
  }

  /** A page says what its tab shows. */
  told(state: NeuroglancerJson | null): void {
    // A page that has no tab yet does not end what waits for a page.
    if (this.#wanted === undefined) this.#current = state ?? undefined;
  }

  /** What is asked for and no page has got, once. */
  takeWanted(): NeuroglancerJson | undefined {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    return wanted;
  }

  /** Calls `deliver` when something is asked for. */
  onOpen(deliver: () => void): void {
    this.#deliver = deliver;
  }
}

/** The Neuroglancer tab of this kernel's notebook. */
export const neuroglancerStore: NeuroglancerStore = new NeuroglancerStore();
