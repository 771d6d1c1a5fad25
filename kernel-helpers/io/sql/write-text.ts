import { isAscii, isUtf8 } from 'node:buffer';
import { type Data, DataType, type Vector } from 'apache-arrow';
import { FormatError } from '../../errors.js';
import type { NativeDuckDB, NativeVector } from './duckdb.js';
import { damaged, isNull, type Write } from './write.js';

const INLINE = 12;
const CELL = 16;

/**
 * Writes text or bytes. Strings of up to 12 bytes lie in a vector's 16-byte cells themselves, so these are made here and
 * copied together; only longer ones are handed over one by one.
 *
 * @throws {FormatError} for text that is not UTF-8, which DuckDB relies on.
 */
export function writeText(native: NativeDuckDB, column: string, kind: 'text' | 'bytes' | 'dictionary'): Write {
  if (kind === 'dictionary') return writeDictionary(native, column);
  return (vector, data, from, count) => {
    const isView = DataType.isUtf8View(data.type) || DataType.isBinaryView(data.type);
    const { offsets, bytes } = isView ? viewsOf(data, column, from, count) : textOf(data, column, from, count);
    if (kind === 'text') checkUtf8(bytes, offsets, column);
    writeCells(
      native,
      vector,
      bytes,
      i => offsets[i],
      i => offsets[i + 1],
      count,
    );
  };
}

function writeDictionary(native: NativeDuckDB, column: string): Write {
  const read = new WeakMap<Vector, Entries>();
  return (vector, data, from, count) => {
    const dictionary = data.dictionary as Vector;
    let entries = read.get(dictionary);
    if (entries === undefined) {
      entries = entriesOf(dictionary, column);
      read.set(dictionary, entries);
    }
    const { starts, bytes } = entries;
    const codes: ArrayLike<number> = data.values;
    if (from + count > codes.length) throw damaged(column);
    const nulls = data.nullCount > 0 ? (data.nullBitmap as Uint8Array | undefined) : undefined;
    const code = (i: number): number => {
      const at = data.offset + from + i;
      if (nulls?.length && ((nulls[at >> 3] >> (at & 7)) & 1) === 0) return -1;
      const value = Number(codes[from + i]);
      if (value >= 0 && value < starts.length - 1) return value;
      throw damaged(column);
    };
    const of = Int32Array.from({ length: count }, (_, i) => code(i));
    const start = (i: number): number => (of[i] < 0 ? 0 : starts[of[i]]);
    const end = (i: number): number => (of[i] < 0 ? 0 : starts[of[i] + 1]);
    writeCells(native, vector, bytes, start, end, count);
  };
}

/** The texts of a dictionary behind each other: text `i` is bytes `starts[i] … starts[i + 1] - 1`. */
interface Entries {
  readonly starts: Int32Array;
  readonly bytes: Uint8Array;
}

function entriesOf(dictionary: Vector, column: string): Entries {
  const starts = new Int32Array(dictionary.length + 1);
  const parts: Uint8Array[] = [];
  let entry = 0;
  for (const data of dictionary.data) {
    const { offsets, bytes } = textOf(data, column, 0, data.length);
    checkUtf8(bytes, offsets, column);
    for (let i = 0; i < data.length; i++, entry++) {
      parts.push(bytes.subarray(offsets[i], offsets[i + 1]));
      starts[entry + 1] = starts[entry] + offsets[i + 1] - offsets[i];
    }
  }
  return { starts, bytes: Buffer.concat(parts) };
}

/** Where rows `from …` of a column lie in its bytes: row `i` is bytes `offsets[i] … offsets[i + 1] - 1`. */
function textOf(
  data: Data,
  column: string,
  from: number,
  count: number,
): { readonly offsets: ArrayLike<number>; readonly bytes: Uint8Array } {
  const stored: Int32Array | BigInt64Array = data.valueOffsets;
  if (count === 0) return { offsets: [0], bytes: new Uint8Array(0) };
  const slice = stored.subarray(from, from + count + 1);
  const offsets = slice instanceof BigInt64Array ? Float64Array.from(slice, Number) : slice;
  const bytes: Uint8Array = data.values;
  if (offsets.length !== count + 1) throw damaged(column);
  let last = 0;
  for (let i = 0; i <= count; i++) {
    if (!(offsets[i] >= last)) throw damaged(column);
    last = offsets[i];
  }
  if (last > bytes.length) throw damaged(column);
  return { offsets, bytes };
}

/** As {@link textOf}, of a column whose rows are views: short ones hold their bytes, others say where they lie. */
function viewsOf(
  data: Data,
  column: string,
  from: number,
  count: number,
): { readonly offsets: ArrayLike<number>; readonly bytes: Uint8Array } {
  const cells: Uint8Array = data.values;
  if (CELL * (from + count) > cells.length) throw damaged(column);
  const view = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
  const offsets = new Int32Array(count + 1);
  const parts: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const at = CELL * (from + i);
    const length = isNull(data, from + i) ? 0 : view.getInt32(at, true);
    const inline = length <= INLINE;
    const buffer = inline ? cells : data.variadicBuffers[view.getInt32(at + 8, true)];
    const start = inline ? at + 4 : view.getInt32(at + 12, true);
    if (buffer === undefined || length < 0 || start < 0 || start + length > buffer.length) throw damaged(column);
    parts.push(buffer.subarray(start, start + length));
    offsets[i + 1] = offsets[i] + length;
  }
  return { offsets, bytes: Buffer.concat(parts) };
}

function checkUtf8(bytes: Uint8Array, offsets: ArrayLike<number>, column: string): void {
  const count = offsets.length - 1;
  if (isAscii(bytes.subarray(offsets[0], offsets[count]))) return;
  for (let i = 0; i < count; i++) {
    if (isUtf8(bytes.subarray(offsets[i], offsets[i + 1]))) continue;
    throw new FormatError(`arrow column ${column} is damaged: received bytes that are not UTF-8 in a text column`, {
      format: 'arrow',
      at: `column ${column}`,
    });
  }
}

function writeCells(
  native: NativeDuckDB,
  vector: NativeVector,
  bytes: Uint8Array,
  startOf: (i: number) => number,
  endOf: (i: number) => number,
  count: number,
): void {
  const cells = new Uint8Array(CELL * count);
  const lengths = new Uint32Array(cells.buffer);
  const long: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = startOf(i);
    const length = endOf(i) - start;
    if (length > INLINE) {
      long.push(i);
      continue;
    }
    lengths[4 * i] = length;
    const cell = CELL * i + 4;
    for (let k = 0; k < length; k++) cells[cell + k] = bytes[start + k];
  }
  native.copy_data_to_vector(vector, 0, cells.buffer, 0, cells.length);
  if (long.length === 0) return;
  // the same text again needs no second copy of it: its cell is copied
  const known = new Map<number, number>();
  const written = native.vector_get_data(vector, CELL * count);
  for (const i of long) {
    const start = startOf(i);
    const before = known.get(start);
    if (before !== undefined && endOf(before) - startOf(before) === endOf(i) - start) {
      written.copyWithin(CELL * i, CELL * before, CELL * (before + 1));
    } else {
      native.vector_assign_string_element_len(vector, i, bytes.subarray(start, endOf(i)));
      known.set(start, i);
    }
  }
}
