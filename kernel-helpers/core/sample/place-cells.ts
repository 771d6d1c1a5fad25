import { InvalidArgumentError } from '../../errors.js';
import type { Random } from '../random.js';
import { CELL_TYPES, type CellTypeTraits } from './cell-types.js';
import { lengthOf } from './directions.js';

/** Side of the column's square footprint, µm: somata lie in [0, 300) along x and z. */
export const COLUMN_SIDE_UM = 300;

/** A soma with its type; coordinates in µm, y the depth under the pia. */
export interface PlacedCell {
  readonly traits: CellTypeTraits;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly somaRadiusUm: number;
}

/** Places tried for each soma; the one farthest from the others is taken, which spreads somata as tissue does. */
const CANDIDATES = 8;

/**
 * Somata from the pia down, by depth. Every type has its share of `cellCount`, rounded so that they add up.
 *
 * @throws {InvalidArgumentError} when `cellCount` is not a whole number from 1 to 5,000.
 * @source best-candidate sampling: Mitchell 1991, doi:10.1145/127719.122736
 */
export function placeCells(random: Random, cellCount: number): PlacedCell[] {
  if (!Number.isInteger(cellCount) || cellCount < 1 || cellCount > 5000) {
    throw new InvalidArgumentError(
      `growColumn cellCount is not valid: received ${cellCount}, expected a whole number from 1 to 5000`,
      { argument: 'cellCount' },
    );
  }
  const placed: PlacedCell[] = [];
  const counts = apportion(cellCount);
  CELL_TYPES.forEach((traits, t) => {
    for (let i = 0; i < counts[t]; i++) placed.push(placeOne(random, traits, placed));
  });
  return placed.sort((a, b) => a.y - b.y);
}

function placeOne(random: Random, traits: CellTypeTraits, others: readonly PlacedCell[]): PlacedCell {
  let best: PlacedCell | undefined;
  let bestGap = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < CANDIDATES; k++) {
    const candidate = {
      traits,
      x: random.between(0, COLUMN_SIDE_UM),
      y: random.between(traits.fromUm, traits.toUm),
      z: random.between(0, COLUMN_SIDE_UM),
      somaRadiusUm: Math.min(9, Math.max(5, traits.somaRadiusUm * random.normal(1, 0.06))),
    };
    let gap = Number.POSITIVE_INFINITY;
    for (const other of others) {
      const centres = lengthOf(candidate.x - other.x, candidate.y - other.y, candidate.z - other.z);
      gap = Math.min(gap, centres - other.somaRadiusUm - candidate.somaRadiusUm);
    }
    if (gap > bestGap || best === undefined) {
      best = candidate;
      bestGap = gap;
    }
  }
  return best as PlacedCell;
}

/** Whole numbers in proportion to the types' shares, by largest remainder. */
function apportion(cellCount: number): number[] {
  const exact = CELL_TYPES.map(({ share }) => share * cellCount);
  const counts = exact.map(Math.floor);
  const byRemainder = exact.map((_, t) => t).sort((a, b) => exact[b] - counts[b] - (exact[a] - counts[a]) || a - b);
  let left = cellCount - counts.reduce((sum, count) => sum + count, 0);
  for (let i = 0; left > 0; i++, left--) counts[byRemainder[i % byRemainder.length]]++;
  return counts;
}
