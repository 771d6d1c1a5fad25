/**
 * Bytes that can be read in ranges: the one thing every file, cache and server is turned into.
 *
 * `slice(start, end)` resolves to the bytes `start … end - 1`; without `end`, to the end. Like `Array.slice` it clips
 * at `byteLength`.
 */
export interface Source {
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<Uint8Array>;
}
