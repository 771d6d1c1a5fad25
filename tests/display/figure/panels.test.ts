import { expect, test } from 'vitest';
import { namedAxis, panelFigure } from '../../../kernel-helpers/display/figure/panels.js';

const panel = { title: 'P', xTitle: 'x', yTitle: 'y', traces: [{ type: 'bar', x: [0], y: [4] }] };

test('panels stand three abreast, each trace on the axes of its panel', () => {
  const { rows, data, layout } = panelFigure([panel, panel, panel, panel]);
  expect(rows).toBe(2);
  expect(data.map(({ xaxis, yaxis }) => [xaxis, yaxis])).toEqual([
    ['x', 'y'],
    ['x2', 'y2'],
    ['x3', 'y3'],
    ['x4', 'y4'],
  ]);
  expect(layout.xaxis4).toMatchObject({ domain: [0, 0.27], anchor: 'y4' });
  expect(layout.yaxis4).toMatchObject({ domain: [0, 0.35], range: [0, 5] });
});

test('names that are many stand aslant', () => {
  expect(namedAxis(['a', 'b'])).not.toHaveProperty('tickangle');
  expect(namedAxis(['a', 'b', 'c', 'd', 'e'])).toMatchObject({ tickangle: -45, range: [-0.6, 4.6] });
});
