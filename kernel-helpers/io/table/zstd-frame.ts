import { createRequire } from 'node:module';
import * as zlib from 'node:zlib';
import { FormatError } from '../../errors.js';

const MAGIC = 0xfd2fb528;
/** A block of 128 KiB that repeats one byte takes four. */
const MOST_PACKED = 32_768;

/** What unpacks one frame; Node.js has it from 22.15 on. */
type Decompress = (bytes: Uint8Array, size: number) => Uint8Array;

let decompress: Decompress | undefined;

/**
 * The `size` bytes packed in a Zstandard frame: what compressed Arrow buffers hold. Node.js unpacks it where it can, else
 * the package fzstd, which is loaded when it is first needed.
 *
 * @throws {FormatError} `zstd frame …` when it is damaged, or unpacks to another number of bytes.
 * @source https://www.rfc-editor.org/rfc/rfc8878
 */
export function decodeZstdFrame(bytes: Uint8Array, size: number): Uint8Array {
  const declared = contentSize(bytes);
  if (!(size >= 0 && size <= bytes.length * MOST_PACKED) || (declared !== undefined && declared !== size)) {
    throw fault('content size', String(size), String(declared ?? `at most ${bytes.length * MOST_PACKED}`));
  }
  decompress ??= nodeDecompress() ?? packageDecompress();
  let unpacked: Uint8Array;
  try {
    unpacked = decompress(bytes, size);
  } catch (error) {
    throw fault('data', (error as Error).message, 'a whole frame', error);
  }
  if (unpacked.length !== size) throw fault('content size', String(unpacked.length), String(size));
  // 64-bit columns are read in place, which needs them to start at a multiple of 8
  return unpacked.byteOffset % 8 === 0 ? unpacked : unpacked.slice();
}

/** The frame's size when unpacked, where its header says so. */
function contentSize(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 6 || view.getUint32(0, true) !== MAGIC) {
    const first = [...bytes.subarray(0, 4)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    throw fault('magic number', first || 'nothing', '28 b5 2f fd');
  }
  const descriptor = bytes[4];
  const single = (descriptor & 0x20) !== 0;
  const width = [single ? 1 : 0, 2, 4, 8][descriptor >> 6];
  const at = 5 + (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3];
  if (width === 0) return undefined;
  if (at + width > bytes.length) throw fault('header', `${bytes.length} bytes`, String(at + width));
  if (width === 1) return bytes[at];
  if (width === 2) return view.getUint16(at, true) + 256;
  return width === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

function nodeDecompress(): Decompress | undefined {
  const { zstdDecompressSync } = zlib as {
    zstdDecompressSync?: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
  };
  return zstdDecompressSync && ((bytes, size) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, size) }));
}

function packageDecompress(): Decompress {
  const load = createRequire(import.meta.url);
  const fzstd = load('fzstd') as { decompress: (bytes: Uint8Array, to: Uint8Array) => Uint8Array };
  return (bytes, size) => fzstd.decompress(bytes, new Uint8Array(size));
}

function fault(what: string, received: string, expected: string, cause?: unknown): FormatError {
  return new FormatError(`zstd frame ${what}: received ${received}, expected ${expected}`, {
    format: 'zstd',
    at: 'frame',
    cause,
  });
}
