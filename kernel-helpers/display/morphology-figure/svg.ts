/** A drawing as a file of its own: SVG in print colours on white, with its title above and its caption below. */

import type { Drawing, DrawnElement, DrawnGroup, Paint } from '../../contract/drawing.js';
import { UNITS_PER_PX } from '../../contract/drawing-path.js';
import { INK } from '../../contract/figure-ink.js';
import { escapeHtml } from '../../contract/html.js';
import { wrapped } from './labels.js';

const FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
const PRINT: Readonly<Record<string, string>> = {
  [INK.strong]: '#1f1f1f',
  [INK.muted]: '#616161',
  [INK.faint]: '#c4c4c4',
  [INK.paper]: '#ffffff',
};
const MARGIN_PX = 14;
const TITLE = { sizePx: 15, linePx: 20 } as const;
const CAPTION = { sizePx: 12, linePx: 17 } as const;

/** The drawing as an SVG document. Every text in it is escaped; what XML cannot hold becomes U+FFFD. */
export function drawingSvg(drawing: Drawing): string {
  const { widthPx, heightPx, title, caption, description } = drawing;
  const titleLines = linesOf(title, TITLE.sizePx, widthPx, true);
  const captionLines = linesOf(caption, CAPTION.sizePx, widthPx, false);
  const top = MARGIN_PX + (titleLines.length === 0 ? 0 : titleLines.length * TITLE.linePx + 8);
  const under = top + heightPx + (captionLines.length === 0 ? 0 : 10);
  const width = widthPx + 2 * MARGIN_PX;
  const height = under + captionLines.length * CAPTION.linePx + MARGIN_PX;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${FONTS}">`,
    `<title>${xml(title)}</title>`,
    `<desc>${xml(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${PRINT[INK.paper]}"/>`,
    ...titleLines.map((line, i) =>
      wordsOf(line, MARGIN_PX + TITLE.sizePx + i * TITLE.linePx, TITLE.sizePx, INK.strong, true),
    ),
    `<g transform="translate(${MARGIN_PX} ${top})">`,
    ...drawing.groups.map(groupSvg),
    '</g>',
    ...captionLines.map((line, i) =>
      wordsOf(line, under + CAPTION.sizePx + i * CAPTION.linePx, CAPTION.sizePx, INK.muted, false),
    ),
    '</svg>\n',
  ].join('\n');
}

function linesOf(text: string, sizePx: number, widthPx: number, bold: boolean): string[] {
  // A number keeps its unit on its line.
  const joined = text.replace(/(\d) (?=[µnm]?m\b|px\b)/g, '$1\u00a0');
  return joined.split('\n').flatMap(paragraph => wrapped(paragraph, sizePx, widthPx, bold));
}

function groupSvg({ title, elements }: DrawnGroup): string {
  const name = title === undefined ? '' : `<title>${xml(title)}</title>`;
  return `<g>${name}${elements.map(elementSvg).join('\n')}</g>`;
}

function elementSvg(element: DrawnElement): string {
  switch (element.kind) {
    case 'lines': {
      const opacity = element.opacity === undefined ? '' : ` opacity="${element.opacity}"`;
      const width = element.widthPx * UNITS_PER_PX;
      return `<path ${SCALED} d="${element.path}" fill="none" stroke="${print(element.stroke)}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"${opacity}/>`;
    }
    case 'area': {
      const opacity = element.opacity === undefined ? '' : ` fill-opacity="${element.opacity}"`;
      return `<path ${SCALED} d="${element.path}" fill="${print(element.fill)}"${opacity}/>`;
    }
    case 'circle':
      return `<circle cx="${element.x}" cy="${element.y}" r="${element.radiusPx}" fill="${print(element.fill)}"/>`;
    case 'text': {
      const { x, y, sizePx, anchor, bold, upward, fill, text } = element;
      const turn = upward === true ? ` transform="rotate(-90 ${x} ${y})"` : '';
      const weight = bold === true ? ' font-weight="600"' : '';
      return `<text x="${x}" y="${y}" font-size="${sizePx}" text-anchor="${anchor}" fill="${print(fill)}"${weight}${turn}>${xml(text)}</text>`;
    }
  }
}

const SCALED = `transform="scale(${1 / UNITS_PER_PX})"`;

function wordsOf(text: string, y: number, sizePx: number, fill: Paint, bold: boolean): string {
  return elementSvg({ kind: 'text', x: MARGIN_PX, y, text, fill, sizePx, anchor: 'start', bold });
}

/** On white paper. */
function print(paint: Paint): string {
  return PRINT[paint] ?? paint.split(' ')[0];
}

// XML 1.0 has no way to write anything else, not even escaped.
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function xml(text: string): string {
  return escapeHtml(text.replace(NOT_XML, '\ufffd'));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
