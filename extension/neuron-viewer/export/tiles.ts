/** How a picture larger than the GPU draws at once is cut up. Pure. */

import type { IPictureTile } from '../picture/picture-renderer';

/** Most GPUs draw four times as much; this keeps the page alive between two tiles. */
export const TILE_PX = 2048;

/** A part that is drawn, and what of it is kept: its margins see what lies beside them. */
export interface ITile {
  readonly tile: IPictureTile;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Within the drawn part. */
  readonly keep: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** Rows of tiles that together cover every pixel once, each with a margin of what is around it. */
export function tilesOf(widthPx: number, heightPx: number, marginPx: number, tilePx: number = TILE_PX): ITile[] {
  const inner = tilePx - 2 * marginPx;
  const spans = (length: number): { from: number; to: number; keepFrom: number; keepTo: number }[] => {
    if (length <= tilePx) return [{ from: 0, to: length, keepFrom: 0, keepTo: length }];
    const count = Math.ceil(length / inner);
    return Array.from({ length: count }, (_, i) => {
      const keepFrom = Math.round((i * length) / count);
      const keepTo = Math.round(((i + 1) * length) / count);
      return { from: Math.max(0, keepFrom - marginPx), to: Math.min(length, keepTo + marginPx), keepFrom, keepTo };
    });
  };
  return spans(heightPx).flatMap(y =>
    spans(widthPx).map(x => ({
      tile: { leftPx: x.from, topPx: y.from, wholeWidthPx: widthPx, wholeHeightPx: heightPx },
      widthPx: x.to - x.from,
      heightPx: y.to - y.from,
      keep: {
        left: x.keepFrom - x.from,
        top: y.keepFrom - y.from,
        width: x.keepTo - x.keepFrom,
        height: y.keepTo - y.keepFrom,
      },
    })),
  );
}
