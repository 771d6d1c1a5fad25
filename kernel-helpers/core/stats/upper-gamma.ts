/**
 * The upper incomplete gamma function, regularised, Q(a, x) = Γ(a, x) / Γ(a), for a of 100 and more.
 *
 * @stdlib's is wrong there by up to 3 % from a = 600 on. The prefactor x^a e^-x / Γ(a + 1) is taken in the form
 * exp(-a (μ - ln(1 + μ)) - r(a)) / sqrt(2 π a), μ = x / a - 1, r the rest of Stirling's formula, which keeps the digits
 * that powers and factorials lose. O(sqrt(a)) steps.
 *
 * @source Abramowitz and Stegun 1964, 6.1.41, 6.5.29 and 6.5.31; Gautschi 1979, doi:10.1145/355853.355863
 */
export function upperGammaOfLarge(a: number, x: number): number {
  const away = (x - a) / a;
  const rest = (1 / 12 - (1 / 360 - 1 / (1260 * a * a)) / (a * a)) / a;
  const prefactor = Math.exp(-a * (away - Math.log1p(away)) - rest) / Math.sqrt(2 * Math.PI * a);
  if (prefactor === 0) return x < a ? 1 : 0;
  return x < a + 1 ? 1 - prefactor * series(a, x) : prefactor * a * fraction(a, x);
}

/** 1 + x / (a + 1) + x² / ((a + 1)(a + 2)) + … */
function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - …))), from the front by Lentz's method. */
function fraction(a: number, x: number): number {
  let denominator = x + 1 - a;
  let ratio = Number.POSITIVE_INFINITY;
  let inverse = 1 / denominator;
  let value = inverse;
  for (let k = 1; ; k++) {
    const factor = k * (a - k);
    denominator += 2;
    inverse = 1 / (denominator + factor * inverse);
    ratio = denominator + factor / ratio;
    const change = ratio * inverse;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) return value;
  }
}
