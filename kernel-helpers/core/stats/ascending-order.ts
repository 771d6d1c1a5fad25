/** From here on, counting digits is faster than comparing. */
const MANY = 400;
const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

/**
 * The indices of values from the smallest to the largest; equal ones in the order in which they come. No NaN.
 *
 * O(n): sorted by eleven bits of a number at a time, from the lowest (a radix sort), where there are many.
 */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.length < MANY ? order.sort((i, j) => values[i] - values[j]) : byDigits(values, order);
}

function byDigits(values: ArrayLike<number>, start: Uint32Array): Uint32Array {
  const n = start.length;
  const numbers = new Float64Array(n);
  // -0 and 0 are equal and must not be told apart by their bits.
  for (let i = 0; i < n; i++) numbers[i] = values[i] + 0;
  const words = new Uint32Array(numbers.buffer);
  const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
  const [low, high] = [new Uint32Array(n), new Uint32Array(n)];
  for (let i = 0; i < n; i++) {
    const top = words[2 * i + (littleEndian ? 1 : 0)];
    const bottom = words[2 * i + (littleEndian ? 0 : 1)];
    // Bits that order as the numbers do: negative ones upside down, others above them.
    const negative = top >>> 31 === 1;
    high[i] = negative ? ~top : top | 0x80000000;
    low[i] = negative ? ~bottom : bottom;
  }
  let from = start;
  let to: Uint32Array = new Uint32Array(n);
  for (const [keys, shift] of [
    [low, 0],
    [low, 11],
    [low, 22],
    [high, 0],
    [high, 11],
    [high, 22],
  ] as const) {
    if (scatter(keys, shift, from, to)) [from, to] = [to, from];
  }
  return from;
}

/** Moves indices by one digit of their keys, those of equal digits in their order; false where all have the same. */
function scatter(keys: Uint32Array, shift: number, from: Uint32Array, to: Uint32Array): boolean {
  const next = new Uint32Array(DIGITS);
  for (let i = 0; i < keys.length; i++) next[(keys[i] >>> shift) & (DIGITS - 1)]++;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = next[digit];
    if (count === keys.length) return false;
    next[digit] = start;
    start += count;
  }
  for (let i = 0; i < from.length; i++) {
    const index = from[i];
    to[next[(keys[index] >>> shift) & (DIGITS - 1)]++] = index;
  }
  return true;
}
