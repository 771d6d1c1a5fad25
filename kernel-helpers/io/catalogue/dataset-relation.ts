import { InvalidArgumentError } from '../../errors.js';
import { arrowRelation, type ExportColumn, exportCsvRelation, type SqlRelation, toSql } from '../sql/relation.js';
import type { CsvType } from '../table/csv-column.js';
import { parseExportHeader } from '../table/export-header.js';
import type { TableEntry } from './catalogue-entry.js';
import { fetchFiles, type OpenOptions } from './dataset-files.js';
import type { DatasetId } from './dataset-ids.js';
import { findEntry } from './find-entry.js';
import { openTable } from './open-table.js';

/** The SQL reader's name of a type of the export's header. */
const EXPORT_TYPES: Readonly<Record<CsvType, ExportColumn['type']>> = {
  int16: 'integer',
  int32: 'integer',
  int64: 'integer',
  uint64: 'id',
  float32: 'float',
  float64: 'float',
  bool: 'boolean',
  timestamp: 'time',
  'timestamp-utc': 'time-utc',
  date: 'date',
  text: 'text',
  point: 'text',
  empty: 'text',
};

/**
 * A dataset as a table in `sql`. The rows of a static export are read while the query runs, however many they are; those
 * of smaller tables are opened first.
 *
 * @throws {InvalidArgumentError} for a dataset that is no table.
 */
export function datasetRelation(id: DatasetId, options: OpenOptions): SqlRelation {
  const entry = findEntry(id);
  if (entry.kind !== 'table') {
    throw new InvalidArgumentError(
      `dataset ${id} is no table for sql: received kind '${entry.kind}', expected 'table' (datasets.list({ kind: 'table' }))`,
      { argument: 'id' },
    );
  }
  return {
    async [toSql](connection, keep) {
      const relation =
        entry.layout === 'export' ? await exported(entry, options) : arrowRelation(await openTable(entry, options));
      return relation[toSql](connection, keep);
    },
  };
}

async function exported(entry: TableEntry, options: OpenOptions): Promise<SqlRelation> {
  const [data, header] = await fetchFiles(entry, options);
  const columns = parseExportHeader(await header.source.slice(0), { file: header.path });
  // DuckDB cannot take points apart: such an export is opened as a table, which has x, y and z
  if (columns.some(({ type }) => type === 'point')) return arrowRelation(await openTable(entry, options));
  return exportCsvRelation(
    data.path,
    columns.map(({ name, type }) => ({ name, type: EXPORT_TYPES[type] })),
  );
}
