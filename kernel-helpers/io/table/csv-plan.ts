import { FormatError, InvalidArgumentError, NotFoundError } from '../../errors.js';
import { CR, LF, QUOTE } from './csv-cells.js';
import { CSV_TYPES, type CsvColumn, type CsvType } from './csv-column.js';
import { TypeGuess } from './csv-guess.js';

/** How a CSV file is read. */
export interface CsvOptions {
  /** File name for error messages. */
  readonly file?: string;
  /** The character between two cells; default `,`. A tab for TSV. */
  readonly separator?: string;
  /** Types of some columns by name, instead of those that are found in their cells. */
  readonly types?: Readonly<Record<string, CsvType>>;
  /** The columns of a file without a header row, as {@link parseExportHeader} gives them; types are PostgreSQL's. */
  readonly columns?: readonly CsvColumn[];
  /** Rows of a record batch; default 65,536. */
  readonly batchRows?: number;
}

/** A row longer than this is damage, such as a quote that nobody closed. */
export const MAX_ROW_BYTES: number = 16 * 1024 * 1024;
/** How much of a file is looked at to guess its types. */
export const SAMPLE_BYTES: number = 256 * 1024;
const DEFAULT_BATCH_ROWS = 65_536;
/** What R, pandas and people write for a missing number. In a column of text these are text. */
const NULL_WORDS: readonly string[] = ['NA', 'N/A', 'NaN', 'nan', 'NULL', 'null', 'None'];

/** What is known of a file before its rows are read. */
export interface CsvPlan {
  readonly columns: readonly CsvColumn[];
  readonly separator: number;
  readonly nullWords: readonly string[];
  readonly fromSql: boolean;
  readonly batchRows: number;
  readonly file?: string;
  /** Number of the first line of rows. */
  readonly firstLine: number;
  /** Where the rows start in the file. */
  readonly rowsAt: number;
  /** Names of columns whose type is a guess from a part of the file. */
  readonly guessed: ReadonlySet<string>;
}

/**
 * The plan for a file that begins with `head`; types that the options do not name are guessed from the rows in it.
 *
 * @throws {FormatError} when there is no header row, or a name in it comes twice.
 * @throws {NotFoundError} when `types` names a column that is not there.
 */
export function planCsv(head: Uint8Array, options: CsvOptions): CsvPlan {
  const { file, columns, types = {} } = options;
  const separator = separatorOf(options.separator ?? ',');
  const batchRows = options.batchRows ?? DEFAULT_BATCH_ROWS;
  if (!(Number.isInteger(batchRows) && batchRows >= 1 && batchRows <= 2 ** 24)) {
    throw new InvalidArgumentError(
      `csv option batchRows is wrong: received ${batchRows}, expected a whole number from 1 to 16777216`,
      { argument: 'batchRows' },
    );
  }
  const common = { separator, batchRows, file };
  if (columns) {
    const nullWords = ['\\N'];
    return { ...common, columns, nullWords, fromSql: true, firstLine: 1, rowsAt: 0, guessed: new Set() };
  }
  const { names, rowsAt, firstLine } = headerRow(head, separator, file);
  for (const name of Object.keys(types)) {
    if (!names.includes(name)) {
      throw new NotFoundError(`csv column is not there: received '${name}', expected one of ${names.join(', ')}`, {
        known: names,
      });
    }
    if (!CSV_TYPES.includes(types[name])) {
      throw new InvalidArgumentError(
        `csv type of column ${name} is wrong: received '${types[name]}', expected one of ${CSV_TYPES.join(', ')}`,
        { argument: 'types' },
      );
    }
  }
  const guess = new TypeGuess(names.length, separator, NULL_WORDS);
  const end = head.lastIndexOf(LF) + 1;
  const sampled = end > rowsAt ? guess.scan(head, rowsAt, end) : rowsAt;
  if (sampled < head.length && head.length < SAMPLE_BYTES) {
    // the whole file, whose last line has no end
    const rest = new Uint8Array(head.length - sampled + 1);
    rest.set(head.subarray(sampled));
    rest[rest.length - 1] = LF;
    guess.scan(rest, 0, rest.length);
  }
  const plan = { ...common, nullWords: NULL_WORDS, fromSql: false, firstLine, rowsAt };
  return withTypes(
    { ...plan, columns: names.map(name => ({ name, type: 'empty' })), guessed: new Set() },
    guess,
    types,
  );
}

