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
 * the package fzstd, which is loaded when it is first needed, and which does not look at the frame's checksum. (Arrow's own
 * writers put none there.)
 *
 * @throws {FormatError} `zstd frame …` when it is damaged, or unpacks to another number of bytes.
 * @source https://www.rfc-editor.org/rfc/rfc8878
 */
export function decodeZstdFrame(bytes: Uint8Array, size: number): Uint8Array {
  const { declared, blocksAt, hasChecksum } = readHeader(bytes);
  const end = blocksEnd(bytes, blocksAt) + (hasChecksum ? 4 : 0);
  if (end !== bytes.length) throw fault('length', `${bytes.length} bytes`, String(end));
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

interface Header {
  /** The frame's size when unpacked, where its header says so. */
  readonly declared: number | undefined;
  /** Where its first block starts. */
  readonly blocksAt: number;
  readonly hasChecksum: boolean;
}

function readHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 6 || view.getUint32(0, true) !== MAGIC) {
    const first = [...bytes.subarray(0, 4)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    throw fault('magic number', first || 'nothing', '28 b5 2f fd');
  }
  const descriptor = bytes[4];
  const single = (descriptor & 0x20) !== 0;
  const width = [single ? 1 : 0, 2, 4, 8][descriptor >> 6];
  const at = 5 + (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3];
  if (at + width > bytes.length) throw fault('header', `${bytes.length} bytes`, String(at + width));
  let declared: number | undefined;
  if (width === 1) declared = bytes[at];
  else if (width === 2) declared = view.getUint16(at, true) + 256;
  else if (width === 4) declared = view.getUint32(at, true);
  else if (width === 8) declared = Number(view.getBigUint64(at, true));
  return { declared, blocksAt: at + width, hasChecksum: (descriptor & 4) !== 0 };
}

/** Where the last block ends: the unpacking does not miss bytes that were cut off behind it. */
function blocksEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.length) throw fault('length', `${bytes.length} bytes`, `at least ${at + 3}`);
    const header = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    isLast = (header & 1) === 1;
    // a block of one byte that is repeated says how often
    at += 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3);
  }
  return at;
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
