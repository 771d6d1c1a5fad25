/** What is wanted of one block. Lengths are in voxels. */
export interface SegmentationBlock {
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

/** What unpacks blocks of so many bits a voxel, of 64-bit ids or 32-bit ones; it gives an index that is too large, or -1. */
export function unpackerOf(bits: number, wide: boolean): (block: SegmentationBlock) => number {
  if (bits === 0) return wide ? fillIds : fillNarrow;
  if (bits === 32) return unpackWords;
  if (!wide) return unpackNarrow;
  return bits <= MOST_TABLE_BITS ? unpackIds : unpackWide;
}

/** A block of one 32-bit id. */
function fillNarrow({ words, out32, outRow, outPlane, to, width, rows, planes, table }: SegmentationBlock): number {
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
function fillIds({ words, out64, outRow, outPlane, to, width, rows, planes, table }: SegmentationBlock): number {
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
function unpackIds(block: SegmentationBlock): number {
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
function unpackWide(block: SegmentationBlock): number {
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
function unpackNarrow(block: SegmentationBlock): number {
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
function unpackWords(block: SegmentationBlock): number {
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
