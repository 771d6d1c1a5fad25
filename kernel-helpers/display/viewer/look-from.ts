/** Where a view is looked at from, as code says it. */

import { checkView } from '../../contract/scene/check.js';
import type { SceneCamera } from '../../contract/scene/scene.js';
import { InvalidArgumentError } from '../../errors.js';
import { refused } from './check-values.js';
import type { ViewModel } from './model.js';

/**
 * Sides to look from, as the view's own keys have them: `front` across the layers with the pia up, `right`, `back` and
 * `left` (or `side`) the same a quarter turn further each, `top` (or `pia`) from the pia down, `bottom` up from the white
 * matter.
 */
export type ViewSide = 'front' | 'right' | 'back' | 'left' | 'top' | 'bottom' | 'side' | 'pia';

const steep = Math.PI / 2 - 1e-3;
const sides: Readonly<Record<ViewSide, Pick<SceneCamera, 'azimuth' | 'elevation' | 'roll'>>> = {
  front: { azimuth: 0, elevation: 0, roll: 0 },
  right: { azimuth: -Math.PI / 2, elevation: 0, roll: 0 },
  back: { azimuth: Math.PI, elevation: 0, roll: 0 },
  left: { azimuth: Math.PI / 2, elevation: 0, roll: 0 },
  top: { azimuth: 0, elevation: steep, roll: 0 },
  bottom: { azimuth: 0, elevation: -steep, roll: 0 },
  side: { azimuth: Math.PI / 2, elevation: 0, roll: 0 },
  pia: { azimuth: 0, elevation: steep, roll: 0 },
};
const fields = ['target', 'azimuth', 'elevation', 'roll', 'distance', 'projection'];

/**
 * The camera for what was asked; what is left out is as `now`.
 *
 * @throws {InvalidArgumentError} when the side, a field or a value is none.
 */
export function cameraFrom(from: ViewSide | Partial<SceneCamera>, now: SceneCamera): SceneCamera {
  if (typeof from === 'string' && !Object.hasOwn(sides, from)) {
    throw new InvalidArgumentError(
      `camera side is not known: received ${from}, expected ${Object.keys(sides).join(', ')}, or a place`,
      { argument: 'from' },
    );
  }
  if (typeof from !== 'string' && (typeof from !== 'object' || from === null || Array.isArray(from))) {
    throw refused('camera place', from, `${Object.keys(sides).join(', ')}, or { target, azimuth, … }`, 'from');
  }
  const given = typeof from === 'string' ? sides[from] : from;
  const stray = Object.keys(given).find(field => !fields.includes(field));
  if (stray !== undefined) {
    throw new InvalidArgumentError(`camera field is not known: received ${stray}, expected ${fields.join(', ')}`, {
      argument: 'from',
    });
  }
  const camera = { ...now, ...given };
  try {
    checkView({ camera }, 'view');
  } catch (cause) {
    const message = (cause as Error).message.replace('neuron scene view.camera.', 'camera ');
    throw new InvalidArgumentError(message, { argument: 'from', cause });
  }
  return camera;
}

/** A place from which everything is seen, for a side that was asked for before any page told one. */
export function framing({ neurons, meshes, synapses, points, boxes }: ViewModel['shown']): SceneCamera {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  const grow = (values: ArrayLike<number>): void => {
    for (let i = 0; i < values.length; i += 1) {
      min[i % 3] = Math.min(min[i % 3], values[i]);
      max[i % 3] = Math.max(max[i % 3], values[i]);
    }
  };
  for (const { skeleton } of neurons) grow(skeleton.positionsNm.subarray(0, 3 * skeleton.nodeCount));
  for (const { mesh } of meshes) grow(mesh.positionsNm.subarray(0, 3 * mesh.vertexCount));
  for (const { positionsNm } of [...synapses, ...points]) grow(positionsNm);
  for (const { box } of boxes) for (const corner of [box.minNm, box.maxNm]) grow(corner);
  // Nothing is left to look at when everything was removed.
  const isEmpty = min.includes(Infinity);
  const radius = isEmpty ? 500 : Math.max(500, Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2);
  const middle = min.map((low, k) => (isEmpty ? 0 : (low + max[k]) / 2));
  return {
    target: [middle[0], middle[1], middle[2]],
    azimuth: 0,
    elevation: 0,
    // The page's opening is 20° high: from here the sphere about everything fits into it.
    distance: radius / Math.sin(Math.PI / 18),
  };
}
