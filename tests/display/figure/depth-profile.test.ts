import { expect, test } from 'vitest';
import type { TableLike } from '../../../kernel-helpers/core/table.js';
import { depthProfile } from '../../../kernel-helpers/display/figure/depth-profile.js';

function tableOf(columns: Readonly<Record<string, readonly unknown[]>>): TableLike {
  const names = Object.keys(columns);
  return {
    numRows: columns[names[0]].length,
    schema: { fields: names.map(name => ({ name })) },
    getChild: name =>
      (columns[name] && {
        length: columns[name].length,
        nullCount: columns[name].filter(v => v === null).length,
        get: i => columns[name][i],
      }) ||
      null,
  };
}

const cells = tableOf({
  cell_type: ['5P-ET', '23P', '23P', 'BC', '5P-ET', 'BC'],
  y_um: [510, 150, 170, 300, 490, null],
});
const layers = [
  { name: 'L1', topUm: 0, bottomUm: 92 },
  { name: 'L2/3', topUm: 92, bottomUm: 261 },
];

interface Drawn {
  readonly mode: string;
  readonly x: number[];
  readonly y: number[];
}

test('groups stand side by side from the shallowest median to the deepest, each with its n', () => {
  const { layout } = depthProfile(cells).payload;
  expect((layout.xaxis as { ticktext: string[] }).ticktext).toEqual(['23P<br>n = 2', 'BC<br>n = 1', '5P-ET<br>n = 2']);
});

test('the pia is at the top', () => {
  const { range } = depthProfile(cells, { layers }).payload.layout.yaxis as { range: [number, number] };
  expect(range[1]).toBe(0);
  expect(range[0]).toBeGreaterThan(510);
});

test('every soma is drawn at its own depth, inside the outline of its group', () => {
  const data = depthProfile(cells).payload.data as unknown as Drawn[];
  const somata = data.filter(trace => trace.mode === 'markers');
  expect(somata.map(trace => trace.y)).toEqual([[150, 170], [300], [490, 510]]);
  somata.forEach((trace, group) => {
    for (const x of trace.x) expect(Math.abs(x - group)).toBeLessThan(0.42);
  });
});

test('an outline is widest at its densest depth and the same on both sides', () => {
  const [outline] = depthProfile(cells).payload.data as unknown as Drawn[];
  expect(Math.max(...outline.x)).toBeCloseTo(0.42, 3);
  expect(Math.min(...outline.x)).toBeCloseTo(-0.42, 3);
  expect(outline.y[outline.x.indexOf(Math.max(...outline.x))]).toBeCloseTo(160, -1);
});

test('layers are ruled once each and named in their middle', () => {
  const { layout } = depthProfile(cells, { layers }).payload;
  expect((layout.shapes as { y0: number }[]).map(shape => shape.y0)).toEqual([0, 92, 261]);
  expect((layout.annotations as { text: string; y: number }[]).map(a => [a.text, a.y])).toEqual([
    ['L1', 46],
    ['L2/3', 176.5],
  ]);
});

test('cells without a depth are counted in the caption, not dropped in silence', () => {
  expect(depthProfile(cells).payload.caption).toContain('n = 5 cells');
  expect(depthProfile(cells).payload.caption).toContain('1 cell without a depth is left out.');
});

test('cells grown by code are called synthetic', () => {
  expect(depthProfile(cells, { synthetic: true }).summary).toContain('Soma depth by cell type (synthetic data).');
});

test('a missing column is named with those there are', () => {
  expect(() => depthProfile(cells, { depth: 'depth' })).toThrow(
    'depthProfile column is missing: received depth, expected one of cell_type, y_um',
  );
});

test('a table with no depth at all is an error', () => {
  expect(() => depthProfile(tableOf({ cell_type: ['BC'], y_um: [null] }))).toThrow(
    'depthProfile cells have no depth: received 1 rows, expected numbers in column y_um',
  );
});

test('for print it is as large as asked', () => {
  const { layout } = depthProfile(cells, { preset: 'publication', widthMm: 88, heightMm: 70 }).payload;
  expect(layout.width).toBeCloseTo(332.6, 1);
  expect(layout.height).toBeCloseTo(264.57, 1);
});
