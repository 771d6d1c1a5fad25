import { type RecordBatch, type Schema, Table, type TypeMap } from 'apache-arrow';
import { interruptSignal } from '../source/cancellation.js';
import { sharedEngine } from './database.js';
import { fileRelation, type SqlRelation } from './relation.js';
import { runStatement } from './run-statement.js';
import { type SqlValue, statementOf } from './statement.js';

/** `sql` and what belongs to it. */
export interface Sql {
  // biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
  <Columns extends TypeMap = any>(
    strings: TemplateStringsArray,
    ...values: readonly SqlValue[]
  ): Promise<Table<Columns>>;

  /**
   * As `sql`, for results larger than memory: the rows come in record batches of at most 2^20, while the query runs.
   *
   * It runs on a connection of its own: it sees tables and views, not temporary ones, and other queries may run
   * meanwhile. Leave the loop, and the query ends.
   *
   * @example
   * let rows = 0;
   * for await (const batch of sql.stream`select range as n from range(3_000_000)`) rows += batch.numRows;
   * rows; // 3000000
   */
  // biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
  stream<Columns extends TypeMap = any>(
    strings: TemplateStringsArray,
    ...values: readonly SqlValue[]
  ): AsyncGenerator<RecordBatch<Columns>, void, undefined>;

  /** A file as a table: see {@link fileRelation}. */
  file(path: string): SqlRelation;
}

/**
 * Runs SQL and gives its result as an Arrow Table, with exact types.
 *
 * - `${value}` is bound as a parameter, never spliced: numbers, bigints, strings, booleans, dates, bytes, null. Ids are
 *   bigints (`864691135571546917n`); a number of 2^53 or more is refused, because its digits are lost.
 * - `${ids}`, an array or typed array, is a list: `where pre_id in ${ids}`.
 * - `${table}` is an Arrow Table, `${sql.file('synapses.parquet')}` a file, after `from` or `join`. Arrow rows are read
 *   where they lie.
 *
 * BIGINT and UBIGINT columns are `bigint` on read, as are sums and counts; NULL is `null`; DECIMAL of up to 15 digits is
 * a number. Several statements run in turn, the last one's rows are the result. Stop in JupyterLab stops the query.
 *
 * `sql<{ pre_id: Uint64; n: Int64 }>` names the columns, so that they complete and are checked.
 *
 * The database is DuckDB's, in memory: see {@link database} for its limits and its connection.
 *
 * @throws {SqlError} with DuckDB's words and the place in the SQL.
 * @throws {InvalidArgumentError} for a value that cannot be used in SQL.
 * @throws {UnsupportedError} naming the column, for a type that Arrow has no place for.
 * @source https://duckdb.org/docs/stable/sql/introduction
 * @example
 * const { synapses } = await datasets.open('synthetic-column');
 * await sql`
 *   select pre_id, post_id, count(*) as n, sum(size) as size
 *   from ${synapses}
 *   group by all
 *   order by n desc
 *   limit 10`;
 * @example
 * const { cells, synapses } = await datasets.open('synthetic-column');
 * const basket = await sql`select id from ${cells} where cell_type = ${'BC'}`;
 * await sql`select count(*) as n from ${synapses} where pre_id in ${basket.getChild('id')?.toArray()}`;
 */
export const sql: Sql = Object.assign(run, { stream, file: fileRelation });

// biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
async function run<Columns extends TypeMap = any>(
  strings: TemplateStringsArray,
  ...values: readonly SqlValue[]
): Promise<Table<Columns>> {
  const signal = interruptSignal();
  signal.throwIfAborted();
  const engine = await sharedEngine();
  return engine.inTurn(signal, async () => {
    const { duckdb, connection } = engine;
    const statement = await statementOf(duckdb, connection, strings, values);
    const { schema, batches } = await runStatement(duckdb, connection, statement, signal);
    const all: RecordBatch[] = [];
    for await (const batch of batches) all.push(batch);
    return tableOf(schema, all) as Table<Columns>;
  });
}

// biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
async function* stream<Columns extends TypeMap = any>(
  strings: TemplateStringsArray,
  ...values: readonly SqlValue[]
): AsyncGenerator<RecordBatch<Columns>, void, undefined> {
  const signal = interruptSignal();
  signal.throwIfAborted();
  const { duckdb, instance } = await sharedEngine();
  const connection = await instance.connect();
  try {
    const statement = await statementOf(duckdb, connection, strings, values);
    const { batches } = await runStatement(duckdb, connection, statement, signal);
    for await (const batch of batches) yield batch as RecordBatch<Columns>;
  } finally {
    connection.closeSync();
  }
}

/** Batches as a table; without any, a table that has the columns and no rows. */
export function tableOf(schema: Schema, batches: readonly RecordBatch[]): Table {
  return batches.length > 0 ? new Table(schema, [...batches]) : new Table(schema);
}
