import { expect, test } from 'vitest';
import { clusterTree } from '../../../kernel-helpers/core/connectivity/cluster-tree.js';
import { fromEdges, order } from '../../../kernel-helpers/core/connectivity/index.js';

// 1 and 3 connect alike, 2 and 4 alike, and differently.
const wiring = fromEdges({ pre: [1n, 3n, 2n, 4n], post: [5n, 5n, 6n, 6n] }, { cells: [1n, 2n, 3n, 4n, 5n, 6n] });

test('cells that connect alike are merged first, and the leaves are the order by cluster', () => {
  const tree = clusterTree(wiring);
  expect(tree.n).toBe(6);
  expect([...tree.height.slice(0, 3)]).toEqual([0, 0, 0]);
  const pairs = [0, 1, 2].map(m => [tree.left[m], tree.right[m]]);
  expect(pairs).toEqual(
    expect.arrayContaining([
      [0, 2],
      [1, 3],
      [4, 5],
    ]),
  );
  expect([...tree.order]).toEqual([...order(wiring, { by: 'cluster' })]);
});

test('every cluster of the tree is one piece of the order', () => {
  const { n, left, right, order: leaves } = clusterTree(wiring, { side: 'both', leaves: 'optimal' });
  const places = Array.from({ length: n }, (_, cell) => [leaves.indexOf(cell)]);
  left.forEach((a, m) => {
    const merged = [...places[a], ...places[right[m]]].sort((x, y) => x - y);
    expect(merged[merged.length - 1] - merged[0]).toBe(merged.length - 1);
    places.push(merged);
  });
});

test('an option that is unknown is named', () => {
  expect(() => clusterTree(wiring, { side: 'in' as never })).toThrow('clusterTree side is unknown: received in');
});
