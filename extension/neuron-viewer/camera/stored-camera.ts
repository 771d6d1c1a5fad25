/** The camera as it is stored (nanometres) and as it is used (micrometres). */

import type { SceneCamera } from 'connectome-helpers/dist/contract/scene/scene.js';
import { NM_PER_UM } from '../units';
import type { ICamera, Vector3 } from './camera';

export function fromSceneCamera({ target, azimuth, elevation, roll, distance, projection }: SceneCamera): ICamera {
  const targetUm: Vector3 = [target[0] / NM_PER_UM, target[1] / NM_PER_UM, target[2] / NM_PER_UM];
  return {
    target: targetUm,
    azimuth,
    elevation,
    roll: roll ?? 0,
    distance: distance / NM_PER_UM,
    projection: projection ?? 'perspective',
  };
}

/** Roll and projection are left out where they are the usual ones. */
export function toSceneCamera({ target, azimuth, elevation, roll, distance, projection }: ICamera): SceneCamera {
  return {
    target: [target[0] * NM_PER_UM, target[1] * NM_PER_UM, target[2] * NM_PER_UM],
    azimuth,
    elevation,
    ...(roll === 0 ? {} : { roll }),
    distance: distance * NM_PER_UM,
    ...(projection === 'perspective' ? {} : { projection }),
  };
}
