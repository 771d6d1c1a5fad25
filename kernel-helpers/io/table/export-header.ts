import { FormatError, UnsupportedError } from '../../errors.js';
import type { CsvColumn, CsvType } from './csv-column.js';

/** PostgreSQL's names of types, as `information_schema.columns` has them, and what a column of one becomes. */
const SQL_TYPES: Readonly<Record<string, CsvType>> = {
  bigint: 'int64',
  integer: 'int32',
  smallint: 'int16',
  'double precision': 'float64',
  real: 'float32',
  numeric: 'float64',
  boolean: 'bool',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamp-utc',
  date: 'date',
  'character varying': 'text',
  character: 'text',
  text: 'text',
  uuid: 'text',
  json: 'text',
  jsonb: 'text',
  name: 'text',
  // PostGIS adds its own types, so PostgreSQL calls them this
  'user-defined': 'point',
  geometry: 'point',
};

/** No type's name is longer; a line of a megabyte would be searched for minutes. */
const MOST_TYPE_LENGTH = 200;

/**
 * The columns that the header file of a static export names, `{table}_header.csv`: one `column,sqltype` a line.
 *
 * `bigint` is int64, `integer` int32, `smallint` int16, `double precision` and `numeric` float64, `real` float32,
 * `boolean` bool, `timestamp` microseconds, `date` days, text types text, and `USER-DEFINED` or `geometry` a PostGIS point.
 *
 * @throws {FormatError} for a line that is not a name and a type, or a name that comes twice.
 * @throws {UnsupportedError} for an SQL type that is not among those.
 * @example
 * tables.parseExportHeader('id,bigint\nsize,integer\n').map(column => column.type); // ['int64', 'int32']
 */
export function parseExportHeader(header: Uint8Array | string, options: { readonly file?: string } = {}): CsvColumn[] {
  const { file } = options;
  const where = file === undefined ? 'export header' : `export header ${file}`;
  const text = typeof header === 'string' ? header : decode(header, where, file);
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  const fault = (line: number, problem: string): FormatError =>
    new FormatError(`${where} line ${line} ${problem}`, { format: 'export header', at: `line ${line}`, file });
  if (lines.length === 0) throw fault(1, 'names no column: received nothing, expected column,sqltype');
  const names = new Set<string>();
  return lines.map((line, index) => {
    const cells = /^("(?:[^"]|"")*"|[^",]+),("(?:[^"]|"")*"|[^",]+)$/.exec(line);
    if (!cells) {
      throw fault(index + 1, `is not a column: received ${JSON.stringify(line.slice(0, 80))}, expected column,sqltype`);
    }
    const [name, sqlType] = cells.slice(1).map(cell => cell.replace(/^"|"$/g, '').replaceAll('""', '"').trim());
    if (names.has(name)) {
      throw fault(index + 1, `repeats a column: received ${JSON.stringify(name)} again, expected another name`);
    }
    names.add(name);
    const type = Object.hasOwn(SQL_TYPES, plain(sqlType)) ? SQL_TYPES[plain(sqlType)] : undefined;
    if (type === undefined) {
      throw new UnsupportedError(
        `${where} line ${index + 1} column ${name} has an SQL type this library does not read: received ` +
          `${JSON.stringify(sqlType.slice(0, 80))}, expected one of ${Object.keys(SQL_TYPES).join(', ')}`,
        { feature: `sql type ${sqlType}` },
      );
    }
    return { name, type, sqlType };
  });
}

/** `geometry(PointZ)` and `character varying(40)` by their names alone. */
function plain(sqlType: string): string {
  return sqlType
    .slice(0, MOST_TYPE_LENGTH)
    .toLowerCase()
    .replace(/\s*\([^)]*\)/, '')
    .trim();
}

function decode(bytes: Uint8Array, where: string, file: string | undefined): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FormatError(`${where} is not text: received bytes that are not UTF-8, expected column,sqltype`, {
      format: 'export header',
      at: 'line 1',
      file,
      cause,
    });
  }
}
