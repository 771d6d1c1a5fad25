import { expect, test } from 'vitest';
import { PRINT_THEME, pageTheme } from '../../../extension/figure/theme';

test('the page theme is what the style sheet says', () => {
  const variables: Record<string, string> = {
    '--jp-ui-font-family': ' Inter, sans-serif',
    '--jp-ui-font-size1': '13px',
    '--jp-ui-font-color0': 'rgba(255, 255, 255, 1)',
    '--jp-layout-color0': ' #111111',
  };
  const theme = pageTheme(name => variables[name] ?? '', false);
  expect(theme.fontFamily).toBe('Inter, sans-serif');
  expect(theme.fontSizePx).toBe(12);
  expect(theme.strong).toBe('rgba(255, 255, 255, 1)');
  expect(theme.paper).toBe('#111111');
});

test('without a style sheet it falls back to print', () => {
  const { sequential: _, diverging: _d, ...page } = pageTheme(() => '', true);
  const { sequential: __, diverging: __d, ...print } = PRINT_THEME;
  expect(page).toEqual(print);
});

test('a dark theme runs its colours from dark to bright, a light one the other way', () => {
  const first = (isLight: boolean): number =>
    Number.parseInt(pageTheme(() => '', isLight).sequential[0][1].slice(1, 3), 16);
  expect(first(true)).toBeGreaterThan(200);
  expect(first(false)).toBeLessThan(60);
});
