import { InvalidArgumentError } from '../../errors.js';
import type { AnnotationsInfo, SpatialLevel } from '../../formats/precomputed/annotations-info.js';
import type { StoredBox } from './annotations-geometry.js';

/** The cells of one level of a spatial index that a box touches. */
export interface GridCells {
  readonly count: number;
  /** First cell along each dimension, and how many there are. */
  readonly first: readonly number[];
  readonly counts: readonly number[];
}

/** Positions are float32, and grids were laid with float32 too: a cell's border is as wide as that. */
const BORDER = 1e-6;

/** The cells of `level` that `box` touches; all of them without one. */
export function cellsInBox(
  { lowerBound }: Pick<AnnotationsInfo, 'lowerBound'>,
  { gridShape, chunkSize }: SpatialLevel,
  box: StoredBox | undefined,
): GridCells {
  const first = gridShape.map(() => 0);
  const counts = [...gridShape];
  if (box !== undefined) {
    for (let k = 0; k < gridShape.length; k++) {
      const border = BORDER * Math.max(1, Math.abs(lowerBound[k]) / chunkSize[k]);
      const cell = (position: number): number => (position - lowerBound[k]) / chunkSize[k];
      // annotations that lie outside of the bounds are in the cells at the edge
      first[k] = Math.min(Math.max(0, Math.floor(cell(box.min[k]) - border)), gridShape[k] - 1);
      counts[k] = Math.min(Math.max(0, Math.floor(cell(box.max[k]) + border)), gridShape[k] - 1) - first[k] + 1;
      if (counts[k] < 1) counts[k] = 0;
    }
  }
  return { first, counts, count: counts.reduce((product, count) => product * count, 1) };
}

/** Every cell's coordinates, the first dimension running fastest. The array given is used again. */
export function* eachCell({ first, counts, count }: GridCells): Generator<readonly number[]> {
  const cell = [...first];
  for (let i = 0; i < count; i++) {
    yield cell;
    for (let k = 0; k < cell.length; k++) {
      if (++cell[k] < first[k] + counts[k]) break;
      cell[k] = first[k];
    }
  }
}

/**
 * Keys of cells in a sharded index: their compressed Morton codes, in which the dimensions' bits take turns and a
 * dimension drops out when all of its bits are used.
 *
 * @throws {InvalidArgumentError} when the grid has more than 2^64 cells.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/volume.md
 */
export function mortonCodes({ gridShape }: Pick<SpatialLevel, 'gridShape'>, cells: GridCells): BigUint64Array {
  const bits = gridShape.map(bitsOf);
  const places: number[][] = gridShape.map(() => []);
  let place = 0;
  for (let bit = 0; bit < Math.max(...bits, 0); bit++) {
    for (let k = 0; k < gridShape.length; k++) if (bit < bits[k]) places[k].push(place++);
  }
  if (place > 64) {
    throw new InvalidArgumentError(
      `spatial index grid is too fine for 64-bit keys: received ${gridShape.join(' × ')} cells, expected at most 2^64`,
      { argument: 'grid_shape' },
    );
  }
  const spread = places.map((own, k) =>
    Array.from({ length: cells.counts[k] }, (_, i) => spreadBits(cells.first[k] + i, own)),
  );
  const codes = new BigUint64Array(cells.count);
  let at = 0;
  for (const cell of eachCell(cells)) {
    let code = 0n;
    for (let k = 0; k < cell.length; k++) code |= spread[k][cell[k] - cells.first[k]];
    codes[at++] = code;
  }
  return codes;
}

/** Bits that the numbers below `size` take; a logarithm would round. */
function bitsOf(size: number): number {
  let bits = 0;
  while (2 ** bits < size) bits++;
  return bits;
}

function spreadBits(coordinate: number, places: readonly number[]): bigint {
  let code = 0n;
  places.forEach((place, bit) => {
    if (Math.floor(coordinate / 2 ** bit) % 2 === 1) code |= 1n << BigInt(place);
  });
  return code;
}
