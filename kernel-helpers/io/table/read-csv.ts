import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { basename } from 'node:path';
import type { RecordBatch, Table } from 'apache-arrow';
import { SourceError } from '../../errors.js';
import type { Source } from '../source/source.js';
import { byteChunks, unpackedLength } from './byte-chunks.js';
import { CsvFile, tableOf } from './csv.js';
import { type CsvOptions, type CsvPlan, exactPlan, guessFor, planCsv, SAMPLE_BYTES } from './csv-plan.js';
import { parseExportHeader } from './export-header.js';
import { LineBlocks } from './line-blocks.js';

/** How a CSV file is read from disk or from elsewhere. */
export interface ReadCsvOptions extends CsvOptions {
  /** Ends the reading; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** The table may take this many bytes; default: half of the machine's memory. */
  readonly maxBytes?: number;
}

/** How a static export is read. */
export interface ReadExportOptions extends Omit<ReadCsvOptions, 'columns' | 'types' | 'separator'> {
  /** The header file's path; default: the file's own, with `_header.csv` in place of `.csv.gz`. */
  readonly headerPath?: string;
}

/**
 * The table in a CSV file with a header row, plain or gzip-packed, read and unpacked while it is parsed. Types are found as
 * {@link parseCsv} says, from all rows.
 *
 * @param from A path, or bytes that can be read in ranges.
 * @throws {FormatError} as {@link parseCsv}; also for gzip data that are damaged or truncated.
 * @throws {UnsupportedError} when the table would take more than `maxBytes`: read it with {@link csvBatches}.
 * @throws {SourceError} when there is no such file.
 * @example
 * const cells = await tables.readCsv('cells.csv.gz');
 */
export async function readCsv(from: string | Source, options: ReadCsvOptions = {}): Promise<Table> {
  const named = withFile(from, options);
  const plan = await samplePlan(from, named);
  const table = await tryRead(from, plan, named);
  if (table) return table;
  return (await tryRead(from, await wholePlan(from, plan, named), named)) as Table;
}

/**
 * The rows of a CSV file, plain or gzip-packed, batch by batch: for files larger than memory. The types are those of
 * {@link readCsv}, so that the file is read twice, first to find them, unless `types` names them all.
 *
 * @throws {FormatError} as {@link readCsv}.
 * @example
 * for await (const batch of tables.csvBatches('synapses.csv.gz')) console.log(batch.numRows);
 */
export async function* csvBatches(from: string | Source, options: ReadCsvOptions = {}): AsyncGenerator<RecordBatch> {
  const named = withFile(from, options);
  const plan = await samplePlan(from, named);
  const exact = plan.guessed.size === 0 ? plan : await wholePlan(from, plan, named);
  const file = new CsvFile(exact);
  let given = 0;
  for await (const chunk of byteChunks(from, { format: 'csv', ...named })) {
    for (const batch of file.push(chunk)) {
      given++;
      yield batch;
    }
  }
  for (const batch of file.end()) {
    if (batch.numRows > 0 || given === 0) yield batch;
  }
}

/**
 * The table in a static CAVE export, `{table}.csv.gz`, with the columns that its header file names, as
 * {@link parseExportCsv} reads it. It is unpacked while it is parsed: one pass, whatever its size.
 *
 * @throws {FormatError} {UnsupportedError} {SourceError} as {@link readCsv} and {@link parseExportCsv}.
 * @example
 * const cells = await tables.readExportCsv('aibs_cell_info_merged.csv.gz'); // and aibs_cell_info_merged_header.csv
 */
export async function readExportCsv(path: string, options: ReadExportOptions = {}): Promise<Table> {
  return readCsv(path, { ...options, columns: await exportColumns(path, options) });
}

/**
 * The rows of a static CAVE export batch by batch, for those larger than memory (`synapses_pni_2` has 337 million rows).
 *
 * @throws {FormatError} {UnsupportedError} {SourceError} as {@link readExportCsv}.
 * @example
 * let synapses = 0;
 * for await (const batch of tables.exportCsvBatches('synapses_pni_2_merged.csv.gz')) synapses += batch.numRows;
 */
export async function* exportCsvBatches(path: string, options: ReadExportOptions = {}): AsyncGenerator<RecordBatch> {
  yield* csvBatches(path, { ...options, columns: await exportColumns(path, options) });
}

async function exportColumns(path: string, options: ReadExportOptions): Promise<CsvOptions['columns']> {
  const headerPath = options.headerPath ?? `${path.replace(/\.csv(\.gz)?$/, '')}_header.csv`;
  const header = await readFile(headerPath).catch((error: NodeJS.ErrnoException) => {
    throw new SourceError(
      `header file ${headerPath} cannot be read (${error.code ?? error.message}): an export has no names without it; ` +
        'give its place as headerPath',
      { url: headerPath, cause: error },
    );
  });
  return parseExportHeader(header, { file: basename(headerPath) });
}

function withFile(from: string | Source, options: ReadCsvOptions): ReadCsvOptions {
  return options.file === undefined && typeof from === 'string' ? { ...options, file: basename(from) } : options;
}

/** The plan from the first rows. */
async function samplePlan(from: string | Source, options: ReadCsvOptions): Promise<CsvPlan> {
  if (options.columns) return planCsv(new Uint8Array(0), options);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of byteChunks(from, { format: 'csv', ...options })) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= SAMPLE_BYTES) break;
  }
  return planCsv(new Uint8Array(Buffer.concat(parts)), options);
}

/** The plan from all rows. */
async function wholePlan(from: string | Source, plan: CsvPlan, options: ReadCsvOptions): Promise<CsvPlan> {
  const guess = guessFor(plan);
  const blocks = new LineBlocks((bytes, start, end) => guess.scan(bytes, start, end));
  let skip = plan.rowsAt;
  for await (const chunk of byteChunks(from, { format: 'csv', ...options })) {
    const skipped = Math.min(skip, chunk.length);
    skip -= skipped;
    if (chunk.length > skipped) blocks.push(chunk.subarray(skipped));
  }
  blocks.end();
  return exactPlan(plan, guess, options.types);
}

/** The table of a file read by `plan`; `undefined` when a guessed type does not hold. */
async function tryRead(from: string | Source, plan: CsvPlan, options: ReadCsvOptions): Promise<Table | undefined> {
  const { maxBytes = machineBytes() / 2 } = options;
  const file = new CsvFile(plan, { byteLength: await unpackedLength(from), maxBytes });
  const batches: RecordBatch[] = [];
  for await (const chunk of byteChunks(from, { format: 'csv', ...options })) {
    batches.push(...file.push(chunk));
    if (file.wrongGuess) return undefined;
  }
  batches.push(...file.end());
  return file.wrongGuess ? undefined : tableOf(file, batches);
}

/** Bytes of memory this process may use, in a container those the container has. */
function machineBytes(): number {
  const { constrainedMemory } = process as { constrainedMemory?: () => number };
  const constrained = constrainedMemory?.() ?? 0;
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
