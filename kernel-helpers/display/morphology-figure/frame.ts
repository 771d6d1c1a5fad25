/** What stands round the cells: tinted layers with their names, the depth ruler, the scale bar and the legend. */

import type { DrawnElement, DrawnGroup } from '../../contract/drawing.js';
import { INK } from '../../contract/figure-ink.js';
import type { Layer } from '../../core/transforms.js';
import { cutOff, textWidthPx } from './labels.js';
import type { Layout, PlacedRow } from './layout.js';
import { niceAbove, niceBelow } from './nice-step.js';
import type { ColorGroup } from './paints.js';
import { boxPath, linePath } from './path.js';

const SMALL_PX = 10.5;
const TINT = 0.2;
const LEAST_TICK_PX = 34;
const LONGEST_BAR_PX = 110;
const BAR_PX = 2;
const ROOM_FOR_NAME_PX = 36;
const LONGEST_NAME_PX = 160;

/** y of a depth in a row. */
export function yOf({ range, pxPerUm }: Layout, row: PlacedRow, depthUm: number): number {
  return row.top + (depthUm - range.topUm) * pxPerUm;
}

/** Every other layer tinted, a line at each border, and names at the right. */
export function layerElements(layout: Layout, row: PlacedRow, layers: readonly Layer[]): DrawnElement[] {
  const { left, right } = layout;
  const borders = [...new Set(layers.flatMap(({ topUm, bottomUm }) => [topUm, bottomUm]))];
  const tints = layers.flatMap(({ topUm, bottomUm }, i): DrawnElement[] => {
    if (i % 2 === 1) return [];
    const path = boxPath(left, yOf(layout, row, topUm), right, yOf(layout, row, bottomUm));
    return [{ kind: 'area', path, fill: INK.faint, opacity: TINT }];
  });
  const lines = borders.map((depth): DrawnElement => {
    const y = yOf(layout, row, depth);
    return { kind: 'lines', path: linePath([left, right], [y, y]), stroke: INK.faint, widthPx: 0.75 };
  });
  const names = layers.flatMap(({ name, topUm, bottomUm }): DrawnElement[] => {
    if ((bottomUm - topUm) * layout.pxPerUm < SMALL_PX) return [];
    const y = yOf(layout, row, (topUm + bottomUm) / 2) + SMALL_PX * 0.36;
    return [words(right + 7, y, cutOff(name, SMALL_PX, ROOM_FOR_NAME_PX), 'start')];
  });
  return [...tints, ...lines, ...names];
}

/** A ruler at the left, µm: of depth from the pia down, or of y. */
export function rulerElements(layout: Layout, row: PlacedRow): DrawnElement[] {
  const { left, pxPerUm, range, isDepth } = layout;
  const step = niceAbove(LEAST_TICK_PX / pxPerUm);
  const from = isDepth ? 0 : Math.ceil(range.topUm / step) * step;
  const ticks: number[] = [];
  for (let n = 0; from + n * step <= range.bottomUm; n++) ticks.push(from + n * step);
  const top = yOf(layout, row, isDepth ? 0 : range.topUm);
  const path = [
    linePath([left, left], [top, row.bottom]),
    ...ticks.map(depth => linePath([left - 4, left], [yOf(layout, row, depth), yOf(layout, row, depth)])),
  ].join('');
  return [
    { kind: 'lines', path, stroke: INK.muted, widthPx: 1 },
    ...ticks.map(depth => words(left - 7, yOf(layout, row, depth) + SMALL_PX * 0.36, grouped(depth), 'end')),
    { ...words(11, (top + row.bottom) / 2, isDepth ? 'Depth below the pia (µm)' : 'y (µm)', 'middle'), upward: true },
  ];
}

/** A bar of a round length, at most as long as the cells' part is wide. */
export function scaleBarElements(layout: Layout): DrawnElement[] {
  const { pxPerUm, left, cellsRight } = layout;
  const lengthUm = niceBelow(Math.min(LONGEST_BAR_PX, cellsRight - left) / pxPerUm);
  const y = layout.rows[0].top - 8;
  const end = layout.right;
  return [
    {
      kind: 'area',
      path: boxPath(end - lengthUm * pxPerUm, y - BAR_PX, end, y),
      fill: INK.strong,
    },
    { ...words(end, y - BAR_PX - 5, `${grouped(lengthUm)} µm`, 'end'), fill: INK.strong },
  ];
}

/** What the colours stand for, in a line from the left; what finds no room is counted. */
export function legendElements(layout: Layout, groups: readonly ColorGroup[]): DrawnElement[] {
  const elements: DrawnElement[] = [];
  const room = layout.widthPx;
  let x = layout.left;
  const y = 14;
  for (const [i, { name: whole, paint }] of groups.entries()) {
    const name = cutOff(whole, SMALL_PX, LONGEST_NAME_PX);
    const width = 12 + textWidthPx(name, SMALL_PX) + 18;
    if (x + width > room && i > 0) {
      elements.push(words(x, y, `and ${groups.length - i} more`, 'start'));
      return elements;
    }
    elements.push({ kind: 'circle', x: round(x + 4), y: y - 3.8, radiusPx: 4, fill: paint });
    elements.push(words(x + 12, y, name, 'start'));
    x += width;
  }
  return elements;
}

/** The frame behind the cells. */
export function frameGroup(layout: Layout, layers: readonly Layer[]): DrawnGroup {
  return {
    elements: layout.rows.flatMap(row => [...layerElements(layout, row, layers), ...rulerElements(layout, row)]),
  };
}

export function words(
  x: number,
  y: number,
  text: string,
  anchor: 'start' | 'middle' | 'end',
): DrawnElement & { kind: 'text' } {
  return { kind: 'text', x: round(x), y: round(y), text, fill: INK.muted, sizePx: SMALL_PX, anchor };
}

function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
