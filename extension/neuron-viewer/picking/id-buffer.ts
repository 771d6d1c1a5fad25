/** What shows at each pixel of a picture, in numbers, and questions about it. Pure: no DOM, no WebGL. */

import type { PlacePx } from '../camera/gesture-target';

/** One place a pixel; row 0 is the picture's top. */
export interface IIdBuffer {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1 + the number of the element that shows, 0 where nothing does. */
  readonly elements: Uint32Array;
  /** Index of that element's item in the scene. */
  readonly items: Uint16Array;
}

/** What is drawn, by its numbers, and the pixel where it was found. */
export interface IPicked {
  readonly item: number;
  readonly element: number;
  readonly x: number;
  readonly y: number;
}

/** What shows at a pixel, `undefined` for the page or a pixel outside the picture. */
export function pickAt({ widthPx, heightPx, elements, items }: IIdBuffer, x: number, y: number): IPicked | undefined {
  if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) return undefined;
  const at = y * widthPx + x;
  return elements[at] === 0 ? undefined : { item: items[at], element: elements[at] - 1, x, y };
}

/**
 * What shows at a place, or else nearest to it within `reachPx`: thin neurites are hard to hit. Of several as near, the
 * one with the least `depthOf`.
 */
export function pickNear(
  buffer: IIdBuffer,
  [placeX, placeY]: PlacePx,
  reachPx: number,
  depthOf: (picked: IPicked) => number = () => 0,
): IPicked | undefined {
  const [x, y] = [Math.floor(placeX), Math.floor(placeY)];
  const exact = pickAt(buffer, x, y);
  if (exact) return exact;
  let best: IPicked | undefined;
  let least = reachPx * reachPx;
  for (let dy = -reachPx; dy <= reachPx; dy += 1) {
    for (let dx = -reachPx; dx <= reachPx; dx += 1) {
      const distance = dx * dx + dy * dy;
      if (distance > least) continue;
      const found = pickAt(buffer, x + dx, y + dy);
      if (!found || (best && distance === least && depthOf(found) >= depthOf(best))) continue;
      best = found;
      least = distance;
    }
  }
  return best;
}

/** What shows in `above`, and in `below` where `above` shows nothing. */
export function overlaid(above: IIdBuffer, below: IIdBuffer): IIdBuffer {
  const free = (at: number): boolean => above.elements[at] === 0;
  return {
    ...above,
    elements: above.elements.map((element, at) => (free(at) ? below.elements[at] : element)),
    items: above.items.map((item, at) => (free(at) ? below.items[at] : item)),
  };
}

/**
 * Every element with a pixel inside a closed outline, each once, item by item. A pixel is inside when its middle is
 * (crossing the outline an odd number of times on the way out).
 */
export function pickInside(buffer: IIdBuffer, outline: readonly PlacePx[]): Map<number, Set<number>> {
  const { widthPx, heightPx, elements, items } = buffer;
  const found = new Map<number, Set<number>>();
  const heights = outline.map(point => point[1]);
  const top = Math.max(0, Math.floor(Math.min(...heights)));
  const bottom = Math.min(heightPx - 1, Math.ceil(Math.max(...heights)));
  for (let y = top; y <= bottom; y += 1) {
    const crossings = crossingsOf(outline, y + 0.5);
    for (let c = 0; c + 1 < crossings.length; c += 2) {
      const from = Math.max(0, Math.ceil(crossings[c] - 0.5));
      const to = Math.min(widthPx - 1, Math.floor(crossings[c + 1] - 0.5));
      for (let at = y * widthPx + from; at <= y * widthPx + to; at += 1) {
        if (elements[at] === 0) continue;
        const ofItem = found.get(items[at]) ?? new Set<number>();
        found.set(items[at], ofItem.add(elements[at] - 1));
      }
    }
  }
  return found;
}

/** Where an outline crosses a horizontal line, from left to right. */
function crossingsOf(outline: readonly PlacePx[], y: number): number[] {
  const crossings: number[] = [];
  outline.forEach(([ax, ay], i) => {
    const [bx, by] = outline[(i + 1) % outline.length];
    if (ay <= y !== by <= y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
  });
  return crossings.sort((a, b) => a - b);
}
