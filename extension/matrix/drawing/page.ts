/** What is drawn of a matrix, besides words: for the screen and for pictures alike. */

import type { IGrid } from '../model/grid';
import { heightOf, type ILimits } from '../model/limits';
import type { IRaster, IWindow } from '../model/raster';
import type { IShownSide } from '../model/side';
import type { ITotals } from '../model/totals';
import { treeLines } from '../model/tree';
import { dotsOf, hasRoomForDots } from './dots';

export interface IArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface IInk {
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
}

export interface IMatrixPage {
  /** Where the matrix lies, in px. */
  readonly area: IArea;
  readonly window: IWindow;
  readonly raster: IRaster;
  readonly limits: ILimits;
  readonly scale: 'linear' | 'log';
  /** See `colorTable`. */
  readonly colors: Uint8Array;
  readonly ink: IInk;
  readonly rows: IShownSide;
  readonly columns: IShownSide;
  readonly totals: ITotals | undefined;
  /** `1` for each row and column that has a selected cell. */
  /** The values, where they are to be dots; squares else, and while there is no room for dots. */
  readonly dots: IGrid | undefined;
  readonly selected: { readonly rows: Uint8Array; readonly columns: Uint8Array } | undefined;
}

/** Beside the matrix, in px: trees of clusters and strips of groups before it, the bars of totals behind it. */
export const TREE_PX = 46;
export const STRIP_PX = 7;
export const STRIP_GAP_PX = 4;
export const TOTALS_PX = 44;
export const TOTALS_GAP_PX = 8;
/** Lines between groups need so much room, in px. */
const leastSpan = 5;

/** The context is scaled to px. */
export function drawPage(context: CanvasRenderingContext2D, page: IMatrixPage): void {
  const { area, ink } = page;
  placeRaster(context, page);
  drawSide(context, page, 'rows');
  drawSide(context, page, 'columns');
  context.strokeStyle = ink.faint;
  context.lineWidth = 1;
  context.strokeRect(area.left - 0.5, area.top - 0.5, area.width + 1, area.height + 1);
}

