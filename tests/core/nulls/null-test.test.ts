import { describe, expect, test } from 'vitest';
import { type NullFamily, nullResult } from '../../../kernel-helpers/core/nulls/null-result.js';
import { nullTest } from '../../../kernel-helpers/core/nulls/null-test.js';

const draws = Float64Array.of(1, 2, 3, 4);

describe('nullTest', () => {
  test('counts the observed graph as one more draw, so that no p is 0', () => {
    expect(nullTest(9, draws)).toMatchObject({ pUpper: 1 / 5, pLower: 1, p: 2 / 5 });
    expect(nullTest(0, draws)).toMatchObject({ pUpper: 1, pLower: 1 / 5, p: 2 / 5 });
    expect(nullTest(3, draws)).toMatchObject({ pUpper: 3 / 5, pLower: 4 / 5, p: 1 });
  });

  test('says where the draws lie, and how far off the observed value is in their standard deviations', () => {
    const found = nullTest(9, draws, 2.4);
    expect(found.mean).toBe(2.5);
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(5 / 3), 14);
    expect(found.z).toBeCloseTo(6.5 / Math.sqrt(5 / 3), 14);
    expect(found.interval?.[0]).toBeCloseTo(1.075, 14);
    expect(found.interval?.[1]).toBeCloseTo(3.925, 14);
    expect(found.expected).toBe(2.4);
  });

  test('takes values that differ in their last digit only for ties', () => {
    const [a, b] = [0.1 + 0.2, 0.3];
    expect(a).not.toBe(b);
    expect(nullTest(a, Float64Array.of(b))).toMatchObject({ pUpper: 1, pLower: 1 });
    expect(nullTest(b, Float64Array.of(a))).toMatchObject({ pUpper: 1, pLower: 1 });
    expect(nullTest(b, Float64Array.of(a, b, a, b))).toMatchObject({ z: undefined, p: 1 });
  });

  test('leaves undefined what is not defined', () => {
    const none = { mean: undefined, interval: undefined, z: undefined, p: undefined, pUpper: undefined };
    expect(nullTest(5, new Float64Array(0))).toMatchObject(none);
    expect(nullTest(5, Float64Array.of(3))).toMatchObject({
      mean: 3,
      standardDeviation: undefined,
      z: undefined,
      p: 1,
    });
    const same = nullTest(5, Float64Array.of(0.1, 0.1, 0.1));
    expect(same.z).toBeUndefined();
    expect(same).toMatchObject({ pUpper: 1 / 4, p: 1 / 2 });
  });
});

describe('nullResult', () => {
  const run = { model: { name: 'm' }, statistic: 's', seed: 0, n: 4, mixing: undefined, fingerprint: '' };
  const found = {
    names: ['a', 'b', 'c'],
    observed: [9, 3, 0],
    // values a, b, c of each draw
    draws: Float64Array.of(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4),
    expected: undefined,
  };

  test.each([
    ['benjamini-hochberg', [0.6, 1, 0.6]],
    ['bonferroni', [1, 1, 1]],
    ['holm', [1, 1, 1]],
    ['none', [0.4, 1, 0.4]],
  ] as const)('adjusts the p values of a family: %s', (adjustment, adjusted) => {
    const family = nullResult(run, found, adjustment) as NullFamily;
    expect(family.names).toEqual(['a', 'b', 'c']);
    expect(family.tests.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    family.tests.forEach(({ draws: own, pAdjusted }, k) => {
      expect([...own]).toEqual([...draws]);
      expect(pAdjusted).toBeCloseTo(adjusted[k], 14);
    });
  });

  test("adjusts by Holm's steps, from the least p up", () => {
    const far = Float64Array.from({ length: 99 * 2 }, (_, at) => (at % 2 === 0 ? 0 : Math.floor(at / 2) < 4 ? 9 : 0));
    const family = nullResult({ ...run, n: 99 }, { ...found, names: ['a', 'b'], observed: [1, 1], draws: far }, 'holm');
    // p = 2 · 1/100 and 2 · 5/100
    expect('tests' in family && family.tests.map(({ p, pAdjusted }) => [p, pAdjusted])).toEqual([[0.02, 0.04], [0.1, 0.1]]); // biome-ignore format: pairs
  });

  test('has no adjusted p without draws', () => {
    const none = nullResult({ ...run, n: 0 }, { ...found, draws: new Float64Array(0) }, 'holm');
    expect('tests' in none && none.tests.map(({ pAdjusted }) => pAdjusted)).toEqual([undefined, undefined, undefined]);
  });
});
