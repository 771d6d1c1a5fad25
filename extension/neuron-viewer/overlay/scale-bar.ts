/** How long a scale bar is and what it says. Pure. */

export interface IScaleBar {
  readonly lengthUm: number;
  readonly widthPx: number;
  readonly label: string;
}

/** The longest bar of 1, 2 or 5 times a power of ten micrometres that is at most `longestPx` wide. */
export function scaleBar(umPerPixel: number, longestPx: number): IScaleBar {
  const longestUm = umPerPixel * longestPx;
  const power = 10 ** Math.floor(Math.log10(longestUm));
  // The tiny allowance lets a bar of exactly the longest length through, whatever the division left behind.
  const step = [5, 2, 1].find(candidate => candidate * power <= longestUm * (1 + 1e-9)) ?? 1;
  const lengthUm = step * power;
  return { lengthUm, widthPx: lengthUm / umPerPixel, label: lengthLabel(lengthUm) };
}

/** "2 mm", "50 µm", "500 nm": a length of one significant digit in the unit that keeps it short. */
export function lengthLabel(lengthUm: number): string {
  if (lengthUm >= 1000) return `${tidy(lengthUm / 1000)} mm`;
  return lengthUm >= 1 ? `${tidy(lengthUm)} µm` : `${tidy(lengthUm * 1000)} nm`;
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(3)));
}
