/** Permutation tests where rounding, size or the statistic itself gets in the way. */
import { expect, test } from 'vitest';
import { permutationTest } from '../../../../kernel-helpers/core/stats/index.js';

test('takes samples far larger than a call has room for arguments', () => {
  const a = Float64Array.from({ length: 150_000 }, (_, i) => i % 7);
  const b = Float64Array.from({ length: 150_000 }, (_, i) => i % 11);
  expect(permutationTest(a, b, { draws: 3 })?.draws).toBe(3);
});

test('keeps pairs together when the statistic sorts its sample in place', () => {
  const [a, b] = [
    [5, 1, 3, 8],
    [1, 2, 9, 1],
  ];
  const middle = (sample: Float64Array): number => (sample[1] + sample[2]) / 2;
  const inPlace = permutationTest(a, b, { paired: true, alternative: 'greater', statistic: s => middle(s.sort()) });
  const onCopy = permutationTest(a, b, {
    paired: true,
    alternative: 'greater',
    statistic: s => middle(s.slice().sort()),
  });
  expect(inPlace).toEqual(onCopy);
});

test('a difference of 0 but for rounding is as large as one of 0', () => {
  // Of tenths, of which scipy counts by their rounding, as of whole numbers, where nothing is rounded.
  const [a, b] = [
    [1, 7, 4, 3],
    [3, 4, 2, 6],
  ];
  for (const alternative of ['less', 'greater', 'two-sided'] as const) {
    const whole = permutationTest(a, b, { alternative })?.p;
    expect(
      permutationTest(
        a.map(x => x / 10),
        b.map(x => x / 10),
        { alternative },
      )?.p,
    ).toBe(whole);
  }
});
