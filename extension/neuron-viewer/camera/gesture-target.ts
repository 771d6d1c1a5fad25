/** What hands on a picture ask for. */

import type { ICamera } from './camera';

/** Pixels right of and below the picture's top left corner. */
export type PlacePx = readonly [number, number];

/** What dragging with the left button does. */
export type DragMode = 'orbit' | 'box' | 'lasso';

/** The keys that were held with a click. */
export interface IClickKeys {
  /** Shift, Ctrl or Cmd: add to the selection, or remove from it. */
  readonly toggle: boolean;
  /** Alt: the node, not its neuron. */
  readonly node: boolean;
}

export interface IGestureTarget {
  readonly camera: ICamera;
  readonly distanceLimits: readonly [number, number];
  readonly dragMode: DragMode;
  /** The camera moved by hand; `resting` when that was the gesture's end. */
  move(camera: ICamera, resting: boolean): void;
  /** The pointer rests over a place; `undefined` when it left. `touch`: a finger was held there. */
  hover(place: PlacePx | undefined, touch?: boolean): void;
  click(place: PlacePx, keys: IClickKeys): void;
  /** Look at what is at a place from nearer. */
  centre(place: PlacePx): void;
  /** An outline was drawn, or is being drawn; `undefined` when it was given up. */
  outline(points: readonly PlacePx[] | undefined, done: boolean, keys: IClickKeys): void;
  /** The page was scrolled over the picture: time to say how to zoom. */
  hint(): void;
}

/** Pixels that a press may stray and still be a click. */
export const clickSlack = 4;

export function keysOf({ shiftKey, ctrlKey, metaKey, altKey }: MouseEvent): IClickKeys {
  return { toggle: shiftKey || ctrlKey || metaKey, node: altKey };
}
