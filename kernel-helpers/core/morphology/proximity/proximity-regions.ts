import { buildPointGrid } from '../../spatial/point-grid.js';
import { touchedPoints } from './cable-grid.js';
import type { DiscretisedCable } from './discretise.js';
import { checkProximityOptions, cutBoth, type ProximityOptions } from './proximity.js';
import type { Cable } from './skeleton-edges.js';

/** One stretch of `a` that travels with `b`. */
export interface ProximityRegion {
  /** Length of its pieces, nm. */
  readonly lengthANm: number;
  /** The middle of its cable: the mean of its pieces' middles by length, or of its points where it has no length. */
  readonly centreNm: readonly [number, number, number];
  /** Its point that is nearest to `b`. */
  readonly closestANm: readonly [number, number, number];
  /** The point of `b` that this is nearest to. */
  readonly closestBNm: readonly [number, number, number];
  /** The distance between those two, nm. */
  readonly minDistanceNm: number;
  /** The ends of its pieces, nm: piece `i` runs from `segmentsNm[6*i … 6*i + 2]` to `segmentsNm[6*i + 3 … 6*i + 5]`. */
  readonly segmentsNm: Float64Array;
}

/**
 * Where `a` comes near `b`: the pieces that `proximity` counts for `a`, those that hang together as one region, longest
 * first. Their lengths add up to its `lengthANm`. Exchange `a` and `b` for the regions of the other.
 *
 * @source as `proximity`; that pieces sharing a point are one region is this library's rule.
 * @throws {InvalidArgumentError} as `proximity`.
 * @example
 * const axon = { positionsNm: [0, 0, 0, 20_000, 0, 0], edges: [0, 1] };
 * const dendrite = { positionsNm: [8_000, 3_000, 0, 8_000, 40_000, 0], edges: [0, 1] };
 * morphology.proximityRegions(axon, dendrite, { radiusNm: 5000, stepNm: 1000 })[0].centreNm; // [8000, 0, 0]
 */
export function proximityRegions(a: Cable, b: Cable, options: ProximityOptions): ProximityRegion[] {
  checkProximityOptions(options, 'proximityRegions');
  const [first, second] = cutBoth(a, b, options, 'proximityRegions');
  const nearest = nearestWithin(first, second, options.radiusNm);
  const roots = joined(first, nearest);
  const piecesOf = new Map<number, number[]>();
  for (let piece = 0; piece < first.pieceCount; piece++) {
    if (!counts(first, nearest, piece)) continue;
    const root = rootOf(roots, first.pieces[2 * piece]);
    const pieces = piecesOf.get(root);
    if (pieces === undefined) piecesOf.set(root, [piece]);
    else pieces.push(piece);
  }
  const regions = Array.from(piecesOf.values(), pieces => toRegion(pieces, first, second, nearest));
  return regions.sort((one, other) => other.lengthANm - one.lengthANm);
}

/** For each point of `a` that some piece touches, the nearest point of `b` that some piece touches, or -1. */
function nearestWithin(a: DiscretisedCable, b: DiscretisedCable, radiusNm: number): Int32Array {
  const touchedB = touchedPoints(b);
  const pointsB = Uint32Array.from({ length: b.pointCount }, (_, p) => p).filter(p => touchedB[p] === 1);
  const grid = buildPointGrid(
    Float64Array.from(
      { length: 3 * pointsB.length },
      (_, at) => b.positionsNm[3 * pointsB[Math.floor(at / 3)] + (at % 3)],
    ),
    radiusNm,
  );
  const touchedA = touchedPoints(a);
  return Int32Array.from({ length: a.pointCount }, (_, p) => {
    if (touchedA[p] === 0) return -1;
    const found = grid.nearest(a.positionsNm[3 * p], a.positionsNm[3 * p + 1], a.positionsNm[3 * p + 2], radiusNm);
    return found < 0 ? -1 : pointsB[found];
  });
}

function counts({ pieces }: DiscretisedCable, nearest: Int32Array, piece: number): boolean {
  return nearest[pieces[2 * piece]] >= 0 || nearest[pieces[2 * piece + 1]] >= 0;
}

/** Points that counted pieces join, as a forest: `roots[p]` is a point on the way to the root of its region. */
function joined(cable: DiscretisedCable, nearest: Int32Array): Uint32Array {
  const roots = Uint32Array.from({ length: cable.pointCount }, (_, p) => p);
  for (let piece = 0; piece < cable.pieceCount; piece++) {
    if (!counts(cable, nearest, piece)) continue;
    roots[rootOf(roots, cable.pieces[2 * piece])] = rootOf(roots, cable.pieces[2 * piece + 1]);
  }
  return roots;
}

function rootOf(roots: Uint32Array, point: number): number {
  let at = point;
  while (roots[at] !== at) {
    roots[at] = roots[roots[at]];
    at = roots[at];
  }
  return at;
}

function toRegion(
  pieces: readonly number[],
  a: DiscretisedCable,
  b: DiscretisedCable,
  nearest: Int32Array,
): ProximityRegion {
  const segmentsNm = new Float64Array(6 * pieces.length);
  const weighted = [0, 0, 0];
  const plain = [0, 0, 0];
  let lengthANm = 0;
  let minDistanceNm = Number.POSITIVE_INFINITY;
  let closest = -1;
  for (const [i, piece] of pieces.entries()) {
    const from = a.pieces[2 * piece];
    const to = a.pieces[2 * piece + 1];
    const length = a.lengthsNm[piece];
    lengthANm += length;
    for (let k = 0; k < 3; k++) {
      segmentsNm[6 * i + k] = a.positionsNm[3 * from + k];
      segmentsNm[6 * i + 3 + k] = a.positionsNm[3 * to + k];
      const middle = (a.positionsNm[3 * from + k] + a.positionsNm[3 * to + k]) / 2;
      weighted[k] += middle * length;
      plain[k] += middle;
    }
    for (const point of [from, to]) {
      if (nearest[point] < 0) continue;
      const distance = Math.hypot(
        ...placeOf(a, point).map((value, k) => value - b.positionsNm[3 * nearest[point] + k]),
      );
      if (distance >= minDistanceNm) continue;
      minDistanceNm = distance;
      closest = point;
    }
  }
  const [x, y, z] = lengthANm > 0 ? weighted.map(sum => sum / lengthANm) : plain.map(sum => sum / pieces.length);
  return {
    lengthANm,
    centreNm: [x, y, z],
    closestANm: placeOf(a, closest),
    closestBNm: placeOf(b, nearest[closest]),
    minDistanceNm,
    segmentsNm,
  };
}

function placeOf({ positionsNm }: DiscretisedCable, point: number): [number, number, number] {
  return [positionsNm[3 * point], positionsNm[3 * point + 1], positionsNm[3 * point + 2]];
}
