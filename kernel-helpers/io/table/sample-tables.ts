import type { Dictionary, Float32, Table, Uint64, Utf8 } from 'apache-arrow';
import { escapeHtml } from '../../contract/html.js';
import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { SyntheticColumn } from '../../core/sample/column.js';
import { formatCount } from '../catalogue/format-count.js';
import { tableOfColumns } from './table-of-columns.js';

/** The cells of the synthetic column: positions in µm, `y_um` the depth under the pia. */
export type SyntheticCellsTable = Table<{
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

/** The synapses of the synthetic column: positions in nm. */
export type SyntheticSynapsesTable = Table<{
  id: Uint64;
  pre_id: Uint64;
  post_id: Uint64;
  size: Float32;
  x_nm: Float32;
  y_nm: Float32;
  z_nm: Float32;
}>;

/**
 * The synthetic column with `cells` and `synapses` as Arrow Tables; everything else as {@link SyntheticColumn} has it.
 * As a cell's last value it shows its parts.
 */
export interface SyntheticColumnTables extends Omit<SyntheticColumn, 'cells' | 'synapses'>, Displayable {
  readonly cells: SyntheticCellsTable;
  readonly synapses: SyntheticSynapsesTable;
}

/** `column` with its plain columns as Arrow Tables, which every table function of the library reads. */
export function sampleTables(column: SyntheticColumn): SyntheticColumnTables {
  const tables = {
    ...column,
    cells: tableOfColumns({ ...column.cells }) as SyntheticCellsTable,
    synapses: tableOfColumns({ ...column.synapses }) as SyntheticSynapsesTable,
  };
  const title = `Synthetic cortical column, grown by code from seed ${column.seed}: no neuron in it was measured.`;
  const parts = partsOf(tables);
  return {
    ...tables,
    [jupyterDisplay]: () => ({
      'text/plain': [title, ...parts.map(([name, what]) => `  .${name.padEnd(9)} ${what}`)].join('\n'),
      'text/html': `<p>${escapeHtml(title)}</p><table><tbody>${parts.map(row).join('')}</tbody></table>`,
    }),
  };
}

function partsOf({ neurons, cells, synapses, cellTypes, layers }: Omit<SyntheticColumnTables, symbol>): string[][] {
  const nodes = neurons.reduce((sum, neuron) => sum + neuron.skeleton.nodeCount, 0);
  return [
    ['neurons', `${formatCount(neurons.length)} morphologies, ${formatCount(nodes)} nodes`],
    ['cells', `table of ${formatCount(cells.numRows)} cells: ${columnNames(cells)}`],
    ['synapses', `table of ${formatCount(synapses.numRows)} synapses: ${columnNames(synapses)}`],
    ['cellTypes', [...new Set(cellTypes)].join(', ')],
    ['layers', layers.map(layer => layer.name).join(', ')],
  ];
}

function columnNames(table: Table): string {
  return table.schema.fields.map(field => field.name).join(', ');
}

function row([name, what]: string[]): string {
  return `<tr><th scope="row" style="text-align: left"><code>.${name}</code></th><td style="text-align: left">${escapeHtml(what)}</td></tr>`;
}
