/** 64-bit ids: `bigint` in code, decimal strings in JSON and on screen, never `number`. */

import { InvalidArgumentError } from '../errors.js';

declare const brand: unique symbol;

/** A segment at one moment of proofreading. Changes with every edit of the cell: join by {@link NucleusId}. */
export type RootId = bigint & { readonly [brand]: 'RootId' };

/** A nucleus, and so a cell, for good: row id of `nucleus_detection_v0`. */
export type NucleusId = bigint & { readonly [brand]: 'NucleusId' };

/** A synapse, for good: row id of `synapses_pni_2`. */
export type SynapseId = bigint & { readonly [brand]: 'SynapseId' };

/** The smallest piece of segmentation, which no edit splits. */
export type SupervoxelId = bigint & { readonly [brand]: 'SupervoxelId' };

/** What every function that wants an id takes: `864691135571546917n`, `'864691135571546917'`, or a number below 2^53. */
export type IdLike = bigint | string | number;

/** The largest id: 2^64 - 1. */
export const MAX_ID: bigint = 2n ** 64n - 1n;

/**
 * The id that `value` stands for: a bigint, a string of decimal digits, or a whole number that is exact (below 2^53).
 *
 * `what` names the argument in errors ("synapses pre_id row 7").
 *
 * @throws {InvalidArgumentError} when it is no id, is outside 0 to 2^64 - 1, or is a number too large to be exact.
 * @example
 * ids.parseId('864691135571546917') === 864691135571546917n; // true
 */
export function parseId(value: unknown, what = 'id'): bigint {
  if (typeof value === 'bigint') return inRange(value, what);
  if (typeof value === 'number') return exact(value, what);
  if (typeof value === 'string' && /^[0-9]+$/.test(value)) return inRange(BigInt(value), what);
  throw new InvalidArgumentError(
    `${what} is not an id: received ${received(value)}, expected a bigint such as 1n or a string of decimal digits`,
    { argument: what },
  );
}

/**
 * `value` as a root id, exact.
 *
 * @throws {InvalidArgumentError} as {@link parseId}: a number of 2^53 or more is refused, because its digits are lost.
 * @example
 * ids.rootId('864691135571546917'); // 864691135571546917n
 */
export function rootId(value: IdLike): RootId {
  return parseId(value, 'root id') as RootId;
}

/**
 * `value` as a nucleus id, exact.
 *
 * @throws {InvalidArgumentError} as {@link parseId}.
 * @example
 * ids.nucleusId(264824); // 264824n
 */
export function nucleusId(value: IdLike): NucleusId {
  return parseId(value, 'nucleus id') as NucleusId;
}

/**
 * `value` as a synapse id, exact.
 *
 * @throws {InvalidArgumentError} as {@link parseId}.
 * @example
 * ids.synapseId('165943687'); // 165943687n
 */
export function synapseId(value: IdLike): SynapseId {
  return parseId(value, 'synapse id') as SynapseId;
}

/**
 * `value` as a supervoxel id, exact.
 *
 * @throws {InvalidArgumentError} as {@link parseId}.
 * @example
 * ids.supervoxelId(89875763018073231n); // 89875763018073231n
 */
export function supervoxelId(value: IdLike): SupervoxelId {
  return parseId(value, 'supervoxel id') as SupervoxelId;
}

/**
 * The id as a decimal string, the way JSON and readers get it.
 *
 * @throws {InvalidArgumentError} when it is outside 0 to 2^64 - 1.
 */
export function formatId(id: bigint): string {
  return inRange(id, 'id').toString();
}

function inRange(id: bigint, what: string): bigint {
  if (id >= 0n && id <= MAX_ID) return id;
  throw new InvalidArgumentError(`${what} is out of range: received ${id}, expected 0 to 2^64 - 1`, { argument: what });
}

function exact(id: number, what: string): bigint {
  if (Number.isSafeInteger(id)) return inRange(BigInt(id), what);
  if (Number.isInteger(id)) {
    throw new InvalidArgumentError(
      `${what} is a number too large to be exact: received ${id}, expected a bigint: write the digits with n at the end, as in 864691135571546917n`,
      { argument: what },
    );
  }
  throw new InvalidArgumentError(`${what} is not an id: received ${id}, expected a whole number`, { argument: what });
}

function received(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : value === null ? 'null' : typeof value;
}
