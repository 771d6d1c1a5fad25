/** Which cells and items of a scene are hidden, and which cells selected. Pure. */

import type { SceneCell, SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';

export class VisibleCells {
  /** Indices into the scene's cells. */
  readonly hidden = new Set<number>();
  readonly selected = new Set<number>();
  /** Keys of items. */
  readonly hiddenItems = new Set<string>();

  constructor(
    private readonly _cells: readonly SceneCell[],
    stored: SceneView | undefined,
  ) {
    if (stored) this.set(stored);
  }

  /** As it is stored; empty where nothing is hidden or selected. */
  get stored(): Pick<SceneView, 'hidden' | 'hiddenItems' | 'selected'> {
    const ids = (cells: ReadonlySet<number>): string[] => [...cells].map(cell => this._cells[cell].id);
    return {
      ...(this.hidden.size > 0 ? { hidden: ids(this.hidden) } : {}),
      ...(this.hiddenItems.size > 0 ? { hiddenItems: [...this.hiddenItems] } : {}),
      ...(this.selected.size > 0 ? { selected: ids(this.selected) } : {}),
    };
  }

  /** What is absent stays as it is; ids that are no cell of the scene are of other views, and left out. */
  set({ hidden, hiddenItems, selected }: SceneView): void {
    if (hidden) refill(this.hidden, this._indices(hidden));
    if (selected) refill(this.selected, this._indices(selected));
    if (hiddenItems) refill(this.hiddenItems, hiddenItems);
  }

  setHidden(cells: Iterable<number>): void {
    refill(this.hidden, cells);
  }

  setHiddenItems(keys: Iterable<string>): void {
    refill(this.hiddenItems, keys);
  }

  /** Ids of neurons, whichever view selected them. */
  setSelected(ids: readonly string[]): void {
    refill(this.selected, this._indices(ids));
  }

  private _indices(ids: readonly string[]): number[] {
    this._byId ??= new Map(this._cells.map((cell, n) => [cell.id, n]));
    return ids.flatMap(id => this._byId?.get(id) ?? []);
  }

  private _byId: Map<string, number> | undefined;
}

function refill<T>(set: Set<T>, values: Iterable<T>): void {
  const next = [...values];
  set.clear();
  for (const value of next) set.add(value);
}
