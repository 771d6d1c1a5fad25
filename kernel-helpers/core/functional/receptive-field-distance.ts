import { finiteDegrees } from './angle-difference.js';

/** Where in the visual field a receptive field has its centre. */
export interface VisualFieldPoint {
  readonly azimuthDeg: number;
  /** Above the horizon positive, -90 to 90. */
  readonly elevationDeg: number;
}

/**
 * How far apart two receptive fields lie, in degrees of visual angle: the angle between the two lines of sight, 0 to
 * 180. Within a few degrees it is the distance on a flat map of azimuth and elevation at the horizon.
 *
 * By the arctangent of the cross over the scalar product, which keeps its digits for small and for large angles.
 *
 * @source Vincenty 1975, doi:10.1179/sre.1975.23.176.88, on a sphere
 * @throws {InvalidArgumentError} when an angle is not a finite number.
 * @example
 * functional.receptiveFieldDistanceDeg({ azimuthDeg: 10, elevationDeg: 0 }, { azimuthDeg: 13, elevationDeg: 4 }); // 4.99…
 */
export function receptiveFieldDistanceDeg(a: VisualFieldPoint, b: VisualFieldPoint): number {
  const [azimuthA, elevationA] = radians(a, 'a');
  const [azimuthB, elevationB] = radians(b, 'b');
  const turn = azimuthB - azimuthA;
  const across = Math.cos(elevationB) * Math.sin(turn);
  const up = Math.cos(elevationA) * Math.sin(elevationB) - Math.sin(elevationA) * Math.cos(elevationB) * Math.cos(turn);
  const along =
    Math.sin(elevationA) * Math.sin(elevationB) + Math.cos(elevationA) * Math.cos(elevationB) * Math.cos(turn);
  return (Math.atan2(Math.hypot(across, up), along) * 180) / Math.PI;
}

function radians({ azimuthDeg, elevationDeg }: VisualFieldPoint, argument: string): [number, number] {
  const caller = 'receptiveFieldDistanceDeg';
  return [
    (finiteDegrees(azimuthDeg, caller, `${argument}.azimuthDeg`) * Math.PI) / 180,
    (finiteDegrees(elevationDeg, caller, `${argument}.elevationDeg`) * Math.PI) / 180,
  ];
}
