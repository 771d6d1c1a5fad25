import type { DuckDBConnection } from '@duckdb/node-api';
import type { Data, Table } from 'apache-arrow';
import type { DuckDB } from './duckdb.js';
import { type WriterOfType, writerOfType } from './write-vector.js';

/** The table function behind `${table}`; its argument is a number that {@link tableNumber} gave. */
const SCAN = 'connectome_table';
/** Rows of a chunk of DuckDB's, at most. */
const CHUNK_ROWS = 2048;

// A table that nobody holds any more is not kept for a query that may never come.
const tables = new Map<number, WeakRef<Table>>();
const numbers = new WeakMap<Table, number>();
const gone = new FinalizationRegistry<number>(number => tables.delete(number));
let lastNumber = 0;

/**
 * SQL that stands for an Arrow table after `from`. Its rows are read where they lie, while the query runs, and only the
 * columns that the query names.
 *
 * @throws {UnsupportedError} naming a column whose type SQL cannot read.
 */
export function scanOf(duckdb: DuckDB, table: Table): string {
  for (const field of table.schema.fields) writerOfType(duckdb, field.type, field.name);
  let number = numbers.get(table);
  if (number === undefined) {
    number = ++lastNumber;
    numbers.set(table, number);
    tables.set(number, new WeakRef(table));
    gone.register(table, number);
  }
  return `${SCAN}(${number})`;
}

interface Scan {
  readonly table: Table;
  readonly writers: readonly WriterOfType[];
}

interface Place {
  readonly columns: readonly number[];
  batch: number;
  row: number;
}

/** Teaches a database to read Arrow tables of this process; see {@link scanOf}. */
export function registerTableScan(duckdb: DuckDB, connection: DuckDBConnection): void {
  const { api, native } = duckdb;
  const scan = api.DuckDBTableFunction.create({
    name: SCAN,
    parameterTypes: [api.BIGINT],
    supportsProjectionPushdown: true,
    bindFunction(info) {
      try {
        const table = tables.get(Number(info.getParameter(0)))?.deref();
        if (table === undefined) {
          info.setError('the Arrow table of this view is gone: keep a variable on it, or use "create table … as"');
          return;
        }
        const { fields } = table.schema;
        const writers = fields.map(field => writerOfType(duckdb, field.type, field.name));
        for (const [i, { type }] of writers.entries()) info.addResultColumn(fields[i].name, type);
        info.setCardinality(table.numRows, true);
        info.setBindData({ table, writers } satisfies Scan);
      } catch (error) {
        info.setError((error as Error).message);
      }
    },
    initFunction(info) {
      info.setInitData({ columns: info.getColumnIndexes(), batch: 0, row: 0 } satisfies Place);
    },
    mainFunction(info, output) {
      try {
        const { table, writers } = info.getBindData() as Scan;
        const place = info.getInitData() as Place;
        const { batches } = table;
        while (place.batch < batches.length && place.row >= batches[place.batch].numRows) {
          place.batch++;
          place.row = 0;
        }
        const batch = batches[place.batch];
        const count = batch === undefined ? 0 : Math.min(CHUNK_ROWS, batch.numRows - place.row);
        native.data_chunk_set_size(output.chunk, count);
        if (count === 0) return;
        for (const [i, column] of place.columns.entries()) {
          // count(*) asks for the row number, a column beyond the last, whose values it does not look at
          if (column >= writers.length) continue;
          const data = batch.data.children[column] as Data;
          writers[column].write(native.data_chunk_get_vector(output.chunk, i), data, place.row, count);
        }
        place.row += count;
      } catch (error) {
        info.setError((error as Error).message);
      }
    },
  });
  connection.registerTableFunction(scan);
}
