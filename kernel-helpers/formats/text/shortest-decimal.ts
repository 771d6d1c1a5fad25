/**
 * A short decimal of `value / scale` that, times `scale` and in single precision, is `value` again. `value` is a
 * float32.
 */
export function shortestDecimal(value: number, scale: number): string {
  const scaled = value / scale;
  if (Object.is(scaled, -0)) return '-0';
  const exact = String(scaled);
  if (exact.length <= 8) return exact;
  // with one decimal more at a time: far faster than asking for so many digits as text
  for (let power = 1; power <= 1e9; power *= 10) {
    const rounded = Math.round(scaled * power) / power;
    if (Math.fround(rounded * scale) === value) return String(rounded);
  }
  for (let digits = 6; digits <= 9; digits++) {
    const rounded = Number(scaled.toPrecision(digits));
    if (Math.fround(rounded * scale) === value) return String(rounded);
  }
  return exact;
}
