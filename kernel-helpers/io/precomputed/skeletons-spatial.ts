import { InvalidArgumentError } from '../../errors.js';
import { JsonFields, jsonFault } from '../../formats/precomputed/json-fields.js';
import { parseJson } from '../../formats/precomputed/parse-json.js';

/** A box in nanometres: from `minNm` to `maxNm`, each x, y, z. */
export interface BoxNm {
  readonly minNm: readonly number[];
  readonly maxNm: readonly number[];
}

/** The skeletons that touch one cell of a folder's spatial index, and the part of the cell each fills. */
export interface SpatialCell {
  /** `ids[i]` is the segment of entry `i`. */
  readonly ids: BigUint64Array;
  /** Entry `i` fills the box from `boxesNm[6*i + k]` to `boxesNm[6*i + 3 + k]`, k = 0, 1, 2 for x, y, z. */
  readonly boxesNm: Float64Array;
}

const FORMAT = 'precomputed spatial index';

/**
 * One `.spatial` file of the index that igneous writes beside skeletons: segment ids and their bounding boxes in the
 * cell, in nanometres.
 *
 * @throws {FormatError} when it is no JSON object from ids to boxes of six numbers, each end at or behind its start.
 * @source https://github.com/seung-lab/cloud-volume, cloudvolume/datasource/precomputed/spatial_index.py
 */
export function parseSpatialCell(bytes: Uint8Array, file?: string): SpatialCell {
  const place = { format: FORMAT, file };
  const fields = new JsonFields(parseJson(bytes, FORMAT, file), place);
  const names = fields.names();
  const ids = new BigUint64Array(names.length);
  const boxesNm = new Float64Array(6 * names.length);
  names.forEach((name, i) => {
    const id = /^\d{1,20}$/.test(name) ? BigInt(name) : 2n ** 64n;
    if (id >= 2n ** 64n) throw jsonFault(place, JSON.stringify(name), name, 'an id from 0 to 2^64 - 1');
    const box = fields.numbers(name, 6);
    if (box[0] > box[3] || box[1] > box[4] || box[2] > box[5])
      throw fields.fault(name, 'a box that ends behind its start');
    ids[i] = id;
    boxesNm.set(box, 6 * i);
  });
  return { ids, boxesNm };
}

/** The most files a box may ask for: more is a mistake in units. */
const MOST_CELLS = 1_000_000;

/**
 * Names of the spatial index files whose cells touch `box`: cells of `chunkNm` begin at the volume's start, and those at
 * its end are cut off there.
 *
 * @throws {InvalidArgumentError} when the cells are more than a million, or a size is not above 0.
 */
export function spatialCellNames(chunkNm: readonly number[], volume: BoxNm, box: BoxNm): string[] {
  const ranges = [0, 1, 2].map(k => {
    const [start, end, size] = [volume.minNm[k], volume.maxNm[k], chunkNm[k]];
    if (!(size > 0)) throw fault(`cell size is not above 0: received ${size}`, 'chunkNm');
    const first = Math.max(0, Math.floor((box.minNm[k] - start) / size));
    const last = Math.min(Math.ceil((end - start) / size), Math.floor((box.maxNm[k] - start) / size) + 1);
    return { start, end, size, first, count: Math.max(0, last - first) };
  });
  const count = ranges.reduce((product, range) => product * range.count, 1);
  if (!(count <= MOST_CELLS)) {
    throw fault(`box has too many cells: received ${count}, expected at most ${MOST_CELLS}; are both in nm?`, 'box');
  }
  const sides = ranges.map(({ start, end, size, first, count }) =>
    Array.from({ length: count }, (_, i) => {
      const from = start + (first + i) * size;
      return `${from}-${Math.min(from + size, end)}`;
    }),
  );
  return sides[2].flatMap(z => sides[1].flatMap(y => sides[0].map(x => `${x}_${y}_${z}.spatial`)));
}

function fault(problem: string, argument: string): InvalidArgumentError {
  return new InvalidArgumentError(`skeletons inBox ${problem}`, { argument });
}
