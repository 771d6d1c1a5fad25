import type { Xyz } from '../../../kernel-helpers/formats/precomputed/volume-info.js';

/** How a reference encoder packs: `bits` per voxel at least, tables of equal blocks shared or not. */
export interface EncodeOptions {
  readonly blockSize: Xyz;
  readonly leastBits?: number;
  readonly shareTables?: boolean;
}

const WIDTHS = [0, 1, 2, 4, 8, 16, 32];

/** One `compressed_segmentation` chunk of `ids`, `[x, y, z, channel]` with x fastest; written from the format's text. */
export function encodeCompressedSegmentation(
  ids: Uint32Array | BigUint64Array,
  size: Xyz,
  channels: number,
  options: EncodeOptions,
): Uint8Array {
  const words: number[] = new Array(channels).fill(0);
  const perChannel = ids.length / channels;
  for (let c = 0; c < channels; c++) {
    words[c] = words.length;
    words.push(...encodeChannel(ids.subarray(c * perChannel, (c + 1) * perChannel), size, options));
  }
  return new Uint8Array(Uint32Array.from(words).buffer);
}

function encodeChannel(
  ids: Uint32Array | BigUint64Array,
  size: Xyz,
  { blockSize, leastBits = 0, shareTables = false }: EncodeOptions,
): number[] {
  const grid = size.map((n, k) => Math.ceil(n / blockSize[k]));
  const words: number[] = new Array(2 * grid[0] * grid[1] * grid[2]).fill(0);
  const tables = new Map<string, number>();
  let block = 0;
  for (let gz = 0; gz < grid[2]; gz++)
    for (let gy = 0; gy < grid[1]; gy++)
      for (let gx = 0; gx < grid[0]; gx++) {
        const voxels: (number | bigint)[] = [];
        for (let z = 0; z < blockSize[2]; z++)
          for (let y = 0; y < blockSize[1]; y++)
            for (let x = 0; x < blockSize[0]; x++) {
              // padding repeats the last voxel that is there
              const at = [gx * blockSize[0] + x, gy * blockSize[1] + y, gz * blockSize[2] + z];
              const [px, py, pz] = at.map((n, k) => Math.min(n, size[k] - 1));
              voxels.push(ids[px + size[0] * (py + size[1] * pz)]);
            }
        const entries = [...new Set(voxels)];
        const bits = WIDTHS.find(width => width >= leastBits && 2 ** width >= entries.length) as number;
        const values = words.length;
        const packed = new Uint32Array(Math.ceil((voxels.length * bits) / 32));
        voxels.forEach((id, i) => {
          const bit = i * bits;
          if (bits > 0) packed[bit >>> 5] |= entries.indexOf(id) << (bit & 31);
        });
        words.push(...packed);
        const key = entries.join();
        const shared = shareTables ? tables.get(key) : undefined;
        const table = shared ?? words.length;
        if (shared === undefined) {
          tables.set(key, table);
          for (const id of entries) {
            if (typeof id === 'number') words.push(id);
            else words.push(Number(id & 0xffffffffn), Number(id >> 32n));
          }
        }
        words[2 * block] = ((bits << 24) | table) >>> 0;
        words[2 * block + 1] = values;
        block++;
      }
  return words;
}
