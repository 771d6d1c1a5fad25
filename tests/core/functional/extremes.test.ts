import { expect, test } from 'vitest';
import { featureSimilarity, signalCorrelation } from '../../../kernel-helpers/core/functional/index.js';

test.each([1e-200, 1e200])('how alike units are does not depend on their unit, %s', scale => {
  const a = [1, 2, 5];
  const b = [1, 3, 3];
  const scaled = a.map(value => value * scale);
  expect(signalCorrelation(scaled, b)).toBeCloseTo(signalCorrelation(a, b) as number, 12);
  expect(featureSimilarity(scaled, b)).toBeCloseTo(featureSimilarity(a, b) as number, 12);
});
