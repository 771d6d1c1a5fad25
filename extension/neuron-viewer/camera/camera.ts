/**
 * The orbit camera as plain numbers. World axes are the data's: x right, y down (depth), z away from the viewer at
 * azimuth 0; lengths in the scene's unit. Nothing here changes its arguments.
 */

export type Vector3 = readonly [number, number, number];

export type Projection = 'perspective' | 'orthographic';

/**
 * Where the camera stands: `distance` from `target`, turned by `azimuth` about the depth axis, raised by `elevation`.
 * An orthographic camera shows at the target's depth what a perspective one shows from the same distance.
 */
export interface ICamera {
  readonly target: Vector3;
  /** Radians; 0 looks along +z, growing to the camera's left. */
  readonly azimuth: number;
  /** Radians from the horizontal; positive looks down from the pia. */
  readonly elevation: number;
  /** Radians by which the picture is turned clockwise. */
  readonly roll: number;
  readonly distance: number;
  readonly projection: Projection;
}

/** The side that a camera looks from. */
export type Side = Pick<ICamera, 'azimuth' | 'elevation' | 'roll'>;

export interface IBounds {
  readonly min: Vector3;
  readonly max: Vector3;
}

/** The camera's own axes in the world: unit vectors to the right, up and ahead. */
export interface ICameraAxes {
  readonly right: Vector3;
  readonly up: Vector3;
  readonly forward: Vector3;
}

/** Vertical opening: narrow, so that lengths differ little between front and back and a scale bar is honest. */
export const VERTICAL_FOV = (20 * Math.PI) / 180;

/**
 * An orthographic picture is taken from so far away through an opening so narrow that parallels differ by less than a
 * pixel over the whole scene: one kind of camera, one kind of ray in every shader.
 */
const ORTHOGRAPHIC_FOV = (0.1 * Math.PI) / 180;

/** A three-quarter view: layers still read as lines, somata already stand in front of each other. */
export const FIRST_VIEW: Side = { azimuth: 0.42, elevation: 0.06, roll: 0 };

const steepest = Math.PI / 2 - 1e-3;

export function cameraAxes({ azimuth, elevation, roll }: Side): ICameraAxes {
  const [sa, ca, se, ce] = [Math.sin(azimuth), Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation)];
  const right: Vector3 = [ca, 0, -sa];
  const up: Vector3 = [se * sa, -ce, se * ca];
  const [sr, cr] = [Math.sin(roll), Math.cos(roll)];
  return {
    right: [cr * right[0] + sr * up[0], cr * right[1] + sr * up[1], cr * right[2] + sr * up[2]],
    up: [cr * up[0] - sr * right[0], cr * up[1] - sr * right[1], cr * up[2] - sr * right[2]],
    forward: [ce * sa, se, ce * ca],
  };
}

/** The vertical opening of a camera, radians. */
export function verticalFov({ projection }: Pick<ICamera, 'projection'>): number {
  return projection === 'orthographic' ? ORTHOGRAPHIC_FOV : VERTICAL_FOV;
}

/** From the eye to the target. */
export function eyeDistance(camera: Pick<ICamera, 'distance' | 'projection'>): number {
  return (camera.distance * Math.tan(VERTICAL_FOV / 2)) / Math.tan(verticalFov(camera) / 2);
}

/** Where the eye is. */
export function eye(camera: ICamera): Vector3 {
  return along(camera.target, cameraAxes(camera).forward, -eyeDistance(camera));
}

/** How far ahead of the eye a point lies. */
export function depthOf(camera: ICamera, point: Vector3): number {
  return dot(subtract(point, camera.target), cameraAxes(camera).forward) + eyeDistance(camera);
}

/** The camera turned; the elevation stops short of straight up and down. */
export function orbit(camera: ICamera, azimuthBy: number, elevationBy: number): ICamera {
  const elevation = Math.min(steepest, Math.max(-steepest, camera.elevation + elevationBy));
  return { ...camera, azimuth: camera.azimuth + azimuthBy, elevation };
}

/** The picture turned clockwise. */
export function roll(camera: ICamera, by: number): ICamera {
  return { ...camera, roll: shortestTurn(camera.roll + by) };
}

/** The camera moved so that it turns about another place and keeps its direction. */
export function centreOn(camera: ICamera, target: Vector3, distanceFactor = 1): ICamera {
  return { ...camera, target, distance: camera.distance * distanceFactor };
}

/** World length of one pixel at the target's depth in a view so many pixels high. */
export function unitsPerPixel(camera: ICamera, heightPx: number): number {
  return (2 * Math.tan(VERTICAL_FOV / 2) * camera.distance) / heightPx;
}

