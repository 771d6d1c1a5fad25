/**
 * Tables from files, as Arrow Tables with exact types: CSV and the static exports of CAVE, Feather and Arrow IPC, Parquet,
 * NumPy arrays. 64-bit ids keep every digit; a missing value is `null`.
 *
 * ```ts
 * const cells = await tables.readTable('aibs_cell_info_merged.csv.gz');
 * for await (const batch of tables.exportCsvBatches('synapses_pni_2_merged.csv.gz')) console.log(batch.numRows);
 * ```
 *
 * @module
 */

export { type ParquetOptions, parquetBatches, parseParquet, readParquet, writeParquet } from './sql/parquet.js';
export { parseArrow } from './table/arrow.js';
export { arrowBatches } from './table/arrow-batches.js';
export { arrowTable } from './table/arrow-table.js';
export { parseCsv, parseExportCsv } from './table/csv.js';
export type { CsvColumn, CsvType } from './table/csv-column.js';
export type { CsvOptions } from './table/csv-plan.js';
export { parseExportHeader } from './table/export-header.js';
export { type NpyArray, type NpyData, npyTable, parseNpy } from './table/npy.js';
export { parseNpz } from './table/npz.js';
export {
  csvBatches,
  exportCsvBatches,
  type ReadCsvOptions,
  type ReadExportOptions,
  readCsv,
  readExportCsv,
} from './table/read-csv.js';
export { type ReadTableOptions, readNpy, readNpz, readTable } from './table/read-table.js';
