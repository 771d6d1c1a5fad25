/** The cells of one CSV column, as they are read row by row into the memory an Arrow column has. */

import { type Data, type DataType, makeData } from 'apache-arrow';

/** Bytes with a meaning in CSV. */
export const LF = 10;
export const CR = 13;
export const QUOTE = 34;

/** The memory of a column. */
export type Values =
  | Uint8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** How long a number may be that is looked at outside its block; longer ones are none. */
const SCRATCH_BYTES = 512;

/**
 * A column being filled. Row `row` may be written again until the next one is: a row that turns out to be incomplete is
 * read once more, with the same cells, when the rest of its bytes are there.
 */
export abstract class Cells {
  /** What a cell must be, for messages: "a 64-bit integer". */
  abstract readonly expected: string;
  protected capacity: number;
  protected readonly separator: number;
  /** Bit `row % 8` of byte `row >> 3` is 0 where the row is null; `undefined` while none is. */
  #validity: Uint8Array | undefined;
  #scratch: Uint8Array | undefined;

  constructor(capacity: number, separator: number) {
    this.capacity = capacity;
    this.separator = separator;
  }

  /**
   * Reads the cell that starts at `at`, and ends at a separator or line end, into `row`. Returns where it ends, or -1
   * when it is not a plain cell of this type. `bytes` ends in a line feed, so no loop needs to look for the end.
   */
  abstract read(bytes: Uint8Array, at: number, row: number): number;

  /** The Arrow columns of the first `rows` rows: one, or three for a point. Gives its memory away. */
  abstract finish(rows: number): Data[];

  /** Makes room for `capacity` rows, of which `rows` are there already. */
  grow(capacity: number, rows: number): void {
    this.capacity = capacity;
    if (this.#validity) {
      const larger = new Uint8Array((capacity + 7) >> 3).fill(0xff);
      larger.set(this.#validity.subarray(0, (rows + 7) >> 3));
      this.#validity = larger;
    }
    this.resize(capacity, rows);
  }

  /** Does for a column's own memory what {@link grow} does for its nulls. */
  protected abstract resize(capacity: number, rows: number): void;

  /** Reads a cell that was quoted: false when it is not of this type. */
  readWhole(cell: Uint8Array, row: number): boolean {
    if (cell.length >= SCRATCH_BYTES) return false;
    this.#scratch ??= new Uint8Array(SCRATCH_BYTES);
    this.#scratch.set(cell);
    this.#scratch[cell.length] = LF;
    return this.read(this.#scratch, 0, row) === cell.length;
  }

  setNull(row: number): void {
    this.#validity ??= new Uint8Array((this.capacity + 7) >> 3).fill(0xff);
    this.#validity[row >> 3] &= ~(1 << (row & 7));
  }

  isNull(row: number): boolean {
    return this.#validity !== undefined && (this.#validity[row >> 3] & (1 << (row & 7))) === 0;
  }

  /** True for the byte behind a cell. */
  protected ends(byte: number): boolean {
    return byte === this.separator || byte === LF || byte === CR;
  }

  /** The Arrow column of `rows` rows over `data`, which is copied where much of a little memory is not used. */
  protected dataOf(type: DataType, rows: number, values: Values, offsets?: Int32Array): Data {
    // memory that nothing was ever written to takes no room, so that only small columns are worth it
    const sparse = rows < 65_536 && rows * 2 < this.capacity;
    const data = sparse ? values.slice() : values;
    const valueOffsets = sparse ? offsets?.slice() : offsets;
    let nullCount = 0;
    if (this.#validity) for (let row = 0; row < rows; row++) nullCount += this.isNull(row) ? 1 : 0;
    const bits = this.#validity?.subarray(0, (rows + 7) >> 3);
    const nullBitmap = nullCount === 0 ? undefined : sparse ? bits?.slice() : bits;
    return makeData({ type, length: rows, nullCount, nullBitmap, data, valueOffsets } as never) as Data;
  }
}

/** A column of which no cell has held anything yet. */
export class EmptyCells extends Cells {
  override readonly expected = 'nothing, as in every row before';
  readonly #type: DataType;

  constructor(capacity: number, separator: number, type: DataType) {
    super(capacity, separator);
    this.#type = type;
  }

  override read(): number {
    return -1;
  }

  protected override resize(): void {}

  override finish(rows: number): Data[] {
    return [this.dataOf(this.#type, rows, new Uint8Array(0), new Int32Array(rows + 1))];
  }
}

/** `values` with room for `length` of them, the first `used` kept. */
export function enlarged<T extends Values>(values: T, length: number, used: number): T {
  const larger = new (values.constructor as new (length: number) => T)(length);
  larger.set(values.subarray(0, used) as never);
  return larger;
}
