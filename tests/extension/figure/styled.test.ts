import { expect, test } from 'vitest';
import { styledFigure } from '../../../extension/figure/styled';
import { PRINT_THEME } from '../../../extension/figure/theme';
import type { FigurePayload } from '../../../kernel-helpers/contract/figure.js';

const payload: FigurePayload = {
  version: 1,
  title: 'T',
  caption: 'C',
  synthetic: false,
  data: [
    {
      type: 'scatter',
      x: [1, 2, null],
      line: { color: 'ink:strong' },
      textfont: { color: ['ink:paper', '#123456'] },
    },
    { type: 'heatmap', colorscale: 'ink:sequential' },
  ],
  layout: {
    xaxis3: { ticks: '', title: { text: 'depth' } },
    margin: { l: 99 },
    shapes: [{ line: { color: 'ink:faint' } }],
  },
};
const size = { widthPx: 640, heightPx: 300 };

test('ink words become the colours of the theme, wherever they stand', () => {
  const { data, layout } = styledFigure(payload, PRINT_THEME, size);
  expect(data[0]).toMatchObject({
    line: { color: PRINT_THEME.strong },
    textfont: { color: [PRINT_THEME.paper, '#123456'] },
  });
  expect(data[1].colorscale).toBe(PRINT_THEME.sequential);
  expect(layout.shapes).toEqual([{ line: { color: PRINT_THEME.faint } }]);
});

test('columns of numbers are passed on uncopied', () => {
  expect(styledFigure(payload, PRINT_THEME, size).data[0].x).toBe(payload.data[0].x);
});

test('what the figure chooses stands over our defaults, key by key', () => {
  const { layout } = styledFigure(payload, PRINT_THEME, size);
  expect(layout.margin).toMatchObject({ l: 99, r: 16 });
  expect(layout.xaxis3).toMatchObject({ ticks: '', showline: true, title: { text: 'depth', standoff: 8 } });
  expect(layout.yaxis).toMatchObject({ ticks: 'outside', linecolor: PRINT_THEME.muted });
  expect([layout.width, layout.height]).toEqual([640, 300]);
});

test('the stored figure is not changed', () => {
  const before = JSON.stringify(payload);
  styledFigure(payload, PRINT_THEME, size);
  expect(JSON.stringify(payload)).toBe(before);
});
