import { basename } from 'node:path';
import { Field, RecordBatch, Schema, Table, type TypeMap } from 'apache-arrow';
import { FormatError } from '../../errors.js';
import type { FetchedFile } from '../source/fetch-file.js';
import { parseArrow } from '../table/arrow.js';
import type { CsvColumn, CsvType } from '../table/csv-column.js';
import { planCsv, SAMPLE_BYTES } from '../table/csv-plan.js';
import { parseExportHeader } from '../table/export-header.js';
import { readCsv } from '../table/read-csv.js';
import type { CatalogueColumn, TableEntry } from './catalogue-entry.js';
import { fetchFiles, type OpenOptions } from './dataset-files.js';
import { tableOfFits } from './table-of-fits.js';

/** The table of an entry, its files fetched and verified. */
export async function openTable(entry: TableEntry, options: OpenOptions): Promise<Table> {
  const files = await fetchFiles(entry, options);
  switch (entry.layout) {
    case 'arrow':
      return parseArrow(await files[0].source.slice(0), { file: files[0].path });
    case 'csv':
      return concatenated(await Promise.all(files.map(file => readNamed(file, entry.columns, options))));
    case 'export':
      return readExport(files, entry.columns, options);
    case 'fits':
      return tableOfFits(files, entry.columns);
  }
}

/**
 * A CSV file with a line of names, each column with the type that the catalogue says. A file of a fitted model calls its
 * slope after its variable.
 */
async function readNamed(
  { path, source }: FetchedFile,
  described: readonly CatalogueColumn[],
  { signal }: OpenOptions,
): Promise<Table> {
  const head = path.endsWith('.gz') ? undefined : await source.slice(0, SAMPLE_BYTES);
  const names = head && planCsv(head, { file: basename(path) }).columns.map(column => column.name);
  const types: Record<string, CsvType> = {};
  for (const column of described) {
    const name = names?.find(each => each === column.name || (column.name === 'trend' && each.endsWith('.trend')));
    const type = typeOf(column);
    if (name !== undefined && type !== undefined) types[name] = type;
  }
  return readCsv(path, { types, signal });
}

/**
 * A static export. Its header says names, order and SQL types; a column that the catalogue describes gets the type it is
 * described with, so that it is what `datasets.open` promises. Where a cell does not fit, the header's types hold.
 */
async function readExport(
  [data, header]: readonly FetchedFile[],
  described: readonly CatalogueColumn[],
  { signal }: OpenOptions,
): Promise<Table> {
  const exported = parseExportHeader(await header.source.slice(0), { file: basename(header.path) });
  const types = new Map(described.map(column => [column.name, typeOf(column)]));
  const promised = exported.map((column): CsvColumn => {
    const type = column.type === 'point' ? undefined : types.get(column.name);
    return type === undefined ? column : { ...column, type };
  });
  try {
    return await readCsv(data.path, { columns: promised, signal });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return readCsv(data.path, { columns: exported, signal });
  }
}

/** The CSV reader's name of a described type. */
function typeOf({ type }: CatalogueColumn): CsvType | undefined {
  switch (type) {
    case 'utf8':
      return 'text';
    case 'int32':
    case 'int64':
    case 'uint64':
    case 'float64':
    case 'float32':
    case 'bool':
      return type;
    default:
      return undefined;
  }
}

/** Tables with the same columns as one; `{variable}.trend` is called `trend`, so that the models stand in one column. */
function concatenated(tables: readonly Table[]): Table {
  if (tables.length === 1) return tables[0];
  const fields = tables[0].schema.fields.map(field => {
    const name = String(field.name);
    return new Field(name.endsWith('.trend') ? 'trend' : name, field.type as TypeMap[string], true);
  });
  const schema = new Schema(fields);
  return new Table(
    schema,
    tables.flatMap(table => table.batches.map(batch => new RecordBatch(schema, batch.data))),
  );
}
