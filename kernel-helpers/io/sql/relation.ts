import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Table } from 'apache-arrow';
import { InvalidArgumentError, SourceError } from '../../errors.js';
import { parseArrow } from '../table/arrow.js';
import { loadDuckDB } from './duckdb.js';
import { scanOf } from './scan-table.js';

/** The method of a {@link SqlRelation}. */
export const toSql: unique symbol = Symbol.for('connectome.toSql');

/**
 * Anything that stands for a table in `sql`: `from ${relation}`. A dataset of the catalogue is one; so can anything be
 * that knows the SQL of its rows.
 *
 * Its method makes SQL that may stand after `from`: `read_parquet('…')`, or `(select …)` in parentheses. It is spliced as
 * it is, so text of others belongs in it only through {@link quoted}. The connection is there to make what it names; it is
 * the query's own by then, so that `sql` inside would wait for itself. What `keep` is given stays in memory until the
 * query has ended.
 *
 * @example
 * const numbers = { [toSql]: async () => 'range(5)' };
 * await sql`select sum(range) from ${numbers}`;
 */
// A mapped type, not an interface: an editor that lists the members of a value looks for a module to import the symbol
// of a declared member from, which takes TypeScript seconds and tslab's host cannot do.
export type SqlRelation = { [Method in typeof toSql]: (connection: DuckDBConnection, keep?: Keep) => Promise<string> };

/** Holds what the SQL of a relation names and nobody else does, such as the table read from a file. */
export type Keep = (value: object) => void;

/** True for what `sql` reads rows from. */
export function isRelation(value: unknown): value is SqlRelation {
  return typeof value === 'object' && value !== null && typeof (value as Partial<SqlRelation>)[toSql] === 'function';
}

/** `text` as a SQL string: `O'Brien` as `'O''Brien'`. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `name` as a SQL name, whatever is in it: `a "b"` as `"a ""b"""`. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An Arrow table as a relation: its rows are read where they lie, the columns that a query names only. */
export function arrowRelation(table: Table): SqlRelation {
  return {
    async [toSql](_connection, keep) {
      keep?.(table);
      return scanOf(await loadDuckDB(), table);
    },
  };
}

const CSV = /\.(csv|tsv|txt)(\.gz|\.zst)?$/i;
const ARROW = /\.(feather|arrow|arrows|ipc)$/i;
/**
 * A file as a table in `sql`, by its ending: `.parquet`; `.csv`, `.tsv`, `.txt`, also `.gz` and `.zst`; `.feather`,
 * `.arrow`; `.json`, `.jsonl`, `.ndjson`, also `.gz`. `*` and `?` in the name stand for many files of one kind.
 *
 * Parquet and CSV are read while the query runs, the columns that it needs, and may be larger than memory. An Arrow file
 * is read as a whole. Ids in CSV files are exact up to 2^64 - 1.
 *
 * @throws {InvalidArgumentError} for another ending; the query itself throws when there is no such file.
 * @example
 * await tables.writeParquet((await datasets.open('synthetic-column')).synapses, 'synapses.parquet');
 * await sql`select count(*) as n from ${sql.file('synapses.parquet')}`;
 */
export function fileRelation(path: string): SqlRelation {
  const relation: SqlRelation = { [toSql]: readerOf(path) };
  ownPaths.add(relation);
  return relation;
}

const ownPaths = new WeakSet<object>();

/** True for a file that the user named himself, in full: errors may repeat its folders. */
export function hasOwnPath(relation: unknown): boolean {
  return typeof relation === 'object' && relation !== null && ownPaths.has(relation);
}

