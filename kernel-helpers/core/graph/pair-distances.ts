import { InvalidArgumentError } from '../../errors.js';
import { type DistanceBins, searchBin } from './distance-bins.js';

/** Coordinates of cells in nm; an axis that does not count is 0 throughout. */
export type Coordinates = readonly [Float64Array, Float64Array, Float64Array];

/** Coordinates of `3 * cellCount` positions, but for axes that are not in `axes` ("xz": within the plane of the pia). */
export function coordinates(
  positionsNm: ArrayLike<number>,
  axes: string,
  cellCount: number,
  caller: string,
): Coordinates {
  if (!/^(?=.)x?y?z?$/.test(axes)) {
    throw new InvalidArgumentError(`${caller} axes is unknown: received ${axes}, expected letters of xyz, as in xz`, {
      argument: 'axes',
    });
  }
  if (positionsNm.length !== 3 * cellCount) {
    throw new InvalidArgumentError(
      `${caller} positionsNm has the wrong length: received ${positionsNm.length}, expected ${3 * cellCount}, x, y and z for each cell`,
      { argument: 'positionsNm' },
    );
  }
  for (let i = 0; i < positionsNm.length; i++) {
    if (Number.isFinite(positionsNm[i])) continue;
    throw new InvalidArgumentError(
      `${caller} positionsNm at index ${i} is missing or not finite: received ${String(positionsNm[i])}, expected nm; leave cells without a position out of the connectivity`,
      { argument: 'positionsNm' },
    );
  }
  const along = (k: number): Float64Array =>
    Float64Array.from({ length: cellCount }, (_, i) => (axes.includes('xyz'[k]) ? positionsNm[3 * i + k] : 0));
  return [along(0), along(1), along(2)];
}

/** The distance between two cells in nm. */
export function distance([x, y, z]: Coordinates, a: number, b: number): number {
  return length(x[a] - x[b], y[a] - y[b], z[a] - z[b]);
}

/** No two cells are farther apart than this: the diagonal of the box round them. */
export function farthest(at: Coordinates): number {
  const spans = at.map(values => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return Math.max(0, high - low);
  });
  return Math.hypot(...spans) * (1 + 1e-12); // and a little more, for roundings that differ
}

/**
 * Unordered pairs of cells by classes and distance: `pairs[(p * classCount + q) * bins.count + b]` for p <= q, pairs of a
 * cell of class p and one of class q in bin b. No pair is stored: O(cells²) time, O(classes² bins) memory.
 */
export function countPairs(
  at: Coordinates,
  classOf: Uint32Array,
  classCount: number,
  bins: DistanceBins,
): Float64Array {
  const begin = new Uint32Array(classCount + 1);
  for (const p of classOf) begin[p + 1]++;
  for (let p = 0; p < classCount; p++) begin[p + 1] += begin[p];
  const next = begin.slice();
  const order = new Uint32Array(classOf.length);
  for (let cell = 0; cell < classOf.length; cell++) order[next[classOf[cell]]++] = cell;
  // Side by side by class, so that the inner loop runs through memory and adds to one row of bins.
  const sorted = at.map(values => Float64Array.from(order, cell => values[cell])) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const pairs = new Float64Array(classCount * classCount * bins.count);
  for (let p = 0; p < classCount; p++) {
    for (let q = p; q < classCount; q++) {
      const row = pairs.subarray((p * classCount + q) * bins.count, (p * classCount + q + 1) * bins.count);
      countBlock(sorted, begin[p], begin[p + 1], begin[q], begin[q + 1], bins, row);
    }
  }
  return pairs;
}

/** Adds pairs of a cell in [from, to) and one in [otherFrom, otherTo), each once where the two are the same. */
function countBlock(
  [x, y, z]: Coordinates,
  from: number,
  to: number,
  otherFrom: number,
  otherTo: number,
  { edges, count, bins, scale }: DistanceBins,
  row: Float64Array,
): void {
  // Neighbours in the loop often fall in one bin; added to one number they would wait for each other, so four take turns.
  const turns = Array.from({ length: 4 }, () => new Uint32Array(count + 1));
  const [turn0, turn1, turn2, turn3] = turns;
  let added = 0;
  for (let i = from; i < to; i++) {
    const xi = x[i];
    const yi = y[i];
    const zi = z[i];
    let j = Math.max(i + 1, otherFrom);
    added += otherTo - j;
    for (; j + 3 < otherTo; j += 4) {
      const d0 = length(xi - x[j], yi - y[j], zi - z[j]);
      const d1 = length(xi - x[j + 1], yi - y[j + 1], zi - z[j + 1]);
      const d2 = length(xi - x[j + 2], yi - y[j + 2], zi - z[j + 2]);
      const d3 = length(xi - x[j + 3], yi - y[j + 3], zi - z[j + 3]);
      const b0 = bins[(d0 * scale) | 0];
      const b1 = bins[(d1 * scale) | 0];
      const b2 = bins[(d2 * scale) | 0];
      const b3 = bins[(d3 * scale) | 0];
      turn0[b0 >= 0 ? b0 : searchBin(edges, d0)]++;
      turn1[b1 >= 0 ? b1 : searchBin(edges, d1)]++;
      turn2[b2 >= 0 ? b2 : searchBin(edges, d2)]++;
      turn3[b3 >= 0 ? b3 : searchBin(edges, d3)]++;
    }
    for (; j < otherTo; j++) turn0[searchBin(edges, length(xi - x[j], yi - y[j], zi - z[j]))]++;
    if (added < 2 ** 31 && i + 1 < to) continue;
    for (const turn of turns) {
      for (let b = 0; b < count; b++) row[b] += turn[b];
      turn.fill(0); // before they could overflow
    }
    added = 0;
  }
}

function length(dx: number, dy: number, dz: number): number {
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}
