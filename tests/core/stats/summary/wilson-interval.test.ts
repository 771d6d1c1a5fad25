import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '../../../../kernel-helpers/core/stats/index.js';
import { graphFixture } from '../../graph/graphs.js';

interface Interval {
  readonly successes: number;
  readonly n: number;
  readonly confidence: number;
  readonly interval: readonly [number, number];
}

describe('wilsonInterval', () => {
  test("has the bounds of Newcombe's table: 81 of 263, 15 of 148, 0 of 20, 1 of 29", () => {
    const bounds = (successes: number, n: number): string => {
      const { low, high } = wilsonInterval(successes, n) ?? { low: Number.NaN, high: Number.NaN };
      return `${low.toFixed(4)} to ${high.toFixed(4)}`;
    };
    // Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3
    expect(bounds(81, 263)).toBe('0.2553 to 0.3662');
    expect(bounds(15, 148)).toBe('0.0624 to 0.1605');
    expect(bounds(0, 20)).toBe('0.0000 to 0.1611');
    expect(bounds(1, 29)).toBe('0.0061 to 0.1718');
  });

  test.each(graphFixture<Interval[]>('wilson'))(
    'agrees with statsmodels on $successes of $n at $confidence',
    ({ successes, n, confidence, interval }) => {
      const found = wilsonInterval(successes, n, { confidence });
      expect(found?.proportion).toBe(successes / n);
      // Near 0 and 1 statsmodels subtracts numbers that are nearly equal: 1e-9 of the proportion's scale
      expect(Math.abs((found?.low ?? 2) - interval[0])).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, interval[0]));
      expect(Math.abs((found?.high ?? 2) - interval[1])).toBeLessThanOrEqual(1e-9 * interval[1]);
    },
  );

  test('is undefined for no trials, and reaches 0 and 1 exactly', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
    expect(wilsonInterval(0, 7)?.low).toBe(0);
    expect(wilsonInterval(7, 7)?.high).toBe(1);
  });

  test('refuses counts and confidences that cannot be', () => {
    expect(() => wilsonInterval(3, 2)).toThrow(
      'wilsonInterval successes is not valid: received 3, expected a whole number from 0 to n, 2',
    );
    expect(() => wilsonInterval(0.5, 2)).toThrow('received 0.5');
    expect(() => wilsonInterval(0, Number.NaN)).toThrow('wilsonInterval n is not valid: received NaN');
    expect(() => wilsonInterval(1, 2, { confidence: 95 })).toThrow('received 95, expected between 0 and 1');
  });
});
