import { InvalidArgumentError } from '../../../errors.js';
import type { CompartmentChoice } from '../compartment-names.js';
import { type Cable, edgesOf, type SkeletonEdges } from './skeleton-edges.js';

/** How a cable is cut. */
export interface DiscretiseOptions {
  /** The longest a piece may be, nm. */
  readonly stepNm: number;
  /** The compartments to cut, such as `['axon']` or its SWC code `[2]`; all when absent. Only of a `Skeleton`. */
  readonly compartments?: CompartmentChoice;
  /**
   * Points are rounded to whole multiples of this many nm, halves to the even one; not rounded when absent. 1 is what the
   * notebook of the paper does.
   */
  readonly roundToNm?: number;
}

/** A cable cut into short pieces. */
export interface DiscretisedCable {
  /** The nodes, in their order, then the points between them, edge after edge. */
  readonly pointCount: number;
  /** Point `p` lies at `positionsNm[3*p + k]`. */
  readonly positionsNm: Float64Array;
  /** Pieces, edge after edge. */
  readonly pieceCount: number;
  /** Piece `i` joins the points `pieces[2*i]` and `pieces[2*i + 1]`. */
  readonly pieces: Uint32Array;
  /** Length of piece `i`; they add up to the length of the cable. */
  readonly lengthsNm: Float64Array;
}

const MAX_PIECES = 2 ** 28;

/**
 * A cable cut along its edges into pieces of at most `stepNm`: an edge of length l becomes max(1, ⌈l / stepNm⌉) pieces of
 * equal length, so every node stays a point. An edge of length 0 is one piece of length 0.
 *
 * O(nodes + pieces).
 *
 * @source `discretize_skeleton` of the code of Ding et al. 2025, doi:10.1038/s41586-025-08840-3,
 * github.com/spapa013/microns-funconn-2025, funconnect/utility/proximities.py.
 * @throws {InvalidArgumentError} when `stepNm` is not above 0 or would make more than 268 million pieces, a coordinate is
 * not finite, an edge leads to a node that is not there, or compartments are unknown or asked of a cable without.
 * @example
 * morphology.discretise({ positionsNm: [0, 0, 0, 2500, 0, 0], edges: [0, 1] }, { stepNm: 1000 }).lengthsNm; // three of 833.3 nm
 */
export function discretise(skeleton: Cable, options: DiscretiseOptions): DiscretisedCable {
  checkDiscretiseOptions(options, 'discretise');
  return cut(edgesOf(skeleton, options.compartments, 'discretise', 'skeleton'), options, 'discretise');
}

/**
 * Refuses a step or a rounding that is none.
 *
 * @throws {InvalidArgumentError} `<caller> stepNm …`
 */
export function checkDiscretiseOptions(
  { stepNm, roundToNm }: { readonly stepNm: number; readonly roundToNm?: number },
  caller: string,
): void {
  checkAboveZero(stepNm, caller, 'stepNm');
  if (roundToNm !== undefined) checkAboveZero(roundToNm, caller, 'roundToNm');
}

/**
 * Refuses what is no finite length above 0.
 *
 * @throws {InvalidArgumentError} `<caller> <argument> is not a length: …`
 */
export function checkAboveZero(value: number, caller: string, argument: string): void {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return;
  throw new InvalidArgumentError(
    `${caller} ${argument} is not a length: received ${value}, expected a finite number of nm above 0`,
    { argument },
  );
}

/** The cut itself, of a checked graph; `most` pieces at most, of which `taken` are those of other cables. */
export function cut(
  { positionsNm, edges }: SkeletonEdges,
  { stepNm, roundToNm }: { readonly stepNm: number; readonly roundToNm?: number },
  caller: string,
  most: number = MAX_PIECES,
  taken = 0,
): DiscretisedCable {
  const nodeCount = positionsNm.length / 3;
  const edgeCount = edges.length / 2;
  const piecesOf = new Uint32Array(edgeCount);
  let pieceCount = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const count = Math.max(1, Math.ceil(distance(positionsNm, edges[2 * edge], edges[2 * edge + 1]) / stepNm));
    pieceCount += count;
    if (taken + pieceCount > most) {
      throw new InvalidArgumentError(
        `${caller} stepNm makes too many pieces: received ${stepNm}, expected one that makes at most ${most}; choose a longer step${most < MAX_PIECES ? ', or give fewer cables at a time' : ''}`,
        { argument: 'stepNm' },
      );
    }
    piecesOf[edge] = count;
  }

  const pointCount = nodeCount + pieceCount - edgeCount;
  const points = new Float64Array(3 * pointCount);
  for (let at = 0; at < 3 * nodeCount; at++) points[at] = positionsNm[at];
  const pieces = new Uint32Array(2 * pieceCount);
  let point = nodeCount;
  let at = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const from = edges[2 * edge];
    const to = edges[2 * edge + 1];
    const count = piecesOf[edge];
    let last = from;
    for (let k = 1; k < count; k++) {
      for (let axis = 0; axis < 3; axis++) {
        const start = positionsNm[3 * from + axis];
        points[3 * point + axis] = start + k * ((positionsNm[3 * to + axis] - start) / count);
      }
      pieces[at++] = last;
      pieces[at++] = point;
      last = point++;
    }
    pieces[at++] = last;
    pieces[at++] = to;
  }
  if (roundToNm !== undefined) roundAll(points, roundToNm);
  const lengthsNm = new Float64Array(pieceCount);
  for (let i = 0; i < pieceCount; i++) lengthsNm[i] = distance(points, pieces[2 * i], pieces[2 * i + 1]);
  return { pointCount, positionsNm: points, pieceCount, pieces, lengthsNm };
}

function distance(positionsNm: ArrayLike<number>, i: number, j: number): number {
  const dx = positionsNm[3 * i] - positionsNm[3 * j];
  const dy = positionsNm[3 * i + 1] - positionsNm[3 * j + 1];
  const dz = positionsNm[3 * i + 2] - positionsNm[3 * j + 2];
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

function roundAll(values: Float64Array, unit: number): void {
  for (let i = 0; i < values.length; i++) {
    const scaled = values[i] / unit;
    const rounded = Math.round(scaled);
    const isHalf = rounded - scaled === 0.5;
    values[i] = (isHalf && rounded % 2 !== 0 ? rounded - 1 : rounded) * unit;
  }
}
