import type { DuckDBResult } from '@duckdb/node-api';
import { Field, makeData, RecordBatch, Schema, Struct } from 'apache-arrow';
import type { DuckDB } from './duckdb.js';
import type { Gatherer } from './gather.js';
import { gathererOfType } from './gatherer-of-type.js';

/** Rows of one record batch, at most: 512 of DuckDB's chunks. A result of fewer rows is one batch, so one array a column. */
const BATCH_ROWS = 2 ** 20;
/** Bytes of text and list elements of one batch, about: Arrow's 32-bit offsets end at 2 GB. */
const BATCH_BYTES = 2 ** 29;

/** A result as it comes: its columns, known at once, and its rows. */
export interface ResultBatches {
  readonly schema: Schema;
  readonly batches: AsyncGenerator<RecordBatch, void>;
}

/**
 * The rows of a running query as Arrow record batches of at most 2^20 rows; none when there are no rows.
 *
 * `wait` is given every promise of DuckDB's: it is where errors are translated and interrupts heard.
 *
 * @throws {UnsupportedError} for a column of a type that has no place here, before any row is read.
 */
export function recordBatches(
  duckdb: DuckDB,
  result: DuckDBResult,
  wait: <T>(step: () => Promise<T>) => Promise<T>,
  batchRows: number = BATCH_ROWS,
): ResultBatches {
  const names = distinctNames(result.columnNames());
  const gatherers = names.map((name, i) => gathererOfType(duckdb, result.columnType(i), name));
  const schema = new Schema(names.map((name, i) => new Field(name, gatherers[i].type, true)));
  return { schema, batches: gather(duckdb, result, schema, gatherers, wait, batchRows) };
}

async function* gather(
  { native }: DuckDB,
  result: DuckDBResult,
  schema: Schema,
  gatherers: readonly Gatherer[],
  wait: <T>(step: () => Promise<T>) => Promise<T>,
  batchRows: number,
): AsyncGenerator<RecordBatch, void> {
  let rows = 0;
  let bytes = 0;
  for (;;) {
    const fetched = await wait(() => result.fetchChunk());
    const chunk = fetched?.chunk;
    const count = chunk === undefined ? 0 : native.data_chunk_get_size(chunk);
    if (chunk === undefined || count === 0) break;
    for (const [column, gatherer] of gatherers.entries()) {
      bytes += gatherer.append(native.data_chunk_get_vector(chunk, column), 0, count);
    }
    rows += count;
    // also keeps the chunk, whose memory the vectors above are views of, alive up to here
    const next = native.data_chunk_get_size(chunk);
    if (rows + next > batchRows || bytes > BATCH_BYTES) {
      yield batchOf(schema, gatherers, rows);
      rows = bytes = 0;
    }
  }
  if (rows > 0) yield batchOf(schema, gatherers, rows);
}

function batchOf(schema: Schema, gatherers: readonly Gatherer[], length: number): RecordBatch {
  const children = gatherers.map(gatherer => gatherer.take());
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length, nullCount: 0, children } as never) as never,
  );
}

/** `id, id, id_1` as `id, id_2, id_1`: a column of an Arrow table is found by its name. */
function distinctNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map(name => {
    let distinct = name;
    for (let i = 1; seen.has(distinct); i++) if (!taken.has(`${name}_${i}`)) distinct = `${name}_${i}`;
    seen.add(distinct);
    taken.add(distinct);
    return distinct;
  });
}
