import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type RecordBatch, type Schema, Table, type TypeMap } from 'apache-arrow';
import { FormatError, NotFoundError, SourceError, SqlError, UnsupportedError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { interruptSignal } from '../source/cancellation.js';
import { temporaryPath } from '../source/file-layout.js';
import { type Engine, openEngine } from './database.js';
import { checkParquetBytes, checkParquetFile } from './parquet-framing.js';
import { arrowRelation, quoted, quotedName, toSql } from './relation.js';
import { runStatement } from './run-statement.js';
import { isFatal } from './sql-error.js';
import type { Statement } from './statement.js';
import { temporaryFolder } from './temporary-folder.js';

/** How a Parquet file is read. */
export interface ParquetOptions {
  /** The columns wanted, in this order; default: all. Others are not read from disk. */
  readonly columns?: readonly string[];
  /** Ends the reading; default: the cell's {@link interruptSignal}. */
  readonly signal?: AbortSignal;
}

/**
 * The table in a Parquet file, with exact types: 64-bit ids as `bigint`, missing values as `null`, DECIMAL of up to 15
 * digits as a number, lists and structs as Arrow has them. Every compression and encoding that DuckDB knows.
 *
 * The whole table lies in memory; {@link parquetBatches} reads one that is larger, `sql` with `sql.file(path)` only what
 * a query needs.
 *
 * @throws {FormatError} `parquet <file> …` when it is truncated, damaged or something else.
 * @throws {SourceError} when there is no such file; {@link NotFoundError} when it has no such column.
 * @throws {UnsupportedError} naming the column, for a type that Arrow has no place for.
 * @source https://parquet.apache.org/docs/file-format/
 * @example
 * await tables.writeParquet((await datasets.open('synthetic-column')).cells, 'cells.parquet');
 * const cells = await readParquet('cells.parquet', { columns: ['id', 'cell_type'] });
 * cells.getChild('id').get(0); // a bigint
 */
// biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
export async function readParquet<Columns extends TypeMap = any>(
  path: string,
  options: ParquetOptions = {},
): Promise<Table<Columns>> {
  await checkParquetFile(path);
  return tableAt(path, path, options);
}

/**
 * The rows of a Parquet file in record batches of at most 2^20, for files larger than memory. Leave the loop, and the
 * reading ends.
 *
 * @throws as {@link readParquet}; after some batches, where the damage lies behind them.
 * @example
 * let rows = 0;
 * for await (const batch of parquetBatches('cells.parquet')) rows += batch.numRows;
 */
// biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
export async function* parquetBatches<Columns extends TypeMap = any>(
  path: string,
  options: ParquetOptions = {},
): AsyncGenerator<RecordBatch<Columns>, void, undefined> {
  await checkParquetFile(path);
  const { batches } = await begin(path, path, options);
  yield* batches as AsyncGenerator<RecordBatch<Columns>, void, undefined>;
}

/**
 * The table in the bytes of a Parquet file; otherwise as {@link readParquet}. They pass through a temporary file that only
 * this user can read.
 */
// biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
export async function parseParquet<Columns extends TypeMap = any>(
  bytes: Uint8Array,
  options: ParquetOptions & { readonly file?: string } = {},
): Promise<Table<Columns>> {
  checkParquetBytes(bytes, options.file);
  const path = join(temporaryFolder(), `${randomUUID()}.parquet`);
  try {
    await writeFile(path, bytes);
    return await tableAt(path, options.file, options);
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * Writes a table as a Parquet file, compressed with Zstandard; the file appears at once, whole, or not at all. Every
 * program reads it, and {@link readParquet} gives the same values again; dictionary columns come back as text.
 *
 * @throws {UnsupportedError} naming a column whose type DuckDB has no counterpart of.
 * @throws {SourceError} when the file cannot be written.
 * @example
 * const { synapses } = await datasets.open('synthetic-column');
 * await tables.writeParquet(synapses, 'synapses.parquet');
 */
export async function writeParquet(table: Table, path: string): Promise<void> {
  const { connection } = await reader();
  const part = temporaryPath(path);
  try {
    const rows = await arrowRelation(table)[toSql](connection);
    await connection.run(`copy (select * from ${rows}) to ${quoted(part)} (format parquet, compression zstd)`);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    if (cause instanceof UnsupportedError) throw cause;
    const why = (cause as Error).message.split('\n')[0].replaceAll(part, path);
    throw new SourceError(`parquet ${path} cannot be written: ${why}`, { url: path, cause });
  }
}

/** What DuckDB's DECIMAL has at most. */
const MOST_DIGITS = 38;

let opened: Promise<Engine> | undefined;

/**
 * A database of its own for files: a hostile one can end DuckDB's database, and must not take the tables with it that
 * somebody has made in `sql`.
 */
function reader(): Promise<Engine> {
  opened ??= openEngine({ memoryLimitBytes: Math.floor(totalmem() / 4) }).catch(error => {
    opened = undefined;
    throw error;
  });
  return opened;
}

// biome-ignore lint/suspicious/noExplicitAny: columns of any type, as apache-arrow itself says it
async function tableAt(path: string, file: string | undefined, options: ParquetOptions): Promise<Table<any>> {
  const { schema, batches } = await begin(path, file, options);
  const all: RecordBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all.length > 0 ? new Table(schema, all) : new Table(schema);
}

/** DuckDB reads decimals of more digits than it has as other numbers, without a word. */
async function refuseWideDecimals(run: RunSql, path: string, file: string | undefined): Promise<void> {
  const { batches } = await run(
    `select name, precision from parquet_schema(${quoted(literalPattern(path))}) where precision > ${MOST_DIGITS}`,
  );
  for await (const batch of batches) {
    const [name, digits] = [batch.getChild('name')?.get(0), batch.getChild('precision')?.get(0)];
    const where = file === undefined ? 'parquet' : `parquet ${file}`;
    throw new UnsupportedError(
      `${where} column ${name} is a decimal of too many digits: received ${digits}, expected at most ${MOST_DIGITS}; ` +
        'write it with fewer, or as text',
      { feature: `decimals of more than ${MOST_DIGITS} digits` },
    );
  }
}

type RunSql = (text: string) => ReturnType<typeof runStatement>;

async function begin(
  path: string,
  file: string | undefined,
  { columns, signal = interruptSignal() }: ParquetOptions,
): Promise<{ readonly schema: Schema; readonly batches: AsyncGenerator<RecordBatch, void, undefined> }> {
  const { duckdb, instance } = await reader();
  const connection = await instance.connect();
  let rows = 0;
  const translate = (error: unknown): Error => parquetErrorOf(error, file, path, rows);
  const run: RunSql = text => {
    const statement: Statement = { text, values: new Map(), pieces: [{ sent: text, written: text }], kept: [] };
    return runStatement(duckdb, connection, statement, signal);
  };
  try {
    await refuseWideDecimals(run, path, file);
    const names = columns?.map(quotedName).join(', ') ?? '*';
    const { schema, batches } = await run(`select ${names} from read_parquet(${quoted(literalPattern(path))})`);
    return { schema, batches: counted(batches) };
  } catch (error) {
    const known =
      columns && error instanceof SqlError && error.kind === 'Binder' ? await columnsOf(connection, path) : [];
    connection.closeSync();
    throw columns && known.length > 0 ? missingColumn(columns, known, file) : translate(error);
  }

  async function* counted(batches: AsyncGenerator<RecordBatch, void>): AsyncGenerator<RecordBatch, void, undefined> {
    try {
      for await (const batch of batches) {
        rows += batch.numRows;
        yield batch;
      }
    } catch (error) {
      throw translate(error);
    } finally {
      connection.closeSync();
    }
  }
}

/** The columns of a file; none when even they cannot be read. */
async function columnsOf(connection: DuckDBConnection, path: string): Promise<string[]> {
  try {
    const described = await connection.run(`select * from read_parquet(${quoted(literalPattern(path))}) limit 0`);
    return described.columnNames();
  } catch {
    return [];
  }
}

function missingColumn(wanted: readonly string[], known: readonly string[], file: string | undefined): NotFoundError {
  const names = new Set(known.map(name => name.toLowerCase())); // SQL names have no case
  const missing = wanted.filter(name => !names.has(name.toLowerCase()));
  return new NotFoundError(
    `parquet${file === undefined ? '' : ` ${file}`} has no column ${missing.join(', ')}: expected some of ${known.join(', ')}`,
    { known },
  );
}

/** A path whose `*`, `?` and `[` are letters, not patterns. */
function literalPattern(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}

function parquetErrorOf(error: unknown, file: string | undefined, path: string, rows: number): Error {
  if (isFatal(error)) opened = undefined;
  if (!(error instanceof SqlError)) return error as Error;
  const where = file === undefined ? 'parquet' : `parquet ${file}`;
  const said = error.message
    .replace(/^sql failed[^:]*: /, '')
    .split('\n')[0]
    .replaceAll(path, file ?? 'the file');
  if (error.kind === 'Not implemented') {
    return new UnsupportedError(`${where} cannot be read: ${said}`, { feature: said });
  }
  const at = rows === 0 ? 'footer or first rows' : `after row ${formatCount(rows)}`;
  return new FormatError(`${where} is damaged (${at}): received ${said}`, {
    format: 'parquet',
    at,
    file,
    cause: error,
  });
}
