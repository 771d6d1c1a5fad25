/** The largest of 1, 2 and 5 times a power of ten that is not above `most`. */
export function niceBelow(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  // Logarithms of powers of ten are not exact: 1000 must not become 500.
  const digit = [10, 5, 2, 1].find(d => d * power <= most * (1 + 1e-9)) ?? 1;
  return Number((digit * power).toPrecision(1));
}

/** The smallest of 1, 2 and 5 times a power of ten that is not below `least`. */
export function niceAbove(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = [1, 2, 5, 10].find(d => d * power >= least * (1 - 1e-9)) ?? 10;
  return Number((digit * power).toPrecision(1));
}
