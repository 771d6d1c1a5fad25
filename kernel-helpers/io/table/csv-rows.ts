import { type Data, makeData, RecordBatch, type Schema, Struct } from 'apache-arrow';
import { FormatError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { type Cells, CR, EmptyCells, LF, QUOTE } from './csv-cells.js';
import { type CsvColumn, type CsvType, schemaOf } from './csv-column.js';
import { FloatCells } from './csv-float-cells.js';
import { Int64Cells, IntCells } from './csv-integer-cells.js';
import { PointCells } from './csv-point-cells.js';
import { BoolCells, FULL_TEXT_BYTES, TextCells } from './csv-text-cells.js';
import { DateCells, TimestampCells } from './csv-time-cells.js';

/** How the rows of a file are read. */
export interface RowFormat {
  readonly columns: readonly CsvColumn[];
  /** The byte between two cells. */
  readonly separator: number;
  /** Unquoted words that are null in every column but those of text. */
  readonly nullWords: readonly string[];
  /** The types are PostgreSQL's: `t` and `f` are booleans. */
  readonly fromSql: boolean;
  /** Names of columns whose type is a guess: no number in them may lose a digit. */
  readonly guessed: ReadonlySet<string>;
  /** Rows of a batch. */
  readonly batchRows: number;
  /** File name for messages. */
  readonly file?: string;
  /** Number of the first line. */
  readonly firstLine: number;
}

/** A cell that is not of its column's type. */
export interface CellMismatch {
  readonly column: number;
  readonly line: number;
  readonly text: string;
  readonly expected: string;
}

/** A row that goes on behind the bytes there are. */
const INCOMPLETE = -2;

// One number for each class of cells: every call below is then of one class, and is compiled into the loop.
const INT64 = 0;
const INT = 1;
const FLOAT = 2;
const TEXT = 3;
const OTHER = 4;

/**
 * Reads rows of CSV (RFC 4180) into batches of typed columns, block by block.
 *
 * The loop runs over bytes and knows each column's type; what is rare, a quoted cell or a word for null, is looked at
 * outside it. A blank line is an error unless nothing but blank lines follow.
 */
export class CsvRows {
  readonly schema: Schema;
  readonly #format: RowFormat;
  readonly #kinds: Uint8Array;
  readonly #nullWords: ReadonlySet<string>;
  #cells: Cells[];
  #capacity: number;
  #row = 0;
  #line: number;
  /** Line of a blank line; 0 while there was none. */
  #blankLine = 0;
  #mismatch: CellMismatch | undefined;
  /** Where the last quoted cell ends. */
  #cellEnd = 0;
  /** Line breaks within the cells of this row. */
  #breaks = 0;

  constructor(format: RowFormat) {
    this.#format = format;
    this.#nullWords = new Set(format.nullWords);
    this.#line = format.firstLine;
    this.#capacity = format.batchRows;
    this.schema = schemaOf(format.columns);
    this.#cells = this.#newCells();
    this.#kinds = Uint8Array.from(this.#cells, kindOf);
  }

  /** Rows of the batch being filled. */
  get pendingRows(): number {
    return this.#row;
  }

  /** Bytes that the rows of this batch take, about. */
  get pendingBytes(): number {
    const row = this.#row;
    const bytes = this.#cells.map(cells => (cells instanceof TextCells ? cells.byteLength(row) + 4 * row : 8 * row));
    return bytes.reduce((sum, each) => sum + each, 0);
  }

  /** Number of the line that is read next. */
  get line(): number {
    return this.#line;
  }

  /** Why {@link read} stopped, when a cell was not of its column's type. */
  get mismatch(): CellMismatch | undefined {
    return this.#mismatch;
  }

  /** True when the batch takes no more rows. */
  get isFull(): boolean {
    return this.#row >= this.#capacity || this.hasFullText;
  }

  /** True when a column of text takes no more. */
  get hasFullText(): boolean {
    return this.#cells.some(cells => cells instanceof TextCells && cells.byteLength(this.#row) > FULL_TEXT_BYTES);
  }

  /**
   * Reads rows from `bytes[start … end - 1]`, which ends in a line feed, until they end, the batch is full, or a cell
   * is not of its type ({@link mismatch}). Returns where the next row starts: before `end` also when the last row has a
   * quoted cell that is still open.
   *
   * @throws {FormatError} for a row with too few or too many cells.
   */
  read(bytes: Uint8Array, start: number, end: number): number {
    const { separator } = this.#format;
    const capacity = this.#capacity;
    const kinds = this.#kinds;
    const columns = this.#cells;
    const last = columns.length - 1;
    let at = start;
    let row = this.#row;
    while (at < end && row < capacity) {
      const rowStart = at;
      if (this.#blankLine !== 0 || bytes[at] === LF || bytes[at] === CR) {
        const next = this.#blankRow(bytes, at, last);
        if (next > at) {
          at = next;
          continue;
        }
      }
      for (let column = 0; column <= last; column++) {
        const cells = columns[column];
        const first = bytes[at];
        let next: number;
        if (first === separator || first === LF || (first === CR && bytes[at + 1] === LF)) {
          cells.setNull(row);
          next = at;
        } else {
          switch (kinds[column]) {
            case INT64:
              next = (cells as Int64Cells).read(bytes, at, row);
              break;
            case INT:
              next = (cells as IntCells).read(bytes, at, row);
              break;
            case FLOAT:
              next = (cells as FloatCells).read(bytes, at, row);
              break;
            case TEXT:
              next = (cells as TextCells).read(bytes, at, row);
              break;
            default:
              next = cells.read(bytes, at, row);
          }
          if (next < 0) next = this.#oddCell(column, bytes, at, end, row);
          if (next < 0) {
            this.#row = row;
            this.#breaks = 0;
            return rowStart;
          }
        }
        at = next;
        const delimiter = bytes[at];
        if (delimiter === separator) {
          if (column === last) this.#wrongCellCount(bytes, rowStart, end);
          at++;
        } else if (delimiter === LF) {
          if (column !== last) this.#wrongCellCount(bytes, rowStart, end);
          at++;
        } else if (delimiter === CR && bytes[at + 1] === LF) {
          if (column !== last) this.#wrongCellCount(bytes, rowStart, end);
          at += 2;
        } else {
          this.#wrongEnd(column, bytes, at);
        }
      }
      row++;
      this.#line++;
      if (this.#breaks > 0) {
        this.#line += this.#breaks;
        this.#breaks = 0;
      }
      if ((row & 255) === 0) {
        this.#row = row;
        if (this.hasFullText) return at; // text grows by the cell, so it is looked at now and then
      }
    }
    this.#row = row;
    return at;
  }

  /** Makes room for `capacity` rows in the batch being filled. */
  grow(capacity: number): void {
    this.#capacity = capacity;
    for (const cells of this.#cells) cells.grow(capacity, this.#row);
  }

  /** The batch of the rows read so far; the next one starts empty. */
  takeBatch(): RecordBatch {
    const rows = this.#row;
    for (const [column, cells] of this.#cells.entries()) this.#checkText(column, cells, rows);
    const children: Data[] = this.#cells.flatMap(cells => cells.finish(rows));
    this.#cells = this.#newCells();
    this.#row = 0;
    return new RecordBatch(
      this.schema,
      makeData({ type: new Struct(this.schema.fields), length: rows, nullCount: 0, children }),
    );
  }

  /** The error for a cell that is not of its column's type. */
  mismatchError(mismatch: CellMismatch): FormatError {
    const { name } = this.#format.columns[mismatch.column];
    return this.#fault(mismatch.line, `column ${name}: received ${mismatch.text}, expected ${mismatch.expected}`);
  }

  #newCells(): Cells[] {
    const { columns, separator, fromSql, guessed } = this.#format;
    return columns.map(({ name, type }) => {
      const arrow = this.schema.fields.find(field => field.name === name)?.type as never;
      return newCells(type, this.#capacity, separator, arrow, type.startsWith('float') ? guessed.has(name) : fromSql);
    });
  }

  /** A quoted cell, a word for null, or one of another type: where it ends, or less than 0. */
  #oddCell(column: number, bytes: Uint8Array, start: number, end: number, row: number): number {
    const cells = this.#cells[column];
    if (bytes[start] === QUOTE) {
      const cell = this.#quotedCell(column, bytes, start, end);
      if (cell === undefined) return INCOMPLETE;
      if (cell.length === 0 && !(cells instanceof TextCells)) cells.setNull(row);
      else if (!cells.readWhole(cell, row)) return this.#noteMismatch(column, cell);
      return this.#cellEnd;
    }
    const stop = plainEnd(bytes, start, this.#format.separator);
    const cell = bytes.subarray(start, stop);
    if (!(cells instanceof TextCells) && cell.length <= 8 && this.#nullWords.has(String.fromCharCode(...cell))) {
      cells.setNull(row);
      return stop;
    }
    return this.#noteMismatch(column, cell);
  }

  #noteMismatch(column: number, cell: Uint8Array): number {
    const { expected } = this.#cells[column];
    this.#mismatch = { column, line: this.#line + this.#breaks, text: quote(cell), expected };
    return -1;
  }

  /** The content of the quoted cell at `start`; `undefined` when it is still open at `end`. Sets `#cellEnd`. */
  #quotedCell(column: number, bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
    const parts: Uint8Array[] = [];
    let from = start + 1;
    for (;;) {
      const close = bytes.indexOf(QUOTE, from);
      if (close < 0 || close >= end) return undefined;
      if (bytes[close + 1] !== QUOTE) {
        parts.push(bytes.subarray(from, close));
        this.#cellEnd = close + 1;
        break;
      }
      parts.push(bytes.subarray(from, close + 1)); // "" is a quote
      from = close + 2;
    }
    for (let at = bytes.indexOf(LF, start); at >= 0 && at < this.#cellEnd; at = bytes.indexOf(LF, at + 1))
      this.#breaks++;
    const next = bytes[this.#cellEnd];
    if (next !== this.#format.separator && next !== LF && next !== CR) this.#wrongEnd(column, bytes, this.#cellEnd);
    return parts.length === 1 ? parts[0] : new Uint8Array(Buffer.concat(parts));
  }

  /** Where the line goes on behind a blank one; `at` itself where it is a row after all. */
  #blankRow(bytes: Uint8Array, at: number, last: number): number {
    const next = bytes[at] === LF ? at + 1 : bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at;
    if (next > at && last > 0) {
      this.#blankLine ||= this.#line;
      this.#line++;
      return next;
    }
    if (this.#blankLine !== 0) {
      throw this.#fault(
        this.#blankLine,
        `is blank, with rows behind it: received no cells, expected ${formatCount(last + 1)}`,
      );
    }
    return at;
  }

  #wrongCellCount(bytes: Uint8Array, rowStart: number, end: number): never {
    let cells = 1;
    let quoted = false;
    for (let at = rowStart; at < end && (quoted || bytes[at] !== LF); at++) {
      if (bytes[at] === QUOTE) quoted = !quoted;
      else if (!quoted && bytes[at] === this.#format.separator) cells++;
    }
    const names = this.#format.columns.map(column => column.name);
    const shown = names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');
    throw this.#fault(
      this.#line,
      `has the wrong number of cells: received ${formatCount(cells)}, expected ${formatCount(names.length)} (${shown})`,
    );
  }

  #wrongEnd(column: number, bytes: Uint8Array, at: number): never {
    const { name } = this.#format.columns[column];
    const received = quote(bytes.subarray(at, Math.min(plainEnd(bytes, at, this.#format.separator), at + 20)));
    throw this.#fault(
      this.#line + this.#breaks,
      `column ${name} goes on behind its closing quote: received ${received}, expected a separator or the line's end`,
    );
  }

  #checkText(column: number, cells: Cells, rows: number): void {
    if (!(cells instanceof TextCells)) return;
    const row = cells.firstDamaged(rows);
    if (row < 0) return;
    // line breaks within cells are not counted per row: the line is the last one it can be
    const { name } = this.#format.columns[column];
    const line = this.#line - (rows - row);
    throw this.#fault(line, `column ${name} is not UTF-8: received other bytes, expected UTF-8 text`);
  }

  #fault(line: number, problem: string): FormatError {
    const { file } = this.#format;
    const where = file === undefined ? 'csv' : `csv ${file}`;
    return new FormatError(`${where} line ${formatCount(line)} ${problem}`, {
      format: 'csv',
      at: `line ${line}`,
      file,
    });
  }
}

/** `strict`: exact integers only for a float, `t` and `f` for a bool; the other types know no such thing. */
function newCells(type: CsvType, capacity: number, separator: number, arrow: never, strict: boolean): Cells {
  switch (type) {
    case 'int64':
    case 'uint64':
      return new Int64Cells(capacity, separator, arrow, type === 'int64');
    case 'int32':
    case 'int16':
      return new IntCells(capacity, separator, arrow, type === 'int32' ? 32 : 16);
    case 'float64':
    case 'float32':
      return new FloatCells(capacity, separator, arrow, type === 'float64' ? 64 : 32, strict);
    case 'bool':
      return new BoolCells(capacity, separator, strict);
    case 'timestamp':
    case 'timestamp-utc':
      return new TimestampCells(capacity, separator, arrow, type === 'timestamp-utc');
    case 'date':
      return new DateCells(capacity, separator);
    case 'point':
      return new PointCells(capacity, separator);
    case 'text':
      return new TextCells(capacity, separator);
    case 'empty':
      return new EmptyCells(capacity, separator, arrow);
  }
}

function kindOf(cells: Cells): number {
  if (cells instanceof Int64Cells) return INT64;
  if (cells instanceof IntCells) return INT;
  if (cells instanceof FloatCells) return FLOAT;
  return cells instanceof TextCells ? TEXT : OTHER;
}

/** Where the unquoted cell at `start` ends. */
function plainEnd(bytes: Uint8Array, start: number, separator: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== separator && bytes[at] !== LF) {
    if (bytes[at] === CR && bytes[at + 1] === LF) break;
    at++;
  }
  return at;
}

/** A cell for a message, shortened. */
function quote(cell: Uint8Array): string {
  const text = Buffer.from(cell.subarray(0, 60)).toString('utf8');
  return JSON.stringify(cell.length > 60 ? `${text}…` : text);
}