/** A guess for every column of `plan`, to be shown all of its rows. */
export function guessFor(plan: CsvPlan): TypeGuess {
  return new TypeGuess(plan.columns.length, plan.separator, plan.nullWords);
}

/** `plan` with the types that `guess` found in all rows: a cell that does not fit them is an error. */
export function exactPlan(plan: CsvPlan, guess: TypeGuess, types: CsvOptions['types']): CsvPlan {
  return { ...withTypes(plan, guess, types), guessed: new Set() };
}

/** `plan` with the types that `guess` found, except for those that `types` names. */
function withTypes(plan: CsvPlan, guess: TypeGuess, types: Readonly<Record<string, CsvType>> = {}): CsvPlan {
  const found = guess.types;
  const columns = plan.columns.map(({ name }, i) => ({
    name,
    type: Object.hasOwn(types, name) ? types[name] : found[i],
  }));
  return {
    ...plan,
    columns,
    guessed: new Set(columns.map(each => each.name).filter(name => !Object.hasOwn(types, name))),
  };
}

function separatorOf(separator: string): number {
  const code = separator.charCodeAt(0);
  if (separator.length === 1 && code < 128 && !/["\r\n0-9a-zA-Z.+-]/.test(separator)) return code;
  throw new InvalidArgumentError(
    `csv option separator is wrong: received ${JSON.stringify(separator)}, expected one character such as ',' or '\\t'`,
    { argument: 'separator' },
  );
}

/** The first line: names of columns. One without a name is called by its place, `column_1`. */
function headerRow(
  head: Uint8Array,
  separator: number,
  file: string | undefined,
): { names: string[]; rowsAt: number; firstLine: number } {
  const where = file === undefined ? 'csv' : `csv ${file}`;
  const fault = (problem: string): FormatError =>
    new FormatError(`${where} line 1 ${problem}`, { format: 'csv', at: 'line 1', file });
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  if (at === head.length) throw fault('is missing: received an empty file, expected a row of column names');
  const names: string[] = [];
  let firstLine = 2;
  for (;;) {
    let cell: Uint8Array;
    if (head[at] === QUOTE) {
      let close = head.indexOf(QUOTE, at + 1);
      while (close >= 0 && head[close + 1] === QUOTE) close = head.indexOf(QUOTE, close + 2);
      if (close < 0) throw fault('has a quote that is never closed: received no second ", expected one');
      cell = head.subarray(at + 1, close);
      at = close + 1;
    } else {
      const from = at;
      while (at < head.length && head[at] !== separator && head[at] !== LF) at++;
      cell = head.subarray(from, at > from && head[at - 1] === CR && head[at] !== separator ? at - 1 : at);
      // of a file whose lines end in CR alone, all would be names and no row be left
      if (cell.includes(CR)) {
        const received = JSON.stringify(Buffer.from(cell.subarray(0, 60)).toString('utf8'));
        throw fault(
          `has a carriage return in a name: received ${received}, expected lines that end in LF or CRLF; save the file ` +
            'with such line ends',
        );
      }
    }
    names.push(nameOf(cell, names.length, fault));
    firstLine += cell.reduce((lines, byte) => lines + (byte === LF ? 1 : 0), 0);
    if (head[at] === CR) at++;
    if (at >= head.length || head[at] === LF) break;
    if (head[at] !== separator) throw fault(`goes on behind a closing quote: expected a separator or the line's end`);
    at++;
  }
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw fault(`names a column twice: received ${JSON.stringify(name)} again, expected another name`);
    }
    seen.add(name);
  }
  return { names, rowsAt: Math.min(at + 1, head.length), firstLine };
}

function nameOf(cell: Uint8Array, index: number, fault: (problem: string) => FormatError): string {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(cell).replaceAll('""', '"');
    return name === '' ? `column_${index + 1}` : name;
  } catch {
    throw fault('is not UTF-8: received other bytes, expected column names in UTF-8');
  }
}
