import { expect, test } from 'vitest';
import { categoricalColor } from '../../../kernel-helpers/contract/scene/categorical-color.js';

test('seven colours, then the same darker, then lighter, and again', () => {
  expect([0, 7, 14, 21].map(categoricalColor)).toEqual(['#0072b2', '#004a74', '#66aad1', '#0072b2']);
  expect(new Set(Array.from({ length: 21 }, (_, i) => categoricalColor(i))).size).toBe(21);
});
