/** Pixels of a picture to one of the layout. Pure. */

const sharpestRatio = 2;
/** Of the pixels, while a scene moves whose frames are slow. */
const coarseRatio = 0.55;

/** As sharp as the screen, as far as a texture of the GPU goes. */
export function pixelRatioOf(longestPx: number, mostPx: number, screen: number, coarse: boolean): number {
  return Math.min(sharpestRatio, screen, mostPx / longestPx) * (coarse ? coarseRatio : 1);
}
