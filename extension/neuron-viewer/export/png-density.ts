/** How large a PNG is on paper, in its pHYs chunk. Pure. */

/** A PNG with its density in dots per inch told, instead of whatever it told before. */
export function withDensity(png: Uint8Array, dpi: number): Uint8Array {
  const perMetre = Math.round(dpi / 0.0254);
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1;
  view.setUint32(17, crcOf(chunk.subarray(4, 17)));
  // The signature and the header, which comes first and always has the same length.
  const headLength = 8 + 25;
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, headLength));
  whole.set(chunk, headLength);
  let at = headLength + chunk.length;
  const source = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let from = headLength; from + 12 <= png.length; ) {
    const length = source.getUint32(from) + 12;
    const isDensity = source.getUint32(from + 4) === 0x70485973;
    if (!isDensity) {
      whole.set(png.subarray(from, from + length), at);
      at += length;
    }
    from += length;
  }
  return whole.subarray(0, at);
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
