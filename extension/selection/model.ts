import { type ISignal, Signal } from '@lumino/signaling';
import {
  bothSelections,
  distinctSelection,
  EMPTY_SELECTION,
  type SelectedNode,
  type Selection,
  sameSelection,
} from 'connectome-helpers/dist/contract/selection.js';

export type ISelection = Selection;
export type ISelectedNode = SelectedNode;

/** Nothing selected. */
export const emptySelection: ISelection = EMPTY_SELECTION;

/** What became of a selection. */
export interface ISelectionChange {
  readonly previous: ISelection;
  readonly current: ISelection;
  /** Who asked for it, so that a view knows its own change; `undefined` when nobody said. */
  readonly source: unknown;
  /** Whether this is only what stored views had selected, see {@link ISelectionModel.restore}. */
  readonly restored: boolean;
}

/** What is selected in one notebook: every view of it shows this, and changes it. */
export interface ISelectionModel {
  readonly current: ISelection;
  readonly changed: ISignal<ISelectionModel, ISelectionChange>;
  /** Selects what `next` names and nothing else; doubles are dropped. Nothing happens when that is selected already. */
  set(next: Partial<ISelection>, source?: unknown): void;
  /**
   * What a stored view had selected: added to what the others had, as long as nobody selected anything since. That is no
   * step to undo.
   */
  restore(stored: Partial<ISelection>, source?: unknown): void;
  /** What was selected before; nothing happens when there is no before. */
  undo(): void;
  redo(): void;
  /** Whether somebody selected something (or nothing) here, other than by restoring. */
  readonly isChosen: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** How far back one can go. */
const mostSteps = 100;

/** A selection kept in the page. */
export class SelectionModel implements ISelectionModel {
  get current(): ISelection {
    return this._current;
  }

  get changed(): ISignal<ISelectionModel, ISelectionChange> {
    return this._changed;
  }

  get isChosen(): boolean {
    return this._chosen;
  }

  get canUndo(): boolean {
    return this._past.length > 0;
  }

  get canRedo(): boolean {
    return this._future.length > 0;
  }

  set(next: Partial<ISelection>, source?: unknown): void {
    const selection = distinctSelection({ ...emptySelection, ...next });
    // Nobody is told of what changes nothing, so it must not count either: the kernel would not know that it does.
    if (sameSelection(selection, this._current)) return;
    this._chosen = true;
    this._past.push(this._current);
    if (this._past.length > mostSteps) this._past.shift();
    this._future = [];
    this._become(selection, source);
  }

  restore(stored: Partial<ISelection>, source?: unknown): void {
    if (this._chosen) return;
    const selection = bothSelections(this._current, { ...emptySelection, ...stored });
    if (!sameSelection(selection, this._current)) this._become(selection, source, true);
  }

  undo(): void {
    this._step(this._past, this._future);
  }

  redo(): void {
    this._step(this._future, this._past);
  }

  private _step(from: ISelection[], to: ISelection[]): void {
    const selection = from.pop();
    if (selection === undefined) return;
    to.push(this._current);
    this._become(selection, undefined);
  }

  private _become(selection: ISelection, source: unknown, restored = false): void {
    const previous = this._current;
    this._current = selection;
    this._changed.emit({ previous, current: selection, source, restored });
  }

  private _current = emptySelection;
  private _past: ISelection[] = [];
  private _future: ISelection[] = [];
  private _chosen = false;
  private readonly _changed = new Signal<ISelectionModel, ISelectionChange>(this);
}