/** The camera moved so that what lies at the target's depth follows a pointer that moved so many pixels. */
export function pan(camera: ICamera, rightPx: number, downPx: number, heightPx: number): ICamera {
  const { right, up } = cameraAxes(camera);
  const unit = unitsPerPixel(camera, heightPx);
  return { ...camera, target: along(along(camera.target, right, -rightPx * unit), up, downPx * unit) };
}

/**
 * The camera nearer (`factor` < 1) or farther, with the point at the target's depth under the cursor kept in place.
 * The cursor is given in pixels right of and below the view's centre.
 */
export function zoomTo(
  camera: ICamera,
  factor: number,
  cursorPx: readonly [number, number],
  heightPx: number,
  limits: readonly [number, number],
): ICamera {
  const distance = Math.min(limits[1], Math.max(limits[0], camera.distance * factor));
  const kept = 1 - distance / camera.distance;
  const moved = pan(camera, -cursorPx[0] * kept, -cursorPx[1] * kept, heightPx);
  return { ...moved, distance };
}

/**
 * The nearest camera, looking from the given side, that has all points in a view of this width / height. Points are
 * `points[3*i + k]`; `origin` is added to each. Never nearer than one unit, which is where it stands for a single point.
 */
export function fitPoints(
  points: Float32Array,
  origin: Vector3,
  aspect: number,
  from: Side = FIRST_VIEW,
  projection: Projection = 'perspective',
  margin = 1.08,
): ICamera {
  const { right, up, forward } = cameraAxes(from);
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  const place = (i: number, axis: Vector3): number =>
    points[i] * axis[0] + points[i + 1] * axis[1] + points[i + 2] * axis[2];
  for (let i = 0; i < points.length; i += 3) {
    [right, up, forward].forEach((axis, k) => {
      const at = place(i, axis);
      if (at < least[k]) least[k] = at;
      if (at > most[k]) most[k] = at;
    });
  }
  const [x, y, z] = least.map((low, k) => (points.length === 0 ? 0 : (low + most[k]) / 2));
  const target = along(along(along(origin, right, x), up, y), forward, z);
  const tanY = Math.tan(VERTICAL_FOV / 2) / margin;
  const tanX = tanY * aspect;
  // Points in line with the view have no width to fit; the eye still stands before them.
  let distance = 0.6 * Math.max(0, most[2] - least[2]);
  for (let i = 0; i < points.length; i += 3) {
    const needed = Math.max(Math.abs(place(i, right) - x) / tanX, Math.abs(place(i, up) - y) / tanY);
    distance = Math.max(distance, needed - (place(i, forward) - z));
  }
  const { azimuth, elevation, roll } = from;
  return { target, azimuth, elevation, roll, distance: Math.max(1, distance), projection };
}

/** Between two cameras, `t` from 0 to 1; distances in equal ratios, as zooming feels. */
export function between(from: ICamera, to: ICamera, t: number): ICamera {
  const mix = (a: number, b: number): number => a + (b - a) * t;
  return {
    target: [0, 1, 2].map(k => mix(from.target[k], to.target[k])) as unknown as Vector3,
    azimuth: from.azimuth + shortestTurn(to.azimuth - from.azimuth) * t,
    elevation: mix(from.elevation, to.elevation),
    roll: from.roll + shortestTurn(to.roll - from.roll) * t,
    distance: from.distance * (to.distance / from.distance) ** t,
    projection: to.projection,
  };
}

/**
 * Where a point is seen: pixels right of and below the view's top left corner, and its depth along the view.
 * A point at or behind the eye has depth <= 0 and no meaningful place.
 */
export function project(
  camera: ICamera,
  point: Vector3,
  widthPx: number,
  heightPx: number,
): { readonly x: number; readonly y: number; readonly depth: number } {
  const { right, up } = cameraAxes(camera);
  const offset = subtract(point, camera.target);
  const depth = depthOf(camera, point);
  const scale = heightPx / (2 * Math.tan(verticalFov(camera) / 2) * depth);
  return { x: widthPx / 2 + dot(offset, right) * scale, y: heightPx / 2 - dot(offset, up) * scale, depth };
}

/** The same turn the shorter way round. */
function shortestTurn(turn: number): number {
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
}

export function middle({ min, max }: IBounds): Vector3 {
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

/** Half the diagonal: the radius of the sphere about the middle that holds the box. */
export function boundsRadius({ min, max }: IBounds): number {
  return Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2;
}

function along(from: Vector3, direction: Vector3, by: number): Vector3 {
  return [from[0] + direction[0] * by, from[1] + direction[1] * by, from[2] + direction[2] * by];
}

function subtract(a: Vector3, b: Vector3): Vector3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
