import { expect, test } from 'vitest';
import type { GroupMatrix } from '../../../kernel-helpers/core/connectivity/group-matrix.js';
import { matrix } from '../../../kernel-helpers/display/matrix/index.js';

const groups: GroupMatrix = {
  rows: ['23P', 'BC'],
  columns: ['23P', 'BC'],
  values: Float64Array.of(0.01, 0.1, 0, Number.NaN),
  cellCounts: Uint32Array.of(84, 1),
  measure: 'probability',
  unit: 'connected fraction of pairs',
};

interface Heatmap {
  readonly z: (number | null)[][];
  readonly zmin: number;
  readonly zmax: number;
  readonly customdata: string[][];
  readonly colorbar: { readonly ticktext?: string[] };
}

const heatmapOf = (figure: ReturnType<typeof matrix>): Heatmap => figure.payload.data[0] as unknown as Heatmap;

test('rows are presynaptic from the top, columns postsynaptic, and cells are square', () => {
  const { layout } = matrix(groups).payload;
  const y = layout.yaxis as { title: { text: string }; range: number[]; ticktext: string[]; scaleanchor: string };
  expect(y.title.text).toBe('Presynaptic type');
  expect(y.ticktext).toEqual(['23P', 'BC']);
  expect(y.range).toEqual([1.5, -0.5]);
  expect(y.scaleanchor).toBe('x');
  expect(heatmapOf(matrix(groups)).z).toEqual([
    [0.01, 0.1],
    [0, null],
  ]);
});

test('hovering tells both types, their numbers of cells and the value', () => {
  expect(heatmapOf(matrix(groups)).customdata).toEqual([
    [
      '23P (84 cells) → 23P (84 cells)<br>0.01 connected fraction of pairs',
      '23P (84 cells) → BC (1 cell)<br>0.1 connected fraction of pairs',
    ],
    ['BC (1 cell) → 23P (84 cells)<br>0 connected fraction of pairs', 'BC (1 cell) → BC (1 cell)<br>no pair of cells'],
  ]);
});

test('a logarithmic scale colours powers of ten evenly and leaves zeros empty', () => {
  const { z, zmin, zmax, colorbar } = heatmapOf(matrix(groups, { scale: 'log' }));
  expect(z).toEqual([
    [-2, -1],
    [null, null],
  ]);
  expect([zmin, zmax]).toEqual([-2, -1]);
  expect(colorbar.ticktext).toEqual(['0.01', '0.02', '0.05', '0.1']);
});

test('a matrix of zeros still has a colour scale with two ends', () => {
  const empty = { ...groups, values: new Float64Array(4) };
  for (const scale of ['linear', 'log'] as const) {
    const { zmin, zmax } = heatmapOf(matrix(empty, { scale }));
    expect(zmax).toBeGreaterThan(zmin);
  }
  expect(matrix(empty).summary).toContain('with no connection between them');
});

test('the caption counts the cells and says what is counted', () => {
  expect(matrix(groups).payload.caption).toBe(
    'n = 85 cells. Fraction of ordered pairs of different cells, one from the row and one from the column, with a synapse.',
  );
  expect(matrix(groups, { synthetic: true }).payload.title).toBe(
    'Connection probability by cell type (synthetic data)',
  );
});

test('a matrix that its values do not fill is refused', () => {
  expect(() => matrix({ ...groups, values: new Float64Array(3) })).toThrow(
    'matrix values do not fill it: received 3, expected 2 × 2, at least 1 × 1',
  );
  expect(() => matrix(groups, { scale: 'root' as 'log' })).toThrow('matrix scale is unknown: received root');
});
