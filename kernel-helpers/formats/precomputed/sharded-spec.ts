import { JsonFields } from './json-fields.js';

/** How ids are laid out in shard files. */
export interface ShardingSpec {
  /** Low bits of an id that its hash does not see. */
  readonly preshiftBits: number;
  readonly hash: 'identity' | 'murmurhash3_x86_128';
  /** A shard has `2 ** minishardBits` minishards. */
  readonly minishardBits: number;
  /** There are `2 ** shardBits` shards. */
  readonly shardBits: number;
  readonly minishardIndexEncoding: 'raw' | 'gzip';
  readonly dataEncoding: 'raw' | 'gzip';
}

const ENCODINGS = ['raw', 'gzip'] as const;

/**
 * The sharding specification in an info file's `sharding` member. `where` is its place for errors: the info file's
 * address.
 *
 * @throws {FormatError} `precomputed sharding <where> <field> …`.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/sharded.md
 */
export function parseSharding(json: unknown, where: string): ShardingSpec {
  const fields = new JsonFields(json, { format: 'precomputed sharding', file: where });
  fields.choice('@type', ['neuroglancer_uint64_sharded_v1']);
  // A shard index is 16 * 2 ** minishard_bits bytes, so more than 32 bits is no file anybody has.
  const minishardBits = fields.integer('minishard_bits', 0, 32);
  return {
    preshiftBits: fields.integer('preshift_bits', 0, 64),
    hash: fields.choice('hash', ['identity', 'murmurhash3_x86_128']),
    minishardBits,
    shardBits: fields.integer('shard_bits', 0, 64 - minishardBits),
    minishardIndexEncoding: encoding(fields, 'minishard_index_encoding'),
    dataEncoding: encoding(fields, 'data_encoding'),
  };
}

function encoding(fields: JsonFields, name: string): 'raw' | 'gzip' {
  return fields.raw(name) === undefined ? 'raw' : fields.choice(name, ENCODINGS);
}
