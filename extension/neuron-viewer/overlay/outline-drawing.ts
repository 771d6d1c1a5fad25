/** The box or lasso that is being drawn, and rings round what is selected besides neurons. */

import type { PlacePx } from '../camera/gesture-target';
import { element, svg } from './element';

export interface IOutlineDrawing {
  readonly node: HTMLElement;
  show(points: readonly PlacePx[] | undefined): void;
  /** Rings round these places. */
  mark(places: readonly PlacePx[]): void;
}

export function createOutlineDrawing(): IOutlineDrawing {
  const node = element('div', 'outline');
  const drawing = svg('svg', { width: '100%', height: '100%', 'aria-hidden': 'true' });
  const outline = svg('polygon', { points: '' });
  const rings = svg('g', {});
  drawing.append(outline, rings);
  node.append(drawing);
  return {
    node,
    show(points) {
      outline.setAttribute('points', points ? points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ') : '');
    },
    mark(places) {
      while (rings.childElementCount > places.length) rings.lastElementChild?.remove();
      while (rings.childElementCount < places.length) rings.append(svg('circle', { r: 6 }));
      places.forEach(([x, y], i) => {
        rings.children[i].setAttribute('cx', x.toFixed(1));
        rings.children[i].setAttribute('cy', y.toFixed(1));
      });
    },
  };
}
