/** Part of a matrix as a small image of numbers, whatever its size. Pure. */

import { firstFrom, type IGrid } from './grid';

/** Rows from `top` to before `bottom`, columns from `left` to before `right`; edges may lie within a row. */
export interface IWindow {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** `values[y * width + x]`: the mean of `rowsPerPixel` × `columnsPerPixel` pairs, from row `top` and column `left` on. */
export interface IRaster {
  readonly top: number;
  readonly left: number;
  readonly rowsPerPixel: number;
  readonly columnsPerPixel: number;
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Sums of square blocks of a whole grid, so that a far view of many connections need not visit each. */
export interface IBlockSums {
  /** Rows and columns of a block; a power of two. */
  readonly size: number;
  readonly across: number;
  readonly down: number;
  readonly sums: Float32Array;
}

/** Blocks along the longer side. */
const mostBlocks = 2048;

/** `undefined` for a grid that is small enough to be looked at itself. */
export function blockSums({ rowCount, columnCount, offsets, columns, values }: IGrid): IBlockSums | undefined {
  const size = binSize(Math.max(rowCount, columnCount) / mostBlocks);
  if (size === 1) return undefined;
  const [across, down] = [Math.ceil(columnCount / size), Math.ceil(rowCount / size)];
  const sums = new Float32Array(across * down);
  const shift = Math.log2(size);
  for (let row = 0; row < rowCount; row += 1) {
    const start = (row >>> shift) * across;
    for (let e = offsets[row]; e < offsets[row + 1]; e += 1) sums[start + (columns[e] >>> shift)] += values[e];
  }
  return { size, across, down, sums };
}

/**
 * The part of a grid that a window shows, with at most so many pixels each way. Pixels are aligned to the grid, not to the
 * window, so that nothing flickers while it moves; a pixel at the far edge pools what is left.
 */
export function rasterOf(
  grid: IGrid,
  sums: IBlockSums | undefined,
  window: IWindow,
  mostAcross: number,
  mostDown: number,
): IRaster {
  const { rowCount, columnCount } = grid;
  const first = (edge: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(edge)));
  const last = (edge: number, count: number): number => Math.max(1, Math.min(count, Math.ceil(edge)));
  const [top, bottom] = [first(window.top, rowCount), last(window.bottom, rowCount)];
  const [left, right] = [first(window.left, columnCount), last(window.right, columnCount)];
  const rowsPerPixel = binSize((bottom - top) / mostDown);
  const columnsPerPixel = binSize((right - left) / mostAcross);
  const y0 = Math.floor(top / rowsPerPixel);
  const x0 = Math.floor(left / columnsPerPixel);
  const height = Math.max(1, Math.ceil(bottom / rowsPerPixel) - y0);
  const width = Math.max(1, Math.ceil(right / columnsPerPixel) - x0);
  const values = new Float32Array(width * height);
  const raster = {
    top: y0 * rowsPerPixel,
    left: x0 * columnsPerPixel,
    rowsPerPixel,
    columnsPerPixel,
    width,
    height,
    values,
  };
  if (sums && rowsPerPixel >= sums.size && columnsPerPixel >= sums.size) addBlocks(raster, sums);
  else addEntries(raster, grid);
  divideByPairs(raster, rowCount, columnCount);
  return raster;
}

function addBlocks(
  { top, left, rowsPerPixel, columnsPerPixel, width, height, values }: IRaster,
  sums: IBlockSums,
): void {
  const { size, across, down } = sums;
  const [byRow, byColumn] = [rowsPerPixel / size, columnsPerPixel / size];
  const [block0, row0] = [left / size, top / size];
  for (let row = 0; row < height * byRow && row0 + row < down; row += 1) {
    const to = Math.floor(row / byRow) * width;
    const from = (row0 + row) * across + block0;
    const blocks = Math.min(width * byColumn, across - block0);
    for (let block = 0; block < blocks; block += 1)
      values[to + Math.floor(block / byColumn)] += sums.sums[from + block];
  }
}

function addEntries(
  { top, left, rowsPerPixel, columnsPerPixel, width, height, values }: IRaster,
  { rowCount, offsets, columns, values: entries }: IGrid,
): void {
  const right = left + width * columnsPerPixel;
  const shift = Math.log2(columnsPerPixel);
  const bottom = Math.min(rowCount, top + height * rowsPerPixel);
  for (let row = top; row < bottom; row += 1) {
    const to = Math.floor((row - top) / rowsPerPixel) * width;
    const end = offsets[row + 1];
    for (let e = firstFrom(columns, left, offsets[row], end); e < end && columns[e] < right; e += 1) {
      values[to + ((columns[e] - left) >>> shift)] += entries[e];
    }
  }
}

function divideByPairs(
  { top, left, rowsPerPixel, columnsPerPixel, width, height, values }: IRaster,
  rowCount: number,
  columnCount: number,
): void {
  if (rowsPerPixel * columnsPerPixel === 1) return;
  for (let y = 0; y < height; y += 1) {
    const rows = Math.min(rowsPerPixel, rowCount - top - y * rowsPerPixel);
    for (let x = 0; x < width; x += 1) {
      values[y * width + x] /= rows * Math.min(columnsPerPixel, columnCount - left - x * columnsPerPixel);
    }
  }
}

/** The least power of two that is not less. */
function binSize(least: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(least)));
}
