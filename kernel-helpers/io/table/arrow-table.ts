import type { Table } from 'apache-arrow';
import { columnNames, isTable, type TableLike } from '../../core/table.js';
import { type PlainColumn, tableOfColumns } from './table-of-columns.js';

/**
 * Plain columns as a real Arrow Table, which SQL, Parquet and other programs take: arrays by name, or a table of core
 * such as `connectivity.edges` gives.
 *
 * Typed arrays keep their type and their memory, 64-bit ids among them; NaN in a column of floats becomes null; strings
 * become a dictionary.
 *
 * @throws {InvalidArgumentError} when columns differ in length.
 * @example
 * const wiring = connectivity.fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 2n, 3n], size: [310, 95, 120] });
 * const edges = tables.arrowTable(connectivity.edges(wiring));
 * await sql`select sum(synapses) as synapses from ${edges}`;
 */
export function arrowTable(table: TableLike | Readonly<Record<string, PlainColumn>>): Table {
  if (!isTable(table)) return tableOfColumns(table);
  return tableOfColumns(
    Object.fromEntries(
      columnNames(table).map(name => {
        const column = table.getChild(name);
        const stored = column?.toArray?.();
        const values = ArrayBuffer.isView(stored)
          ? stored
          : Array.from({ length: table.numRows }, (_, i) => column?.get(i));
        return [name, values as PlainColumn];
      }),
    ),
  );
}
