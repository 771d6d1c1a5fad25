/** What the commands do. */

import { EMPTY_SELECTION } from 'connectome-helpers/dist/contract/selection.js';
import { leaveOutput } from '../host/leave-output';
import { type ICamera, roll } from './camera/camera';
import type { DragMode } from './camera/gesture-target';
import { STANDARD_VIEWS, type StandardView } from './camera/standard-views';
import { anchorOf, pointsOfCells } from './cell-points';
import { placeRows } from './overlay/hit-text';
import { selectionOfCells } from './picking/selection-after';
import type { ICommandedView } from './view-commands';
import type { IViewCore, IViewState } from './view-core';
import type { ViewHistory } from './view-history';
import type { ViewPointing } from './view-pointing';

export class ViewDeeds implements ICommandedView {
  constructor(
    private readonly _view: IViewCore,
    private readonly _pointing: ViewPointing,
    private readonly _history: ViewHistory<IViewState>,
    private readonly _apply: (state: Partial<IViewState>) => void,
  ) {}

  get dragMode(): DragMode {
    return this._pointing.dragMode;
  }

  get isOrthographic(): boolean {
    return this._view.goal.projection === 'orthographic';
  }

  get canUndo(): boolean {
    return this._history.canUndo;
  }

  get canRedo(): boolean {
    return this._history.canRedo;
  }

  get hasSelection(): boolean {
    return this._view.cells.selected.size > 0;
  }

  get hasHidden(): boolean {
    return this._view.cells.hidden.size > 0 || this._view.cells.hiddenItems.size > 0;
  }

  get tableIsOpen(): boolean {
    return this._view.overlay.table.isOpen;
  }

  reset(): void {
    this._view.jump(undefined);
  }

  fitAll(): void {
    const { hidden } = this._view.cells;
    this._view.jump(this._fitting(hidden.size > 0 ? this._visible() : []));
  }

  fitSelection(): void {
    if (this.hasSelection) this._view.jump(this._fitting([...this._view.cells.selected]));
  }

  look(from: StandardView): void {
    this._view.jump({ ...this._view.goal, ...STANDARD_VIEWS[from] });
  }

  rollBy(radians: number): void {
    this._view.move(roll(this._view.goal, radians), true);
  }

  setOrthographic(orthographic: boolean): void {
    if (orthographic === this.isOrthographic) return;
    this._view.jump({ ...this._view.goal, projection: orthographic ? 'orthographic' : 'perspective' });
  }

  setDragMode(mode: DragMode): void {
    this._pointing.dragMode = mode;
    const { overlay, trans } = this._view;
    overlay.stage.classList.toggle('jp-mod-outlining', mode !== 'orbit');
    if (mode === 'box') overlay.say(trans.__('drag to select in a box'));
    if (mode === 'lasso') overlay.say(trans.__('drag round what to select'));
    overlay.syncToolbar();
  }

  hideSelected(): void {
    const { cells, selection } = this._view;
    if (!this.hasSelection) return;
    const gone = new Set([...cells.selected].map(cell => this._id(cell)));
    const neurons = selection.current.neurons.filter(id => !gone.has(id));
    this._view.change({
      hidden: [...new Set([...cells.hidden, ...cells.selected])],
      selection: { ...selection.current, neurons },
    });
  }

  isolate(): void {
    if (this.hasSelection) this.isolateCells([...this._view.cells.selected]);
  }

  isolateCells(shown: readonly number[]): void {
    const keep = new Set(shown);
    this._view.change({ hidden: this._all().filter(cell => !keep.has(cell)) });
  }

  setCells(cells: readonly number[], visible: boolean): void {
    const hidden = new Set(this._view.cells.hidden);
    for (const cell of cells) {
      if (visible) hidden.delete(cell);
      else hidden.add(cell);
    }
    this._view.change({ hidden: [...hidden] });
  }

  setItem(key: string, visible: boolean): void {
    const others = [...this._view.cells.hiddenItems].filter(other => other !== key);
    this._view.change({ hiddenItems: visible ? others : [...others, key] });
  }

  isolateItem(key: string): void {
    const keys = this._view.decoded.items.map(({ item }) => item.key);
    this._view.change({ hiddenItems: keys.filter(other => other !== key) });
  }

  setSelected(cell: number, selected: boolean): void {
    const { current } = this._view.selection;
    const others = current.neurons.filter(id => id !== this._id(cell));
    this._view.change({ selection: { ...current, neurons: selected ? [...others, this._id(cell)] : others } });
  }

  showAll(): void {
    this._view.change({ hidden: [], hiddenItems: [] });
  }

  selectAll(): void {
    this._select(this._visible());
  }

  invertSelection(): void {
    this._select(this._visible().filter(cell => !this._view.cells.selected.has(cell)));
  }

  walk(by: 1 | -1): void {
    const { overlay, decoded, trans } = this._view;
    const visible = this._visible();
    if (visible.length === 0) {
      overlay.say(trans.__('no neuron is shown'));
      return;
    }
    const at = visible.indexOf(this._walked ?? -1);
    const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : (at + by + visible.length) % visible.length;
    const cell = visible[next];
    this._walked = cell;
    const { label, type } = decoded.scene.cells[cell];
    const anchor = anchorOf(decoded.items, cell);
    const place = anchor ? placeRows(anchor, decoded.scene.axes, trans).map(row => row.join(' ')) : [];
    const selected = this._view.cells.selected.has(cell) ? [trans.__('selected')] : [];
    const words = [label, ...(type && type !== label ? [type] : []), ...place, ...selected];
    overlay.say(trans.__('%1 of %2: %3', next + 1, visible.length, words.join(', ')));
    if (anchor) this._pointing.tellOf({ cell, itemName: label, kind: 'skeletons', positionUm: anchor });
  }

  selectWalked(): void {
    if (this._walked !== undefined) this._select([this._walked]);
  }

  toggleWalked(): void {
    if (this._walked !== undefined) this.setSelected(this._walked, !this._view.cells.selected.has(this._walked));
  }

  undo(): void {
    const state = this._history.undo();
    if (state) this._apply(state);
  }

  redo(): void {
    const state = this._history.redo();
    if (state) this._apply(state);
  }

  toggleTable(): void {
    const { table } = this._view.overlay;
    if (table.isOpen) table.close();
    else table.open();
    this._view.overlay.syncToolbar();
  }

  toggleHelp(): void {
    const { help } = this._view.overlay;
    if (help.isOpen) help.close();
    else help.open();
  }

  leave(): void {
    this._pointing.hover(undefined);
    if (this.dragMode !== 'orbit') this.setDragMode('orbit');
    else leaveOutput(this._view.overlay.canvas);
  }

  private _select(cells: readonly number[]): void {
    const { scene } = this._view.decoded;
    this._view.change({ selection: selectionOfCells(EMPTY_SELECTION, cells, scene.cells, false) });
  }

  private _all(): number[] {
    return this._view.decoded.scene.cells.map((_, cell) => cell);
  }

  private _visible(): number[] {
    return this._all().filter(cell => !this._view.cells.hidden.has(cell));
  }

  /** The whole scene where these cells have no place: a camera at nothing would be lost in it. */
  private _fitting(cells: readonly number[]): ICamera {
    const points = pointsOfCells(this._view.decoded.items, new Set(cells), this._view.originUm);
    return this._view.fitting(points.length > 0 ? points : undefined);
  }

  private _id(cell: number): string {
    return this._view.decoded.scene.cells[cell].id;
  }

  private _walked: number | undefined;
}
