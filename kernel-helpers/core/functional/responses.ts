import { InvalidArgumentError } from '../../errors.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';

/**
 * What units do at each of the same stimuli: one list a unit, or an array as datasets give it, whose first axis counts
 * units and whose other axes are stimuli (and time), the last the fastest.
 */
export type Responses = readonly Numbers[] | { readonly data: ArrayLike<number>; readonly shape: readonly number[] };

/** Responses as one array: `values[unit * width + stimulus]`, a copy. */
export interface ResponseRows {
  readonly values: Float64Array;
  readonly count: number;
  readonly width: number;
}

/**
 * Responses, checked.
 *
 * @throws {InvalidArgumentError} when units have not as many values as each other, a value is missing or not finite, or
 * an array does not fill its shape.
 */
export function readResponses(responses: Responses, caller: string, argument: string): ResponseRows {
  return 'shape' in responses ? fromArray(responses, caller, argument) : fromLists(responses, caller, argument);
}

function fromArray(
  { data, shape }: { readonly data: ArrayLike<number>; readonly shape: readonly number[] },
  caller: string,
  argument: string,
): ResponseRows {
  const width = shape.slice(1).reduce((product, size) => product * size, 1);
  if (shape.length < 2 || shape[0] * width !== data.length) {
    throw new InvalidArgumentError(
      `${caller} ${argument} has the wrong shape: received ${shape.join(' × ')} with ${data.length} values, expected units × stimuli that fill it`,
      { argument },
    );
  }
  return { values: Float64Array.from(finiteNumbers(data, caller, argument)), count: shape[0], width };
}

function fromLists(rows: readonly Numbers[], caller: string, argument: string): ResponseRows {
  const lists = rows.map((row, unit) => finiteNumbers(row, caller, `${argument} of unit ${unit}`));
  const width = lists[0]?.length ?? 0;
  const values = new Float64Array(lists.length * width);
  lists.forEach((list, unit) => {
    if (list.length !== width) {
      throw new InvalidArgumentError(
        `${caller} ${argument} of unit ${unit} has the wrong length: received ${list.length}, expected ${width} as for unit 0`,
        { argument },
      );
    }
    values.set(list, unit * width);
  });
  return { values, count: lists.length, width };
}

/** Two units' responses to the same stimuli. */
export function readPair(
  a: Numbers,
  b: Numbers,
  caller: string,
): { readonly left: ArrayLike<number>; readonly right: ArrayLike<number> } {
  const left = finiteNumbers(a, caller, 'a');
  const right = finiteNumbers(b, caller, 'b');
  if (left.length === right.length) return { left, right };
  throw new InvalidArgumentError(
    `${caller} values are not paired: received ${left.length} and ${right.length}, expected as many in b as in a`,
    { argument: 'b' },
  );
}
