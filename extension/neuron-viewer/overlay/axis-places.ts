/** Where the ends of the axes stand in the gizmo. Pure. */

import type { Scene } from 'connectome-helpers/dist/contract/scene/scene.js';
import { cameraAxes, type Side, type Vector3 } from '../camera/camera';
import type { StandardView } from '../camera/standard-views';

export interface IAxisEnd {
  /** `''` for the bare end of an axis that is named at its other. */
  readonly name: string;
  readonly direction: Vector3;
  /** From where one looks when one stands at this end. */
  readonly view: StandardView;
  /** 0, 1, 2 for x, y, z. */
  readonly axis: number;
}

export interface IAxisPlace {
  /** -1 to 1, right and down. */
  readonly x: number;
  readonly y: number;
  /** Towards the reader. */
  readonly near: number;
}

/** `pia` and `wm` (the white matter) are the ends of the depth axis in cortex, translated. */
export function axisEnds(axes: Scene['axes'], pia: string, wm: string): readonly IAxisEnd[] {
  const cortex = axes === 'cortex';
  return [
    { name: 'x', direction: [1, 0, 0], view: 'right', axis: 0 },
    { name: '', direction: [-1, 0, 0], view: 'left', axis: 0 },
    { name: cortex ? wm : 'y', direction: [0, 1, 0], view: 'bottom', axis: 1 },
    { name: cortex ? pia : '', direction: [0, -1, 0], view: 'top', axis: 1 },
    { name: 'z', direction: [0, 0, 1], view: 'back', axis: 2 },
    { name: '', direction: [0, 0, -1], view: 'front', axis: 2 },
  ];
}

export function axisPlace({ direction }: Pick<IAxisEnd, 'direction'>, side: Side): IAxisPlace {
  const { right, up, forward } = cameraAxes(side);
  const along = (axis: Vector3): number => axis[0] * direction[0] + axis[1] * direction[1] + axis[2] * direction[2];
  return { x: along(right), y: -along(up), near: -along(forward) };
}
