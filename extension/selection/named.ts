import { type ISignal, Signal } from '@lumino/signaling';
import { type Selection, sameSelection } from 'connectome-helpers/dist/contract/selection.js';
import {
  isSelectionName,
  MOST_NAMED_SELECTIONS,
  readNamedSelections,
} from 'connectome-helpers/dist/contract/selection-names.js';

/** What became of a name. */
export interface INameChange {
  readonly name: string;
  /** What it is of now; `undefined` when it was taken away. */
  readonly selection: Selection | undefined;
  /** Who asked for it; `undefined` when nobody said, and when the notebook was changed. */
  readonly source: unknown;
}

/** The selections that a document keeps under a name. */
export interface INamedSelections {
  /** In the order in which the names were first given. */
  readonly all: ReadonlyMap<string, Selection>;
  readonly changed: ISignal<INamedSelections, INameChange>;
  /** Whether it has the name now: not when it is no name, or there is no room for another. */
  save(name: string, selection: Selection, source?: unknown): boolean;
  forget(name: string, source?: unknown): void;
}

/** Where named selections are kept: the metadata of a notebook. */
export interface INamedSelectionsStore {
  /** Whatever stands there. */
  read(): unknown;
  write(named: Readonly<Record<string, unknown>>): void;
  /** Something else than `write` changed it, as when a notebook is reverted; may also be called after `write`. */
  onChange(changed: () => void): void;
}

/** Selections by name, the same as in their store. */
export class NamedSelections implements INamedSelections {
  constructor(private readonly _store?: INamedSelectionsStore) {
    this._all = readNamedSelections(_store?.read());
    _store?.onChange(() => this._reread());
  }

  get all(): ReadonlyMap<string, Selection> {
    return this._all;
  }

  get changed(): ISignal<INamedSelections, INameChange> {
    return this._changed;
  }

  save(name: string, selection: Selection, source?: unknown): boolean {
    const before = this._all.get(name);
    if (!isSelectionName(name) || (before === undefined && this._all.size >= MOST_NAMED_SELECTIONS)) return false;
    if (before !== undefined && sameSelection(before, selection)) return true;
    this._become(new Map(this._all).set(name, selection), { name, selection, source });
    return true;
  }

  forget(name: string, source?: unknown): void {
    const all = new Map(this._all);
    if (all.delete(name)) this._become(all, { name, selection: undefined, source });
  }

  private _become(all: ReadonlyMap<string, Selection>, change: INameChange): void {
    this._all = all;
    if (this._store) {
      // What a later version of this wrote there and this cannot read stays.
      const stored = this._store.read();
      const entries = new Map(isRecord(stored) ? Object.entries(stored) : []);
      if (change.selection) entries.set(change.name, change.selection);
      else entries.delete(change.name);
      this._store.write(Object.fromEntries(entries));
    }
    this._changed.emit(change);
  }

  private _reread(): void {
    const before = this._all;
    const now = readNamedSelections(this._store?.read());
    const changes: INameChange[] = [];
    for (const name of before.keys())
      if (!now.has(name)) changes.push({ name, selection: undefined, source: undefined });
    for (const [name, selection] of now) {
      const known = before.get(name);
      if (!known || !sameSelection(known, selection)) changes.push({ name, selection, source: undefined });
    }
    if (changes.length === 0) return;
    this._all = now;
    for (const change of changes) this._changed.emit(change);
  }

  private _all: ReadonlyMap<string, Selection>;
  private readonly _changed = new Signal<INamedSelections, INameChange>(this);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
