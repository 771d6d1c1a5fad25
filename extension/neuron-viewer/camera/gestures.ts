/** Pointer, wheel and keys on a canvas, as camera moves. */

import { type ICamera, orbit, pan, zoomTo } from './camera';

export interface IGestureTarget {
  readonly camera: ICamera;
  readonly distanceLimits: readonly [number, number];
  /** The camera moved by hand; `resting` when that was the gesture's end. */
  move(camera: ICamera, resting: boolean): void;
  /** Back to the first view. */
  reset(): void;
  /** The page was scrolled over the picture: time to say how to zoom. */
  hint(): void;
}

const radiansPerPixel = 0.008;
const keyTurn = Math.PI / 24;
const keyPan = 40;
const keyZoom = 0.8;
/** Pixels that a press may stray and still be a click. */
const clickSlack = 4;
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
  let pressed: { id: number; x: number; y: number; panning: boolean; strayed: boolean } | undefined;
  let engaged = false;
  let wheelRest: ReturnType<typeof setTimeout> | undefined;

  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void => canvas.addEventListener(type, listener, { ...options, signal });

  on('pointerdown', event => {
    if (event.button > 2 || pressed) return;
    engaged = true;
    const panning = event.button !== 0 || event.shiftKey;
    pressed = { id: event.pointerId, x: event.clientX, y: event.clientY, panning, strayed: false };
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
    if (!pressed || pressed.id !== event.pointerId) return;
    const [dx, dy] = [event.clientX - pressed.x, event.clientY - pressed.y];
    if (!pressed.strayed && Math.hypot(dx, dy) < clickSlack) return;
    const { panning } = pressed;
    pressed = { ...pressed, x: event.clientX, y: event.clientY, strayed: true };
    const camera = panning
      ? pan(target.camera, dx, dy, canvas.clientHeight)
      : orbit(target.camera, dx * radiansPerPixel, dy * radiansPerPixel);
    target.move(camera, false);
  });

  let suppressMenu = false;
  const release = (event: PointerEvent): void => {
    if (!pressed || pressed.id !== event.pointerId) return;
    if (pressed.strayed) target.move(target.camera, true);
    suppressMenu = pressed.strayed;
    pressed = undefined;
  };
  on('pointerup', release);
  on('pointercancel', release);
  on('pointerleave', () => {
    engaged = false;
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
      target.move(zoomTo(target.camera, factor, cursor, canvas.clientHeight, target.distanceLimits), false);
      clearTimeout(wheelRest);
      wheelRest = setTimeout(() => target.move(target.camera, true), wheelRestMs);
    },
    { passive: false },
  );

  on('dblclick', event => {
    event.preventDefault();
    target.reset();
  });

  on('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      canvas.blur();
      return;
    }
    const move = keyMove(event, target, canvas.clientHeight);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    if (move === 'reset') target.reset();
    else target.move(move, true);
  });

  return () => {
    clearTimeout(wheelRest);
    listening.abort();
  };
}

function keyMove(
  { key, shiftKey }: KeyboardEvent,
  { camera, distanceLimits }: IGestureTarget,
  heightPx: number,
): ICamera | 'reset' | undefined {
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
  return key === '0' || key === 'Home' ? 'reset' : undefined;
}
