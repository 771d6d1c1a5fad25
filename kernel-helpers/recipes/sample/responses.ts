/** Responses of the cells of the synthetic column, from the orientation each prefers and seeded noise. */
import { createRandom } from '../../core/random.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';

interface NumberArray {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

const SEED = 20250409;
const UNITS = 80;
const DIRECTIONS = 16;
const BINS = 4;
const CLIPS = 6;
const FRAMES = 63;

/** How strongly a cell that prefers `preferred` answers to `shown`, both in radians; 1 at best. */
const answer = (preferred: number, shown: number, fold: number): number =>
  Math.exp(2 * (Math.cos(fold * (shown - preferred)) - 1));

/** Places of the cells that have a preferred orientation, and those orientations. */
function tunedCells(column: SyntheticColumnTables): { place: number; orientation: number }[] {
  const orientation = column.cells.getChild('preferred_orientation_rad')?.toArray() as Float32Array;
  return Array.from(orientation, (value, place) => ({ place, orientation: value })).filter(
    cell => !Number.isNaN(cell.orientation),
  );
}

/** 80 cells × 16 directions of 4 bins; of two opposite directions each cell is given one. */
export function sampleDirectionResponses(column: SyntheticColumnTables): {
  responses: NumberArray;
  directions: NumberArray;
} {
  const random = createRandom(SEED);
  const units = tunedCells(column)
    .slice(0, UNITS)
    .map(({ orientation }) => orientation + (random.uniform() < 0.5 ? Math.PI : 0))
    .sort((a, b) => a - b);
  const directions = Float64Array.from({ length: DIRECTIONS }, (_, i) => (360 * i) / DIRECTIONS);
  const width = DIRECTIONS * BINS;
  const data = Float64Array.from({ length: units.length * width }, (_, k) => {
    const shown = (directions[Math.floor((k % width) / BINS)] * Math.PI) / 180;
    return answer(units[Math.floor(k / width)], shown, 1) + 0.1 * random.uniform();
  });
  return {
    responses: { data, shape: [units.length, width] },
    directions: { data: directions, shape: [1, DIRECTIONS] },
  };
}

/** The tuned cell with the most tuned partners, and those: what they do while an orientation wanders through six clips. */
export function sampleOracleResponses(column: SyntheticColumnTables): { pre: NumberArray; post: NumberArray } {
  const random = createRandom(SEED);
  const tuned = new Map(tunedCells(column).map(({ place, orientation }) => [column.cellIds[place], orientation]));
  const partners = new Map<bigint, Set<bigint>>();
  const posts = [...(column.synapses.getChild('post_id') ?? [])];
  [...(column.synapses.getChild('pre_id') ?? [])].forEach((pre, row) => {
    const post = posts[row] as bigint;
    if (tuned.has(pre as bigint) && tuned.has(post)) {
      partners.set(pre as bigint, (partners.get(pre as bigint) ?? new Set<bigint>()).add(post));
    }
  });
  const [pre, ofPre] = [...partners].reduce((most, next) => (next[1].size > most[1].size ? next : most));
  let shown = 0;
  const film = Float64Array.from({ length: CLIPS * FRAMES }, () => {
    shown += 0.3 * random.normal();
    return shown;
  });
  const respond = (orientation: number): number[] =>
    Array.from(film, angle => answer(orientation, angle, 2) + 0.2 * random.uniform());
  const response = (id: bigint): number[] => respond(tuned.get(id) as number);
  return {
    pre: { data: Float64Array.from(response(pre)), shape: [CLIPS, FRAMES] },
    post: { data: Float64Array.from([...ofPre].flatMap(response)), shape: [ofPre.size, CLIPS, FRAMES] },
  };
}
