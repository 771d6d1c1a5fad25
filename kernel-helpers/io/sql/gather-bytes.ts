import { type Binary, type Data, type DataType, makeData, type Utf8 } from 'apache-arrow';
import { UnsupportedError } from '../../errors.js';
import type { NativeVector } from './duckdb.js';
import { type Items, NullableGatherer } from './gather.js';
import { GrowingBytes } from './growing-buffers.js';

/** DuckDB's strings take 16 bytes: a length, then the bytes themselves where there are no more than these. */
const INLINE = 12;
const POINTER_HIGH = 2 ** 32;
/** Arrow's offsets are signed and 32 bits wide. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * Strings and blobs. Longer ones lie elsewhere, mostly one behind the other: each such stretch is asked for once, not
 * each string, which is an order of magnitude faster. Only bytes that belong to strings are ever looked at.
 */
export class BytesGatherer<T extends Utf8 | Binary> extends NullableGatherer<T> {
  private readonly values: GrowingBytes = new GrowingBytes(0);
  private readonly offsets: GrowingBytes = new GrowingBytes(0);
  private readonly text: Text = { starts: [], ends: [], cells: [], stretchOf: new Int32Array(0) };

  protected appendItems(vector: NativeVector, from: number, count: number, mask: Uint8Array | null): number {
    const { values, offsets, text, native } = this;
    const entries = native.vector_get_data(vector, 16 * (from + count));
    const words = new Uint32Array(entries.buffer, entries.byteOffset, 4 * (from + count));
    if (this.length === 0) offsets.append(new Uint8Array(4));
    offsets.reserve(4 * count);
    const ends = new Int32Array(offsets.bytes.buffer, offsets.length, count);
    const bytes = findStretches(text, words, from, count, mask);
    if (values.length + bytes > MOST_BYTES) {
      throw new UnsupportedError(
        'sql result has more than 2 GB of text in 2,048 rows, which Arrow has no offsets for',
        {
          feature: 'large text',
        },
      );
    }
    values.reserve(bytes);
    const target = values.bytes;
    const stretches = text.cells.map((cell, i) =>
      native.get_data_from_pointer(entries.buffer, entries.byteOffset + 16 * cell + 8, text.ends[i] - text.starts[i]),
    );
    let at = values.length;
    for (let i = 0; i < count; i++) {
      const stretch = text.stretchOf[i];
      const word = 4 * (from + i);
      if (stretch === INLINED) {
        const length = words[word];
        const start = 16 * (from + i) + 4;
        for (let k = 0; k < length; k++) target[at + k] = entries[start + k];
        at += length;
      } else if (stretch >= 0) {
        const length = words[word];
        const source = stretches[stretch];
        const start = words[word + 2] + POINTER_HIGH * words[word + 3] - text.starts[stretch];
        if (length <= 64) for (let k = 0; k < length; k++) target[at + k] = source[start + k];
        else target.set(source.subarray(start, start + length), at);
        at += length;
      }
      ends[i] = at;
    }
    values.length = at;
    offsets.length += 4 * count;
    return bytes;
  }

  protected takeItems(items: Items): Data {
    if (items.length === 0) this.offsets.append(new Uint8Array(4));
    const offsets = this.offsets.take();
    const valueOffsets = new Int32Array(offsets.buffer, 0, items.length + 1);
    return makeData({ type: this.type as DataType, ...items, valueOffsets, data: this.values.take() } as never);
  }
}

/** Where the longer strings of some cells lie: stretch `s` is bytes `starts[s] … ends[s] - 1`, first used by a cell. */
interface Text {
  readonly starts: number[];
  readonly ends: number[];
  readonly cells: number[];
  /** A cell's stretch, or {@link INLINED}, or {@link NOTHING}. */
  stretchOf: Int32Array;
}

const INLINED = -1;
const NOTHING = -2;

/** Fills `text` for these cells; returns how many bytes they have together. */
function findStretches(text: Text, words: Uint32Array, from: number, count: number, mask: Uint8Array | null): number {
  const { starts, ends, cells } = text;
  starts.length = ends.length = cells.length = 0;
  if (text.stretchOf.length < count) text.stretchOf = new Int32Array(Math.max(2048, count));
  const { stretchOf } = text;
  let bytes = 0;
  let last = -1;
  for (let i = 0; i < count; i++) {
    const row = from + i;
    if (mask !== null && ((mask[row >> 3] >> (row & 7)) & 1) === 0) {
      stretchOf[i] = NOTHING; // what lies in a null's cell is not defined
      continue;
    }
    const length = words[4 * row];
    bytes += length;
    if (length <= INLINE) {
      stretchOf[i] = INLINED;
      continue;
    }
    const start = words[4 * row + 2] + POINTER_HIGH * words[4 * row + 3];
    if (last >= 0 && start === ends[last]) {
      ends[last] += length;
    } else if (last < 0 || start < starts[last] || start + length > ends[last]) {
      last = starts.push(start) - 1;
      ends.push(start + length);
      cells.push(row);
    }
    stretchOf[i] = last;
  }
  return bytes;
}
