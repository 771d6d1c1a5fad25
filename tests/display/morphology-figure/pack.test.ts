import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRow, silhouette } from '../../../kernel-helpers/display/morphology-figure/pack.js';
import { sideView } from '../../../kernel-helpers/display/morphology-figure/side-view.js';
import { type NodeRow, neuronOf } from '../../contract/neurons';

const plain = { across: 'x', transform: undefined, compartments: undefined } as const;
const range = { topUm: 0, bottomUm: 1000 };
const of = (...rows: NodeRow[]): ReturnType<typeof silhouette> => silhouette(sideView(neuronOf(rows), plain), range);

// Somata at 500 µm: one cell reaches 100 µm to the left and to the right there, one does so at the pia only.
const low = of([0, 500_000, 0, 5000, -1, 1], [-100_000, 500_000, 0, 1, 0, 3], [100_000, 500_000, 0, 1, 0, 3]);
const high = of([0, 500_000, 0, 5000, -1, 1], [0, 0, 0, 1, 0, 4], [-100_000, 0, 0, 1, 1, 4], [100_000, 0, 0, 1, 1, 4]);
const needs = { gapUm: 20, labelUm: [40, 40], besideUm: 0, roomUm: 1e9 };

test('two cells that are wide at the same depth stand a gap apart', () => {
  expect(packRow([low, low], needs)).toEqual({ somaUm: [100, 320], edgeUm: [200, 420], widthUm: 420 });
});

test('a cell that is wide at another depth moves in under its neighbour', () => {
  expect(packRow([low, high], needs).somaUm).toEqual([100, 225]);
});

test('words keep cells apart where neurites do not', () => {
  expect(packRow([low, high], { ...needs, labelUm: [40, 300] }).somaUm).toEqual([100, 290]);
  expect(packRow([high], { ...needs, labelUm: [300] })).toEqual({ somaUm: [150], edgeUm: [250], widthUm: 300 });
});

test('room beside a cell is nobody else’s, at any depth', () => {
  expect(packRow([low, high], { ...needs, besideUm: 30 })).toEqual({
    somaUm: [100, 350],
    edgeUm: [200, 450],
    widthUm: 480,
  });
});

test('no two cells of a row overlap, and all are inside it', () => {
  const coordinate = fc.integer({ min: -300, max: 300 });
  const cell = fc
    .array(fc.tuple(coordinate, fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 8 })
    .map(ends =>
      of([0, 400_000, 0, 5000, -1, 1], ...ends.map(([x, depth]): NodeRow => [x * 1000, depth * 1000, 0, 1, 0, 3])),
    );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), cells => {
      const row = packRow(cells, { gapUm: 7, labelUm: cells.map(() => 10), besideUm: 0, roomUm: 1e9 });
      const gaps: number[] = [];
      for (let bin = 0; bin < cells[0].leftUm.length; bin++) {
        const spans = cells
          .map((c, n) => [row.somaUm[n] + c.leftUm[bin], row.somaUm[n] + c.rightUm[bin]])
          .filter(([left]) => left < Number.POSITIVE_INFINITY);
        const edges = [[Number.NaN, -7], ...spans, [row.widthUm + 7, Number.NaN]];
        for (let i = 1; i < edges.length; i++) gaps.push(edges[i][0] - edges[i - 1][1]);
      }
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(7 - 1e-9);
    }),
  );
});
