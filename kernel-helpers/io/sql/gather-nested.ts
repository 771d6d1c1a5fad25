import { type Data, type DataType, Field, FixedSizeList, List, Map_, makeData, Struct } from 'apache-arrow';
import type { NativeDuckDB, NativeVector } from './duckdb.js';
import { type Gatherer, type Items, NullableGatherer } from './gather.js';
import { GrowingBytes } from './growing-buffers.js';

/** Structs: a gatherer a part. */
export class StructGatherer extends NullableGatherer<Struct> {
  private readonly parts: readonly Gatherer[];

  constructor(native: NativeDuckDB, names: readonly string[], parts: readonly Gatherer[]) {
    super(native, new Struct(parts.map((part, i) => new Field(names[i] || `_${i}`, part.type, true))));
    this.parts = parts;
  }

  protected appendItems(vector: NativeVector, from: number, count: number): number {
    let bytes = 0;
    for (const [i, part] of this.parts.entries()) {
      bytes += part.append(this.native.struct_vector_get_child(vector, i), from, count);
    }
    return bytes;
  }

  protected takeItems(items: Items): Data {
    return makeData({ type: this.type as DataType, ...items, children: this.parts.map(part => part.take()) } as never);
  }
}

/** Lists, and maps, which are lists of pairs. */
export class ListGatherer extends NullableGatherer<List | Map_> {
  private readonly elements: Gatherer;
  private readonly offsets: GrowingBytes = new GrowingBytes(0);
  private elementCount = 0;

  constructor(native: NativeDuckDB, elements: Gatherer, kind: 'list' | 'map') {
    const type =
      kind === 'list'
        ? new List(new Field('item', elements.type, true))
        : new Map_(new Field('entries', elements.type, false) as never);
    super(native, type);
    this.elements = elements;
  }

  protected appendItems(vector: NativeVector, from: number, count: number, mask: Uint8Array | null): number {
    const { native, offsets } = this;
    const entries = native.vector_get_data(vector, 16 * (from + count));
    // offset and length are 64 bits wide each; a chunk's elements are far fewer than 2^32
    const words = new Uint32Array(entries.buffer, entries.byteOffset, 4 * (from + count));
    const child = native.list_vector_get_child(vector);
    if (this.length === 0) offsets.append(new Uint8Array(4));
    offsets.reserve(4 * count);
    const ends = new Int32Array(offsets.bytes.buffer, offsets.length, count);
    let start = 0;
    let end = 0;
    let bytes = 4 * count;
    for (let i = 0; i < count; i++) {
      const row = from + i;
      const isNull = mask !== null && ((mask[row >> 3] >> (row & 7)) & 1) === 0;
      const length = isNull ? 0 : words[4 * row + 2];
      if (length > 0) {
        const at = words[4 * row];
        if (at !== end) {
          bytes += this.elements.append(child, start, end - start);
          start = at;
        }
        end = at + length;
        this.elementCount += length;
      }
      ends[i] = this.elementCount;
    }
    bytes += this.elements.append(child, start, end - start);
    offsets.length += 4 * count;
    return bytes;
  }

  protected takeItems(items: Items): Data {
    if (items.length === 0) this.offsets.append(new Uint8Array(4));
    const offsets = this.offsets.take();
    const valueOffsets = new Int32Array(offsets.buffer, 0, items.length + 1);
    this.elementCount = 0;
    return makeData({ type: this.type as DataType, ...items, valueOffsets, child: this.elements.take() } as never);
  }
}

/** Arrays: lists of one length each. */
export class ArrayGatherer extends NullableGatherer<FixedSizeList> {
  private readonly elements: Gatherer;

  constructor(native: NativeDuckDB, elements: Gatherer, size: number) {
    super(native, new FixedSizeList(size, new Field('item', elements.type, true)));
    this.elements = elements;
  }

  protected appendItems(vector: NativeVector, from: number, count: number): number {
    const size = this.type.listSize;
    return this.elements.append(this.native.array_vector_get_child(vector), from * size, count * size);
  }

  protected takeItems(items: Items): Data {
    return makeData({ type: this.type as DataType, ...items, child: this.elements.take() } as never);
  }
}
