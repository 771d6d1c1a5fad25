/** Synapses of the shown neurons as points. */

import type { PointColumns } from '../../contract/scene/points.js';
import type { CheckedSynapses } from './shown-synapses.js';

/**
 * Each synapse with the neuron it belongs to (its presynaptic one when that is shown), its side and its partner; ordered
 * by neuron and then along a curve that keeps neighbours together, which compresses best. `rows` chooses some.
 */
export function synapsePoints(
  { positionsNm, ids, pre, post }: CheckedSynapses,
  cellOf: ReadonlyMap<bigint, number>,
  rows?: Uint32Array,
): PointColumns {
  const count = pre.length;
  const cells = new Int32Array(count);
  const sides = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const from = cellOf.get(pre[i]);
    const to = from === undefined ? cellOf.get(post[i]) : undefined;
    cells[i] = from ?? to ?? -1;
    sides[i] = from !== undefined ? 1 : to !== undefined ? 2 : 0;
  }
  const order = spatialOrder(positionsNm, cells, rows);
  return {
    positionsNm: pick3(positionsNm, order),
    cells: Int32Array.from(order, i => cells[i]),
    sides: Uint8Array.from(order, i => sides[i]),
    partners: BigUint64Array.from(order, i => (sides[i] === 1 ? post[i] : pre[i])),
    ...(ids ? { ids: BigUint64Array.from(order, i => ids[i]) } : {}),
  };
}

/** Rows by cell and then in Morton order. */
export function spatialOrder(
  positionsNm: Float32Array,
  cells: Int32Array | undefined,
  rows?: Uint32Array,
): Uint32Array {
  const count = positionsNm.length / 3;
  const min = [Infinity, Infinity, Infinity];
  let extent = 0;
  for (let k = 0; k < 3; k += 1) {
    let max = -Infinity;
    for (let i = k; i < positionsNm.length; i += 3) {
      if (positionsNm[i] < min[k]) min[k] = positionsNm[i];
      if (positionsNm[i] > max) max = positionsNm[i];
    }
    extent = Math.max(extent, max - min[k]);
  }
  // 10 bits an axis interleaved; the cell goes before, in a number that is exact below 2^53.
  const key = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    let morton = 0;
    for (let k = 0; k < 3; k += 1) {
      const q = extent > 0 ? Math.min(1023, Math.floor((1023 * (positionsNm[3 * i + k] - min[k])) / extent)) : 0;
      morton |= spread[q] << k;
    }
    key[i] = ((cells ? cells[i] : 0) + 1) * 2 ** 30 + morton;
  }
  const order = rows ? rows.slice() : Uint32Array.from({ length: count }, (_, i) => i);
  return order.sort((a, b) => key[a] - key[b] || a - b);
}

export function pick3(values: Float32Array, order: Uint32Array): Float32Array {
  const picked = new Float32Array(3 * order.length);
  order.forEach((from, to) => {
    for (let k = 0; k < 3; k += 1) picked[3 * to + k] = values[3 * from + k];
  });
  return picked;
}

/** The ten bits of every number below 1,024, two apart. */
const spread: Uint32Array = Uint32Array.from({ length: 1024 }, (_, value) => {
  let apart = 0;
  for (let bit = 0; bit < 10; bit += 1) apart |= ((value >> bit) & 1) << (3 * bit);
  return apart;
});
