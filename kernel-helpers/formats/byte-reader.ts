import { FormatError } from '../errors.js';

/** What a {@link ByteReader} says in its errors. */
export interface ByteReaderOptions {
  /** Format in the error's words: "precomputed skeleton". */
  readonly format: string;
  /** File name for error messages. */
  readonly file?: string;
}

/**
 * Little-endian numbers from bytes, one after the other, none of them past the end.
 *
 * A count that the file claims is checked against the bytes that are left before anything is allocated for it, so a
 * file of a few bytes cannot ask for gigabytes.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  /** Offset of the next byte. */
  offset = 0;
  readonly #view: DataView;
  readonly #options: ByteReaderOptions;

  constructor(bytes: Uint8Array, options: ByteReaderOptions) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#options = options;
  }

  get remaining(): number {
    return this.bytes.length - this.offset;
  }

  /** The error for `problem` at `offset`; default: here. */
  fault(problem: string, offset: number = this.offset): FormatError {
    const { format, file } = this.#options;
    const where = file === undefined ? format : `${format} ${file}`;
    return new FormatError(`${where} byte ${offset} ${problem}`, { format, at: `byte ${offset}`, file });
  }

  /** Makes sure that `count` items of `size` bytes follow. */
  need(count: number, size: number, what: string): void {
    const bytes = count * size;
    if (bytes <= this.remaining) return;
    const received = `received ${this.remaining} bytes`;
    const expected = count === 1 ? `${size}` : `${count} × ${size} = ${bytes}`;
    throw this.fault(`ends inside ${what}: ${received}, expected ${expected}`);
  }

  u8(what: string): number {
    this.need(1, 1, what);
    return this.#view.getUint8(this.#advance(1));
  }

  u16(what: string): number {
    this.need(1, 2, what);
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(what: string): number {
    this.need(1, 4, what);
    return this.#view.getUint32(this.#advance(4), true);
  }

  u64(what: string): bigint {
    this.need(1, 8, what);
    return this.#view.getBigUint64(this.#advance(8), true);
  }

  f32(what: string): number {
    this.need(1, 4, what);
    return this.#view.getFloat32(this.#advance(4), true);
  }

  f64(what: string): number {
    this.need(1, 8, what);
    return this.#view.getFloat64(this.#advance(8), true);
  }

  /** `count` bytes, not copied. */
  take(count: number, what: string): Uint8Array {
    this.need(count, 1, what);
    const at = this.#advance(count);
    return this.bytes.subarray(at, at + count);
  }

  /** `count` float32, copied. */
  f32s(count: number, what: string): Float32Array {
    return new Float32Array(this.#copy(count, 4, what));
  }

  /** `count` uint32, copied. */
  u32s(count: number, what: string): Uint32Array {
    return new Uint32Array(this.#copy(count, 4, what));
  }

  /** `count` uint64, copied. */
  u64s(count: number, what: string): BigUint64Array {
    return new BigUint64Array(this.#copy(count, 8, what));
  }

  /** Makes sure that nothing follows. */
  end(what: string): void {
    if (this.remaining > 0) throw this.fault(`goes on after ${what}: received ${this.remaining} bytes, expected none`);
  }

  /** Typed arrays hold numbers in the machine's order, and every machine Node.js runs on is little-endian. */
  #copy(count: number, size: number, what: string): ArrayBuffer {
    this.need(count, size, what);
    const at = this.bytes.byteOffset + this.#advance(count * size);
    return this.bytes.buffer.slice(at, at + count * size) as ArrayBuffer;
  }

  #advance(bytes: number): number {
    const at = this.offset;
    this.offset += bytes;
    return at;
  }
}
