import { expect, test } from 'vitest';
import { divergingScale, oklchToSrgb, sequentialScale } from '../../../extension/figure/sequential';

/** Relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(i => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('white, black and a known colour come out as they should', () => {
  expect(oklchToSrgb(1, 0, 0).map(c => Math.round(c * 255))).toEqual([255, 255, 255]);
  expect(oklchToSrgb(0, 0, 0).map(c => Math.round(c * 255))).toEqual([0, 0, 0]);
  // pure sRGB red in OKLCH
  expect(oklchToSrgb(0.62796, 0.25768, 29.234).map(c => Math.round(c * 255))).toEqual([255, 0, 0]);
});

test('luminance falls at every step of a light scale and rises at every step of a dark one', () => {
  for (const [from, to, sign] of [
    [0.972, 0.27, -1],
    [0.255, 0.95, 1],
  ]) {
    const steps = sequentialScale(from, to).map(([, color]) => luminance(color));
    for (let i = 1; i < steps.length; i++) expect(Math.sign(steps[i] - steps[i - 1])).toBe(sign);
  }
});

test('a scale runs from 0 to 1 in colours a screen can show', () => {
  const scale = sequentialScale(0.972, 0.27);
  expect(scale[0][0]).toBe(0);
  expect(scale.at(-1)?.[0]).toBe(1);
  for (const [, color] of scale) expect(color).toMatch(/^#[0-9a-f]{6}$/);
});

test('the arms of a diverging scale begin at the paper and go the same way in luminance, blue and orange', () => {
  for (const [middle, ends, sign] of [
    [0.972, 0.42, -1],
    [0.255, 0.78, 1],
  ]) {
    const scale = divergingScale(middle, ends);
    const steps = scale.map(([, color]) => luminance(color));
    for (let i = 9; i < steps.length; i++) {
      expect(Math.sign(steps[i] - steps[i - 1])).toBe(sign);
      expect(Math.sign(steps[16 - i] - steps[17 - i])).toBe(sign);
    }
    const [[, below], [, above]] = [scale[0], scale[16]];
    const channel = (color: string, k: number): number => Number.parseInt(color.slice(1 + 2 * k, 3 + 2 * k), 16);
    expect(channel(below, 2)).toBeGreaterThan(channel(below, 0));
    expect(channel(above, 0)).toBeGreaterThan(channel(above, 2));
  }
});
