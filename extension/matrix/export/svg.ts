/** A matrix as vector graphics, with its words. Pure. */

import { wrapLines } from '../../figure/still-picture';
import type { IFigureTheme } from '../../figure/theme';
import { dotsOf, hasRoomForDots } from '../drawing/dots';
import { type IMatrixPage, STRIP_GAP_PX, STRIP_PX, TOTALS_GAP_PX, TOTALS_PX, TREE_PX } from '../drawing/page';
import { besidePx, type ILayout, SCALE_GAP_PX, SCALE_PX } from '../layout';
import type { IGrid } from '../model/grid';
import { heightOf } from '../model/limits';
import type { IShownSide } from '../model/side';
import type { ITick } from '../model/ticks';
import { treeLines } from '../model/tree';
import { valueText } from '../words';
import { entriesIn } from './entries';

export interface IMatrixDrawing {
  readonly page: IMatrixPage;
  readonly grid: IGrid;
  readonly layout: ILayout;
  readonly rowTicks: readonly ITick[];
  readonly columnTicks: readonly ITick[];
  readonly title: string;
  readonly caption: string;
  readonly rowTitle: string;
  readonly columnTitle: string;
  /** What the colours stand for. */
  readonly unit: string;
  readonly theme: IFigureTheme;
  /** A picture of the values, as a data URL: for so many that a drawing of each is too much. */
  readonly picture?: string;
  measure(text: string, sizePx: number): number;
}

/** Above and below the matrix, px. */
const edge = 12;
const titleLine = 20;
const captionLine = 16;

/**
 * One `<path>` for each colour in use (of dots, a circle for each value), in rows and columns of the matrix: every value that has a colour is a square of
 * one unit. Rows and columns cut by the window's edge are cut there.
 */
export function matrixSvg(drawing: IMatrixDrawing): string {
  const { layout, title, caption, theme, measure } = drawing;
  const width = layout.widthPx + 2 * edge;
  const wrapped = (text: string, sizePx: number): string[] =>
    wrapLines(text, width - 2 * edge, line => measure(line, sizePx));
  const titles = wrapped(title, 15);
  const captions = wrapped(caption, 12);
  const top = edge + titles.length * titleLine + (titles.length > 0 ? 6 : 0);
  const bottom = top + layout.heightPx;
  const height = bottom + edge + captions.length * captionLine;
  const body = [
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(caption)}</desc>`,
    `<rect width="100%" height="100%" fill="${theme.paper}"/>`,
    ...titles.map((line, i) =>
      word(line, edge, edge + 14 + i * titleLine, { size: 15, color: theme.strong, bold: true }),
    ),
    `<g transform="translate(${edge} ${top})">`,
    ...matrixParts(drawing),
    '</g>',
    ...captions.map((line, i) => word(line, edge, bottom + 12 + i * captionLine, { size: 12, color: theme.muted })),
  ];
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" ` +
    `viewBox="0 0 ${n(width)} ${n(height)}" font-family="${escaped(theme.fontFamily)}">\n${body.join('\n')}\n</svg>\n`
  );
}

function matrixParts(drawing: IMatrixDrawing): string[] {
  const { page, theme, layout } = drawing;
  const { area, window } = page;
  const x = area.width / (window.right - window.left);
  const y = area.height / (window.bottom - window.top);
  const ink = { size: 11, color: theme.strong };
  const xOf = (column: number): number => area.left + (column - window.left) * x;
  const yOf = (row: number): number => area.top + (row - window.top) * y;
  return [
    `<clipPath id="matrix"><rect x="${n(area.left)}" y="${n(area.top)}" width="${n(area.width)}" height="${n(area.height)}"/></clipPath>`,
    '<g id="values" clip-path="url(#matrix)">',
    ...(page.dots && drawing.picture === undefined && hasRoomForDots(page, page.raster)
      ? valueDots(drawing, page.dots)
      : drawing.picture === undefined
        ? [
            `<g transform="translate(${n(area.left)} ${n(area.top)}) scale(${n(x, 6)} ${n(y, 6)}) translate(${n(-window.left, 6)} ${n(-window.top, 6)})" shape-rendering="crispEdges">`,
            ...valuePaths(drawing),
            '</g>',
          ]
        : [
            `<image x="${n(area.left)}" y="${n(area.top)}" width="${n(area.width)}" height="${n(area.height)}" href="${drawing.picture}"/>`,
          ]),
    '</g>',
    ...spans(page, 'rows', yOf),
    ...spans(page, 'columns', xOf),
    ...treeOf(page, 'rows', theme),
    ...treeOf(page, 'columns', theme),
    ...totals(page, 'rows', theme, yOf),
    ...totals(page, 'columns', theme, xOf),
    `<rect x="${n(area.left)}" y="${n(area.top)}" width="${n(area.width)}" height="${n(area.height)}" fill="none" stroke="${theme.faint}"/>`,
    '<g id="words">',
    ...drawing.rowTicks.map(({ at, label }) =>
      word(label, area.left - besidePx(page.rows) - 3, yOf(at) + 3.5, { ...ink, anchor: 'end' }),
    ),
    ...drawing.columnTicks.map(({ at, label }) =>
      word(label, xOf(at) + 3.5, area.top - besidePx(page.columns) - 3, { ...ink, turned: true }),
    ),
    word(drawing.columnTitle, area.left + area.width / 2, 12, { ...ink, size: 12, anchor: 'middle' }),
    word(drawing.rowTitle, 10, area.top + area.height / 2, { ...ink, size: 12, anchor: 'middle', turned: true }),
    ...colorScale(drawing, layout.widthPx - SCALE_PX + SCALE_GAP_PX),
    '</g>',
  ];
}

