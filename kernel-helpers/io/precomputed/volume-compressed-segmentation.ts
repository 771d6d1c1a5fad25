import { FormatError } from '../../errors.js';
import type { Xyz } from '../../formats/precomputed/volume-info.js';
import { type SegmentationBlock, unpackerOf } from './volume-compressed-blocks.js';
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
  const block: SegmentationBlock = {
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
