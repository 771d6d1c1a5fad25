import { InvalidArgumentError } from '../../errors.js';
import { finiteNumbers } from '../stats/finite-numbers.js';

/** Bins of distance in nm: `edges[b] <= distance < edges[b + 1]`, the last with its upper edge. */
export interface DistanceBins {
  readonly edges: Float64Array;
  readonly count: number;
  /**
   * `bins[floor(distance * scale)]`, up to the farthest distance: the bin of all distances of that place, `count` where
   * they are in none, or -1 where an edge is among them and {@link searchBin} must tell.
   */
  readonly bins: Int32Array;
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
  return withPlaces(edges, farthestNm);
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

function withPlaces(edges: Float64Array, farthestNm: number): DistanceBins {
  const count = edges.length - 1;
  const places = Math.min(1 << 18, 32 * count + 1024);
  const scale = places / Math.max(farthestNm, Number.MIN_VALUE ** 0.5);
  const bins = Int32Array.from({ length: places + 2 }, (_, place) => {
    // A little more than the place, for roundings.
    const nearest = searchBin(edges, (place / scale) * (1 - 1e-12));
    const next = searchBin(edges, ((place + 1) / scale) * (1 + 1e-12));
    return nearest === next ? nearest : -1;
  });
  return { edges, count, bins, scale };
}

/** The bin of a distance; `edges.length - 1` for one that is in none. */
export function searchBin(edges: Float64Array, distance: number): number {
  const count = edges.length - 1;
  if (!(distance >= edges[0] && distance <= edges[count])) return count;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edges[middle] <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
}
