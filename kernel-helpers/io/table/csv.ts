import { type RecordBatch, Table } from 'apache-arrow';
import { FormatError, UnsupportedError } from '../../errors.js';
import { formatBytes, formatCount } from '../catalogue/format-count.js';
import {
  type CsvOptions,
  type CsvPlan,
  exactPlan,
  guessFor,
  MAX_ROW_BYTES,
  planCsv,
  SAMPLE_BYTES,
} from './csv-plan.js';
import { type CellMismatch, CsvRows } from './csv-rows.js';
import { parseExportHeader } from './export-header.js';
import { LineBlocks } from './line-blocks.js';

/** What is known of a file that is to become one table. */
export interface WholeFile {
  /** Its bytes when unpacked, or a guess at them. */
  readonly byteLength?: number;
  /** The table may take this many bytes. */
  readonly maxBytes?: number;
}

/** Rows of one batch: the words of its 64-bit columns are counted with 31 bits. */
const MAX_ROWS = 2 ** 29;

/** Reads the rows of one file, chunk by chunk, into record batches. */
export class CsvFile {
  readonly rows: CsvRows;
  readonly #plan: CsvPlan;
  readonly #blocks: LineBlocks;
  #batches: RecordBatch[] = [];
  readonly #whole: WholeFile | undefined;
  #capacity: number;
  #skip: number;
  #read = 0;
  /** Bytes of the batches handed on. */
  #taken = 0;
  #lastByte = 10;

  /** `whole`: give as few batches as can be, most often one. */
  constructor(plan: CsvPlan, whole?: WholeFile) {
    this.#plan = plan;
    this.#skip = plan.rowsAt;
    this.#whole = whole;
    // a row has a byte behind each of its cells, the last one of the file perhaps not
    const rowsAtMost = Math.ceil(((whole?.byteLength ?? Number.POSITIVE_INFINITY) + 1) / plan.columns.length);
    this.rows = new CsvRows({ ...plan, batchRows: Math.max(8, Math.min(plan.batchRows, rowsAtMost)) });
    this.#capacity = Math.min(plan.batchRows, rowsAtMost);
    this.#blocks = new LineBlocks((bytes, start, end) => this.#take(bytes, start, end));
  }

  /** A cell that does not fit the type guessed for its column: the types have to be found from the whole file. */
  get wrongGuess(): CellMismatch | undefined {
    return this.rows.mismatch;
  }

  /** Reads `chunk`; returns the batches that are full. `chunk` may be overwritten afterwards. */
  push(chunk: Uint8Array): RecordBatch[] {
    this.#read += chunk.length;
    const skipped = Math.min(this.#skip, chunk.length);
    this.#skip -= skipped;
    if (chunk.length > skipped) {
      this.#lastByte = chunk[chunk.length - 1];
      this.#blocks.push(chunk.subarray(skipped));
    }
    if (this.#blocks.pendingBytes > MAX_ROW_BYTES && !this.wrongGuess) {
      throw this.#fault(
        `is too long: received more than ${formatCount(MAX_ROW_BYTES)} bytes without its end, expected a row`,
      );
    }
    return this.#given();
  }

  /** The last batch, where rows are left. */
  end(): RecordBatch[] {
    // PostgreSQL ends every line: without an end, the last cell may have lost digits
    if (this.#plan.fromSql && this.#lastByte !== 10 && !this.wrongGuess) {
      throw this.#fault('is truncated: received no line end behind it, expected one as behind every row of an export');
    }
    const left = this.#blocks.end();
    if (left > 0 && !this.wrongGuess) {
      throw this.#fault('ends inside a quoted cell: received no closing ", expected one');
    }
    if (this.rows.pendingRows > 0) this.#batches.push(this.rows.takeBatch());
    return this.#given();
  }

