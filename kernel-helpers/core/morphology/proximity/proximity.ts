import type { CompartmentChoice } from '../compartment-names.js';
import { gridOfCables } from './cable-grid.js';
import { CoTravel } from './co-travel.js';
import { checkAboveZero, checkDiscretiseOptions, cut, type DiscretisedCable } from './discretise.js';
import { type Cable, edgesOf } from './skeleton-edges.js';

/** What counts as near, how finely the cables are cut, and which parts of them are looked at. */
export interface ProximityOptions {
  /** Largest distance between two points that are near each other, nm; paper D took 5,000. */
  readonly radiusNm: number;
  /** The longest a piece of cable may be, nm; paper D took 1,000. See `discretise`. */
  readonly stepNm: number;
  /** The compartments of `a` to look at, such as `['axon']` or its SWC code `[2]`; all of it when absent. */
  readonly compartmentsA?: CompartmentChoice;
  /** Those of `b`, such as `['basalDendrite', 'apicalDendrite']` or `[3, 4]`; all of it when absent. */
  readonly compartmentsB?: CompartmentChoice;
  /** Rounds points to whole multiples of this many nm, as `discretise` does; not rounded when absent. */
  readonly roundToNm?: number;
}

/** How far two cables travel together. */
export interface Proximity {
  /** Co-travel length of `a`, nm: of its pieces that are near `b`. */
  readonly lengthANm: number;
  /** Co-travel length of `b`, nm: of its pieces that are near `a`. For an axon `a` and a dendrite `b`, L_d of paper D. */
  readonly lengthBNm: number;
  /** The least distance between a point of `a` and one of `b`, nm; `undefined` where none is within the radius. */
  readonly minDistanceNm: number | undefined;
}

/**
 * The co-travel length of an axon and a dendrite, or of any two cables, in nm.
 *
 * Both are cut into pieces of at most `stepNm` (see `discretise`). A point, which is a node or a cut, is near when its
 * distance to some point of the other cable is at most `radiusNm`; a piece counts, with all its length, when a point at
 * one of its ends is near. So lengths are right to about a piece at either end of a stretch, always too long rather than
 * too short. Nodes without an edge have no length and are not looked at. Both lengths are 0 where nothing is near.
 *
 * O(points of `a` and `b` + pairs of points within reach).
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3; its code at github.com/spapa013/microns-funconn-2025:
 * funconnect/utility/proximities.py and methods/compute_proximities.ipynb, which rounds points to whole nm first
 * (`roundToNm: 1`).
 * @throws {InvalidArgumentError} when `radiusNm` or `stepNm` is not above 0, a coordinate is not finite, an edge leads to
 * a node that is not there, or compartments are unknown or asked of a cable without.
 * @example
 * const axon = { positionsNm: [0, 0, 0, 20_000, 0, 0], edges: [0, 1] };
 * const dendrite = { positionsNm: [8_000, 3_000, 0, 8_000, 40_000, 0], edges: [0, 1] };
 * morphology.proximity(axon, dendrite, { radiusNm: 5000, stepNm: 1000 }).lengthANm; // 10000
 */
export function proximity(a: Cable, b: Cable, options: ProximityOptions): Proximity {
  checkProximityOptions(options, 'proximity');
  const [first, second] = cutBoth(a, b, options, 'proximity');
  const near = new CoTravel(gridOfCables([second], options.radiusNm), options.radiusNm).search(first);
  if (near.count === 0) return { lengthANm: 0, lengthBNm: 0, minDistanceNm: undefined };
  return {
    lengthANm: near.ownLengthsNm[0],
    lengthBNm: near.lengthsNm[0],
    minDistanceNm: Math.sqrt(near.leastSquares[0]),
  };
}

/**
 * Refuses a radius, step or rounding that is none.
 *
 * @throws {InvalidArgumentError} `<caller> radiusNm is not a length: …`
 */
export function checkProximityOptions(options: ProximityOptions, caller: string): void {
  checkAboveZero(options.radiusNm, caller, 'radiusNm');
  checkDiscretiseOptions(options, caller);
}

/** Both cables, checked and cut. */
export function cutBoth(
  a: Cable,
  b: Cable,
  options: ProximityOptions,
  caller: string,
): [DiscretisedCable, DiscretisedCable] {
  return [
    cut(edgesOf(a, options.compartmentsA, caller, 'a'), options, caller),
    cut(edgesOf(b, options.compartmentsB, caller, 'b'), options, caller),
  ];
}
