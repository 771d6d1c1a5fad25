import { FormatError, SourceError } from '../../errors.js';
import { asArray, asNumber, asObject, asString, asText, type JsonObject } from './json-shape.js';
import type { CaveTransport } from './transport.js';

/** Where a datastack's tables are asked for. */
export interface TablePlace {
  readonly localServer: string;
  readonly datastack: string;
  readonly version: number;
}

/** A column: what a query can filter and select. */
export interface CaveColumn {
  readonly name: string;
  /** `integer` (64-bit ids among them), `float`, `string`, `boolean`, `timestamp`, or `position` (three columns). */
  readonly type: string;
  readonly meaning: string;
}

/** What a server says of a table or view. */
export interface TableFacts {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly description: string;
  /** A word of warning by the table's owner. */
  readonly notice: string | undefined;
  /** Name of the annotation schema; a view has none. */
  readonly schemaType: string | undefined;
  /** The table whose rows this one annotates by `target_id`, as cell types do nuclei. */
  readonly referenceTable: string | undefined;
  /** Edges of the voxel in which positions are stored, nm: `[4, 4, 40]`. */
  readonly resolutionNm: readonly [number, number, number];
  /** `undefined` where the server gives no schema. */
  readonly columns: readonly CaveColumn[] | undefined;
}

function base({ localServer, datastack, version }: TablePlace, api: 'v2' | 'v3'): string {
  return `${localServer}/materialize/api/${api}/datastack/${encodeURIComponent(datastack)}/version/${version}`;
}

/** Names of the tables, sorted. */
export async function readTableNames(transport: CaveTransport, place: TablePlace): Promise<string[]> {
  const what = `tables of ${place.datastack}`;
  const names = asArray(await transport.json(`${base(place, 'v2')}/tables`, { what }), what);
  return names.map((name, i) => asString(name, what, `entry ${i}`)).sort();
}

/** Names of the views, sorted. */
export async function readViewNames(transport: CaveTransport, place: TablePlace): Promise<string[]> {
  const what = `views of ${place.datastack}`;
  return Object.keys(asObject(await transport.json(`${base(place, 'v3')}/views`, { what }), what)).sort();
}

/** Number of rows of a table, all of them. */
export async function readRowCount(transport: CaveTransport, place: TablePlace, table: string): Promise<number> {
  const what = `row count of ${table}`;
  return asNumber(
    await transport.json(`${base(place, 'v2')}/table/${encodeURIComponent(table)}/count`, { what }),
    what,
    'top',
  );
}

/** What the server says of a table, with its columns. */
export async function readTableFacts(transport: CaveTransport, place: TablePlace, table: string): Promise<TableFacts> {
  const what = `table ${table}`;
  const url = `${base(place, 'v3')}/table/${encodeURIComponent(table)}/metadata`;
  const record = asObject(await transport.json(url, { what }), what);
  const schemaType = asText(record.schema_type, what, 'schema_type') ?? asText(record.schema, what, 'schema');
  const referenceTable = asText(record.reference_table, what, 'reference_table');
  return {
    name: table,
    kind: 'table',
    ...wordsOf(record, what),
    schemaType,
    referenceTable,
    columns: schemaType === undefined ? undefined : await knownColumns(transport, schemaType, referenceTable),
  };
}

/** What the server says of a view, with its columns. */
export async function readViewFacts(transport: CaveTransport, place: TablePlace, view: string): Promise<TableFacts> {
  const what = `view ${view}`;
  const url = `${base(place, 'v3')}/views/${encodeURIComponent(view)}`;
  const record = asObject(await transport.json(`${url}/metadata`, { what }), what);
  const schema = asObject(await transport.json(`${url}/schema`, { what: `schema of ${view}` }), what, 'schema');
  const columns = Object.entries(schema).map(([name, column]): CaveColumn => {
    const type = asText(asObject(column, what, name).type, what, `${name}.type`) ?? 'unknown';
    return { name, type: type === 'SpatialPoint' ? 'position' : type, meaning: '' };
  });
  return {
    name: view,
    kind: 'view',
    ...wordsOf(record, what),
    schemaType: undefined,
    referenceTable: undefined,
    columns,
  };
}

function wordsOf(record: JsonObject, what: string): Pick<TableFacts, 'description' | 'notice' | 'resolutionNm'> {
  return {
    description: (asText(record.description, what, 'description') ?? '').trim(),
    notice: asText(record.notice_text, what, 'notice_text'),
    resolutionNm: [
      asNumber(record.voxel_resolution_x, what, 'voxel_resolution_x'),
      asNumber(record.voxel_resolution_y, what, 'voxel_resolution_y'),
      asNumber(record.voxel_resolution_z, what, 'voxel_resolution_z'),
    ],
  };
}

/** Columns that every table has before those of its schema. */
const COMMON: readonly CaveColumn[] = [
  { name: 'id', type: 'integer', meaning: 'the row, for good' },
  { name: 'created', type: 'timestamp', meaning: 'when the row was made, UTC' },
  { name: 'superceded_id', type: 'integer', meaning: 'the row that replaces this one' },
  { name: 'valid', type: 'boolean', meaning: 'the row is in force' },
];

/** Columns, or `undefined` where the schema service does not know the schema or tells it in other words: queries go without. */
async function knownColumns(
  transport: CaveTransport,
  schemaType: string,
  referenceTable: string | undefined,
): Promise<CaveColumn[] | undefined> {
  try {
    return await readColumns(transport, schemaType, referenceTable);
  } catch (error) {
    if (error instanceof FormatError || (error instanceof SourceError && error.status === 404)) return undefined;
    throw error;
  }
}

/** Columns of a table with this annotation schema: a bound point becomes position, supervoxel and root. */
async function readColumns(
  transport: CaveTransport,
  schemaType: string,
  referenceTable: string | undefined,
): Promise<CaveColumn[]> {
  const what = `schema ${schemaType}`;
  const url = `${transport.server}/schema/api/v2/type/${encodeURIComponent(schemaType)}`;
  const schema = asObject(await transport.json(url, { what }), what);
  const definitions = asObject(schema.definitions, what, 'definitions');
  const main = (asText(schema.$ref, what, '$ref') ?? '').replace('#/definitions/', '');
  const properties = asObject(asObject(definitions[main], what, main).properties, what, `${main}.properties`);
  const columns = [...COMMON];
  if (referenceTable !== undefined && !('target_id' in properties)) {
    columns.push({ name: 'target_id', type: 'integer', meaning: `id of the row of ${referenceTable}` });
  }
  for (const [name, value] of Object.entries(properties)) {
    const property = asObject(value, what, name);
    const meaning = asText(property.description, what, `${name}.description`) ?? '';
    const point = (asText(property.$ref, what, `${name}.$ref`) ?? '').replace('#/definitions/', '');
    if (COMMON.some(column => column.name === name)) continue;
    if (/SpatialPoint$/.test(point)) columns.push({ name: `${name}_position`, type: 'position', meaning });
    if (/^Bound/.test(point)) {
      columns.push(
        { name: `${name}_supervoxel_id`, type: 'integer', meaning: `supervoxel at ${name}_position` },
        { name: `${name}_root_id`, type: 'integer', meaning: `segment at ${name}_position at the version's time` },
      );
    }
    if (point === '') columns.push({ name, type: typeOf(property), meaning });
  }
  return columns;
}

function typeOf({ type, format }: JsonObject): string {
  const name = Array.isArray(type) ? type.find(entry => entry !== 'null') : type;
  if (name === 'number') return 'float';
  if (name === 'string' && format === 'date-time') return 'timestamp';
  return typeof name === 'string' ? name : 'unknown';
}
