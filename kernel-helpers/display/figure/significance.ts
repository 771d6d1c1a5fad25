/** The usual word for how small a p value is: `***` below 0.001, `**` below 0.01, `*` below 0.05, else `n.s.`. */
export function stars(p: number): string {
  if (!(p < 0.05)) return 'n.s.';
  return p < 0.001 ? '***' : p < 0.01 ? '**' : '*';
}

/** What the stars of {@link stars} mean, for captions. */
export const STARS_LEGEND: string = '* p < 0.05, ** p < 0.01, *** p < 0.001, n.s. not significant';

/** A p value as captions print it: three significant digits, with a power of ten when small. */
export function formatP(p: number): string {
  // Too small for a double: what the tail of a distribution comes out as beyond some 37 standard deviations.
  if (p === 0) return '0 (below 10⁻³⁰⁷)';
  if (p >= 0.001) return p.toPrecision(3);
  const [mantissa, exponent] = p.toExponential(2).split('e-');
  return `${mantissa} × 10⁻${[...exponent].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}
