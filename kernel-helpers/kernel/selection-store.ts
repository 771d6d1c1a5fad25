/** What is selected, as the kernel knows it; the pages and the cells meet here. It is there before the helpers are loaded. */
import { bothSelections, EMPTY_SELECTION, type Selection, sameSelection, withinLimits } from '../contract/selection.js';

/** Called after what is selected has changed, with who asked for it. */
export type SelectionListener = (by: unknown) => void;

/** One selection and who wants to know of it. */
export class SelectionStore {
  #current: Selection = EMPTY_SELECTION;
  #chosen = false;
  readonly #listeners = new Set<SelectionListener>();

  get current(): Selection {
    return this.#current;
  }

  /** Whether somebody selected something (or nothing): from then on offers fall. */
  get isChosen(): boolean {
    return this.#chosen;
  }

  set(selection: Selection, by?: unknown): void {
    this.#chosen = true;
    this.#become(selection, by);
  }

  /** Adds what stored views show as selected, as much as can be told to the pages. */
  offer(selection: Selection, by?: unknown): void {
    if (!this.#chosen) this.#become(withinLimits(bothSelections(this.#current, selection)), by);
  }

  /** @returns a function after which `listener` is not called any more. */
  listen(listener: SelectionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #become(selection: Selection, by: unknown): void {
    if (sameSelection(selection, this.#current)) return;
    this.#current = selection;
    for (const listener of [...this.#listeners]) listener(by);
  }
}

/** What is selected in the views of this kernel's notebook. */
export const selectionStore: SelectionStore = new SelectionStore();
