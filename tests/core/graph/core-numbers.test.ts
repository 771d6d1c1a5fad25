import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreNumbers } from '../../../kernel-helpers/core/graph/index.js';
import { slowCores } from '../../reference/graph.js';
import { always } from '../../reference/properties.js';
import { anyMatrix, described, ofMatrix, wired } from './graphs.js';

describe('coreNumbers', () => {
  test.each(described)('agrees with networkx and igraph on: $name', ({ n, edges, cores }) => {
    const wiring = wired(n, edges);
    expect([...coreNumbers(wiring)]).toEqual(cores.partners);
    for (const degree of ['partners', 'total', 'in', 'out'] as const) {
      expect([...coreNumbers(wiring, { degree })]).toEqual(cores[degree]);
    }
  });

  test('agrees with taking cells away one after the other', () => {
    always(
      fc.property(anyMatrix, matrix => {
        const wiring = ofMatrix(matrix);
        const among = (left: readonly number[], test: (j: number) => number): number =>
          left.reduce((sum, j) => sum + test(j), 0);
        const linked = (i: number, j: number): number => (matrix[i][j] > 0 ? 1 : 0);
        const degrees = {
          partners: (i: number, left: readonly number[]) => among(left, j => linked(i, j) | linked(j, i)),
          total: (i: number, left: readonly number[]) => among(left, j => linked(i, j) + linked(j, i)),
          in: (i: number, left: readonly number[]) => among(left, j => linked(j, i)),
          out: (i: number, left: readonly number[]) => among(left, j => linked(i, j)),
        };
        for (const degree of ['partners', 'total', 'in', 'out'] as const) {
          expect([...coreNumbers(wiring, { degree })]).toEqual(slowCores(matrix, degrees[degree]));
        }
      }),
    );
  });

  test('refuses a degree it does not know', () => {
    expect(() => coreNumbers(wired(1, []), { degree: 'all' as 'total' })).toThrow(
      'coreNumbers degree is unknown: received all, expected one of partners, total, in, out',
    );
  });
});
