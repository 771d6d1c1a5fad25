/** Keys that move the camera. Pure. */

import { type ICamera, orbit, pan, zoomTo } from './camera';

const keyTurn = Math.PI / 24;
const keyPan = 40;
const keyZoom = 0.8;

/** The camera after a key, `undefined` for a key that moves nothing. */
export function moveByKey(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  camera: ICamera,
  distanceLimits: readonly [number, number],
  heightPx: number,
): ICamera | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const arrow = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const)[
    key as 'ArrowUp'
  ];
  if (arrow) {
    const [right, down] = arrow;
    return shiftKey
      ? pan(camera, -right * keyPan, -down * keyPan, heightPx)
      : orbit(camera, right * keyTurn, down * keyTurn);
  }
  if (key === '+' || key === '=') return zoomTo(camera, keyZoom, [0, 0], heightPx, distanceLimits);
  if (key === '-' || key === '_') return zoomTo(camera, 1 / keyZoom, [0, 0], heightPx, distanceLimits);
  return undefined;
}