/** A raster as a picture, pixel by pixel. */
export function drawRaster({ raster, limits, scale, colors, ink }: IMatrixPage): HTMLCanvasElement {
  const { width, height, values } = raster;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const image = context.createImageData(width, height);
  const missing = colorBytes(ink.faint);
  for (let i = 0; i < values.length; i += 1) {
    const share = heightOf(values[i], limits, scale);
    if (share !== undefined) {
      const color = 3 * Math.round(share * 255);
      image.data[4 * i] = colors[color];
      image.data[4 * i + 1] = colors[color + 1];
      image.data[4 * i + 2] = colors[color + 2];
      image.data[4 * i + 3] = 255;
    } else if (Number.isNaN(values[i])) {
      image.data.set(missing, 4 * i);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function placeRaster(context: CanvasRenderingContext2D, page: IMatrixPage): void {
  const { area, window, raster } = page;
  const x = area.width / (window.right - window.left);
  const y = area.height / (window.bottom - window.top);
  context.save();
  context.beginPath();
  context.rect(area.left, area.top, area.width, area.height);
  context.clip();
  context.imageSmoothingEnabled = false;
  if (page.dots && hasRoomForDots(page, raster)) {
    drawDots(context, page.dots, page);
    context.restore();
    return;
  }
  context.drawImage(
    drawRaster(page),
    area.left + (raster.left - window.left) * x,
    area.top + (raster.top - window.top) * y,
    raster.width * raster.columnsPerPixel * x,
    raster.height * raster.rowsPerPixel * y,
  );
  context.restore();
}

function drawDots(context: CanvasRenderingContext2D, grid: IGrid, page: IMatrixPage): void {
  const { colors, ink } = page;
  for (const { x, y, radius, share } of dotsOf(grid, page)) {
    const color = 3 * Math.round((share ?? 0) * 255);
    context.fillStyle =
      share === undefined ? ink.faint : `rgb(${colors[color]},${colors[color + 1]},${colors[color + 2]})`;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Strip of groups, lines between them, totals, and what is selected: of the rows, or turned, of the columns. */
function drawSide(context: CanvasRenderingContext2D, page: IMatrixPage, which: 'rows' | 'columns'): void {
  const { area, window, ink } = page;
  const side = page[which];
  const isRows = which === 'rows';
  const [first, last] = isRows ? [window.top, window.bottom] : [window.left, window.right];
  const [start, length] = isRows ? [area.top, area.height] : [area.left, area.width];
  const [before, across] = isRows ? [area.left, area.width] : [area.top, area.height];
  const perRow = length / (last - first);
  const placeOf = (row: number): number => start + (Math.max(first, Math.min(last, row)) - first) * perRow;
  const fill = (from: number, to: number, at: number, thick: number): void => {
    if (isRows) context.fillRect(at, from, thick, to - from);
    else context.fillRect(from, at, to - from, thick);
  };
  for (const { start: from, end, color } of side.spans) {
    if (end <= first || from >= last) continue;
    context.fillStyle = color;
    const [low, high] = [placeOf(from), placeOf(end)];
    // A hair between neighbours, where there is room for it.
    fill(low, high - low > 3 ? high - 0.5 : high, before - STRIP_GAP_PX - STRIP_PX, STRIP_PX);
    if (from <= first || high - low < leastSpan) continue;
    context.fillStyle = ink.faint;
    fill(low - 0.5, low + 0.5, before, across);
  }
  if (side.joints) {
    const root = before - STRIP_GAP_PX - STRIP_PX - 2;
    context.strokeStyle = ink.muted;
    context.lineWidth = 1;
    context.beginPath();
    for (const line of treeLines(side.joints, first, last, perRow, TREE_PX - 4)) {
      const [a, b] = [start + line.fromAlong, start + line.toAlong];
      const [c, d] = [root - line.fromAway, root - line.toAway];
      if (isRows) {
        context.moveTo(c, a);
        context.lineTo(d, b);
      } else {
        context.moveTo(a, c);
        context.lineTo(b, d);
      }
    }
    context.stroke();
  }
  const totals = page.totals?.[which];
  if (totals) drawTotals(totals, first, last, perRow, before + across + TOTALS_GAP_PX, context, ink, fill, placeOf);
  const flags = page.selected?.[which];
  if (flags) drawSelected(flags, first, last, context, ink, before, across, fill, placeOf);
}

type Fill = (from: number, to: number, at: number, thick: number) => void;

function drawTotals(
  totals: Float64Array,
  first: number,
  last: number,
  perRow: number,
  at: number,
  context: CanvasRenderingContext2D,
  ink: IInk,
  fill: Fill,
  placeOf: (row: number) => number,
): void {
  const [from, to] = [Math.max(0, Math.floor(first)), Math.min(totals.length, Math.ceil(last))];
  // A bar is a pixel wide at least: narrower ones are pooled as their mean.
  const step = Math.max(1, Math.ceil(1 / perRow));
  const bars: number[] = [];
  for (let row = from - (from % step); row < to; row += step) {
    const end = Math.min(totals.length, row + step);
    let sum = 0;
    for (let i = row; i < end; i += 1) sum += totals[i];
    bars.push(sum / (end - row));
  }
  const most = bars.reduce((a, b) => Math.max(a, b), 0);
  if (!(most > 0)) return;
  context.fillStyle = ink.muted;
  bars.forEach((bar, i) => {
    const row = from - (from % step) + i * step;
    const [low, high] = [placeOf(row), placeOf(row + step)];
    fill(low, high - low > 3 ? high - 1 : high, at, (bar / most) * TOTALS_PX);
  });
}

function drawSelected(
  flags: Uint8Array,
  first: number,
  last: number,
  context: CanvasRenderingContext2D,
  ink: IInk,
  before: number,
  across: number,
  fill: Fill,
  placeOf: (row: number) => number,
): void {
  context.fillStyle = ink.accent;
  const end = Math.min(flags.length, Math.ceil(last));
  for (let row = Math.max(0, Math.floor(first)); row < end; row += 1) {
    if (flags[row] === 0) continue;
    let stop = row + 1;
    while (stop < end && flags[stop] === 1) stop += 1;
    const [low, high] = [placeOf(row), Math.max(placeOf(row) + 1, placeOf(stop))];
    context.globalAlpha = 0.16;
    fill(low, high, before, across);
    context.globalAlpha = 1;
    fill(low, high, before - STRIP_GAP_PX, 3);
    row = stop;
  }
}

function colorBytes(color: string): [number, number, number, number] {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return [128, 128, 128, 255];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a];
}
