/** Where everything stands. */

import { DRAWING_LIMITS } from '../../contract/drawing-check.js';
import { InvalidArgumentError } from '../../errors.js';
import { type DepthRange, packRow, type Row, type Silhouette } from './pack.js';

/** Room for the depth ruler. */
const LEFT_PX = 58;
/** Room for the layers' names. */
const NAMES_PX = 38;
const EDGE_PX = 10;
export const PANEL_PX = 116;
const PANEL_GAP_PX = 26;
export const STRIP_PX = 34;
const GAP_PX = 12;
const STRIP_GAP_PX = 5;
const HEAD_PX = 40;
const ROW_GAP_PX = 16;
const LABEL_GAP_PX = 8;
const LEAST_WIDTH_PX = 300;
const MOST_SPREAD_PX = 48;
/** Height of the words under the panel. */
const PANEL_WORDS_PX = 44;

/** The tallest a row is made, and the height below which cells go on in another row. */
const TALLEST_ROW_PX = 400;
const LEAST_ROW_PX = 240;

/** A cell's place in the drawing: its number, its soma's x, and where the strip beside it begins. */
export interface PlacedCell {
  readonly n: number;
  readonly x: number;
  readonly stripX: number;
}

export interface PlacedRow {
  /** y of the shallowest depth shown and of the deepest. */
  readonly top: number;
  readonly bottom: number;
  readonly labelTop: number;
  readonly cells: readonly PlacedCell[];
}

/** Everything in px but `range`. */
export interface Layout {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerUm: number;
  readonly range: DepthRange;
  /** Whether y is the depth below a pia at 0, or only y. */
  readonly isDepth: boolean;
  readonly rows: readonly PlacedRow[];
  /** Where layers are tinted: behind cells and panel. */
  readonly left: number;
  readonly right: number;
  /** Where the cells end. */
  readonly cellsRight: number;
  /** Where the panel's baseline stands. */
  readonly panelX: number | undefined;
}

export interface LayoutNeeds {
  readonly silhouettes: readonly Silhouette[];
  readonly labelWidthsPx: readonly number[];
  readonly labelHeightPx: number;
  readonly range: DepthRange;
  readonly isDepth: boolean;
  readonly widthPx: number;
  readonly profile: 'panel' | 'beside' | 'none';
  readonly hasLayers: boolean;
}

/**
 * Cells in one row, or in as few rows as show them at a good size; all in one scale, the largest that fits.
 *
 * @throws {InvalidArgumentError} when that is more than a page can hold.
 */
export function layOut(needs: LayoutNeeds): Layout {
  const { silhouettes, range, profile, hasLayers } = needs;
  const panelPx = profile === 'panel' ? PANEL_GAP_PX + PANEL_PX : 0;
  const rightPx = EDGE_PX + (hasLayers ? NAMES_PX : 0);
  const roomPx = needs.widthPx - LEFT_PX - panelPx - rightPx;
  const { perRow, pxPerUm } = fitInRows(needs, roomPx);
  const lines = Array.from({ length: Math.ceil(silhouettes.length / perRow) }, (_, r) =>
    packed(needs, r * perRow, perRow, pxPerUm, roomPx),
  );
  const cellsPx = Math.max(...lines.map(row => row.widthUm)) * pxPerUm;
  const cellsRight = LEFT_PX + cellsPx;
  const rowPx = (range.bottomUm - range.topUm) * pxPerUm;
  const rows: PlacedRow[] = [];
  let top = HEAD_PX;
  for (const [r, row] of lines.entries()) {
    // Rows are spread a little, so that they end near each other.
    const spreadPx = Math.min(MOST_SPREAD_PX, (cellsPx - row.widthUm * pxPerUm) / Math.max(1, row.somaUm.length - 1));
    const labelTop = top + rowPx + LABEL_GAP_PX;
    const cells = row.somaUm.map((um, i) => ({
      n: r * perRow + i,
      x: LEFT_PX + um * pxPerUm + i * spreadPx,
      stripX: LEFT_PX + row.edgeUm[i] * pxPerUm + i * spreadPx + STRIP_GAP_PX,
    }));
    rows.push({ top, bottom: top + rowPx, labelTop, cells });
    const wordsPx = Math.max(needs.labelHeightPx, r === 0 && profile === 'panel' ? PANEL_WORDS_PX : 0);
    top = labelTop + wordsPx + ROW_GAP_PX;
  }
  const heightPx = Math.ceil(top - ROW_GAP_PX + 4);
  if (heightPx > DRAWING_LIMITS.sizePx) {
    throw new InvalidArgumentError(
      `morphology cells are too many for a page: received ${silhouettes.length}, which take ${lines.length} rows, ` +
        `expected about ${Math.floor((silhouettes.length * DRAWING_LIMITS.sizePx) / heightPx)} at most; draw a selection`,
      { argument: 'cells' },
    );
  }
  return {
    widthPx: Math.ceil(Math.max(LEAST_WIDTH_PX, cellsRight + panelPx + rightPx)),
    heightPx,
    pxPerUm,
    range,
    isDepth: needs.isDepth,
    left: LEFT_PX - EDGE_PX,
    right: cellsRight + panelPx + EDGE_PX,
    cellsRight,
    panelX: profile === 'panel' ? cellsRight + PANEL_GAP_PX : undefined,
    rows,
  };
}

/** As few rows as make cells large enough, or nearly as large as they get when each has a row of its own. */
function fitInRows(needs: LayoutNeeds, roomPx: number): { perRow: number; pxPerUm: number } {
  const rangeUm = needs.range.bottomUm - needs.range.topUm;
  const tallest = TALLEST_ROW_PX / rangeUm;
  const enough = Math.min(LEAST_ROW_PX / rangeUm, 0.8 * largestScale(needs, 1, roomPx, tallest));
  const count = needs.silhouettes.length;
  let perRow = count;
  for (let rows = 2; perRow > 1 && !fits(needs, perRow, roomPx, enough); rows++) perRow = Math.ceil(count / rows);
  return { perRow, pxPerUm: largestScale(needs, perRow, roomPx, tallest) };
}

/** The largest scale, at most `largest`, at which no row is wider than the room. */
function largestScale(needs: LayoutNeeds, perRow: number, roomPx: number, largest: number): number {
  if (fits(needs, perRow, roomPx, largest)) return largest;
  // By halves first: the scale may be many powers of ten below.
  let high = largest;
  let low = largest / 2;
  for (; !fits(needs, perRow, roomPx, low); low /= 2) high = low;
  for (let step = 0; step < 16; step++) {
    const middle = (low + high) / 2;
    if (fits(needs, perRow, roomPx, middle)) low = middle;
    else high = middle;
  }
  return low;
}

function fits(needs: LayoutNeeds, perRow: number, roomPx: number, pxPerUm: number): boolean {
  for (let from = 0; from < needs.silhouettes.length; from += perRow) {
    if (packed(needs, from, perRow, pxPerUm, roomPx).widthUm * pxPerUm > roomPx) return false;
  }
  return true;
}

/** The row that begins with cell `from`. */
function packed(needs: LayoutNeeds, from: number, perRow: number, pxPerUm: number, roomPx: number): Row {
  const { silhouettes, labelWidthsPx, profile } = needs;
  return packRow(silhouettes.slice(from, from + perRow), {
    gapUm: GAP_PX / pxPerUm,
    labelUm: labelWidthsPx.slice(from, from + perRow).map(px => px / pxPerUm),
    besideUm: profile === 'beside' ? (STRIP_GAP_PX + STRIP_PX) / pxPerUm : 0,
    roomUm: roomPx / pxPerUm,
  });
}
