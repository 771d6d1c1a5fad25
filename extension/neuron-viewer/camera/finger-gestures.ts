/** Fingers on a canvas: a tap engages the view, then one finger turns, two move, zoom and roll; a held one asks. */

import { clickSlack, type IGestureTarget, keysOf, type PlacePx } from './gesture-target';
import { type FingerPlace, pinch, turnBy } from './touch';

const holdMs = 500;

/** A finger shakes more than a mouse. */
const tapSlack = 2 * clickSlack;

/** Listen until the returned function is called. Before a tap, one finger scrolls the page (`touch-action` in the style). */
export function listenForFingers(canvas: HTMLCanvasElement, target: IGestureTarget): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const fingers = new Map<number, PlacePx>();
  let start: PlacePx | undefined;
  let moved = false;
  let held = false;
  let turned = false;
  let hold: ReturnType<typeof setTimeout> | undefined;

  const placeOf = (event: MouseEvent): PlacePx => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const fromMiddle = ([x, y]: PlacePx): FingerPlace => [x - canvas.clientWidth / 2, y - canvas.clientHeight / 2];
  const isEngaged = (): boolean => canvas.ownerDocument.activeElement === canvas;

  const down = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    const place = placeOf(event);
    fingers.set(event.pointerId, place);
    canvas.setPointerCapture(event.pointerId);
    clearTimeout(hold);
    target.hover(undefined);
    if (fingers.size > 1) return;
    [start, moved, held, turned] = [place, false, false, false];
    hold = setTimeout(() => {
      held = true;
      target.hover(place, true);
    }, holdMs);
  };

  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (event.pointerType !== 'touch' || !before || !start) return;
    const place = placeOf(event);
    if (!moved && Math.hypot(place[0] - start[0], place[1] - start[1]) < tapSlack && fingers.size === 1) return;
    const first = !moved;
    moved = true;
    clearTimeout(hold);
    if (held) target.hover(place, true);
    const pair = [...fingers.keys()];
    const was = new Map(fingers);
    fingers.set(event.pointerId, place);
    if (held || first) return;
    turned ||= fingers.size === 2 || isEngaged();
    if (fingers.size === 1 && isEngaged()) {
      target.move(turnBy(target.camera, place[0] - before[0], place[1] - before[1]), false);
    } else if (fingers.size === 2) {
      const at = (places: ReadonlyMap<number, PlacePx>) =>
        [fromMiddle(places.get(pair[0]) ?? place), fromMiddle(places.get(pair[1]) ?? place)] as const;
      target.move(pinch(target.camera, at(was), at(fingers), canvas.clientHeight, target.distanceLimits), false);
    }
  };

  const up = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch' || !fingers.delete(event.pointerId)) return;
    clearTimeout(hold);
    if (fingers.size > 0) return;
    if (turned) target.move(target.camera, true);
    else if (!moved && !held && event.type === 'pointerup') {
      canvas.focus({ preventScroll: true });
      target.click(placeOf(event), keysOf(event));
    }
  };

  const menu = (event: MouseEvent): void => {
    // What a held finger asks for is ours to answer.
    if (fingers.size === 0 && !held) return;
    event.preventDefault();
    event.stopPropagation();
  };

  canvas.addEventListener('pointerdown', down, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', up, { signal });
  canvas.addEventListener('pointercancel', up, { signal });
  canvas.addEventListener('contextmenu', menu, { signal });
  return () => {
    clearTimeout(hold);
    listening.abort();
  };
}
