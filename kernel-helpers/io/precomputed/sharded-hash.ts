import type { ShardingSpec } from '../../formats/precomputed/sharded-spec.js';

/**
 * Where ids lie: `shards[i]` is the name of id `i`'s shard file without ending, `minishards[i]` its minishard.
 *
 * 64-bit numbers are worked on as pairs of 32-bit halves: BigInt arithmetic would take ten times as long.
 */
export interface ShardPlaces {
  readonly shards: readonly string[];
  readonly minishards: Uint32Array;
}

/** The shard and minishard of every id. O(ids). */
export function placesInShards(ids: BigUint64Array, spec: ShardingSpec): ShardPlaces {
  const halves = new Uint32Array(ids.buffer, ids.byteOffset, 2 * ids.length);
  const { preshiftBits: shift, minishardBits, shardBits, hash } = spec;
  const minishards = new Uint32Array(ids.length);
  const names = new ShardNames(shardBits);
  const shards = new Array<string>(ids.length);
  const pair = new Uint32Array(2);
  for (let i = 0; i < ids.length; i++) {
    shiftRight(pair, halves[2 * i], halves[2 * i + 1], shift);
    if (hash === 'murmurhash3_x86_128') murmurHash3(pair, pair[0], pair[1]);
    minishards[i] = keepLow(pair[0], minishardBits);
    shiftRight(pair, pair[0], pair[1], minishardBits);
    const low = keepLow(pair[0], Math.min(shardBits, 32));
    shards[i] = names.name(low, keepLow(pair[1], Math.max(0, shardBits - 32)));
  }
  return { shards, minishards };
}

/** Shard numbers in lower-case hexadecimal, padded to `ceil(shardBits / 4)` digits; each made once. */
class ShardNames {
  readonly #digits: number;
  readonly #made = new Map<number, string>();

  constructor(shardBits: number) {
    this.#digits = Math.ceil(shardBits / 4);
  }

  name(low: number, high: number): string {
    if (high > 0) return (high.toString(16) + low.toString(16).padStart(8, '0')).padStart(this.#digits, '0');
    const known = this.#made.get(low);
    if (known !== undefined) return known;
    const name = low.toString(16).padStart(this.#digits, '0');
    this.#made.set(low, name);
    return name;
  }
}

/** The lowest `bits` (0 to 32) bits of a 32-bit number. */
function keepLow(value: number, bits: number): number {
  return bits === 32 ? value : (value & ((1 << bits) - 1)) >>> 0;
}

/** `out[0], out[1]` = low and high half of the 64-bit number `high, low` shifted right by `bits` (0 to 64). */
function shiftRight(out: Uint32Array, low: number, high: number, bits: number): void {
  if (bits === 0) {
    out[0] = low;
    out[1] = high;
  } else if (bits < 32) {
    out[0] = (low >>> bits) | (high << (32 - bits));
    out[1] = high >>> bits;
  } else {
    out[0] = bits < 64 ? high >>> (bits - 32) : 0;
    out[1] = 0;
  }
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const LENGTH = 8;

/**
 * `out[0], out[1]` = low and high half of the first 8 bytes of MurmurHash3_x86_128, seed 0, of the 8 bytes
 * `low, high`. An input of 8 bytes has no whole block, so only the tail and the final mixing are left of the algorithm.
 *
 * @source Austin Appleby, MurmurHash3 (public domain), https://github.com/aappleby/smhasher
 */
function murmurHash3(out: Uint32Array, low: number, high: number): void {
  const k2 = Math.imul(high, C2);
  const k1 = Math.imul(low, C1);
  let h1 = LENGTH ^ Math.imul((k1 << 15) | (k1 >>> 17), C2);
  let h2 = LENGTH ^ Math.imul((k2 << 16) | (k2 >>> 16), C3);
  let h3 = LENGTH;
  h1 = (h1 + h2 + 2 * LENGTH) | 0;
  h2 = mix((h2 + h1) | 0);
  // h3 and h4 have had the same history
  h3 = mix((h3 + h1) | 0);
  h1 = (mix(h1) + h2 + 2 * h3) | 0;
  out[0] = h1;
  out[1] = h2 + h1;
}

function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