  #given(): RecordBatch[] {
    const { wrongGuess } = this;
    if (wrongGuess && !this.#plan.guessed.has(this.#plan.columns[wrongGuess.column].name)) {
      throw this.rows.mismatchError(wrongGuess);
    }
    const given = this.#batches;
    this.#batches = [];
    return given;
  }

  #take(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && !this.wrongGuess) {
      const next = this.rows.read(bytes, at, end);
      if (this.rows.isFull) this.#handOn(bytes.length - next);
      else if (next < end) return this.wrongGuess ? end : next;
      at = next;
    }
    return end;
  }

  /** Hands the full batch on; where the whole file is wanted, makes it larger instead. `ahead`: bytes not yet read. */
  #handOn(ahead: number): void {
    if (!this.#whole) {
      this.#batches.push(this.rows.takeBatch());
      return;
    }
    const { byteLength = 0, maxBytes = Number.POSITIVE_INFINITY } = this.#whole;
    const { pendingRows, pendingBytes } = this.rows;
    const most = Math.floor(((maxBytes - this.#taken) / pendingBytes) * pendingRows);
    if (most <= pendingRows) {
      throw new UnsupportedError(
        `${this.#name} is too large for one table: received ${formatBytes(this.#taken + pendingBytes)} before line ` +
          `${formatCount(this.rows.line)}, expected at most ${formatBytes(maxBytes)}; read it in batches with csvBatches()`,
        { feature: 'tables larger than memory' },
      );
    }
    if (this.rows.hasFullText || this.#capacity >= MAX_ROWS) {
      this.#taken += pendingBytes;
      this.#batches.push(this.rows.takeBatch());
      return;
    }
    // memory for a few rows too many is never touched, for a few too few all is copied once more
    const expected = Math.ceil(pendingRows * (byteLength / Math.max(1, this.#read - ahead)) * 1.02) + 1024;
    this.#grow(Math.min(Math.max(2 * pendingRows, expected), most, MAX_ROWS));
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    try {
      this.rows.grow(capacity);
    } catch (error) {
      // the length that a gzip file tells may be a lie
      const least = Math.min(2 * this.rows.pendingRows, capacity);
      if (!(error instanceof RangeError) || least === capacity) throw error;
      this.#grow(least);
    }
  }

  #fault(problem: string): FormatError {
    const { file } = this.#plan;
    const { line } = this.rows;
    const message = `${this.#name} line ${formatCount(line)} ${problem}`;
    return new FormatError(message, { format: 'csv', at: `line ${line}`, file });
  }

  get #name(): string {
    const { file } = this.#plan;
    return file === undefined ? 'csv' : `csv ${file}`;
  }
}

/**
 * The table in the bytes of a CSV file with a header row, every column with the type that holds all of its cells exactly.
 *
 * Integers are int32, int64 or uint64 as the largest needs, so that 64-bit ids keep every digit; decimals float64;
 * `true`/`false` bool; all else, `007` and dates among it, text. An empty cell is null, and so are `NA`, `NaN`, `null` and
 * the like in columns that are not text. A column without a name is called by its place, `column_1`.
 *
 * @param options `types: { id: 'uint64', created: 'timestamp' }` says a column's type instead of finding it.
 * @throws {FormatError} `csv <file> line <n> …` for a row with too many or too few cells, a quote that is never closed, a cell
 * that is not of the type asked for, text that is not UTF-8.
 * @source https://www.rfc-editor.org/rfc/rfc4180
 * @example
 * const cells = tables.parseCsv(new TextEncoder().encode('id,type\n864691135571546917,BC\n'));
 * cells.getChild('id')?.get(0); // 864691135571546917n
 */
export function parseCsv(bytes: Uint8Array, options: CsvOptions = {}): Table {
  const plan = planCsv(bytes.length > SAMPLE_BYTES ? bytes.subarray(0, SAMPLE_BYTES) : bytes, options);
  const table = tryParse(bytes, plan);
  if (table) return table;
  const guess = guessFor(plan);
  const blocks = new LineBlocks((block, start, end) => guess.scan(block, start, end));
  blocks.push(bytes.subarray(plan.rowsAt));
  blocks.end();
  return tryParse(bytes, exactPlan(plan, guess, options.types)) as Table;
}

/** The table of a file's batches; without any it has columns and no rows. */
export function tableOf(file: CsvFile, batches: RecordBatch[]): Table {
  return batches.length > 0 ? new Table(batches) : new Table(file.rows.schema);
}

/** The table of a file read by `plan`; `undefined` when a guessed type does not hold. */
function tryParse(bytes: Uint8Array, plan: CsvPlan): Table | undefined {
  const file = new CsvFile(plan, { byteLength: bytes.length });
  const batches = file.push(bytes);
  batches.push(...file.end());
  return file.wrongGuess ? undefined : tableOf(file, batches);
}

/**
 * The table in the bytes of a static CAVE export: a CSV file without a header row, whose columns the header file beside it
 * names with their SQL types (see {@link parseExportHeader}).
 *
 * `t`/`f` are bool, `bigint` is int64 with every digit, timestamps are microseconds, an empty cell is null and `""` the empty
 * text. Positions that the export splits keep its names, `pt_position_x`; a PostGIS point column `p` in hexadecimal
 * EWKB becomes three float64 columns `p_x`, `p_y`, `p_z`, in the units of the export (voxels). The schema's fields have the
 * SQL type as metadata `sqltype`.
 *
 * @throws {FormatError} `csv <file> line <n> column <name>: received …, expected …` for a cell that is not of its column's type,
 * and for a file whose last line has no end: it is truncated.
 * @throws {UnsupportedError} for an SQL type this library does not read.
 * @source https://www.microns-explorer.org/cortical-mm3, https://www.postgresql.org/docs/current/sql-copy.html
 * @example
 * const text = (lines: string) => new TextEncoder().encode(lines);
 * const synapses = tables.parseExportCsv(text('165943687,t,864691135522708676\n'), {
 *   header: 'id,bigint\nvalid,boolean\npre_pt_root_id,bigint\n',
 * });
 * synapses.getChild('pre_pt_root_id')?.get(0); // 864691135522708676n
 */
export function parseExportCsv(
  bytes: Uint8Array,
  options: { readonly header: Uint8Array | string; readonly file?: string },
): Table {
  return parseCsv(bytes, { columns: parseExportHeader(options.header), file: options.file });
}
