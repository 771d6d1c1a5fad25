import { InvalidArgumentError } from '../../errors.js';
import type { Numbers } from '../stats/finite-numbers.js';
import { directionDifferenceDeg, onCircle } from './angle-difference.js';
import { type TuningCurve, tuningCurve } from './tuning-curve.js';

/** What direction a unit prefers, and how much it cares. A field is `undefined` where the curve does not tell it. */
export interface DirectionTuning {
  /** Global orientation selectivity, |Σ r exp(2iθ)| / Σ r, 0 to 1: 1 less the circular variance of orientation. */
  readonly gOsi: number;
  /** Global direction selectivity, |Σ r exp(iθ)| / Σ r, 0 to 1: 1 less the circular variance of direction. */
  readonly gDsi: number;
  /** Orientation selectivity of the peak, (pref - orth) / (pref + orth), of responses averaged over both directions. */
  readonly osi: number | undefined;
  /** Direction selectivity of the peak, 1 - null / pref; with c = (pref - null) / (pref + null) it is 2 c / (1 + c). */
  readonly dsi: number | undefined;
  /** Half the angle of Σ r exp(2iθ), 0 to below 180; `undefined` where the sum vanishes. */
  readonly preferredOrientationDeg: number | undefined;
  /** The same in radians, 0 to below π. */
  readonly preferredOrientationRad: number | undefined;
  /** The angle of Σ r exp(iθ), 0 to below 360; `undefined` where the sum vanishes. */
  readonly preferredDirectionDeg: number | undefined;
  /** The same in radians, 0 to below 2π. */
  readonly preferredDirectionRad: number | undefined;
  /**
   * Of the two directions along the preferred orientation the one nearer to Σ r exp(iθ): steadier than that sum for a
   * unit that answers to both directions, and what `pref_dir` of the digital twin is to its `pref_ori`.
   */
  readonly preferredDirectionOnAxisDeg: number | undefined;
  /** The direction of the largest mean response; the first of equals. */
  readonly peakDirectionDeg: number;
}

/** A resultant shorter than this fraction of Σ r points nowhere: it is rounding. */
const POINTS_NOWHERE = 1e-12;

/**
 * Orientation and direction tuning of one unit, by vector averages over its tuning curve and at its peak.
 *
 * `responses[i]` belongs to a stimulus that moved towards `directionsDeg[i]`; trials of one direction are averaged
 * first, so that each direction counts once. The vector sums assume directions evenly around the circle. The peak
 * indices need the directions at 90°, 180° and 270° from the peak, and are `undefined` without. Angles are in the
 * frame of the stimulus: in MICrONS 0 is a vertical bar that moves to the right, and angles grow anticlockwise.
 *
 * `undefined` when there are no responses, or all are 0. OSI and DSI of the MICrONS digital twin come from the same
 * formulas at the peak of a fitted curve, here from the curve as measured.
 *
 * @source Swindale 1998, doi:10.1007/s004220050411 (vector averages); Mazurek, Kager and Van Hooser 2014,
 * doi:10.3389/fncir.2014.00092 (indices); the functional data of MICrONS, https://tutorial.microns-explorer.org
 * @throws {InvalidArgumentError} when a response is below 0, for sums of negative responses measure nothing; there are
 * not as many directions as responses; or a value is missing.
 * @example
 * const tuning = functional.directionTuning([9, 1, 5, 1], [0, 90, 180, 270]);
 * tuning?.preferredOrientationDeg; // 0
 * tuning?.gOsi; // 0.75
 * tuning?.dsi; // 0.444…
 */
export function directionTuning(responses: Numbers, directionsDeg: Numbers): DirectionTuning | undefined {
  const curve = tuningCurve(responses, directionsDeg);
  const { mean } = curve;
  const negative = mean.findIndex(value => value < 0);
  if (negative >= 0) {
    throw new InvalidArgumentError(
      `directionTuning response at ${curve.directionsDeg[negative]}° is out of range: received a mean of ${mean[negative]}, expected 0 or more; take the baseline away and set what is below to 0`,
      { argument: 'responses' },
    );
  }
  let total = 0;
  for (const value of mean) total += value;
  if (total === 0) return undefined;
  const direction = resultant(curve, 1, total);
  const orientation = resultant(curve, 2, total);
  const preferredOrientationDeg =
    orientation.angleDeg === undefined ? undefined : onCircle(orientation.angleDeg / 2, 180);
  const preferredDirectionDeg = direction.angleDeg;
  return {
    gOsi: orientation.length,
    gDsi: direction.length,
    ...peakIndices(curve),
    preferredOrientationDeg,
    preferredOrientationRad: radians(preferredOrientationDeg),
    preferredDirectionDeg,
    preferredDirectionRad: radians(preferredDirectionDeg),
    preferredDirectionOnAxisDeg: nearerEnd(preferredOrientationDeg, preferredDirectionDeg),
  };
}

/** Σ r exp(i fold θ) / Σ r. */
function resultant(
  { directionsDeg, mean }: TuningCurve,
  fold: number,
  total: number,
): { readonly length: number; readonly angleDeg: number | undefined } {
  let x = 0;
  let y = 0;
  for (let d = 0; d < mean.length; d++) {
    const angle = (fold * directionsDeg[d] * Math.PI) / 180;
    x += mean[d] * Math.cos(angle);
    y += mean[d] * Math.sin(angle);
  }
  const length = Math.min(Math.hypot(x, y) / total, 1);
  if (length < POINTS_NOWHERE) return { length: 0, angleDeg: undefined };
  return { length, angleDeg: onCircle((Math.atan2(y, x) * 180) / Math.PI, 360) };
}

function peakIndices({ directionsDeg, mean }: TuningCurve): Pick<DirectionTuning, 'osi' | 'dsi' | 'peakDirectionDeg'> {
  const peak = mean.indexOf(mean.reduce((most, value) => Math.max(most, value)));
  const peakDirectionDeg = directionsDeg[peak];
  const across = (angle: number): number | undefined => {
    const found = directionsDeg.findIndex(
      direction => directionDifferenceDeg(direction, peakDirectionDeg + angle) < 1e-6,
    );
    return found < 0 ? undefined : mean[found];
  };
  const [left, back, right] = [across(90), across(180), across(270)];
  const preferred = back === undefined ? undefined : (mean[peak] + back) / 2;
  const orthogonal = left === undefined || right === undefined ? undefined : (left + right) / 2;
  return {
    osi:
      preferred === undefined || orthogonal === undefined
        ? undefined
        : (preferred - orthogonal) / (preferred + orthogonal),
    dsi: back === undefined ? undefined : 1 - back / mean[peak],
    peakDirectionDeg,
  };
}

function nearerEnd(orientationDeg: number | undefined, directionDeg: number | undefined): number | undefined {
  if (orientationDeg === undefined || directionDeg === undefined) return undefined;
  return directionDifferenceDeg(orientationDeg, directionDeg) <= 90 ? orientationDeg : orientationDeg + 180;
}

function radians(angleDeg: number | undefined): number | undefined {
  return angleDeg === undefined ? undefined : (angleDeg * Math.PI) / 180;
}
