/** Unpacks what local copies of buckets hold packed, where a server would say so in a header. */

/**
 * The bytes in a gzip member; `undefined` when they are more than `most`, which are never all unpacked.
 *
 * @throws {TypeError} when it is none.
 */
export async function gunzip(packed: Uint8Array, most: number): Promise<Uint8Array | undefined> {
  const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream('gzip'));
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      void reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
