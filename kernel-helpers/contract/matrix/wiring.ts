/** A wiring as text that JSON can carry, and back. */

import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { FormatError } from '../../errors.js';
import { packBytes, toBytePlanes, uint32FromBytePlanes, unpackBytes } from '../bytes.js';
import type { PackedWiring } from './matrix.js';
import { packVarints, unpackVarints } from './varints.js';

/** Summed sizes keep seven digits; everything else is kept as it is. */
export function packWiring(wiring: Connectivity): PackedWiring {
  const { cellCount, pairCount, offsets, targets, counts, summedSize, autapses, outside } = wiring;
  const gaps = new Uint32Array(pairCount);
  for (let cell = 0; cell < cellCount; cell += 1) {
    for (let e = offsets[cell], next = 0; e < offsets[cell + 1]; next = targets[e] + 1, e += 1)
      gaps[e] = targets[e] - next;
  }
  const hasSizes = pairCount > 0 && !Number.isNaN(summedSize[0]);
  return {
    cellCount,
    pairCount,
    autapses,
    outside,
    ids: packIds(wiring.ids),
    degrees: packVarints(Uint32Array.from({ length: cellCount }, (_, cell) => offsets[cell + 1] - offsets[cell])),
    gaps: packVarints(gaps),
    counts: packVarints(counts.map(count => count - 1)),
    ...(hasSizes ? { sizes: packFloats(Float32Array.from(summedSize)) } : {}),
  };
}

/**
 * The wiring that {@link packWiring} packed.
 *
 * @throws {FormatError} when the arrays do not fit each other; the message names the field.
 */
export function unpackWiring(packed: PackedWiring): Connectivity {
  const { cellCount, pairCount, autapses, outside } = packed;
  const ids = unpackIds(packed.ids, cellCount, 'wiring.ids');
  const degrees = unpackVarints(packed.degrees, cellCount, 'wiring.degrees');
  const offsets = new Uint32Array(cellCount + 1);
  let total = 0;
  for (let cell = 0; cell < cellCount; cell += 1) {
    total += degrees[cell];
    offsets[cell + 1] = total;
  }
  if (total !== pairCount) throw bad('degrees', 'do not add up', total, `${pairCount} entries`);
  const targets = unpackVarints(packed.gaps, pairCount, 'wiring.gaps');
  for (let cell = 0; cell < cellCount; cell += 1) {
    for (let e = offsets[cell], next = 0; e < offsets[cell + 1]; e += 1) {
      const target = next + targets[e];
      if (target >= cellCount) throw bad('gaps', 'lead past the last cell', target, `less than ${cellCount}`);
      if (target === cell) throw bad('gaps', 'lead to the row itself', target, 'another cell');
      targets[e] = target;
      next = target + 1;
    }
  }
  const counts = unpackVarints(packed.counts, pairCount, 'wiring.counts');
  let synapseCount = 0;
  for (let e = 0; e < pairCount; e += 1) {
    counts[e] += 1;
    synapseCount += counts[e];
  }
  const sizes = packed.sizes === undefined ? undefined : unpackFloats(packed.sizes, pairCount, 'wiring.sizes');
  const summedSize = sizes ? Float64Array.from(sizes) : new Float64Array(pairCount).fill(Number.NaN);
  return { cellCount, pairCount, synapseCount, ids, offsets, targets, counts, summedSize, autapses, outside };
}

/** float32 as byte planes. */
export function packFloats(values: Float32Array): string {
  return packBytes(toBytePlanes(new Uint32Array(values.buffer, values.byteOffset, values.length)));
}

/** The numbers that {@link packFloats} packed. */
export function unpackFloats(text: string, count: number, at: string): Float32Array {
  return new Float32Array(uint32FromBytePlanes(unpackBytes(text, 4 * count, at)).buffer);
}

function packIds(ids: BigUint64Array): string {
  const halves = new Uint32Array(2 * ids.length);
  ids.forEach((id, i) => {
    halves[i] = Number(id & 0xffffffffn);
    halves[ids.length + i] = Number(id >> 32n);
  });
  return packBytes(toBytePlanes(halves));
}

/** The ids of `count` cells. */
export function unpackIds(text: string, count: number, at: string): BigUint64Array {
  const halves = uint32FromBytePlanes(unpackBytes(text, 8 * count, at));
  return BigUint64Array.from({ length: count }, (_, i) => (BigInt(halves[count + i]) << 32n) | BigInt(halves[i]));
}

function bad(field: string, what: string, received: number, expected: string): FormatError {
  const at = `wiring.${field}`;
  return new FormatError(`connectivity matrix ${at} ${what}: received ${received}, expected ${expected}`, {
    format: 'connectivity matrix',
    at,
  });
}
