import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** What generate.py wrote. */
export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8')) as T;
}

/** That numbers agree to `relative` of the larger, or to `absolute` where both are almost 0. */
export function expectClose(
  received: ArrayLike<number> | number | undefined,
  expected: ArrayLike<number> | number,
  relative = 1e-9,
  absolute = 1e-13,
): void {
  const left = typeof received === 'number' ? [received] : Array.from(received ?? []);
  const right = typeof expected === 'number' ? [expected] : Array.from(expected);
  expect(left.length).toBe(right.length);
  const apart = left.flatMap((value, i) =>
    Math.abs(value - right[i]) <= absolute + relative * Math.max(Math.abs(value), Math.abs(right[i]))
      ? []
      : [`${value} at ${i}, expected ${right[i]}`],
  );
  expect(apart).toEqual([]);
}
