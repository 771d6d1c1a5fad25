import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';
import { distinctCells } from './number-cells.js';
import type { IdArray } from './synapse-columns.js';

/** The arrays of a {@link Connectivity}, as {@link connectivityOf} takes them. */
export interface ConnectivityParts {
  readonly ids: IdArray;
  /** `ids.length + 1` long, from 0 to the number of entries, never falling. */
  readonly offsets: ArrayLike<number>;
  /** Cell indices, ascending within each row and never the row's own. */
  readonly targets: ArrayLike<number>;
  /** Synapses of each entry, 1 or more; one each when absent. */
  readonly counts?: ArrayLike<number>;
  /** Unknown, NaN throughout, when absent. */
  readonly summedSize?: ArrayLike<number>;
  /** 0 when absent. */
  readonly autapses?: number;
  /** 0 when absent. */
  readonly outside?: number;
}

/**
 * A {@link Connectivity} of compressed rows that somebody else made, checked: what a null model or a file gives.
 *
 * Typed arrays of the right kind are kept as they are, not copied. O(cells + pairs).
 *
 * @throws {InvalidArgumentError} when lengths do not fit, rows are out of order, a target is no cell, is the row's own
 * or stands twice, a count is no whole number above 0, or an id is there twice or is 0.
 * @example
 * const ring = connectivity.connectivityOf({ ids: [1n, 2n, 3n], offsets: [0, 1, 2, 3], targets: [1, 2, 0] });
 * ring.pairCount; // 3
 */
export function connectivityOf(parts: ConnectivityParts): Connectivity {
  const ids = distinctCells(parts.ids, 'connectivityOf', 'ids');
  const cellCount = ids.length;
  const pairCount = parts.targets.length;
  checkOffsets(parts.offsets, cellCount, pairCount);
  checkTargets(parts, cellCount);
  const counts = parts.counts ?? new Uint32Array(pairCount).fill(1);
  const summedSize = parts.summedSize ?? new Float64Array(pairCount).fill(Number.NaN);
  checkLength('counts', counts, pairCount, 'targets');
  checkLength('summedSize', summedSize, pairCount, 'targets');
  let synapseCount = 0;
  for (let entry = 0; entry < pairCount; entry++) {
    if (!isWhole(counts[entry]) || counts[entry] === 0) {
      refuse('counts', `is not valid: received ${counts[entry]} at index ${entry}, expected a whole number above 0`);
    }
    synapseCount += counts[entry];
  }
  if (synapseCount > 2 ** 32 - 1) refuse('counts', `are too many: received ${synapseCount}, expected at most 2^32 - 1`);
  return {
    cellCount,
    pairCount,
    synapseCount,
    ids,
    offsets: asUint32(parts.offsets),
    targets: asUint32(parts.targets),
    counts: asUint32(counts),
    summedSize: summedSize instanceof Float64Array ? summedSize : Float64Array.from(summedSize),
    autapses: parts.autapses ?? 0,
    outside: parts.outside ?? 0,
  };
}

function checkOffsets(offsets: ArrayLike<number>, cellCount: number, pairCount: number): void {
  checkLength('offsets', offsets, cellCount + 1, 'ids and one more');
  if (offsets[0] !== 0 || offsets[cellCount] !== pairCount) {
    refuse(
      'offsets',
      `do not span the targets: received ${offsets[0]} to ${offsets[cellCount]}, expected 0 to ${pairCount}`,
    );
  }
  for (let cell = 0; cell < cellCount; cell++) {
    if (isWhole(offsets[cell]) && offsets[cell] <= offsets[cell + 1]) continue;
    refuse('offsets', `fall or are no whole numbers: received ${offsets[cell]}, ${offsets[cell + 1]} at index ${cell}`);
  }
}

function checkTargets({ offsets, targets }: ConnectivityParts, cellCount: number): void {
  for (let cell = 0; cell < cellCount; cell++) {
    for (let entry = offsets[cell], last = -1; entry < offsets[cell + 1]; entry++) {
      const target = targets[entry];
      if (!isWhole(target) || target >= cellCount) {
        refuse('targets', `is no cell: received ${target} at index ${entry}, expected 0 to ${cellCount - 1}`);
      }
      if (target === cell) {
        refuse('targets', `is the row's own cell: received ${target} at index ${entry}; count autapses in autapses`);
      }
      if (target <= last) {
        refuse('targets', `do not ascend in row ${cell}: received ${last}, ${target} at index ${entry}`);
      }
      last = target;
    }
  }
}

function checkLength(name: string, values: ArrayLike<number>, expected: number, as: string): void {
  if (values.length === expected) return;
  refuse(name, `has the wrong length: received ${values.length}, expected ${expected} as ${as}`);
}

function isWhole(value: number): boolean {
  return value >>> 0 === value;
}

function asUint32(values: ArrayLike<number>): Uint32Array {
  return values instanceof Uint32Array ? values : Uint32Array.from(values);
}

function refuse(argument: string, problem: string): never {
  throw new InvalidArgumentError(`connectivityOf ${argument} ${problem}`, { argument });
}
