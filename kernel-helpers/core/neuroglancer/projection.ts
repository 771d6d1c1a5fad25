/** The 3D view: our camera and Neuroglancer's orientation and zoom. */

import { type DatasetTransform, minnie65, type Point } from '../transforms.js';
import {
  axesOfQuaternion,
  axesOfTurn,
  type PictureAxes,
  type Quaternion,
  quaternionOfAxes,
  turnOfAxes,
} from './orientation.js';
import type { OrbitCamera } from './view.js';

/** Vertical opening of the neuron viewer's camera, which its `distance` goes by. */
const OPENING: number = (20 * Math.PI) / 180;

/** From the data's axes in nm to those of a transform in nm, and back. */
export interface Frame {
  readonly into: (nm: Point) => Point;
  readonly outOf: (nm: Point) => Point;
}

/** The frame of depth under the pia that the viewer shows neurons in; none: the data's own. */
export function frameOf(transform: DatasetTransform | 'minnie65' | undefined): Frame {
  if (transform === undefined) return { into: nm => nm, outOf: nm => nm };
  const { toPiaUm, fromPiaUm } = transform === 'minnie65' ? minnie65 : transform;
  return { into: nm => times(toPiaUm(nm), 1000), outOf: nm => fromPiaUm(times(nm, 1e-3)) };
}

/** What of a state says how its 3D view looks, lengths in nm of the data's own axes. */
export interface Projection {
  readonly positionNm: Point;
  readonly orientation: Quaternion;
  /** Height of the view at the position's depth. */
  readonly heightNm: number;
}

/** The 3D view that shows what the camera shows. */
export function projectionOf(camera: OrbitCamera, frame: Frame): Projection {
  const { azimuth, elevation, roll = 0 } = camera;
  return {
    positionNm: frame.outOf(camera.target),
    orientation: quaternionOfAxes(turned(axesOfTurn({ azimuth, elevation, roll }), frame.outOf)),
    heightNm: 2 * Math.tan(OPENING / 2) * camera.distance,
  };
}

/** The camera that shows what the 3D view shows; `undefined` for an orientation that is none. */
export function cameraOf({ positionNm, orientation, heightNm }: Projection, frame: Frame): OrbitCamera | undefined {
  const axes = axesOfQuaternion(orientation);
  if (axes === undefined) return undefined;
  const target = frame.into(positionNm);
  return { target, ...turnOfAxes(turned(axes, frame.into)), distance: heightNm / (2 * Math.tan(OPENING / 2)) };
}

/** Directions as the frame turns them, by what it does to points a millimetre away. */
function turned({ right, down, ahead }: PictureAxes, move: (nm: Point) => Point): PictureAxes {
  const origin = move([0, 0, 0]);
  const turn = (axis: Point): Point => {
    const moved = move(times(axis, 1e6));
    const difference: Point = [moved[0] - origin[0], moved[1] - origin[1], moved[2] - origin[2]];
    return times(difference, 1 / Math.hypot(...difference));
  };
  return { right: turn(right), down: turn(down), ahead: turn(ahead) };
}

function times([x, y, z]: Point, by: number): [number, number, number] {
  return [x * by, y * by, z * by];
}
