import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dense,
  fromDense,
  fromEdges,
  fromSynapses,
  type OrderKey,
  order,
} from '../../../kernel-helpers/core/connectivity/index.js';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { EigenvalueDecomposition, Matrix } from '../../../kernel-helpers/core/stats/linear-algebra.js';
import { always } from '../../reference/properties.js';
import { anySynapses, synapseTable } from './synapse-table.js';

const wiring = fromSynapses({ pre: [1n, 1n, 1n, 2n, 4n], post: [2n, 2n, 3n, 3n, 3n], size: [1, 1, 1, 9, 2] });
const types = ['b', 'a', null, 'a'];

describe('order', () => {
  test('by type is alphabetical or as asked, cells without a type last and equals as they were', () => {
    expect([...order(wiring, { by: 'type', types })]).toEqual([1, 3, 0, 2]);
    expect([...order(wiring, { by: 'type', types, typeOrder: ['b', 'a'] })]).toEqual([0, 1, 3, 2]);
    const byId = new Map([
      [4n, 'a'],
      [3n, 'b'],
    ]);
    expect([...order(wiring, { by: 'type', types: byId })]).toEqual([3, 2, 0, 1]);
  });

  test('by depth ascends', () => {
    expect([...order(wiring, { by: 'depth', depth: [300, 100, 200, 100] })]).toEqual([1, 3, 2, 0]);
  });

  test('by type and depth orders equals of the first by the second', () => {
    expect([...order(wiring, { by: ['type', 'depth'], types, depth: [300, 200, 50, 100] })]).toEqual([3, 1, 0, 2]);
  });

  test('by degree descends: synapses, partners or sizes, of outputs, inputs or both', () => {
    // synapses out 3 1 0 1, in 0 2 3 0; sizes out 3 9 0 2
    expect([...order(wiring, { by: 'degree' })]).toEqual([0, 1, 2, 3]);
    expect([...order(wiring, { by: 'degree', side: 'outputs' })]).toEqual([0, 1, 3, 2]);
    expect([...order(wiring, { by: 'degree', side: 'inputs' })]).toEqual([2, 1, 0, 3]);
    expect([...order(wiring, { by: 'degree', weight: 'partners' })]).toEqual([2, 0, 1, 3]);
    expect([...order(wiring, { by: 'degree', side: 'outputs', weight: 'summed size' })]).toEqual([1, 0, 3, 2]);
  });

  test('takes a square matrix as it takes a connectivity', () => {
    const matrix = dense(wiring);
    expect(order({ cellCount: 4, values: matrix.values }, { by: 'degree' })).toEqual(order(wiring, { by: 'degree' }));
    expect([...order({ cellCount: 4, values: matrix.values }, { by: 'type', types })]).toEqual([1, 3, 0, 2]);
    expect([...order({ cellCount: 2, values: [0, Number.NaN, 3, 0] }, { by: 'degree', side: 'outputs' })]).toEqual([
      1, 0,
    ]);
  });

  test('says what is missing or unknown', () => {
    expect(() => order(wiring, { by: 'type' })).toThrow('order by type lacks types: expected the type of every cell');
    expect(() => order(wiring, { by: 'depth' })).toThrow(
      'order by depth lacks depth: expected a number for every cell',
    );
    expect(() => order(wiring, { by: 'depth', depth: [1] })).toThrow('order depth has the wrong length: received 1');
    expect(() => order(wiring, { by: 'depth', depth: [1, Number.NaN, 2, 3] })).toThrow(
      'order depth at index 1 is missing or not finite: received NaN, expected a number',
    );
    expect(() => order(wiring, { by: 'size' as OrderKey })).toThrow(
      'order key is unknown: received size, expected one of',
    );
    expect(() => order(wiring, { by: 'degree', side: 'in' as 'inputs' })).toThrow('order side is unknown: received in');
    expect(() => order(wiring, { by: 'degree', weight: 'x' as 'partners' })).toThrow('order weight is unknown');
    expect(() => order({ cellCount: 1, values: [-1] }, { by: 'spectral' })).toThrow(
      'order matrix has a weight it cannot use: received -1 at index 0',
    );
    expect(() => order({ cellCount: 2, values: [1] }, { by: 'degree' })).toThrow('order matrix is not square');
    expect(() => order({ cellCount: 1, values: [0] }, { by: 'type', types: new Map() })).toThrow(
      'order types are by id',
    );
  });

  test('of no cells is empty', () => {
    expect([...order(fromSynapses({ pre: [], post: [] }), { by: ['degree', 'spectral'] })]).toEqual([]);
  });
});

