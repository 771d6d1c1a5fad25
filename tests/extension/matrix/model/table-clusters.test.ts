import { expect, test } from 'vitest';
import { tableClusters } from '../../../../extension/matrix/model/table-clusters.js';
import { decodeMatrix } from '../../../../kernel-helpers/contract/matrix/decode.js';
import { clusterTree } from '../../../../kernel-helpers/core/connectivity/cluster-tree.js';
import { tableOf } from '../../../../kernel-helpers/core/table.js';
import { tableMatrix } from '../../../../kernel-helpers/display/matrix/table-matrix.js';
import { numbersOf } from './wirings.js';

const counts = (name: string, count: number): number[] =>
  numbersOf(name, count).map(draw => (draw < 0.3 ? 0 : Math.floor(draw * 50)));
const columns = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(name => [name, counts(name, 5)]));
const table = tableOf({ row: ['1', '2', '3', '4', '5'], ...columns });
const decoded = decodeMatrix(tableMatrix(table, { labels: 'row' }).payload);
const rows = Uint32Array.of(0, 1, 2, 3, 4);

/** The same numbers as a square matrix of weights, which the field's own way of clustering reads. */
const square = (isTurned: boolean) => ({
  cellCount: 5,
  values: Array.from({ length: 25 }, (_, at) => {
    const [i, j] = [Math.floor(at / 5), at % 5];
    return isTurned ? Object.values(columns)[i][j] : Object.values(columns)[j][i];
  }),
});

test('rows and columns have the tree that a square matrix with these numbers has', () => {
  for (const isTurned of [false, true]) {
    const chosen = isTurned ? rows.map(cell => cell + 5) : rows;
    const tree = tableClusters(decoded, chosen, isTurned);
    const expected = clusterTree(square(isTurned));
    expect([...tree.order]).toEqual([...expected.order]);
    expect(tree.height.length).toBe(4);
    tree.height.forEach((height, i) => {
      expect(height).toBeCloseTo(expected.height[i], 12);
    });
  }
});

test('some of the rows are clustered by themselves; rows without counts are alike', () => {
  const sparse = tableOf({ row: ['1', '2', '3', '4'], a: [0, 0, 8, 1], b: [0, 0, 0, 9] });
  const page = decodeMatrix(tableMatrix(sparse, { labels: 'row' }).payload);
  expect(Array.from(tableClusters(page, Uint32Array.of(0, 1), false).height)).toEqual([0]);
  expect(Array.from(tableClusters(page, Uint32Array.of(2, 0), false).height)).toEqual([1]);
});
