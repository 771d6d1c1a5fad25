/** Which sizes a picture may have. */

/** What browsers make of a canvas. */
const mostPixels = 200_000_000;
const longestSide = 16_384;

/** @throws {Error} when a browser can make no picture of this size. */
export function checkPictureSize(widthPx: number, heightPx: number): void {
  const whole = Number.isInteger(widthPx) && Number.isInteger(heightPx) && widthPx >= 16 && heightPx >= 16;
  if (whole && Math.max(widthPx, heightPx) <= longestSide && widthPx * heightPx <= mostPixels) return;
  throw new Error(
    `a picture of ${widthPx} × ${heightPx} pixels cannot be made: expected whole numbers from 16 to ` +
      `${longestSide.toLocaleString('en')}, ${(mostPixels / 1e6).toFixed(0)} million pixels at most`,
  );
}

/**
 * The width and height that somebody wrote, such as `4800 × 3200`.
 *
 * @throws {Error} when it is no size.
 */
export function sizeOfText(text: string): [width: number, height: number] {
  const found = /^\s*(\d{1,6})\s*(?:px)?\s*[×xX*, ]\s*(\d{1,6})\s*(?:px)?\s*$/.exec(text);
  if (!found) throw new Error(`${text.slice(0, 40)} is no size: expected width × height, such as 4800 × 3200`);
  return [Number(found[1]), Number(found[2])];
}
