import { LF } from './csv-cells.js';

/** Takes rows out of `bytes[start … end - 1]`, which ends in a line feed; returns where the first row left starts. */
export type TakeRows = (bytes: Uint8Array, start: number, end: number) => number;

const NOTHING: Uint8Array = new Uint8Array(0);

/**
 * Cuts a stream of bytes into blocks that end with a line, and keeps what is left of one chunk for the next. Only the
 * row that two chunks share is copied.
 */
export class LineBlocks {
  #carry: Uint8Array = NOTHING;
  readonly #take: TakeRows;

  constructor(take: TakeRows) {
    this.#take = take;
  }

  /** Bytes of the row that is not complete yet. */
  get pendingBytes(): number {
    return this.#carry.length;
  }

  push(buffer: Uint8Array): void {
    // a Buffer is another class, for which the loops over bytes would be compiled once more, and slower
    const chunk = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
    let from = 0;
    if (this.#carry.length > 0) {
      const line = chunk.indexOf(LF) + 1;
      const stitched = joined(this.#carry, line > 0 ? chunk.subarray(0, line) : chunk);
      if (line === 0) {
        this.#carry = stitched;
        return;
      }
      this.#carry = NOTHING;
      const taken = this.#take(stitched, 0, stitched.length);
      if (taken < stitched.length) {
        // a quoted cell goes on over the line's end
        this.#takeFrom(joined(stitched.subarray(taken), chunk.subarray(line)), 0);
        return;
      }
      from = line;
    }
    this.#takeFrom(chunk, from);
  }

  /** The last line, which may lack its line feed. Returns how many bytes of an open row are left. */
  end(): number {
    if (this.#carry.length === 0) return 0;
    const bytes = joined(this.#carry, Uint8Array.of(LF));
    this.#carry = NOTHING;
    const left = bytes.length - this.#take(bytes, 0, bytes.length);
    return left;
  }

  #takeFrom(bytes: Uint8Array, from: number): void {
    const end = bytes.lastIndexOf(LF) + 1;
    const taken = end > from ? this.#take(bytes, from, end) : from;
    this.#carry = taken < bytes.length ? bytes.slice(taken) : NOTHING;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
