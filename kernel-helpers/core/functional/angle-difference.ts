import { InvalidArgumentError } from '../../errors.js';

/**
 * How far two orientations are apart on their circle of 180°, in degrees, 0 to 90: ΔOri of Ding et al.
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3
 * @throws {InvalidArgumentError} when an angle is not a finite number.
 * @example
 * functional.orientationDifferenceDeg(175, 10); // 15
 */
export function orientationDifferenceDeg(aDeg: number, bDeg: number): number {
  return apart(aDeg, bDeg, 180, 'orientationDifferenceDeg');
}

/**
 * How far two directions are apart on their circle of 360°, in degrees, 0 to 180.
 *
 * @throws {InvalidArgumentError} when an angle is not a finite number.
 * @example
 * functional.directionDifferenceDeg(350, 10); // 20
 */
export function directionDifferenceDeg(aDeg: number, bDeg: number): number {
  return apart(aDeg, bDeg, 360, 'directionDifferenceDeg');
}

function apart(aDeg: number, bDeg: number, circleDeg: number, caller: string): number {
  const difference = Math.abs(finiteDegrees(aDeg, caller, 'aDeg') - finiteDegrees(bDeg, caller, 'bDeg')) % circleDeg;
  return Math.min(difference, circleDeg - difference);
}

/** Refuses what is no angle. */
export function finiteDegrees(value: number, caller: string, argument: string): number {
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`${caller} ${argument} is not an angle: received ${value}, expected degrees`, {
    argument,
  });
}

/** An angle on a circle, 0 to less than the whole of it. */
export function onCircle(angle: number, circle: number): number {
  const rest = angle % circle;
  // Just below 0 rounds up to the whole circle, which is 0.
  const positive = rest < 0 ? rest + circle : rest;
  return positive === circle ? 0 : positive + 0;
}