function valuePaths({ page, grid }: IMatrixDrawing): string[] {
  const { window, limits, scale, colors, ink } = page;
  const byColor = new Map<string, string[]>();
  for (const { row, column, value } of entriesIn(grid, window)) {
    const share = heightOf(value, limits, scale);
    if (share === undefined && !Number.isNaN(value)) continue;
    const color = share === undefined ? ink.faint : colorAt(colors, share);
    const squares = byColor.get(color) ?? [];
    squares.push(`M${column} ${row}h1v1h-1z`);
    byColor.set(color, squares);
  }
  return [...byColor].map(([color, squares]) => `<path fill="${color}" d="${squares.join('')}"/>`);
}

function valueDots({ page }: IMatrixDrawing, grid: IGrid): string[] {
  const { colors, ink } = page;
  return dotsOf(grid, page).map(({ x, y, radius, share }) => {
    const color = share === undefined ? ink.faint : colorAt(colors, share);
    return `<circle cx="${n(x, 2)}" cy="${n(y, 2)}" r="${n(radius, 3)}" fill="${color}"/>`;
  });
}

function spans(page: IMatrixPage, which: 'rows' | 'columns', placeOf: (row: number) => number): string[] {
  const { area, window, ink } = page;
  const isRows = which === 'rows';
  const [first, last] = isRows ? [window.top, window.bottom] : [window.left, window.right];
  const at = (isRows ? area.left : area.top) - STRIP_GAP_PX - STRIP_PX;
  return (page[which] as IShownSide).spans.flatMap(({ start, end, color }) => {
    const [from, to] = [Math.max(first, start), Math.min(last, end)];
    if (to <= from) return [];
    const [low, high] = [placeOf(from), placeOf(to)];
    const strip = isRows
      ? `<rect x="${n(at)}" y="${n(low)}" width="${STRIP_PX}" height="${n(high - low)}" fill="${color}"/>`
      : `<rect x="${n(low)}" y="${n(at)}" width="${n(high - low)}" height="${STRIP_PX}" fill="${color}"/>`;
    if (from === first || high - low < 5) return [strip];
    const line = isRows
      ? `<path d="M${n(area.left)} ${n(low)}h${n(area.width)}" stroke="${ink.faint}" fill="none"/>`
      : `<path d="M${n(low)} ${n(area.top)}v${n(area.height)}" stroke="${ink.faint}" fill="none"/>`;
    return [strip, line];
  });
}

function treeOf(page: IMatrixPage, which: 'rows' | 'columns', theme: IFigureTheme): string[] {
  const { joints } = page[which];
  if (!joints) return [];
  const { area, window } = page;
  const isRows = which === 'rows';
  const [first, last] = isRows ? [window.top, window.bottom] : [window.left, window.right];
  const [start, length] = isRows ? [area.top, area.height] : [area.left, area.width];
  const root = (isRows ? area.left : area.top) - STRIP_GAP_PX - STRIP_PX - 2;
  const lines = treeLines(joints, first, last, length / (last - first), TREE_PX - 4).map(line => {
    const [a, b] = [start + line.fromAlong, start + line.toAlong];
    const [c, d] = [root - line.fromAway, root - line.toAway];
    return isRows ? `M${n(c, 2)} ${n(a, 2)}L${n(d, 2)} ${n(b, 2)}` : `M${n(a, 2)} ${n(c, 2)}L${n(b, 2)} ${n(d, 2)}`;
  });
  return [`<path class="tree" stroke="${theme.muted}" fill="none" d="${lines.join('')}"/>`];
}

