import { expect, test } from 'vitest';
import { sizedLayout } from '../../../kernel-helpers/display/figure/look.js';

test('the publication preset gives mm and points in CSS px', () => {
  const layout = sizedLayout(
    { width: 600, margin: { l: 60 } },
    { preset: 'publication', widthMm: 127, heightMm: 25.4, fontPt: 9 },
    'f',
  );
  expect(layout.width).toBeCloseTo(480, 10);
  expect(layout.height).toBeCloseTo(96, 10);
  expect(layout.font).toEqual({ size: 12 });
  expect(layout.margin).toEqual({ l: 60 });
});

test('margins shrink with the letters', () => {
  expect(sizedLayout({ margin: { l: 60 } }, { preset: 'publication', fontPt: 4.5 }, 'f').margin).toEqual({ l: 30 });
});

test('without the preset nothing is changed, and a size is refused', () => {
  const layout = { width: 600 };
  expect(sizedLayout(layout, {}, 'f')).toBe(layout);
  expect(() => sizedLayout(layout, { widthMm: 88 }, 'f')).toThrow(
    "f widthMm has no effect: received 88 without a preset, expected preset 'publication'",
  );
  expect(() => sizedLayout(layout, { preset: 'publication', fontPt: 2 }, 'f')).toThrow(
    'f fontPt is out of range: received 2, expected 4 to 24',
  );
  expect(() => sizedLayout(layout, { preset: 'poster' as 'publication' }, 'f')).toThrow(
    'f preset is unknown: received poster, expected publication',
  );
});
