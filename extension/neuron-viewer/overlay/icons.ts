/** The toolbar's drawings: thin lines in the colour of the text, on a grid of 16. */

import { svg } from './element';

const strokes = {
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10M5.5 8h5M8 5.5v5',
  views: 'M8 1.8 13.6 5v6L8 14.2 2.4 11V5zM2.4 5 8 8.2 13.6 5M8 8.2v6',
  orthographic: 'M3 5.5h7.5V13H3zM3 5.5 5.5 3H13v7.5L10.5 13M10.5 5.5 13 3',
  box: 'M2.5 4.5v-2h2M7 2.5h2M11.5 2.5h2v2M13.5 7v2M13.5 11.5v2h-2M9 13.5H7M4.5 13.5h-2v-2M2.5 9V7',
  lasso:
    'M8 2.5c3.2 0 5.6 1.5 5.6 3.7S11.2 10 8 10 2.4 8.5 2.4 6.2 4.8 2.5 8 2.5M5 9.4c-1.3.5-1.7 2.3-.3 2.8 1.2.4 2-.9 1-1.7M5.5 12.3c.3.8.2 1.3-.4 1.9',
  hide: 'M2 8s2.2-4 6-4c1 0 1.9.3 2.7.7M13 6.3C13.7 7.2 14 8 14 8s-2.2 4-6 4c-1 0-2-.3-2.7-.7M3 13 13 3',
  isolate: 'M8 5.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2',
  show: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4M8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H10',
  table: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.5 3v10',
  export: 'M8 2.5v7.5M5 7l3 3 3-3M2.5 11v2.5h11V11',
  help: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M6.2 6.3c0-1.1.8-1.9 1.9-1.9s1.8.7 1.8 1.7c0 1.5-1.8 1.5-1.8 3M8.1 11.2v.3',
  close: 'M4 4l8 8M12 4l-8 8',
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  next: 'M6 3.5 10.5 8 6 12.5',
} as const;

export type IconName = keyof typeof strokes;

export function icon(name: IconName): SVGSVGElement {
  const drawing = svg('svg', {
    viewBox: '0 0 16 16',
    width: 16,
    height: 16,
    'aria-hidden': 'true',
    focusable: 'false',
  });
  const attributes = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.25 };
  drawing.append(
    svg('path', { d: strokes[name], 'stroke-linecap': 'round', 'stroke-linejoin': 'round', ...attributes }),
  );
  return drawing;
}
