/** 64-bit ids as JSON has them. */

const largest = '18446744073709551615';

/**
 * Whether it is the decimal string of 0 to 2^64 - 1, written as only one string is: with a sign or with zeros before it
 * the same neuron would be selected twice.
 */
export function isIdText(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(0|[1-9]\d{0,19})$/.test(value)) return false;
  // Of strings of one length the order is that of the numbers.
  return value.length < largest.length || value <= largest;
}
