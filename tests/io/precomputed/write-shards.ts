import { gzipSync } from 'node:zlib';
import type { ShardingSpec } from '../../../kernel-helpers/formats/precomputed/sharded-spec.js';

const MASK_64 = 2n ** 64n - 1n;

/** The shard files that hold `items`, by file name: written from the specification, slowly, with BigInt. */
export function writeShards(spec: ShardingSpec, items: ReadonlyMap<bigint, Uint8Array>): Record<string, Uint8Array> {
  const shards = new Map<bigint, Map<bigint, [bigint, Uint8Array][]>>();
  for (const [id, data] of [...items].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const shifted = id >> BigInt(spec.preshiftBits);
    const hashed = spec.hash === 'identity' ? shifted : murmurHash3(shifted);
    const minishard = hashed & (2n ** BigInt(spec.minishardBits) - 1n);
    const shard = (hashed >> BigInt(spec.minishardBits)) & (2n ** BigInt(spec.shardBits) - 1n);
    if (!shards.has(shard)) shards.set(shard, new Map());
    const minishards = shards.get(shard) as Map<bigint, [bigint, Uint8Array][]>;
    minishards.set(minishard, [...(minishards.get(minishard) ?? []), [id, data]]);
  }
  const digits = Math.ceil(spec.shardBits / 4);
  const files: Record<string, Uint8Array> = {};
  for (const [shard, minishards] of shards) {
    files[`${shard.toString(16).padStart(digits, '0')}.shard`] = writeShard(spec, minishards);
  }
  return files;
}

function writeShard(spec: ShardingSpec, minishards: ReadonlyMap<bigint, [bigint, Uint8Array][]>): Uint8Array {
  const count = 2 ** spec.minishardBits;
  const index = new BigUint64Array(2 * count);
  const parts: Uint8Array[] = [];
  let end = 0n;
  const append = (bytes: Uint8Array): void => {
    parts.push(bytes);
    end += BigInt(bytes.length);
  };
  for (const [minishard, entries] of minishards) {
    const n = entries.length;
    const table = new BigUint64Array(3 * n);
    let lastId = 0n;
    let lastEnd = 0n;
    entries.forEach(([id, data], i) => {
      const start = end;
      append(spec.dataEncoding === 'gzip' ? gzipSync(data) : data);
      table[i] = id - lastId;
      table[n + i] = start - lastEnd;
      table[2 * n + i] = end - start;
      lastId = id;
      lastEnd = end;
    });
    index[2 * Number(minishard)] = end;
    const bytes = new Uint8Array(table.buffer);
    append(spec.minishardIndexEncoding === 'gzip' ? gzipSync(bytes) : bytes);
    index[2 * Number(minishard) + 1] = end;
  }
  return Uint8Array.from(Buffer.concat([new Uint8Array(index.buffer), ...parts]));
}

/** Low 64 bits of MurmurHash3_x86_128 of 8 bytes, written with BigInt from the algorithm's general form. */
function murmurHash3(value: bigint): bigint {
  const u32 = (x: bigint): bigint => x & 0xffffffffn;
  const rotate = (x: bigint, by: bigint): bigint => u32((x << by) | (x >> (32n - by)));
  const mix = (start: bigint): bigint => {
    let h = u32((start ^ (start >> 16n)) * 0x85ebca6bn);
    h = u32((h ^ (h >> 13n)) * 0xc2b2ae35n);
    return h ^ (h >> 16n);
  };
  const k1 = u32(rotate(u32(u32(value) * 0x239b961bn), 15n) * 0xab0e9789n);
  const k2 = u32(rotate(u32((value >> 32n) * 0xab0e9789n), 16n) * 0x38b34ae5n);
  let h = [k1, k2, 0n, 0n].map(part => part ^ 8n);
  const join = (): void => {
    const first = u32(h[0] + h[1] + h[2] + h[3]);
    h = [first, ...h.slice(1).map(part => u32(part + first))];
  };
  join();
  h = h.map(mix);
  join();
  return ((h[1] << 32n) | h[0]) & MASK_64;
}
