import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { Field, makeData, RecordBatch, Schema, Struct } from 'apache-arrow';
import type { DuckDB } from './duckdb.js';
import type { Gatherer } from './gather.js';
import { gathererOfType } from './gatherer-of-type.js';
import type { Interrupts } from './interrupts.js';

/** Rows of one record batch, at most: 512 of DuckDB's chunks. A result of fewer rows is one batch, so one array a column. */
const BATCH_ROWS = 2 ** 20;
/** Bytes of text and list elements of one batch, about: Arrow's 32-bit offsets end at 2 GB. */
const BATCH_BYTES = 2 ** 29;

/** A result as it comes: its columns, known at once, and its rows. */
export interface ResultBatches {
  readonly schema: Schema;
  readonly batches: AsyncGenerator<RecordBatch, void>;
}

/** How DuckDB's promises are awaited: where its errors are translated, and interrupts heard. */
export type Steps = Interrupts;

/**
 * The rows of a running query as Arrow record batches of at most 2^20 rows; none when there are no rows.
 *
 * @throws {UnsupportedError} for a column of a type that has no place here, before any row is read.
 */
export function recordBatches(
  duckdb: DuckDB,
  result: DuckDBResult,
  steps: Steps,
  batchRows: number = BATCH_ROWS,
): ResultBatches {
  const names = distinctNames(result.columnNames());
  const gatherers = names.map((name, i) => gathererOfType(duckdb, result.columnType(i), name));
  const schema = new Schema(names.map((name, i) => new Field(name, gatherers[i].type, true)));
  return { schema, batches: gather(duckdb, result, schema, gatherers, steps, batchRows) };
}

async function* gather(
  { native }: DuckDB,
  result: DuckDBResult,
  schema: Schema,
  gatherers: readonly Gatherer[],
  steps: Steps,
  batchRows: number,
): AsyncGenerator<RecordBatch, void> {
  let rows = 0;
  let bytes = 0;
  // DuckDB makes the next chunk on its own threads while this one is copied
  const fetch = (): Promise<DuckDBDataChunk | null> => {
    const fetched = steps.step(() => result.fetchChunk());
    fetched.catch(() => undefined); // told when it is awaited; a reader who left does not want to know
    return fetched;
  };
  let next = fetch();
  let ended = false;
  try {
    for (;;) {
      const chunk = (await next)?.chunk;
      const count = chunk === undefined ? 0 : native.data_chunk_get_size(chunk);
      if (chunk === undefined || count === 0) break;
      next = fetch();
      for (const [column, gatherer] of gatherers.entries()) {
        bytes += gatherer.append(native.data_chunk_get_vector(chunk, column), 0, count);
      }
      rows += count;
      if (rows + count > batchRows || bytes > BATCH_BYTES) {
        yield batchOf(schema, gatherers, rows);
        rows = bytes = 0;
      }
      keepUntilHere(chunk);
    }
    ended = true;
  } finally {
    if (!ended) steps.interrupt();
    await next.catch(() => undefined); // only then is the connection free
    steps.close();
  }
  if (rows > 0) yield batchOf(schema, gatherers, rows);
}

/** A chunk's memory goes with its object: this use is behind the last one of its vectors. */
function keepUntilHere(_chunk: object): void {}

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
