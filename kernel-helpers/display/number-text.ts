/** Numbers for reading: as many digits as say something, and the same number of them in a column. */

/** More digits than a measurement has; fewer than a double's own noise. */
const DIGITS = 7;
/** The smallest number of a column has this many, if it has them. */
const LEAST_DIGITS = 6;
/** A column that would need more decimals than this is not lined up. */
const MOST_DECIMALS = 8;

/**
 * A number in up to seven digits, whole numbers in all of theirs: `0.3` for `0.1 + 0.2`, `1.5e-9`, `123456789`.
 */
export function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(DIGITS)));
}

/**
 * The numbers of a column, all with as many decimals as give the smallest six digits, so that the points stand under
 * each other. Whole numbers stay whole when all are; very small and very large ones leave everyone as
 * {@link floatText}.
 */
export function floatColumn(values: readonly number[]): string[] {
  const texts = values.map(floatText);
  if (texts.some(text => text.includes('e'))) return texts;
  const needed = Math.max(0, ...texts.map(text => (text.split('.')[1] ?? '').length));
  const sizes = values.filter(value => Number.isFinite(value) && value !== 0).map(Math.abs);
  const smallest = sizes.length === 0 ? 1 : Math.min(...sizes);
  const decimals = Math.min(needed, Math.max(0, LEAST_DIGITS - 1 - Math.floor(Math.log10(smallest))));
  if (decimals > MOST_DECIMALS) return texts;
  return values.map((value, i) => (Number.isFinite(value) ? value.toFixed(decimals) : texts[i]));
}

/** `1 row`, `1,204 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
