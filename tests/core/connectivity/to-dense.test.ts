import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Connectivity,
  connectivityOf,
  type DenseMeasure,
  dense,
  fromSynapses,
  toDense,
} from '../../../kernel-helpers/core/connectivity/index.js';
import { always } from '../../reference/properties.js';
import { anySynapses, synapseTable } from './synapse-table.js';

test('toDense has a row for each presynaptic and a column for each postsynaptic cell', () => {
  const wiring = fromSynapses(
    synapseTable([
      { pre: 1n, post: 3n, size: 1 },
      { pre: 1n, post: 3n, size: 1 },
      { pre: 3n, post: 2n, size: 1 },
    ]),
  );
  expect([...toDense(wiring)]).toEqual([0, 0, 2, 0, 0, 0, 0, 1, 0]);
});

test('toDense refuses what would not fit in memory', () => {
  expect(() => toDense({ cellCount: 20_000 } as Connectivity)).toThrow(
    'toDense has too many cells: received 20000, expected at most 10000; pool them with groupMatrix',
  );
});

describe('dense', () => {
  const wiring = fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 2n, 3n], size: [1, 2, 5] });

  test('holds counts, sizes, or who is connected', () => {
    expect([...dense(wiring).values]).toEqual([0, 2, 0, 0, 0, 1, 0, 0, 0]);
    expect([...dense(wiring, { measure: 'summed size' }).values]).toEqual([0, 3, 0, 0, 0, 5, 0, 0, 0]);
    expect([...dense(wiring, { measure: 'connected' }).values]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0]);
    const none = Number.NaN;
    expect([...dense(wiring, { measure: 'mean size' }).values]).toEqual([
      none,
      1.5,
      none,
      none,
      none,
      5,
      none,
      none,
      none,
    ]);
  });

  test('comes in any order, with the stretches of each group', () => {
    const matrix = dense(wiring, { cells: [3n, 1n, 2n], groupOf: ['a', 'a', 'b'] });
    expect([...matrix.ids]).toEqual([3n, 1n, 2n]);
    expect([...matrix.values]).toEqual([0, 0, 0, 0, 0, 2, 1, 0, 0]);
    expect(matrix.groups).toEqual([
      { name: 'b', from: 0, to: 1 },
      { name: 'a', from: 1, to: 3 },
    ]);
    const some = dense(wiring, { groupOf: new Map([[2n, 'c']]) });
    expect(some.groups).toEqual([{ name: 'c', from: 1, to: 2 }]);
  });

  test('sums to the whole', () => {
    always(
      fc.property(anySynapses, synapses => {
        const built = fromSynapses(synapseTable(synapses));
        const total = (measure: DenseMeasure): number => dense(built, { measure }).values.reduce((a, b) => a + b, 0);
        expect(total('synapses')).toBe(built.synapseCount);
        expect(total('connected')).toBe(built.pairCount);
        expect([...toDense(built)]).toEqual([...dense(built).values]);
      }),
    );
  });

  test('refuses an unknown measure and too many cells', () => {
    expect(() => dense(wiring, { measure: 'size' as DenseMeasure })).toThrow(
      'dense measure is unknown: received size, expected one of synapses, summed size, mean size, connected',
    );
    const many = connectivityOf({
      ids: BigUint64Array.from({ length: 10_001 }, (_, i) => BigInt(i + 1)),
      offsets: new Uint32Array(10_002),
      targets: [],
    });
    expect(() => dense(many)).toThrow('dense has too many cells: received 10001, expected at most 10000');
  });
});
