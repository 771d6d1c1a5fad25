import { DataModel } from '@lumino/datagrid';
import type { TableView } from 'connectome-helpers/dist/contract/table.js';
import { cellText, type IColumn } from './model/column';

/** The shown rows as the grid asks for them; under each name stand its unit and what its ids are of. */
export class GridModel extends DataModel {
  constructor(
    readonly columns: readonly IColumn[],
    private readonly _ids: Readonly<Record<'neurons' | 'synapses', string>>,
  ) {
    super();
  }

  rows = new Uint32Array(0);
  sort: TableView['sort'];

  rowCount(region: DataModel.RowRegion): number {
    return region === 'body' ? this.rows.length : 2;
  }

  columnCount(region: DataModel.ColumnRegion): number {
    return region === 'body' ? this.columns.length : 1;
  }

  data(region: DataModel.CellRegion, row: number, column: number): string {
    if (region === 'row-header') return String(this.rows[row]);
    if (region === 'corner-header') return '';
    const { name, unit, of, value } = this.columns[column];
    if (region === 'body') return cellText(value(this.rows[row]));
    if (row === 1) return [unit, of && this._ids[of]].filter(Boolean).join(' · ');
    return this.sort?.column === name ? `${name} ${this.sort.descending ? '▼' : '▲'}` : name;
  }

  show(rows: Uint32Array, sort: TableView['sort']): void {
    this.rows = new Uint32Array(rows);
    this.sort = sort;
    this.emitChanged({ type: 'model-reset' });
  }
}
