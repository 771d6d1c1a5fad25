/** Where everything stands. */

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
  readonly widthPx: number;
  readonly profile: 'panel' | 'beside' | 'none';
  readonly hasLayers: boolean;
}

/**
 * Cells in one row, or in as few rows as show them at a good size; all in one scale, the largest that fits.
 */
export function layOut(needs: LayoutNeeds): Layout {
  const { silhouettes, range, profile, hasLayers, labelHeightPx } = needs;
  const panelPx = profile === 'panel' ? PANEL_GAP_PX + PANEL_PX : 0;
  const rightPx = EDGE_PX + (hasLayers ? NAMES_PX : 0);
  const roomPx = needs.widthPx - LEFT_PX - panelPx - rightPx;
  const rangeUm = range.bottomUm - range.topUm;
  const tallest = TALLEST_ROW_PX / rangeUm;
  const alone = fit(needs, 1, roomPx, tallest);
  const enough = Math.min(LEAST_ROW_PX / rangeUm, 0.8 * alone);
  let perRow = silhouettes.length;
  let pxPerUm = fit(needs, perRow, roomPx, tallest);
  for (let rows = 2; pxPerUm < enough && perRow > 1; rows++) {
    perRow = Math.ceil(silhouettes.length / rows);
    pxPerUm = fit(needs, perRow, roomPx, tallest);
  }
  const packed = packRows(needs, perRow, pxPerUm);
  const cellsWidth = Math.max(...packed.map(row => row.widthUm)) * pxPerUm;
  const cellsRight = LEFT_PX + cellsWidth;
  const heightPx = rangeUm * pxPerUm;
  const rowPx = heightPx + LABEL_GAP_PX + labelHeightPx;
  const right = cellsRight + panelPx + EDGE_PX;
  return {
    widthPx: Math.ceil(Math.max(LEAST_WIDTH_PX, cellsRight + panelPx + rightPx)),
    heightPx: Math.ceil(HEAD_PX + packed.length * rowPx + (packed.length - 1) * ROW_GAP_PX + 4),
    pxPerUm,
    range,
    left: LEFT_PX - EDGE_PX,
    right,
    cellsRight,
    panelX: profile === 'panel' ? cellsRight + PANEL_GAP_PX : undefined,
    rows: packed.map((row, r) => {
      const top = HEAD_PX + r * (rowPx + ROW_GAP_PX);
      return {
        top,
        bottom: top + heightPx,
        labelTop: top + heightPx + LABEL_GAP_PX,
        cells: row.somaUm.map((um, i) => ({
          n: r * perRow + i,
          x: LEFT_PX + um * pxPerUm,
          stripX: LEFT_PX + row.edgeUm[i] * pxPerUm + STRIP_GAP_PX,
        })),
      };
    }),
  };
}

/** The largest scale, at most `largest`, at which no row is wider than the room. */
function fit(needs: LayoutNeeds, perRow: number, roomPx: number, largest: number): number {
  const fits = (pxPerUm: number): boolean =>
    packRows(needs, perRow, pxPerUm).every(row => row.widthUm * pxPerUm <= roomPx);
  if (fits(largest)) return largest;
  let low = 0;
  let high = largest;
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  // Words under many cells may be wider than any row: then the drawing is wider than asked for.
  return low > largest / 1000 ? low : largest / 20;
}

function packRows(needs: LayoutNeeds, perRow: number, pxPerUm: number): Row[] {
  const { silhouettes, labelWidthsPx, profile } = needs;
  const rows: Row[] = [];
  for (let from = 0; from < silhouettes.length; from += perRow) {
    rows.push(
      packRow(silhouettes.slice(from, from + perRow), {
        gapUm: GAP_PX / pxPerUm,
        labelUm: labelWidthsPx.slice(from, from + perRow).map(px => px / pxPerUm),
        besideUm: profile === 'beside' ? (STRIP_GAP_PX + STRIP_PX) / pxPerUm : 0,
      }),
    );
  }
  return rows;
}
