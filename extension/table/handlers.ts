import { BasicKeyHandler, BasicMouseHandler, type DataGrid } from '@lumino/datagrid';

/** Within so many pixels of its edge a header is made wider, not sorted by. */
const edge = 6;

/** A click on a header sorts; rows are selected as in any list, with Shift and Ctrl. */
export class TableMouse extends BasicMouseHandler {
  constructor(
    private readonly _sort: (column: number) => void,
    private readonly _resized: () => void,
  ) {
    super();
  }

  override onMouseDown(grid: DataGrid, event: MouseEvent): void {
    const { region, column, x, width } = grid.hitTest(event.clientX, event.clientY);
    if (event.button === 0 && region === 'column-header' && x > edge && x < width - edge) this._sort(column);
    else super.onMouseDown(grid, event);
  }

  override onMouseUp(grid: DataGrid, event: MouseEvent): void {
    const isResize = this.pressData?.type === 'column-resize';
    super.onMouseUp(grid, event);
    if (isResize) this._resized();
  }
}

/**
 * Arrows move and, with Shift, extend; Ctrl+C copies, S sorts by the column of the cursor, Escape selects nothing. Tab goes
 * on to what comes after the table, as everywhere.
 */
export class TableKeys extends BasicKeyHandler {
  constructor(private readonly _deeds: { copy(): void; sort(): void; clear(): void }) {
    super();
  }

  override onKeyDown(grid: DataGrid, event: KeyboardEvent): void {
    if (event.key === 'Tab') return;
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const deed =
      isCommand && key === 'c'
        ? this._deeds.copy
        : !isCommand && key === 's'
          ? this._deeds.sort
          : key === 'escape'
            ? this._deeds.clear
            : undefined;
    if (deed === undefined) {
      super.onKeyDown(grid, event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    deed();
  }
}