function readerOf(path: string): SqlRelation[typeof toSql] {
  if (typeof path === 'string' && !path.includes('\0')) {
    if (/\.(parquet|pq)$/i.test(path)) return async () => `read_parquet(${quoted(path)})`;
    if (CSV.test(path)) return connection => csvReader(connection, path);
    if (/\.(json|jsonl|ndjson)(\.gz|\.zst)?$/i.test(path)) return async () => `read_json(${quoted(path)})`;
    if (ARROW.test(path)) {
      return async (_connection, keep) => {
        const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
          const why = cause.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${cause.code})`;
          throw new SourceError(`sql.file ${path} failed: ${why}`, { url: path, cause });
        });
        const table = parseArrow(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), { file: path });
        // the query may begin long after this: another file of it is read first
        keep?.(table);
        return scanOf(await loadDuckDB(), table);
      };
    }
  }
  throw new InvalidArgumentError(
    `sql.file has no table in it: received ${JSON.stringify(path)}, expected a name that ends in .parquet, .csv, .csv.gz, ` +
      '.feather, .arrow or .json',
    { argument: 'path' },
  );
}

/** Rows of a CSV file that are looked at before its types are believed: as many as DuckDB looks at. */
const SAMPLE_ROWS = 20_480;

/**
 * The SQL that reads a CSV file. DuckDB guesses how, but two of its guesses would lose data in silence:
 *
 * - lines of another width than most it takes for a preamble, and skips them and all before: none is skipped here;
 * - whole numbers that an int64 does not hold it takes for DOUBLE, and rounds them. A column of nothing else is read as
 *   UBIGINT, one with fractions or signs beside ids as VARCHAR, as `readCsv` does.
 */
async function csvReader(connection: DuckDBConnection, path: string): Promise<string> {
  const reader = (...more: readonly string[]): string => `read_csv(${[quoted(path), 'skip = 0', ...more].join(', ')})`;
  try {
    const columns = (await connection.runAndReadAll(`describe select * from ${reader()}`)).getRows();
    // it found no separator that all lines agree on: with this one the query tells which line does not
    if (columns.length === 1 && String(columns[0][0]).includes(',')) return reader("delim = ','");
    const doubles = columns.flatMap(([name, type]) => (type === 'DOUBLE' ? [String(name)] : []));
    if (doubles.length === 0) return reader();
    const found = doubles.flatMap(name => {
      const cell = `trim(${quotedName(name)})`;
      return [
        `bool_and(regexp_full_match(${cell}, '[0-9]{1,20}'))`,
        `bool_or(regexp_full_match(${cell}, '-?[1-9][0-9]{16,}'))`,
      ];
    });
    const sample = `select * from ${reader('all_varchar = true')} limit ${SAMPLE_ROWS}`;
    const [row] = (await connection.runAndReadAll(`select ${found.join(', ')} from (${sample})`)).getRows();
    const types = doubles.flatMap((name, i) => {
      const type = row[2 * i] === true ? 'UBIGINT' : row[2 * i + 1] === true ? 'VARCHAR' : undefined;
      return type === undefined ? [] : [`${quoted(name)}: '${type}'`];
    });
    return types.length === 0 ? reader() : reader(`types = {${types.join(', ')}}`);
  } catch {
    return reader(); // the query itself tells what is wrong with the file, and where it is named
  }
}

/** A column of an export without a header: its name, and its type in SQL. */
export interface ExportColumn {
  readonly name: string;
  readonly type: 'id' | 'integer' | 'float' | 'boolean' | 'text' | 'time' | 'time-utc' | 'date';
}

const EXPORT_TYPES: Readonly<Record<ExportColumn['type'], string>> = {
  id: 'UBIGINT',
  integer: 'BIGINT',
  float: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  time: 'TIMESTAMP',
  // TIMESTAMP would drop the offset, and so move the moment
  'time-utc': 'TIMESTAMPTZ',
  date: 'DATE',
};

/**
 * A static export of the MICrONS tables as a relation: comma-separated, without a header, `t` and `f` for truth values,
 * nothing between two commas for a missing value, `""` for the empty text; NaN is null. Ids are exact; nothing is guessed, so a value that is not of its
 * column's type ends the query with an error that names line and column.
 *
 * @param columns every column of the file in its order, as the header file beside it lists them
 * @throws {InvalidArgumentError} when there are no columns, or two of one name.
 * @source https://www.microns-explorer.org/manifests/mm3-catalog-export
 * @example
 * const nuclei = exportCsvRelation('nucleus_detection_v0.csv.gz', [
 *   { name: 'id', type: 'id' },
 *   { name: 'valid', type: 'boolean' },
 * ]);
 */
export function exportCsvRelation(path: string, columns: readonly ExportColumn[]): SqlRelation {
  const names = new Set(columns.map(column => column.name));
  if (columns.length === 0 || names.size < columns.length) {
    throw new InvalidArgumentError(
      `exportCsvRelation columns are wrong for ${basename(path)}: received ` +
        `${columns.length === 0 ? 'none' : `${columns.length - names.size} names twice`}, expected every column once`,
      { argument: 'columns' },
    );
  }
  const types = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(EXPORT_TYPES[type])}`);
  const rows =
    `read_csv(${quoted(path)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', ` +
    `nullstr = '', allow_quoted_nulls = false, columns = {${types.join(', ')}})`;
  // DuckDB holds NaN for greater than every number: `where score > 1` would find it
  const numbers = columns.flatMap(({ name, type }) => (type === 'float' ? [quotedName(name)] : []));
  const orNull = numbers.map(name => `case when isnan(${name}) then null else ${name} end as ${name}`);
  return {
    async [toSql]() {
      return numbers.length === 0 ? rows : `(select * replace (${orNull.join(', ')}) from ${rows})`;
    },
  };
}
