import { expect, test } from 'vitest';
import { PRINT_THEME } from '../../../../extension/figure/theme';
import { colorTable } from '../../../../extension/matrix/drawing/color-table';
import { matrixCsv } from '../../../../extension/matrix/export/csv';
import { valueList } from '../../../../extension/matrix/export/entries';
import { type IMatrixDrawing, matrixSvg, scaleTicks } from '../../../../extension/matrix/export/svg';
import { besidePx, layoutOf } from '../../../../extension/matrix/layout';
import { rasterOf } from '../../../../extension/matrix/model/raster';
import { shownOf } from '../../../../extension/matrix/shown';
import type { DecodedMatrix } from '../../../../kernel-helpers/contract/matrix/decode.js';
import { fromEdges } from '../../../../kernel-helpers/core/connectivity/from-edges.js';
import { inPage, numbersOf, someWiring } from '../model/wirings';

function drawingOf(decoded: DecodedMatrix, words: Partial<IMatrixDrawing> = {}): IMatrixDrawing {
  const { rows, columns, grid, totals, limits } = shownOf(decoded, decoded.payload.view);
  const window = { top: 0, bottom: rows.count, left: 0, right: columns.count };
  const parts = {
    widthPx: 900,
    rowCount: rows.count,
    columnCount: columns.count,
    rowWordsPx: 40,
    columnWordsPx: 40,
    hasTotals: true,
    isTable: false,
    rowBesidePx: besidePx(rows),
    columnBesidePx: besidePx(columns),
  };
  const layout = layoutOf(parts);
  return {
    page: {
      area: layout.area,
      window,
      raster: rasterOf(grid, undefined, window, 1, 1),
      limits,
      scale: 'linear',
      colors: colorTable(PRINT_THEME.sequential),
      ink: PRINT_THEME as never,
      rows,
      columns,
      totals,
      dots: undefined,
      selected: undefined,
    },
    grid,
    layout,
    rowTicks: [],
    columnTicks: [],
    title: 'Connectivity',
    caption: '',
    rowTitle: 'Presynaptic',
    columnTitle: 'Postsynaptic',
    unit: grid.unit,
    theme: PRINT_THEME,
    measure: text => 6 * text.length,
    ...words,
  };
}

const squaresIn = (svg: string): string[] => [...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`);

test('the drawing of 1,351 cells has a square for every connected pair, at its row and column', () => {
  const cells = 1351;
  const draws = numbersOf('large', 6000).map(draw => Math.floor(draw * cells * cells));
  const pairs = [...new Set(draws)]
    .map(at => [Math.floor(at / cells), at % cells])
    .filter(([pre, post]) => pre !== post);
  const ids = Array.from({ length: cells }, (_, i) => BigInt(i + 1));
  const page = inPage(
    fromEdges({ pre: pairs.map(([pre]) => ids[pre]), post: pairs.map(([, post]) => ids[post]) }, { cells: ids }),
    { sort: [] },
  );
  const squares = squaresIn(matrixSvg(drawingOf(page)));
  expect(squares.length).toBe(pairs.length);
  expect(new Set(squares)).toEqual(new Set(pairs.map(([pre, post]) => `${post} ${pre}`)));
});

test('as dots every connected pair is a circle, its area in proportion', () => {
  const wiring = fromEdges({ pre: [1n, 2n], post: [2n, 3n], synapses: [4, 1] }, { cells: [1n, 2n, 3n] });
  const drawing = drawingOf(inPage(wiring, { sort: [] }));
  const { page, grid } = drawing;
  const { window } = page;
  const dotted = { ...page, raster: rasterOf(grid, undefined, window, 100, 100), dots: grid };
  const circles = [
    ...matrixSvg({ ...drawing, page: dotted }).matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g),
  ];
  const { left, top, width } = page.area;
  const cell = width / 3;
  expect(circles.map(([, x, y]) => [Number(x), Number(y)])).toEqual([
    [Number((left + 1.5 * cell).toFixed(2)), Number((top + 0.5 * cell).toFixed(2))],
    [Number((left + 2.5 * cell).toFixed(2)), Number((top + 1.5 * cell).toFixed(2))],
  ]);
  const [most, least] = circles.map(([, , , r]) => Number(r) ** 2);
  expect(most / least).toBeCloseTo(4, 2);
  expect(squaresIn(matrixSvg({ ...drawing, page: dotted }))).toEqual([]);
});

test('words are text, whatever they hold', () => {
  const page = inPage(someWiring('words', 4, 0.5));
  const svg = matrixSvg(drawingOf(page, { title: '</text><script>alert("1")</script>\u0000' }));
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  expect(svg).not.toContain('\u0000');
});

test('round values stand beside the colours', () => {
  expect(scaleTicks(0, 13, 'linear')).toEqual([0, 5, 10]);
  expect(scaleTicks(1, 200, 'log')).toEqual([1, 10, 100]);
  expect(scaleTicks(2, 11, 'log')).toEqual([2, 5, 10]);
});

test('CSV has a line for each value, ids whole, names quoted', () => {
  const wiring = someWiring('csv', 3, 1);
  const groups = { type: ['a,b', 'a,b', 'c'] };
  const page = inPage(wiring, { groups, columns: { by: 'type' }, rows: { sort: [] } });
  const shown = shownOf(page, page.payload.view);
  const csv = matrixCsv(valueList(page, shown, { top: 0, bottom: 3, left: 0, right: 2 }));
  const sum = (pre: number, posts: readonly number[]): number => {
    const { offsets, targets, counts } = wiring;
    let total = 0;
    for (let e = offsets[pre]; e < offsets[pre + 1]; e += 1) if (posts.includes(targets[e])) total += counts[e];
    return total;
  };
  expect(csv.split('\r\n')).toEqual([
    'pre_id,post_type,synapses',
    `1,"a,b",${sum(0, [0, 1])}`,
    `1,c,${sum(0, [2])}`,
    `2,"a,b",${sum(1, [0, 1])}`,
    `2,c,${sum(1, [2])}`,
    `3,"a,b",${sum(2, [0, 1])}`,
    '',
  ]);
});