describe('order by spectral', () => {
  /** A chain of cells, in an order that does not show it. */
  const chain = (length: number, seed: number): { ids: bigint[]; wiring: ReturnType<typeof fromEdges> } => {
    const random = createRandom(seed);
    const ids = Array.from({ length }, (_, i) => BigInt(i + 1)).sort(() => random.uniform() - 0.5);
    return { ids, wiring: fromEdges({ pre: ids.slice(1), post: ids.slice(0, -1) }) };
  };

  test.each([3, 10, 200])('finds the order of a chain of %i cells', length => {
    const { ids, wiring } = chain(length, length);
    const found = Array.from(order(wiring, { by: 'spectral' }), cell => wiring.ids[cell]);
    expect([ids, [...ids].reverse()]).toContainEqual(found);
  });

  test('keeps the cells of two blocks together', () => {
    const random = createRandom(5);
    const size = 30;
    const blockOf = Array.from({ length: size }, () => random.integer(2));
    const matrix = Float64Array.from({ length: size * size }, (_, at) => {
      const same = blockOf[Math.floor(at / size)] === blockOf[at % size];
      return random.uniform() < (same ? 0.6 : 0.05) ? 1 + random.integer(3) : 0;
    });
    const blocks = Array.from(order({ cellCount: size, values: matrix }, { by: 'spectral' }), cell => blockOf[cell]);
    expect(blocks.filter((block, i) => i > 0 && block !== blocks[i - 1])).toHaveLength(1);
  });

  test('puts components one after another, the largest first, and cells without partners last', () => {
    const matrix = [0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
    const wiring = fromDense([1n, 2n, 3n, 4n, 5n], matrix);
    // 3 – 2 – 5 – 4, and 1 alone
    expect([...order(wiring, { by: 'spectral' })]).toEqual([2, 1, 4, 3, 0]);
  });

  test('agrees with the eigenvectors of the dense normalised Laplacian', () => {
    const random = createRandom(8);
    for (let trial = 0; trial < 40; trial++) {
      const size = 4 + random.integer(12);
      const values = Float64Array.from({ length: size * size }, () => Math.max(0, random.integer(8) - 4));
      for (let i = 1; i < size; i++) values[i * size + i - 1]++;
      const slow = slowFiedler(values, size);
      const found = order({ cellCount: size, values }, { by: 'spectral' });
      const along = Array.from(found, cell => slow[cell]);
      if (along[0] > along[size - 1]) along.reverse();
      expect(along).toEqual([...along].sort((a, b) => a - b));
    }
  });
});

/** The Fiedler vector by all eigenvectors of a dense matrix, for graphs that hang together, rounded to 9 digits. */
function slowFiedler(values: Float64Array, size: number): number[] {
  const weight = (i: number, j: number): number => (i === j ? 0 : values[i * size + j] + values[j * size + i]);
  const indices = Array.from({ length: size }, (_, i) => i);
  const degrees = indices.map(i => indices.reduce((sum, j) => sum + weight(i, j), 0));
  const laplacian = new Matrix(
    indices.map(i => indices.map(j => (i === j ? 1 : 0) - weight(i, j) / Math.sqrt(degrees[i] * degrees[j]))),
  );
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(laplacian, { assumeSymmetric: true });
  const second = [...realEigenvalues].sort((a, b) => a - b)[1];
  const vector = eigenvectorMatrix.getColumn(realEigenvalues.indexOf(second));
  return vector.map((value, i) => Math.round((value / Math.sqrt(degrees[i])) * 1e9));
}

test('order is a permutation for every key, the same each time', () => {
  const keys = fc.subarray<OrderKey>(['type', 'depth', 'degree', 'spectral'], { minLength: 1 });
  always(
    fc.property(anySynapses, keys, (synapses, by) => {
      const built = fromSynapses(synapseTable(synapses));
      const options = {
        by,
        types: Array.from(built.ids, id => `t${id % 3n}`),
        depth: Array.from(built.ids, id => Number(id % 5n)),
      };
      const cells = order(built, options);
      expect([...cells].sort((a, b) => a - b)).toEqual([...cells.keys()]);
      expect(order(built, options)).toEqual(cells);
    }),
  );
});
