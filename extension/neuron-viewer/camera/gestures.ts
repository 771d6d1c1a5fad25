/** Pointer, wheel and fingers on a canvas, as camera moves, clicks and outlines. */

import { type ICamera, pan, roll, zoomTo } from './camera';
import { listenForFingers } from './finger-gestures';
import { clickSlack, type DragMode, type IGestureTarget, keysOf, type PlacePx } from './gesture-target';
import { turnBy } from './touch';

type Drag = 'orbit' | 'pan' | 'roll' | 'outline';

interface IPressed {
  readonly id: number;
  readonly button: number;
  readonly drag: Drag;
  readonly x: number;
  readonly y: number;
  readonly strayed: boolean;
  readonly outline: readonly PlacePx[];
}

const wheelRestMs = 250;
/** Wheel pixels for one e-fold of zoom, by `WheelEvent.deltaMode`: pixels, lines, pages. */
const wheelUnit = [1, 30, 300] as const;

/**
 * Listen on a canvas until the returned function is called.
 *
 * The wheel zooms with Ctrl or Cmd (which is also how browsers report a pinch on a touchpad), and without them once the
 * view was clicked, until the pointer leaves it: a reader who scrolls past a picture keeps scrolling.
 */
export function listenForGestures(canvas: HTMLCanvasElement, target: IGestureTarget): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let pressed: IPressed | undefined;
  let engaged = false;
  let suppressMenu = false;
  let wheelRest: ReturnType<typeof setTimeout> | undefined;

  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void => canvas.addEventListener(type, listener, { ...options, signal });
  const placeOf = (event: MouseEvent): PlacePx => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const dragOf = (event: PointerEvent): Drag => {
    if (event.button !== 0) return 'pan';
    if (target.dragMode !== 'orbit') return 'outline';
    if (event.altKey) return 'roll';
    return event.shiftKey ? 'pan' : 'orbit';
  };

  on('pointerdown', event => {
    if (event.pointerType === 'touch' || event.button > 2 || pressed) return;
    engaged = true;
    const [x, y] = placeOf(event);
    pressed = {
      id: event.pointerId,
      button: event.button,
      drag: dragOf(event),
      x,
      y,
      strayed: false,
      outline: [[x, y]],
    };
    canvas.setPointerCapture(event.pointerId);
  });

  on('mousedown', event => {
    // A notebook takes the focus from what was pressed, and a press with shift for the selection of several cells. The
    // canvas's focus alone makes this cell the active one.
    event.stopPropagation();
    canvas.focus({ preventScroll: true });
    // The browser's own scrolling with the middle button.
    if (event.button === 1) event.preventDefault();
  });

  on('pointermove', event => {
    if (event.pointerType === 'touch') return;
    const place = placeOf(event);
    if (!pressed) {
      target.hover(place);
      return;
    }
    if (pressed.id !== event.pointerId) return;
    const [dx, dy] = [place[0] - pressed.x, place[1] - pressed.y];
    if (!pressed.strayed && Math.hypot(dx, dy) < clickSlack) return;
    if (!pressed.strayed) target.hover(undefined);
    const before: PlacePx = [pressed.x, pressed.y];
    pressed = { ...pressed, x: place[0], y: place[1], strayed: true, outline: [...pressed.outline, place] };
    if (pressed.drag === 'outline') target.outline(outlineOf(pressed, target.dragMode), false, keysOf(event));
    else target.move(dragged(target.camera, pressed.drag, before, place, canvas), false);
  });

  on('pointerup', event => {
    const press = pressed;
    if (!press || press.id !== event.pointerId) return;
    pressed = undefined;
    suppressMenu = press.strayed;
    if (!press.strayed) {
      if (press.button === 0) target.click(placeOf(event), keysOf(event));
    } else if (press.drag === 'outline') target.outline(outlineOf(press, target.dragMode), true, keysOf(event));
    else target.move(target.camera, true);
  });
  on('pointercancel', event => {
    if (!pressed || pressed.id !== event.pointerId) return;
    if (pressed.drag === 'outline') target.outline(undefined, true, keysOf(event));
    else if (pressed.strayed) target.move(target.camera, true);
    pressed = undefined;
  });
  on('pointerleave', event => {
    engaged = false;
    if (event.pointerType !== 'touch') target.hover(undefined);
  });

  on('contextmenu', event => {
    // JupyterLab's menu is for a right click, not for the end of a drag with the right button.
    if (suppressMenu || pressed?.strayed) {
      event.preventDefault();
      event.stopPropagation();
    }
    suppressMenu = false;
  });

  on(
    'wheel',
    event => {
      if (!engaged && !event.ctrlKey && !event.metaKey) {
        target.hint();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const box = canvas.getBoundingClientRect();
      const cursor = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2] as const;
      // A touchpad's pinch comes in much smaller steps than a wheel's notches.
      const speed = event.ctrlKey && Math.abs(event.deltaY) < 40 ? 0.01 : 0.0015;
      const factor = Math.exp(event.deltaY * wheelUnit[event.deltaMode] * speed);
      target.hover(undefined);
      target.move(zoomTo(target.camera, factor, cursor, canvas.clientHeight, target.distanceLimits), false);
      clearTimeout(wheelRest);
      wheelRest = setTimeout(() => target.move(target.camera, true), wheelRestMs);
    },
    { passive: false },
  );

  on('dblclick', event => {
    event.preventDefault();
    if (target.dragMode === 'orbit') target.centre(placeOf(event));
  });
  const stopFingers = listenForFingers(canvas, target);

  return () => {
    clearTimeout(wheelRest);
    stopFingers();
    listening.abort();
  };
}

/** The four corners of a box, or the drawn line itself. */
function outlineOf({ outline }: IPressed, mode: DragMode): readonly PlacePx[] {
  if (mode !== 'box') return outline;
  const [[x0, y0], [x1, y1]] = [outline[0], outline[outline.length - 1]];
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

function dragged(
  camera: ICamera,
  drag: Exclude<Drag, 'outline'>,
  from: PlacePx,
  to: PlacePx,
  canvas: HTMLCanvasElement,
): ICamera {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (drag === 'pan') return pan(camera, dx, dy, canvas.clientHeight);
  if (drag === 'orbit') return turnBy(camera, dx, dy);
  const angle = ([x, y]: PlacePx): number => Math.atan2(y - canvas.clientHeight / 2, x - canvas.clientWidth / 2);
  return roll(camera, angle(to) - angle(from));
}
