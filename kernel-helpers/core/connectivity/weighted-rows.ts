import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';

/** A square matrix by rows, zeros left out, whatever it was made of. */
export interface WeightedRows {
  readonly cellCount: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** A matrix of all pairs of cells: `values[row * cellCount + column]`, NaN for no value, such as `dense` gives. */
export interface SquareMatrix {
  readonly cellCount: number;
  readonly values: ArrayLike<number>;
  /** Ids of the cells; needed only to look them up in a map. */
  readonly ids?: BigUint64Array;
}

/** What a connection counts for. */
export type EdgeWeight = 'synapses' | 'partners' | 'summed size';

/** The rows of a connectivity with the weights asked for, or of a square matrix with its own. */
export function weightedRows(wiring: Connectivity | SquareMatrix, weight: EdgeWeight, caller: string): WeightedRows {
  if ('offsets' in wiring) return { ...wiring, weights: weightsOf(wiring, weight, caller) };
  const { cellCount, values } = wiring;
  if (values.length !== cellCount * cellCount) {
    throw new InvalidArgumentError(
      `${caller} matrix is not square: received ${values.length} values, expected ${cellCount} × ${cellCount}`,
      { argument: 'wiring' },
    );
  }
  const offsets = new Uint32Array(cellCount + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (value < 0 || value === Number.POSITIVE_INFINITY) {
      throw new InvalidArgumentError(
        `${caller} matrix has a weight it cannot use: received ${value} at index ${at}, expected finite weights from 0`,
        { argument: 'wiring' },
      );
    }
    if (value > 0) {
      targets.push(at % cellCount);
      weights.push(value);
      offsets[Math.floor(at / cellCount) + 1]++;
    }
  }
  for (let cell = 0; cell < cellCount; cell++) offsets[cell + 1] += offsets[cell];
  return { cellCount, offsets, targets: Uint32Array.from(targets), weights: Float64Array.from(weights) };
}

function weightsOf({ counts, summedSize }: Connectivity, weight: EdgeWeight, caller: string): Float64Array {
  if (weight === 'synapses') return Float64Array.from(counts);
  if (weight === 'partners') return new Float64Array(counts.length).fill(1);
  if (weight !== 'summed size') {
    throw new InvalidArgumentError(
      `${caller} weight is unknown: received ${weight}, expected one of synapses, partners, summed size`,
      { argument: 'weight' },
    );
  }
  const unknown = summedSize.findIndex(size => !(size >= 0));
  if (unknown < 0) return summedSize;
  throw new InvalidArgumentError(
    `${caller} weight needs sizes: received ${summedSize[unknown]} for entry ${unknown}, expected sizes from 0`,
    { argument: 'weight' },
  );
}

/** The same rows seen from the columns. */
export function turnedRows({ cellCount, offsets, targets, weights }: WeightedRows): WeightedRows {
  const turned = new Uint32Array(cellCount + 1);
  for (const target of targets) turned[target + 1]++;
  for (let cell = 0; cell < cellCount; cell++) turned[cell + 1] += turned[cell];
  const next = turned.slice(0, cellCount);
  const sources = new Uint32Array(targets.length);
  const turnedWeights = new Float64Array(targets.length);
  for (let row = 0; row < cellCount; row++) {
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) {
      const at = next[targets[entry]]++;
      sources[at] = row;
      turnedWeights[at] = weights[entry];
    }
  }
  return { cellCount, offsets: turned, targets: sources, weights: turnedWeights };
}

/** The sum of each row. */
export function rowSums({ cellCount, offsets, weights }: WeightedRows): Float64Array {
  const sums = new Float64Array(cellCount);
  for (let row = 0; row < cellCount; row++) {
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) sums[row] += weights[entry];
  }
  return sums;
}
