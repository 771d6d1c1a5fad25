import { expect, test } from 'vitest';
import { FIGURE_MIME, jupyterDisplay } from '../../../kernel-helpers/contract/mime.js';
import { toFigure } from '../../../kernel-helpers/display/figure/to-figure.js';

const parts = { title: 'Depth', caption: 'n = 2', synthetic: false, result: 'Two cells.', data: [], layout: {} };

test('typed arrays, 64-bit ids and missing values become plain JSON', () => {
  const { payload } = toFigure({
    ...parts,
    data: [
      {
        type: 'scatter',
        x: Float64Array.of(0.1, Number.NaN, Number.POSITIVE_INFINITY),
        y: Float32Array.of(0.1, 2),
        customdata: BigUint64Array.of(864691135571546917n),
        name: undefined,
      },
    ],
  });
  expect(payload.data).toEqual([
    { type: 'scatter', x: [0.1, null, null], y: [0.1, 2], customdata: ['864691135571546917'] },
  ]);
  expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
});

test('title and caption of synthetic data say so, once', () => {
  const { payload, summary } = toFigure({ ...parts, synthetic: true });
  expect(payload.title).toBe('Depth (synthetic data)');
  expect(payload.caption).toBe('Synthetic data. n = 2');
  expect(summary).toBe('Depth (synthetic data). Two cells. Synthetic data. n = 2.');
  const named = toFigure({ ...parts, synthetic: true, title: 'A synthetic column', caption: 'All synthetic.' });
  expect([named.payload.title, named.payload.caption]).toEqual(['A synthetic column', 'All synthetic.']);
});

test('a figure shows itself as our JSON and as words', async () => {
  const figure = toFigure(parts);
  expect(await figure[jupyterDisplay]()).toEqual({
    [FIGURE_MIME]: figure.payload,
    'text/plain': 'Depth. Two cells. n = 2.',
  });
});

test('what the front end would not draw is refused where it is made', () => {
  expect(() => toFigure({ ...parts, data: [{ type: 'mesh3d' }] })).toThrow(
    'received mesh3d, expected scatter, bar, heatmap',
  );
});
