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
  const partners = new BigUint64Array(order.length);
  for (let to = 0; to < order.length; to += 1) partners[to] = (sides[order[to]] === 1 ? post : pre)[order[to]];
  return {
    positionsNm: pick3(positionsNm, order),
    cells: pick(cells, order, new Int32Array(order.length)),
    sides: pick(sides, order, new Uint8Array(order.length)),
    partners,
    ...(ids ? { ids: pick(ids, order, new BigUint64Array(order.length)) } : {}),
  };
}

/** `into[to] = values[order[to]]`; a callback an element would take ten times as long. */
export function pick<T extends Int32Array | Uint8Array | Float32Array | BigUint64Array>(
  values: T,
  order: Uint32Array,
  into: T,
): T {
  for (let to = 0; to < order.length; to += 1) into[to] = values[order[to]];
  return into;
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
  const chosen = rows?.length ?? count;
  // In each cell's stretch a number a row: 10 bits an axis interleaved, then the row; exact below 2^53, and sorted as
  // plain numbers, since a comparison by function takes ten times as long.
  const rowPlaces = 2 ** Math.ceil(Math.log2(chosen + 1));
  const coarse = Math.max(1, rowPlaces / 2 ** 23);
  const start = stretches(cells, rows, chosen);
  const key = new Float64Array(chosen);
  const free = start.slice();
  for (let n = 0; n < chosen; n += 1) {
    const i = rows ? rows[n] : n;
    let morton = 0;
    for (let k = 0; k < 3; k += 1) {
      const q = extent > 0 ? Math.min(1023, Math.floor((1023 * (positionsNm[3 * i + k] - min[k])) / extent)) : 0;
      morton |= spread[q] << k;
    }
    key[free[(cells ? cells[i] : -1) + 1]++] = Math.floor(morton / coarse) * rowPlaces + n;
  }
  for (let cell = 0; cell + 1 < start.length; cell += 1) key.subarray(start[cell], start[cell + 1]).sort();
  const order = new Uint32Array(chosen);
  for (let to = 0; to < chosen; to += 1) {
    const n = key[to] % rowPlaces;
    order[to] = rows ? rows[n] : n;
  }
  return order;
}

/** Where the rows of cell -1, 0, 1, … begin when they stand together; one longer than there are cells. */
function stretches(cells: Int32Array | undefined, rows: Uint32Array | undefined, chosen: number): Uint32Array {
  if (!cells) return Uint32Array.of(0, chosen);
  let last = -1;
  for (const cell of cells) if (cell > last) last = cell;
  const start = new Uint32Array(last + 3);
  for (let n = 0; n < chosen; n += 1) start[cells[rows ? rows[n] : n] + 2] += 1;
  for (let cell = 1; cell < start.length; cell += 1) start[cell] += start[cell - 1];
  return start;
}

export function pick3(values: Float32Array, order: Uint32Array): Float32Array {
  const picked = new Float32Array(3 * order.length);
  for (let to = 0; to < order.length; to += 1) {
    for (let k = 0; k < 3; k += 1) picked[3 * to + k] = values[3 * order[to] + k];
  }
  return picked;
}

/** The ten bits of every number below 1,024, two apart. */
const spread: Uint32Array = Uint32Array.from({ length: 1024 }, (_, value) => {
  let apart = 0;
  for (let bit = 0; bit < 10; bit += 1) apart |= ((value >> bit) & 1) << (3 * bit);
  return apart;
});
