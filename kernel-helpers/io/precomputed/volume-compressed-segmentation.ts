import { FormatError } from '../../errors.js';
import type { Xyz } from './volume-info.js';
import type { ChunkTarget } from './volume-voxels.js';

const FORMAT = 'compressed_segmentation';

/**
 * Decodes what is wanted of a `compressed_segmentation` chunk, straight into `target.out`: a `Uint32Array` or a
 * `BigUint64Array`. Only the blocks that the wanted voxels lie in are looked at.
 *
 * The chunk is cut into blocks of `blockSize`; each has a table of its ids and, per voxel, an index into it of 0, 1,
 * 2, 4, 8, 16 or 32 bits. Every offset is checked against the bytes that are there. 64-bit ids are moved as two halves,
 * never as numbers. O(voxels wanted).
 *
 * @throws {FormatError} with the byte of the block header or channel offset that is wrong.
 * @source https://github.com/google/neuroglancer/blob/master/src/sliceview/compressed_segmentation/README.md
 */
export function decodeCompressedSegmentation(bytes: Uint8Array, blockSize: Xyz, target: ChunkTarget): void {
  const { channels, file } = target;
  const fault = (problem: string, word: number): FormatError => {
    const at = `byte ${4 * word}`;
    return new FormatError(`${FORMAT} ${file} ${at} ${problem}`, { format: FORMAT, at, file });
  };
  if (bytes.length % 4 !== 0) {
    const whole = Math.floor(bytes.length / 4);
    throw fault(`ends inside a word: received ${bytes.length} bytes, expected a multiple of 4`, whole);
  }
  const from = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes); // a Buffer's slice is no copy
  const words = new Uint32Array(from.buffer, from.byteOffset, from.length / 4);
  if (words.length < channels) {
    throw fault(`ends inside the channel offsets: received ${bytes.length} bytes, expected ${4 * channels}`, 0);
  }
  for (let channel = 0; channel < channels; channel++) {
    const base = words[channel];
    const least = channel === 0 ? channels : words[channel - 1];
    const isFirst = channel === 0 ? base === channels : base > least;
    if (!isFirst || base >= words.length) {
      const expected = channel === 0 ? `${channels}` : `${least + 1} to ${words.length - 1}`;
      throw fault(`offset of channel ${channel} is wrong: received ${base}, expected ${expected}`, channel);
    }
    decodeChannel({ words, base, channel, blockSize, target, fault });
  }
}

interface Channel {
  readonly words: Uint32Array;
  /** Word at which the channel begins. */
  readonly base: number;
  readonly channel: number;
  readonly blockSize: Xyz;
  readonly target: ChunkTarget;
  readonly fault: (problem: string, word: number) => FormatError;
}

