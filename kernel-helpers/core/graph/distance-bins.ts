import { InvalidArgumentError } from '../../errors.js';
import { finiteNumbers } from '../stats/finite-numbers.js';

/** Bins of distance in nm: `edges[b] <= distance < edges[b + 1]`, the last with its upper edge. */
export interface DistanceBins {
  readonly edges: Float64Array;
  readonly count: number;
  /** `guess[floor((distance - edges[0]) * scale)]`: a bin at or near the right one. */
  readonly guess: Uint32Array;
  readonly scale: number;
}

const MAX_BINS = 100_000;

/** Bins of one width from 0 that reach at least `farthestNm`, or between the edges given. */
export function distanceBins(
  binNm: number | undefined,
  edgesNm: ArrayLike<number> | undefined,
  farthestNm: number,
  caller: string,
): DistanceBins {
  if ((binNm === undefined) === (edgesNm === undefined)) {
    throw new InvalidArgumentError(
      `${caller} wants either binNm or edgesNm: received ${binNm === undefined ? 'neither' : 'both'}, expected one, as in { binNm: 25_000 }`,
      { argument: 'binNm' },
    );
  }
  const edges = edgesNm === undefined ? even(binNm as number, farthestNm, caller) : ascending(edgesNm, caller);
  return withGuesses(edges);
}

function even(binNm: number, farthestNm: number, caller: string): Float64Array {
  if (!(binNm > 0 && Number.isFinite(binNm))) {
    throw new InvalidArgumentError(`${caller} binNm is not valid: received ${binNm}, expected nanometres above 0`, {
      argument: 'binNm',
    });
  }
  const count = Math.max(1, Math.floor(farthestNm / binNm) + 1);
  if (count > MAX_BINS) {
    throw new InvalidArgumentError(
      `${caller} binNm is too narrow: received ${binNm}, which makes ${count} bins, expected at most ${MAX_BINS}; are the positions in nm?`,
      { argument: 'binNm' },
    );
  }
  return Float64Array.from({ length: count + 1 }, (_, b) => b * binNm);
}

function ascending(edgesNm: ArrayLike<number>, caller: string): Float64Array {
  const edges = Float64Array.from(finiteNumbers(edgesNm, caller, 'edgesNm'));
  const wrong = edges.findIndex((edge, b) => edge < 0 || (b > 0 && edge <= edges[b - 1]));
  if (edges.length >= 2 && edges.length <= MAX_BINS + 1 && wrong < 0) return edges;
  throw new InvalidArgumentError(
    `${caller} edgesNm is not valid: received ${edges.length} edges${wrong < 0 ? '' : ` with ${edges[wrong]} at index ${wrong}`}, expected at least two that ascend from 0 or more`,
    { argument: 'edgesNm' },
  );
}

function withGuesses(edges: Float64Array): DistanceBins {
  const count = edges.length - 1;
  const span = edges[count] - edges[0];
  const places = 4 * count;
  const scale = places / span;
  const guess = new Uint32Array(places + 2);
  for (let place = 0, b = 0; place < guess.length; place++) {
    while (b < count - 1 && edges[b + 1] <= edges[0] + place / scale) b++;
    guess[place] = b;
  }
  return { edges, count, guess, scale };
}

/** The bin of a distance; -1 for one that is in none. */
export function binOf({ edges, count, guess, scale }: DistanceBins, distance: number): number {
  if (!(distance >= edges[0] && distance <= edges[count])) return -1;
  let b = guess[Math.floor((distance - edges[0]) * scale)];
  while (distance < edges[b]) b--;
  while (b < count - 1 && distance >= edges[b + 1]) b++;
  return b;
}
