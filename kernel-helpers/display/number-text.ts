/** Numbers for reading: as many digits as say something, and the same number of them in a column. */

/** More digits than a measurement has; fewer than a double's own noise. */
const DIGITS = 7;
/** Beyond this a column is not given more decimals: its small numbers are then written with an exponent. */
const MOST_DECIMALS = 6;

/**
 * A number in up to seven digits, whole numbers in all of theirs: `0.3` for `0.1 + 0.2`, `1.5e-9`, `123456789`.
 */
export function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(DIGITS)));
}

/**
 * The numbers of a column, each with as many decimals as the one that needs most, so that the points stand under each
 * other. Whole numbers stay whole when all are; very small and very large ones leave everyone as {@link floatText}.
 */
export function floatColumn(values: readonly number[]): string[] {
  const texts = values.map(floatText);
  if (texts.some(text => text.includes('e'))) return texts;
  const decimals = Math.max(0, ...texts.map(text => (text.split('.')[1] ?? '').length));
  if (decimals > MOST_DECIMALS) return texts;
  return values.map((value, i) => (Number.isFinite(value) ? value.toFixed(decimals) : texts[i]));
}

/** `1 row`, `1,204 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
