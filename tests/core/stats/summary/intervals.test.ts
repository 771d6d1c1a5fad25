import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../kernel-helpers/core/random.js';
import { quantileInterval } from '../../../../kernel-helpers/core/stats/index.js';
import { fixture } from '../../../reference/fixture.js';

describe('the interval of a quantile', () => {
  test("has the ends of scipy's, and none where scipy has none", () => {
    interface Case {
      readonly values: number[];
      readonly p: number;
      readonly confidence: number;
      readonly low: number | null;
      readonly high: number | null;
    }
    for (const { values, p, confidence, low, high } of fixture<Case[]>('statistics/quantile-intervals')) {
      const found = quantileInterval(values, p, { confidence });
      expect([found?.low ?? null, found?.high ?? null], `${values.length} values, p ${p}`).toEqual([low, high]);
    }
  });

  test('holds the true median as often as it says', () => {
    const random = createRandom(3);
    for (const n of [6, 10, 25]) {
      let held = 0;
      for (let trial = 0; trial < 2000; trial++) {
        const found = quantileInterval(
          Array.from({ length: n }, () => random.uniform()),
          0.5,
        );
        if ((found?.low as number) <= 0.5 && (found?.high as number) >= 0.5) held++;
      }
      // Three standard errors of 0.95 below it.
      expect(held / 2000).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / 2000));
    }
  });

  test('of all or none of the distribution has one end', () => {
    expect(quantileInterval([1, 2, 3], 0)).toMatchObject({ estimate: 1, low: undefined, high: 1 });
    expect(quantileInterval([1, 2, 3], 1)).toMatchObject({ estimate: 3, low: 3, high: undefined });
    expect(quantileInterval([], 0.5)).toBeUndefined();
  });
});
