import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectivityOf } from '../../../kernel-helpers/core/connectivity/index.js';
import {
  type Components,
  stronglyConnectedComponents,
  weaklyConnectedComponents,
} from '../../../kernel-helpers/core/graph/index.js';
import { slowComponents, symmetric } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { anyMatrix, described, ofMatrix, wired } from './graphs.js';

function asLists({ count, component, sizes }: Components): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (const [cell, k] of component.entries()) lists[k].push(cell);
  expect(lists.map(list => list.length)).toEqual([...sizes]);
  return lists;
}

describe('components', () => {
  test('are numbered by size, equals by their first cell', () => {
    const wiring = wired(6, [
      [1, 2, 1],
      [2, 1, 1],
      [2, 4, 1],
      [5, 3, 1],
    ]);
    expect(weaklyConnectedComponents(wiring)).toEqual({
      count: 3,
      component: Uint32Array.of(2, 0, 0, 1, 0, 1),
      sizes: Uint32Array.of(3, 2, 1),
    });
    expect(stronglyConnectedComponents(wiring)).toEqual({
      count: 5,
      component: Uint32Array.of(1, 0, 0, 2, 3, 4),
      sizes: Uint32Array.of(2, 1, 1, 1, 1),
    });
  });

  test.each(described)('agree with networkx on: $name', ({ n, edges, weak, strong }) => {
    expect(asLists(weaklyConnectedComponents(wired(n, edges)))).toEqual(weak);
    expect(asLists(stronglyConnectedComponents(wired(n, edges)))).toEqual(strong);
  });

  test('agree with what reaches what', () => {
    always(
      fc.property(anyMatrix, matrix => {
        const wiring = ofMatrix(matrix);
        expect(asLists(weaklyConnectedComponents(wiring))).toEqual(
          slowComponents(symmetric(matrix), (reach, i, j) => reach[i][j]),
        );
        expect(asLists(stronglyConnectedComponents(wiring))).toEqual(
          slowComponents(matrix, (reach, i, j) => reach[i][j] && reach[j][i]),
        );
      }),
    );
  });

  test('follow a path of a hundred thousand cells, which recursion could not', () => {
    const n = 100_000;
    const chain = connectivityOf({
      ids: BigUint64Array.from({ length: n }, (_, i) => BigInt(i + 1)),
      offsets: Uint32Array.from({ length: n + 1 }, (_, i) => Math.min(i, n - 1)),
      targets: Uint32Array.from({ length: n - 1 }, (_, i) => i + 1),
    });
    expect(weaklyConnectedComponents(chain).count).toBe(1);
    expect(stronglyConnectedComponents(chain).count).toBe(n);
  });
});
