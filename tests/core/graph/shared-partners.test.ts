import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type SharedPartnerMeasure,
  sharedInputs,
  sharedOutputs,
  sharedPartnerMatrix,
} from '../../../kernel-helpers/core/graph/index.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';
import { always } from '../../reference/properties.js';
import { agrees, anyMatrix, described, disagreements, ofMatrix, wired } from './graphs.js';

const wiring = wired(5, [
  [2, 0, 3],
  [2, 1, 4],
  [3, 0, 1],
  [4, 1, 2],
  [0, 1, 9],
]);

describe('sharedInputs and sharedOutputs', () => {
  test('list the common partners with the synapses of each', () => {
    const shared = sharedInputs(wiring, 1001n, 1002n);
    expect([...shared.ids]).toEqual([1003n]);
    expect([...shared.synapsesA]).toEqual([3]);
    expect([...shared.synapsesB]).toEqual([4]);
    expect(shared).toMatchObject({ count: 1, synapses: 3, jaccard: 1 / 4 });
    expect(shared.cosine).toBeCloseTo(12 / Math.sqrt(10) / Math.sqrt(16 + 4 + 81), 14);
    expect(sharedOutputs(wiring, 1001n, 1003n)).toMatchObject({ count: 1, synapses: 4, jaccard: 1 / 2 });
  });

  test('are undefined between cells without partners', () => {
    expect(sharedInputs(wiring, 1003n, 1004n)).toMatchObject({ count: 0, jaccard: undefined, cosine: undefined });
    expect(sharedInputs(wiring, 1001n, 1004n)).toMatchObject({ count: 0, jaccard: 0, cosine: undefined });
  });

  test('name a cell that is not there', () => {
    expect(() => sharedInputs(wiring, 1001n, 7n)).toThrow('sharedInputs cell is not in the connectivity: received 7');
    expect(() => sharedOutputs(wiring, 7n, 1001n)).toThrow(NotFoundError);
  });

  test.each(described)('agree with scikit-learn on: $name', ({ n, edges, ...expected }) => {
    const built = wired(n, edges);
    for (const [side, share] of [
      ['sharedInputs', sharedInputs],
      ['sharedOutputs', sharedOutputs],
    ] as const) {
      for (let a = 0; a < n; a++) {
        for (let b = 0; b < n; b++) {
          const { count, jaccard, cosine } = share(built, built.ids[a], built.ids[b]);
          expect(count).toBe(expected[side].count[a][b]);
          expect(agrees(jaccard, expected[side].jaccard[a][b])).toBe(true);
          expect(agrees(cosine, expected[side].cosine[a][b])).toBe(true);
        }
      }
    }
  });
});

describe('sharedPartnerMatrix', () => {
  test.each(described)('agrees with scikit-learn on: $name', ({ n, edges, ...expected }) => {
    for (const side of ['inputs', 'outputs'] as const) {
      const wanted = side === 'inputs' ? expected.sharedInputs : expected.sharedOutputs;
      for (const measure of ['count', 'jaccard', 'cosine'] as const) {
        const { values } = sharedPartnerMatrix(wired(n, edges), { side, measure });
        expect(disagreements(values, wanted[measure].flat())).toEqual([]);
      }
    }
  });

  test('agrees with taking pairs of cells one by one, for some cells in any order', () => {
    const measures = fc.constantFrom<SharedPartnerMeasure>('count', 'synapses', 'jaccard', 'cosine');
    const sides = fc.constantFrom('inputs' as const, 'outputs' as const);
    always(
      fc.property(anyMatrix, measures, sides, (matrix, measure, side) => {
        const built = ofMatrix(matrix);
        const cells = [...built.ids].reverse().filter((_, i) => i % 3 !== 1);
        const { ids, values } = sharedPartnerMatrix(built, { side, measure, cells });
        expect([...ids]).toEqual(cells);
        const slow = cells.flatMap(a =>
          cells.map(b => (side === 'inputs' ? sharedInputs : sharedOutputs)(built, a, b)[measure] ?? null),
        );
        expect(disagreements(values, slow)).toEqual([]);
      }),
    );
  });

  test('says what it measures, and refuses what it does not know', () => {
    expect(sharedPartnerMatrix(wiring, { side: 'inputs' })).toMatchObject({
      measure: 'count',
      unit: 'common partners',
    });
    expect(() => sharedPartnerMatrix(wiring, { side: 'input' as 'inputs' })).toThrow(
      'sharedPartnerMatrix side is unknown: received input, expected one of inputs, outputs',
    );
    expect(() => sharedPartnerMatrix(wiring, { side: 'inputs', measure: 'dice' as 'cosine' })).toThrow(
      InvalidArgumentError,
    );
  });
});
