/** What is selected, as the kernel knows it; the pages and the cells meet here. It is there before the helpers are loaded. */
import { bothSelections, EMPTY_SELECTION, type Selection, sameSelection, withinLimits } from '../contract/selection.js';

/** Called after what is selected has changed, with who asked for it. */
export type SelectionListener = (by: unknown) => void;

/** How far back one can go, as in the page. */
const MOST_STEPS = 100;

/** One selection and who wants to know of it. */
export class SelectionStore {
  #current: Selection = EMPTY_SELECTION;
  #chosen = false;
  #past: Selection[] = [];
  #future: Selection[] = [];
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
    if (sameSelection(selection, this.#current)) return;
    this.#past.push(this.#current);
    if (this.#past.length > MOST_STEPS) this.#past.shift();
    this.#future = [];
    this.#become(selection, by);
  }

  /** Selects what was selected before the last change; false when there is no before. */
  undo(): boolean {
    return this.#step(this.#past, this.#future);
  }

  /** Takes {@link undo} back; false when nothing was undone since the last change. */
  redo(): boolean {
    return this.#step(this.#future, this.#past);
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

  #step(from: Selection[], to: Selection[]): boolean {
    const selection = from.pop();
    if (selection === undefined) return false;
    to.push(this.#current);
    this.#chosen = true;
    this.#become(selection, undefined);
    return true;
  }

  #become(selection: Selection, by: unknown): void {
    if (sameSelection(selection, this.#current)) return;
    this.#current = selection;
    for (const listener of [...this.#listeners]) listener(by);
  }
}

/** What is selected in the views of this kernel's notebook. */
export const selectionStore: SelectionStore = new SelectionStore();
