/** The selections that this notebook keeps under a name, as the kernel knows them; the notebook itself has them too. */
import { type Selection, sameSelection } from '../contract/selection.js';
import { MOST_NAMED_SELECTIONS } from '../contract/selection-names.js';

/** Called after a name was given to another selection, or (`undefined`) taken away. */
export type NamesListener = (name: string, selection: Selection | undefined) => void;

/** Selections by name, in the order in which the names were first given. */
export class SelectionNamesStore {
  #named: ReadonlyMap<string, Selection> = new Map();
  readonly #listeners = new Set<NamesListener>();

  get named(): ReadonlyMap<string, Selection> {
    return this.#named;
  }

  /** Whether it has the name now: not when there are too many. */
  save(name: string, selection: Selection): boolean {
    const before = this.#named.get(name);
    if (before === undefined && this.#named.size >= MOST_NAMED_SELECTIONS) return false;
    if (before !== undefined && sameSelection(before, selection)) return true;
    this.#named = new Map(this.#named).set(name, selection);
    this.#tell(name, selection);
    return true;
  }

  /** Whether there was such a name. */
  forget(name: string): boolean {
    const named = new Map(this.#named);
    if (!named.delete(name)) return false;
    this.#named = named;
    this.#tell(name, undefined);
    return true;
  }

  /** @returns a function after which `listener` is not called any more. */
  listen(listener: NamesListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(name: string, selection: Selection | undefined): void {
    for (const listener of [...this.#listeners]) listener(name, selection);
  }
}

/** The named selections of this kernel's notebook. */
export const selectionNames: SelectionNamesStore = new SelectionNamesStore();
