import { FormatError, UnsupportedError } from '../../errors.js';

/** What a JPEG file says of its picture before it is decoded. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

const FORMAT = 'jpeg chunk';
/** A progressive file goes over the picture once a scan: ten are usual, a thousand are an attack. */
const MOST_SCANS = 64;
/** Frame headers with Huffman coding: baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/**
 * Size and number of components of a JPEG file, from its markers alone, so that a file of a few bytes that claims
 * 65,535 × 65,535 pixels is known before any memory is taken for it.
 *
 * @throws {FormatError} with the byte where the markers break.
 * @throws {UnsupportedError} for lossless, arithmetic or 12-bit files.
 * @source ITU-T T.81, annex B
 */
export function readJpegHeader(bytes: Uint8Array, file: string): JpegHeader {
  const fault = (at: number, problem: string): FormatError =>
    new FormatError(`${FORMAT} ${file} byte ${at} ${problem}`, { format: FORMAT, at: `byte ${at}`, file });
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) {
    const received = [...bytes.subarray(0, 2)].map(byte => byte.toString(16).padStart(2, '0')).join(' ') || 'nothing';
    throw fault(0, `is no JPEG: received ${received}, expected ff d8`);
  }
  let frame: JpegHeader | undefined;
  let scans = 0;
  let at = 2;
  for (;;) {
    // between segments stand fill bytes, and behind a scan its data, in which ff 00 and ff d0 … d7 are no markers
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1]))) at++;
    if (at + 1 >= bytes.length) throw fault(bytes.length, 'is cut off: received no end marker, expected ff d9');
    const marker = bytes[at + 1];
    if (marker === 0xd9) break;
    const length = at + 3 < bytes.length ? bytes[at + 2] * 256 + bytes[at + 3] : 0;
    if (length < 2 || at + 2 + length > bytes.length) {
      throw fault(at, `segment is cut off: received ${bytes.length - at - 2} bytes, expected ${Math.max(2, length)}`);
    }
    if (marker === 0xda && ++scans > MOST_SCANS) {
      throw fault(at, `holds too many scans: received more than ${MOST_SCANS}, expected about ten`);
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const precision = bytes[at + 4];
      if (!FRAMES.includes(marker) || precision !== 8) {
        throw new UnsupportedError(
          `${FORMAT} ${file} byte ${at} is of a kind this library does not read: received frame ff ${marker.toString(16)} of ${precision} bits, expected baseline or progressive of 8`,
          { feature: 'jpeg lossless, arithmetic or 12 bits' },
        );
      }
      if (length < 8 || frame) throw fault(at, 'is wrong: received a second or short frame header, expected one');
      frame = {
        height: bytes[at + 5] * 256 + bytes[at + 6],
        width: bytes[at + 7] * 256 + bytes[at + 8],
        components: bytes[at + 9],
      };
    }
    at += 2 + length;
  }
  if (!frame || scans === 0) throw fault(at, 'holds no picture: received an end marker, expected a frame and a scan');
  return frame;
}

function isMarker(byte: number): boolean {
  return byte !== 0 && byte !== 0xff && !(byte >= 0xd0 && byte <= 0xd7);
}
