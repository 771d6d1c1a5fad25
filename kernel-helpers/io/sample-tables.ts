import type { Dictionary, Float32, Table, Uint64, Utf8 } from 'apache-arrow';
import type { SyntheticColumn } from '../core/sample/column.js';
import { tableOfColumns } from './table-of-columns.js';

/** The synthetic cells, by depth: soma position in µm with y the depth under the pia, orientation in [0, π) or null. */
export type SyntheticCellTable = Table<{
  id: Uint64;
  cell_type: Dictionary<Utf8>;
  layer: Dictionary<Utf8>;
  class: Dictionary<Utf8>;
  x_um: Float32;
  y_um: Float32;
  z_um: Float32;
  soma_radius_um: Float32;
  preferred_orientation_rad: Float32;
}>;

/** The synthetic synapses, by presynaptic cell: ids of `cells`, size in arbitrary units, position in nm. */
export type SyntheticSynapseTable = Table<{
  id: Uint64;
  pre_id: Uint64;
  post_id: Uint64;
  size: Float32;
  x_nm: Float32;
  y_nm: Float32;
  z_nm: Float32;
}>;

/** The synthetic column with `cells` and `synapses` as Arrow Tables; everything else as {@link SyntheticColumn} has it. */
export interface SyntheticColumnTables extends Omit<SyntheticColumn, 'cells' | 'synapses'> {
  readonly cells: SyntheticCellTable;
  readonly synapses: SyntheticSynapseTable;
}

/** `column` with its plain columns as Arrow Tables, which every table function of the library reads. */
export function sampleTables(column: SyntheticColumn): SyntheticColumnTables {
  return {
    ...column,
    cells: tableOfColumns({ ...column.cells }) as SyntheticCellTable,
    synapses: tableOfColumns({ ...column.synapses }) as SyntheticSynapseTable,
  };
}
