import type { Table } from 'apache-arrow';
import { FormatError, InvalidArgumentError, UnsupportedError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { float16 } from './float16.js';
import { type PlainColumn, tableOfColumns } from './table-of-columns.js';

/** The numbers of an array, by the type that the file says. */
export type NpyData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** A NumPy array. */
export interface NpyArray<T extends NpyData = NpyData> {
  /** Length of each axis; none for a single number. */
  readonly shape: readonly number[];
  /** NumPy's name of the type without byte order: `f8`, `i8`, `u2`, `b1` (bool, 0 or 1), `f2` (read as float32). */
  readonly dtype: string;
  /**
   * All numbers, the last axis fastest whatever the file's order is: `data[i * shape[1] + j]` for two axes,
   * `data[(i * shape[1] + j) * shape[2] + k]` for three.
   */
  readonly data: T;
}

const MAGIC: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** NumPy allows 64 axes. */
const MOST_AXES = 64;
/** NumPy itself refuses longer headers of plain arrays. */
const MOST_HEADER_BYTES = 65_536;

const TYPES: Readonly<Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => NpyData>> = {
  b1: Uint8Array,
  u1: Uint8Array,
  i1: Int8Array,
  u2: Uint16Array,
  i2: Int16Array,
  u4: Uint32Array,
  i4: Int32Array,
  u8: BigUint64Array,
  i8: BigInt64Array,
  f2: Uint16Array,
  f4: Float32Array,
  f8: Float64Array,
};

/** Why an array that NumPy can write is not read. */
const REFUSED: Readonly<Record<string, string>> = {
  O: 'Python objects, which are a pickle that can run any code when it is read',
  c: 'complex numbers',
  V: 'raw records',
  S: 'byte strings',
  a: 'byte strings',
  U: 'text',
  M: 'dates',
  m: 'time spans',
  f: 'numbers of extended precision',
};

/**
 * The array in the bytes of a `.npy` file (versions 1.0 to 3.0): booleans, integers of 8 to 64 bits, floats of 16, 32 and 64.
 *
 * 64-bit integers are a `BigInt64Array` or `BigUint64Array`, exact. `data` may share memory with `bytes`.
 *
 * @throws {FormatError} `npy <file> byte <n> …` for bytes that are damaged, too few, or too many.
 * @throws {UnsupportedError} for arrays of Python objects, records, text, dates or complex numbers.
 * @source https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function parseNpy(bytes: Uint8Array, options: { readonly file?: string } = {}): NpyArray {
  const { file } = options;
  const where = file === undefined ? 'npy' : `npy ${file}`;
  const fault = (at: number, problem: string): FormatError =>
    new FormatError(`${where} byte ${at} ${problem}`, { format: 'npy', at: `byte ${at}`, file });
  const header = readHeader(bytes, where, fault);
  const { start, shape, order, code, fortran } = header;
  const size = Number(code.slice(1));
  const count = shape.reduce((product, length) => product * length, 1);
  const received = bytes.length - start;
  if (received !== count * size) {
    const problem = received < count * size ? 'ends inside its numbers' : 'goes on behind its numbers';
    throw fault(
      Math.min(bytes.length, start + count * size),
      `${problem}: received ${formatCount(received)} bytes, expected ${count} × ${size} = ${count * size}`,
    );
  }
  const swapped = order === '>' && size > 1;
  const aligned = (bytes.byteOffset + start) % size === 0;
  const body = swapped || !aligned ? new Uint8Array(bytes.subarray(start)) : bytes.subarray(start);
  if (swapped) swapBytes(body, size);
  const stored = new TYPES[code](body.buffer as ArrayBuffer, body.byteOffset, count);
  if (code === 'b1') {
    const odd = (stored as Uint8Array).findIndex(value => value > 1);
    if (odd >= 0) throw fault(start + odd, `is no boolean: received ${stored[odd]}, expected 0 or 1`);
  }
  const ordered = fortran && shape.length > 1 ? lastAxisFastest(stored, shape) : stored;
  const data = code === 'f2' ? Float32Array.from(ordered as Uint16Array, float16) : ordered;
  return { shape, dtype: code, data };
}

/**
 * An array of one or two axes as a table: a row for each place on the first axis, a column for each on the second.
 *
 * `NaN` is null. Columns are called `column_1`, `column_2` … unless `columns` names them.
 *
 * @throws {InvalidArgumentError} when the array has no or more axes, or the names are not as many as its columns.
 * @example
 * const bounds = { shape: [2, 2], dtype: 'f8', data: Float64Array.of(1, 2, 3, 4) };
 * tables.npyTable(bounds, { columns: ['from_um', 'to_um'] }).getChild('to_um')?.toArray(); // Float64Array [2, 4]
 */
export function npyTable(array: NpyArray, options: { readonly columns?: readonly string[] } = {}): Table {
  const { shape, data } = array;
  if (shape.length !== 1 && shape.length !== 2) {
    throw new InvalidArgumentError(
      `npy array cannot be a table: received ${shape.length} axes (${shape.join(' × ')}), expected 1 or 2`,
      { argument: 'array' },
    );
  }
  const [rows, width = 1] = shape;
  const names = options.columns ?? Array.from({ length: width }, (_, column) => `column_${column + 1}`);
  if (names.length !== width || new Set(names).size !== width) {
    throw new InvalidArgumentError(
      `npy table columns have the wrong names: received ${names.length} (${names.slice(0, 9).join(', ')}), expected ${width} different ones`,
      { argument: 'columns' },
    );
  }
  const columns = names.map((name, column): [string, PlainColumn] => {
    if (shape.length === 1) return [name, data as PlainColumn];
    const values = new (data.constructor as new (length: number) => NpyData)(rows);
    for (let row = 0; row < rows; row++) values[row] = data[row * width + column];
    return [name, values as PlainColumn];
  });
  return tableOfColumns(Object.fromEntries(columns));
}

interface Header {
  /** Where the numbers start. */
  readonly start: number;
  readonly shape: readonly number[];
  readonly order: string;
  readonly code: string;
  readonly fortran: boolean;
}

function readHeader(bytes: Uint8Array, where: string, fault: (at: number, problem: string) => FormatError): Header {
  const first = [...bytes.subarray(0, 6)];
  if (MAGIC.some((byte, i) => byte !== first[i])) {
    const received = first.map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    throw fault(0, `is no NumPy array: received first bytes ${received || '(none)'}, expected 93 4e 55 4d 50 59`);
  }
  const version = bytes[6];
  const before = version === 1 ? 10 : 12;
  if (bytes.length < before) throw fault(bytes.length, `ends inside its head: expected ${before} bytes or more`);
  if (!(version >= 1 && version <= 3) || bytes[7] !== 0) {
    throw fault(
      6,
      `has a version this library does not read: received ${version}.${bytes[7]}, expected 1.0, 2.0 or 3.0`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = before + length;
  if (start > bytes.length || length > MOST_HEADER_BYTES) {
    const most = Math.min(bytes.length - before, MOST_HEADER_BYTES);
    throw fault(8, `has a wrong header length: received ${length}, expected at most ${most}`);
  }
  const text = Buffer.from(bytes.subarray(before, start)).toString(version === 3 ? 'utf8' : 'latin1');
  const descr = /'descr': *('[^']*'|\[.*?\])(?= *[,}])/.exec(text)?.[1];
  const fortran = /'fortran_order': *(True|False) *[,}]/.exec(text)?.[1];
  const axes = axesIn(/'shape': *\(([0-9L, ]*)\) *[,}]/.exec(text)?.[1]);
  if (!/^\{.*\} *\n?$/.test(text) || descr === undefined || fortran === undefined || axes === undefined) {
    throw fault(
      before,
      `has a damaged header: received ${JSON.stringify(text.slice(0, 100).trimEnd())}, ` +
        "expected {'descr': …, 'fortran_order': …, 'shape': …}",
    );
  }
  const [, order, code] = /^'([<>|=])?([a-zA-Z][0-9]*)(?:\[[^\]]*\])?'$/.exec(descr) ?? [];
  if (code === undefined || !Object.hasOwn(TYPES, code) || (order === '|' && !code.endsWith('1'))) {
    const what = descr.startsWith('[') ? 'records of several fields' : REFUSED[code?.[0] ?? ''];
    if (what === undefined)
      throw fault(before, `has an unknown type: received ${descr.slice(0, 60)}, expected <f8 and such`);
    throw new UnsupportedError(
      `${where} holds ${what}: received type ${descr.slice(0, 100)}, expected booleans, integers or floats of up to 64 bits`,
      { feature: `npy type ${descr.slice(0, 100)}` },
    );
  }
  const shape = axes.map(axis => Number.parseInt(axis, 10));
  if (shape.length > MOST_AXES || shape.some(axis => !Number.isSafeInteger(axis))) {
    throw fault(
      before,
      `has a wrong shape: received (${axes.join(', ').slice(0, 60)}), expected at most ${MOST_AXES} lengths`,
    );
  }
  return { start, shape, order: order ?? '=', code, fortran: fortran === 'True' };
}

/** The lengths in the text of a shape, `3, 4` or `3,` or nothing; `undefined` where it is none. */
function axesIn(text: string | undefined): string[] | undefined {
  const axes = text?.split(',').map(axis => axis.trim());
  if (axes?.at(-1) === '') axes.pop();
  return axes?.every(axis => /^[0-9]{1,16}L?$/.test(axis)) ? axes : undefined;
}

/** Turns the bytes of every number round, in place. */
function swapBytes(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 2) buffer.swap16();
  else if (size === 4) buffer.swap32();
  else buffer.swap64();
}

/** Numbers with the first axis fastest, written anew with the last one fastest. */
function lastAxisFastest(values: NpyData, shape: readonly number[]): NpyData {
  const ordered = new (values.constructor as new (length: number) => NpyData)(values.length);
  const strides: number[] = [];
  let stride = 1;
  for (const length of shape) {
    strides.push(stride);
    stride *= length;
  }
  const place: number[] = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    ordered[to] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++place[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      place[axis] = 0;
    }
  }
  return ordered;
}
