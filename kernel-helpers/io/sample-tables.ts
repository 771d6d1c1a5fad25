import type { Table } from 'apache-arrow';
import type { SyntheticColumn } from '../core/sample/column.js';
import { tableOfColumns } from './table-of-columns.js';

/** The synthetic column with `cells` and `synapses` as Arrow Tables; everything else as {@link SyntheticColumn} has it. */
export interface SyntheticColumnTables extends Omit<SyntheticColumn, 'cells' | 'synapses'> {
  readonly cells: Table;
  readonly synapses: Table;
}

/** `column` with its plain columns as Arrow Tables, which every table function of the library reads. */
export function sampleTables(column: SyntheticColumn): SyntheticColumnTables {
  return { ...column, cells: tableOfColumns({ ...column.cells }), synapses: tableOfColumns({ ...column.synapses }) };
}