function decodeChannel({ words, base, channel, blockSize, target, fault }: Channel): void {
  const { out, outSize, outAt, chunkSize, from, count } = target;
  const wide = out instanceof BigUint64Array;
  const out32 = new Uint32Array(out.buffer, out.byteOffset, out.byteLength / 4);
  const wordsPerId = wide ? 2 : 1;
  const length = words.length;
  const [blockX, blockY, blockZ] = blockSize;
  const gridX = Math.ceil(chunkSize[0] / blockX);
  const gridY = Math.ceil(chunkSize[1] / blockY);
  const gridZ = Math.ceil(chunkSize[2] / blockZ);
  const headerWords = 2 * gridX * gridY * gridZ;
  if (base + headerWords > length) {
    throw fault(`ends inside the block headers: received ${length - base} words, expected ${headerWords}`, base);
  }
  const block: Block = {
    words,
    out32,
    out64: wide ? out : new BigUint64Array(),
    wordsPerId,
    outRow: outSize[0],
    outPlane: outSize[0] * outSize[1],
    bitRow: blockX,
    bitPlane: blockX * blockY,
    to: 0,
    width: 0,
    rows: 0,
    planes: 0,
    table: 0,
    bits: 0,
    at: 0,
    bit: 0,
    most: 0,
  };
  const endX = from[0] + count[0];
  const endY = from[1] + count[1];
  const endZ = from[2] + count[2];
  for (let gz = Math.floor(from[2] / blockZ); gz * blockZ < endZ; gz++) {
    const z0 = gz * blockZ;
    const zFrom = Math.max(z0, from[2]);
    const zTo = Math.min(z0 + blockZ, endZ);
    for (let gy = Math.floor(from[1] / blockY); gy * blockY < endY; gy++) {
      const y0 = gy * blockY;
      const yFrom = Math.max(y0, from[1]);
      const yTo = Math.min(y0 + blockY, endY);
      for (let gx = Math.floor(from[0] / blockX); gx * blockX < endX; gx++) {
        const x0 = gx * blockX;
        const xFrom = Math.max(x0, from[0]);
        const width = Math.min(x0 + blockX, endX) - xFrom;

        const header = base + 2 * (gx + gridX * (gy + gridY * gz));
        const bits = words[header] >>> 24;
        const table = base + (words[header] & 0xffffff);
        const values = base + words[header + 1];
        // only 0, 1, 2, 4, 8, 16 and 32
        if (bits > 32 || (bits & (bits - 1)) !== 0) {
          throw fault(`bits per voxel are wrong: received ${bits}, expected 0, 1, 2, 4, 8, 16 or 32`, header);
        }
        const entries = Math.floor((length - table) / wordsPerId);
        if (entries < 1) {
          throw fault(
            `table lies past the end: received word ${table}, expected at most ${length - wordsPerId}`,
            header,
          );
        }
        const last = xFrom - x0 + width - 1 + blockX * (yTo - 1 - y0 + blockY * (zTo - 1 - z0));
        const lastWord = values + Math.floor((last * bits) / 32);
        if (bits > 0 && lastWord >= length) {
          throw fault(`values lie past the end: received word ${lastWord}, expected at most ${length - 1}`, header);
        }
        const firstPlane = outAt[2] + zFrom - from[2] + outSize[2] * channel;
        block.to = outAt[0] + xFrom - from[0] + outSize[0] * (outAt[1] + yFrom - from[1] + outSize[1] * firstPlane);
        block.width = width;
        block.rows = yTo - yFrom;
        block.planes = zTo - zFrom;
        block.table = table;
        block.bits = bits;
        block.at = values;
        block.bit = bits * (xFrom - x0 + blockX * (yFrom - y0 + blockY * (zFrom - z0)));
        block.most = entries - 1;
        const unpack = unpackerOf(bits, wide);
        const wrong = unpack(block);
        if (wrong >= 0) {
          throw fault(`index lies past its table: received ${wrong}, expected at most ${entries - 1}`, header);
        }
      }
    }
  }
}

/** What is wanted of one block. Lengths are in voxels. */
interface Block {
  readonly words: Uint32Array;
  readonly out32: Uint32Array;
  /** The result where ids have 64 bits; otherwise empty. */
  readonly out64: BigUint64Array;
  readonly wordsPerId: number;
  /** From one row, or plane, to the next in the result. */
  readonly outRow: number;
  readonly outPlane: number;
  /** From one row, or plane, to the next in the block. */
  readonly bitRow: number;
  readonly bitPlane: number;
  /** Where the first voxel goes. */
  to: number;
  width: number;
  rows: number;
  planes: number;
  /** Word at which the table begins. */
  table: number;
  bits: number;
  /** Word at which the indices begin, and the bit of the first one that is wanted. */
  at: number;
  bit: number;
  /** The largest index allowed. */
  most: number;
}

function unpackerOf(bits: number, wide: boolean): (block: Block) => number {
  if (bits === 0) return wide ? fillIds : fillNarrow;
  if (bits === 32) return unpackWords;
  if (!wide) return unpackNarrow;
  return bits <= MOST_TABLE_BITS ? unpackIds : unpackWide;
}

/** A block of one 32-bit id. */
function fillNarrow({ words, out32, outRow, outPlane, to, width, rows, planes, table }: Block): number {
  const id = words[table];
  for (let z = 0; z < planes; z++) {
    for (let y = 0; y < rows; y++) {
      const start = to + y * outRow + z * outPlane;
      for (let i = start; i < start + width; i++) out32[i] = id;
    }
  }
  return -1;
}

/** Tables for up to so many bits are copied to where they lie on multiples of eight bytes. */
const MOST_TABLE_BITS = 8;
const tableIds = new BigUint64Array(2 ** MOST_TABLE_BITS);
const tableWords = new Uint32Array(tableIds.buffer);

