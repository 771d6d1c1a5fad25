import { expect } from 'vitest';

/**
 * `actual` is what a reference implementation has, to `relative` of it: numbers, or "inf" and null as fixtures write
 * infinities and what is not defined.
 */
export function expectClose(
  actual: number | undefined,
  expected: number | string | null,
  what = '',
  relative = 1e-9,
): void {
  if (expected === null) {
    expect(actual, what).toBeUndefined();
    return;
  }
  if (typeof expected === 'string') {
    expect(actual, what).toBe(expected === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
    return;
  }
  const distance = Math.abs((actual as number) - expected);
  // written so that NaN fails
  if (distance <= relative * Math.abs(expected) || actual === expected) return;
  expect.fail(`${what}: received ${actual}, expected ${expected} to ${relative} of it`);
}

/** {@link expectClose} for each of a list. */
export function expectAllClose(
  actual: ArrayLike<number | undefined>,
  expected: readonly (number | string | null)[],
  what = '',
  relative = 1e-9,
): void {
  expect(actual.length, `${what}: how many`).toBe(expected.length);
  expected.forEach((value, i) => {
    expectClose(actual[i], value, `${what}[${i}]`, relative);
  });
}
