import { InvalidArgumentError } from '../../errors.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { onCircle } from './angle-difference.js';

/** The responses of one unit by direction; all arrays run with `directionsDeg`. */
export interface TuningCurve {
  /** Ascending, 0 to below 360. */
  readonly directionsDeg: Float64Array;
  /** Mean response, in the unit of the responses. */
  readonly mean: Float64Array;
  /** Standard error of the mean; NaN for a direction with a single trial. */
  readonly sem: Float64Array;
  readonly trials: Uint32Array;
}

/**
 * A unit's mean response to each direction, with its standard error, from single trials.
 *
 * `responses[i]` is the response to a stimulus that moved towards `directionsDeg[i]`. Directions that differ by whole
 * turns are the same. No trials make an empty curve.
 *
 * @throws {InvalidArgumentError} when there are not as many directions as responses, or a value is missing.
 * @example
 * const curve = functional.tuningCurve([3, 5, 1, 1], [0, 0, 90, 90]);
 * curve.mean; // 4, 1
 * curve.sem; // 1, 0
 */
export function tuningCurve(responses: Numbers, directionsDeg: Numbers): TuningCurve {
  const { values, directions } = readDirections(responses, directionsDeg, 'tuningCurve');
  const distinct = Float64Array.from(new Set(directions)).sort();
  const place = new Map(Array.from(distinct, (direction, i) => [direction, i]));
  const at = directions.map(direction => place.get(direction) as number);
  const trials = new Uint32Array(distinct.length);
  const mean = new Float64Array(distinct.length);
  for (let i = 0; i < values.length; i++) {
    trials[at[i]]++;
    mean[at[i]] += values[i];
  }
  for (let d = 0; d < mean.length; d++) mean[d] /= trials[d];
  const squares = new Float64Array(distinct.length);
  for (let i = 0; i < values.length; i++) squares[at[i]] += (values[i] - mean[at[i]]) ** 2;
  // One trial: 0 / 0 is NaN, as promised.
  const sem = squares.map((square, d) => Math.sqrt(square / (trials[d] - 1) / trials[d]));
  return { directionsDeg: distinct, mean, sem, trials };
}

/** Responses and the direction of each, 0 to below 360. */
export function readDirections(
  responses: Numbers,
  directionsDeg: Numbers,
  caller: string,
): { readonly values: ArrayLike<number>; readonly directions: Float64Array } {
  const values = finiteNumbers(responses, caller, 'responses');
  const given = finiteNumbers(directionsDeg, caller, 'directionsDeg');
  if (values.length !== given.length) {
    throw new InvalidArgumentError(
      `${caller} directionsDeg has the wrong length: received ${given.length}, expected ${values.length}, one for each response`,
      { argument: 'directionsDeg' },
    );
  }
  return { values, directions: Float64Array.from(given, direction => onCircle(direction, 360)) };
}