/** A block of one 64-bit id. */
function fillIds({ words, out64, outRow, outPlane, to, width, rows, planes, table }: Block): number {
  tableWords[0] = words[table];
  tableWords[1] = words[table + 1];
  const id = tableIds[0];
  for (let z = 0; z < planes; z++) {
    for (let y = 0; y < rows; y++) {
      const start = to + y * outRow + z * outPlane;
      for (let i = start; i < start + width; i++) out64[i] = id;
    }
  }
  return -1;
}

/**
 * A block of 64-bit ids and up to 8 bits a voxel. Gives an index that is too large, or -1. An id goes from one
 * `BigUint64Array` to another in one step, for which the machine makes no `BigInt`: twice as fast as its two halves.
 */
function unpackIds(block: Block): number {
  const { words, out64, outRow, outPlane, bitRow, bitPlane, to, width, rows, planes, table, bits, at, bit, most } =
    block;
  const mask = (1 << bits) - 1;
  const entries = Math.min(mask, most) + 1;
  for (let k = 0; k < 2 * entries; k++) tableWords[k] = words[table + k];
  for (let z = 0; z < planes; z++) {
    for (let y = 0; y < rows; y++) {
      const first = bit + bits * (y * bitRow + z * bitPlane);
      let source = at + (first >>> 5);
      let shift = first & 31;
      let i = to + y * outRow + z * outPlane;
      const end = i + width;
      while (i < end) {
        // as many voxels as are left in this word
        const stop = Math.min(end, i + (32 - shift) / bits);
        for (let word = words[source++] >>> shift; i < stop; i++, word >>>= bits) {
          const index = word & mask;
          if (index > most) return index;
          out64[i] = tableIds[index];
        }
        shift = 0;
      }
    }
  }
  return -1;
}

/** As {@link unpackIds}, with a table too large to copy. */
function unpackWide(block: Block): number {
  const { words, out32, outRow, outPlane, bitRow, bitPlane, to, width, rows, planes, table, bits, at, bit, most } =
    block;
  const mask = (1 << bits) - 1;
  for (let z = 0; z < planes; z++) {
    for (let y = 0; y < rows; y++) {
      const first = bit + bits * (y * bitRow + z * bitPlane);
      let source = at + (first >>> 5);
      let shift = first & 31;
      let i = 2 * (to + y * outRow + z * outPlane);
      const end = i + 2 * width;
      while (i < end) {
        // as many voxels as are left in this word
        const stop = Math.min(end, i + 2 * ((32 - shift) / bits));
        for (let word = words[source++] >>> shift; i < stop; i += 2, word >>>= bits) {
          const index = word & mask;
          if (index > most) return index;
          const entry = table + 2 * index;
          out32[i] = words[entry];
          out32[i + 1] = words[entry + 1];
        }
        shift = 0;
      }
    }
  }
  return -1;
}

/** As {@link unpackIds}, of 32-bit ids and up to 16 bits a voxel. */
function unpackNarrow(block: Block): number {
  const { words, out32, outRow, outPlane, bitRow, bitPlane, to, width, rows, planes, table, bits, at, bit, most } =
    block;
  const mask = (1 << bits) - 1;
  for (let z = 0; z < planes; z++) {
    for (let y = 0; y < rows; y++) {
      const first = bit + bits * (y * bitRow + z * bitPlane);
      let source = at + (first >>> 5);
      let shift = first & 31;
      let i = to + y * outRow + z * outPlane;
      const end = i + width;
      while (i < end) {
        const stop = Math.min(end, i + (32 - shift) / bits);
        for (let word = words[source++] >>> shift; i < stop; i++, word >>>= bits) {
          const index = word & mask;
          if (index > most) return index;
          out32[i] = words[table + index];
        }
        shift = 0;
      }
    }
  }
  return -1;
}

/** A block of a whole word a voxel, which encoders hardly ever need. */
function unpackWords(block: Block): number {
  const { words, out32, wordsPerId, outRow, outPlane, bitRow, bitPlane, to, width, rows, planes, table, at, bit } =
    block;
  for (let z = 0; z < planes; z++) {
    for (let y = 0; y < rows; y++) {
      const first = at + bit / 32 + y * bitRow + z * bitPlane;
      const start = to + y * outRow + z * outPlane;
      for (let x = 0; x < width; x++) {
        const index = words[first + x];
        if (index > block.most) return index;
        for (let k = 0; k < wordsPerId; k++) {
          out32[wordsPerId * (start + x) + k] = words[table + wordsPerId * index + k];
        }
      }
    }
  }
  return -1;
}
