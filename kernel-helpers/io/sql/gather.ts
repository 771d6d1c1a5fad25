/** DuckDB vectors into Arrow columns: whole vectors are copied, nothing is made for a single value. */
import { type Data, type DataType, makeData } from 'apache-arrow';
import type { NativeDuckDB, NativeVector } from './duckdb.js';
import { GrowingBytes, GrowingValidity } from './growing-buffers.js';

/** Collects one column, or what is inside the lists and structs of one. */
export interface Gatherer {
  readonly type: DataType;
  /** Appends items `from … from + count - 1` of `vector`; returns how many bytes they took, about. */
  append(vector: NativeVector, from: number, count: number): number;
  /** All that came since the last call, as Arrow has it. */
  take(): Data;
}

/** What every gatherer keeps: how many items came, and which of them are null. */
export abstract class NullableGatherer<T extends DataType = DataType> implements Gatherer {
  readonly type: T;
  protected readonly native: NativeDuckDB;
  protected readonly validity: GrowingValidity = new GrowingValidity();
  protected length = 0;

  constructor(native: NativeDuckDB, type: T) {
    this.native = native;
    this.type = type;
  }

  append(vector: NativeVector, from: number, count: number): number {
    if (count === 0) return 0;
    const mask = this.native.vector_get_validity(vector, 8 * Math.ceil((from + count) / 64));
    const bytes = this.appendItems(vector, from, count, mask);
    this.validity.append(mask, from, count);
    this.length += count;
    return bytes;
  }

  take(): Data {
    const { nullCount } = this.validity;
    const data = this.takeItems({ length: this.length, nullCount, nullBitmap: this.validity.take() });
    this.length = 0;
    return data;
  }

  /** `mask` has a bit an item, 0 for a null; there is none when no item is null. */
  protected abstract appendItems(vector: NativeVector, from: number, count: number, mask: Uint8Array | null): number;

  protected abstract takeItems(items: Items): Data;
}

/** How many items there are, and which are null. */
export interface Items {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array | null;
}

/** Writes `count` items of DuckDB's, `source`, to `target` as Arrow has them; `mask` and `from` tell which are null. */
export type Convert = (
  source: Uint8Array,
  target: Uint8Array,
  count: number,
  mask: Uint8Array | null,
  from: number,
) => void;

/** Items of a fixed number of bytes: copied where DuckDB and Arrow agree, else converted. */
export class FixedGatherer<T extends DataType> extends NullableGatherer<T> {
  private readonly sourceWidth: number;
  private readonly targetWidth: number;
  private readonly convert: Convert | undefined;
  private readonly values: GrowingBytes = new GrowingBytes(0);
  private readonly extra: { readonly dictionary?: unknown };

  constructor(
    native: NativeDuckDB,
    type: T,
    widths: { readonly source: number; readonly target?: number },
    convert?: Convert,
    extra: { readonly dictionary?: unknown } = {},
  ) {
    super(native, type);
    this.sourceWidth = widths.source;
    this.targetWidth = widths.target ?? widths.source;
    this.convert = convert;
    this.extra = extra;
  }

  protected appendItems(vector: NativeVector, from: number, count: number, mask: Uint8Array | null): number {
    const { sourceWidth, values, convert } = this;
    const all = this.native.vector_get_data(vector, (from + count) * sourceWidth);
    const source = from === 0 ? all : all.subarray(from * sourceWidth);
    if (convert === undefined) {
      values.append(source);
      return source.length;
    }
    const bytes = count * this.targetWidth;
    values.reserve(bytes);
    convert(source, values.bytes.subarray(values.length, values.length + bytes), count, mask, from);
    values.length += bytes;
    return bytes;
  }

  protected takeItems(items: Items): Data {
    const bytes = this.values.take();
    const array = new this.type.ArrayType(bytes.buffer, 0, bytes.length / this.type.ArrayType.BYTES_PER_ELEMENT);
    return makeData({ type: this.type as DataType, ...items, ...this.extra, data: array } as never);
  }
}

/** Truth values: a byte each in DuckDB, a bit each in Arrow. */
export class BooleanGatherer<T extends DataType> extends NullableGatherer<T> {
  private readonly bits: GrowingValidity = new GrowingValidity(true);

  protected appendItems(vector: NativeVector, from: number, count: number): number {
    const bytes = this.native.vector_get_data(vector, from + count);
    const packed = new Uint8Array((count + 7) >> 3);
    for (let i = 0; i < count; i++) if (bytes[from + i] !== 0) packed[i >> 3] |= 1 << (i & 7);
    this.bits.append(packed, 0, count);
    return packed.length;
  }

  protected takeItems(items: Items): Data {
    return makeData({ type: this.type as DataType, ...items, data: this.bits.take() } as never);
  }
}