function totals(
  page: IMatrixPage,
  which: 'rows' | 'columns',
  theme: IFigureTheme,
  placeOf: (row: number) => number,
): string[] {
  const sums = page.totals?.[which];
  if (!sums) return [];
  const { area, window } = page;
  const isRows = which === 'rows';
  const [first, last] = isRows ? [window.top, window.bottom] : [window.left, window.right];
  const [from, to] = [Math.max(0, Math.floor(first)), Math.min(sums.length, Math.ceil(last))];
  const most = sums.subarray(from, to).reduce((a, b) => Math.max(a, b), 0);
  if (!(most > 0)) return [];
  const at = (isRows ? area.left + area.width : area.top + area.height) + TOTALS_GAP_PX;
  const bars: string[] = [];
  for (let row = from; row < to; row += 1) {
    const [low, high] = [placeOf(Math.max(first, row)), placeOf(Math.min(last, row + 1))];
    const long = n((sums[row] / most) * TOTALS_PX, 2);
    const thick = n(high - low, 3);
    bars.push(
      isRows
        ? `M${n(at)} ${n(low, 3)}h${long}v${thick}h-${long}z`
        : `M${n(low, 3)} ${n(at)}v${long}h${thick}v-${long}z`,
    );
  }
  return [`<path class="totals" fill="${theme.muted}" d="${bars.join('')}"/>`];
}

function colorScale({ page, theme, unit }: IMatrixDrawing, x: number): string[] {
  const { area, limits, colors, scale } = page;
  const height = Math.min(220, area.height);
  const stops = Array.from(
    { length: 17 },
    (_, i) => `<stop offset="${n(i / 16, 4)}" stop-color="${colorAt(colors, i / 16)}"/>`,
  );
  const ticks = scaleTicks(limits.low, limits.high, scale).map(value => {
    const y = area.top + height * (1 - (heightOf(value, { ...limits, low: limits.low }, scale) ?? 0));
    return word(valueText(value), x + 15, y + 3.5, { size: 11, color: theme.strong });
  });
  return [
    `<linearGradient id="scale" x1="0" y1="1" x2="0" y2="0">${stops.join('')}</linearGradient>`,
    `<rect x="${n(x)}" y="${n(area.top)}" width="10" height="${n(height)}" fill="url(#scale)"/>`,
    ...ticks,
    word(unit, x + 56, area.top + height / 2, { size: 11, color: theme.strong, anchor: 'middle', turned: true }),
  ];
}

/** Round values from the one end to the other. */
export function scaleTicks(low: number, high: number, scale: 'linear' | 'log'): number[] {
  const ticks: number[] = [];
  if (scale === 'log') {
    const steps = high / low < 30 ? [1, 2, 5] : [1];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1) {
      ticks.push(...steps.map(step => step * 10 ** power).filter(value => value >= low && value <= high));
    }
    return ticks;
  }
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find(times => times * power >= rough) ?? 10);
  for (let i = Math.ceil(low / step); i * step <= high * (1 + 1e-9); i += 1) ticks.push(i * step);
  return ticks;
}

function colorAt(colors: Uint8Array, share: number): string {
  const at = 3 * Math.round(share * 255);
  return `#${[0, 1, 2].map(k => colors[at + k].toString(16).padStart(2, '0')).join('')}`;
}

interface IWord {
  readonly size: number;
  readonly color: string;
  readonly anchor?: 'middle' | 'end';
  readonly bold?: boolean;
  readonly turned?: boolean;
}

function word(text: string, x: number, y: number, { size, color, anchor, bold, turned }: IWord): string {
  const place = turned ? ` transform="rotate(-90 ${n(x)} ${n(y)})"` : '';
  return (
    `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${color}"${anchor ? ` text-anchor="${anchor}"` : ''}` +
    `${bold ? ' font-weight="600"' : ''}${place}>${escaped(text)}</text>`
  );
}

function n(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}

/** As text and within quotes; what XML cannot hold is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
