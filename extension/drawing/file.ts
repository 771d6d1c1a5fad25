/** A drawing as a file of its own: black on white, whatever the theme. */

import type { Drawing } from 'connectome-helpers/dist/contract/drawing.js';
import { INK } from 'connectome-helpers/dist/contract/figure-ink.js';
import { withWords } from '../figure/still-picture';
import { PRINT_THEME } from '../figure/theme';
import { canvasOfSvg } from '../outputs/png-of-svg';
import { paintsOf } from './paint';
import { drawingElement } from './svg';

const pngRatio = 3;

/** The drawing without its title and caption, which a paper sets itself. */
export function drawingSvg(drawing: Drawing): string {
  const svg = drawingElement(drawing, 'description');
  const inks: Readonly<Record<string, string>> = {
    [INK.strong]: PRINT_THEME.strong,
    [INK.muted]: PRINT_THEME.muted,
    [INK.faint]: PRINT_THEME.faint,
    [INK.paper]: PRINT_THEME.paper,
  };
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const { property, paint } of paintsOf(element)) {
      element.setAttribute(property, Object.hasOwn(inks, paint) ? inks[paint] : paint.split(' ')[0]);
    }
    element.removeAttribute('class');
    // Asked for first: Chromium writes custom properties down only then, and else leaves an empty attribute.
    if (element.hasAttribute('style')) element.removeAttribute('style');
  }
  svg.setAttribute('font-family', PRINT_THEME.fontFamily);
  return new XMLSerializer().serializeToString(svg);
}

/** With its title above and its caption below, as bytes of a PNG in base64. */
export async function drawingPng(drawing: Drawing): Promise<string> {
  const canvas = await canvasOfSvg(drawingSvg(drawing), pngRatio);
  const { base64 } = await withWords(canvas.toDataURL('image/png'), drawing, PRINT_THEME, pngRatio);
  return base64;
}
