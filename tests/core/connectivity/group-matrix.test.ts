import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSynapses, type GroupMeasure, groupMatrix } from '../../../kernel-helpers/core/connectivity/index.js';
import { slowConnectivity, slowGroupMatrix } from '../../reference/connectivity.js';
import { always } from '../../reference/properties.js';
import { anySynapses, synapseTable } from './synapse-table.js';

const wiring = fromSynapses(
  synapseTable([
    { pre: 1n, post: 2n, size: 1 },
    { pre: 1n, post: 2n, size: 1 },
    { pre: 2n, post: 1n, size: 1 },
    { pre: 1n, post: 3n, size: 1 },
  ]),
);
const types = ['23P', '23P', 'BC'];

describe('groupMatrix', () => {
  test('counts synapses between groups, rows pre and columns post', () => {
    const matrix = groupMatrix(wiring, types);
    expect(matrix).toMatchObject({
      rows: ['23P', 'BC'],
      columns: ['23P', 'BC'],
      measure: 'synapses',
      unit: 'synapses',
    });
    expect([...matrix.values]).toEqual([3, 1, 0, 0]);
    expect([...matrix.cellCounts]).toEqual([2, 1]);
  });

  test('divides by the ordered pairs of different cells', () => {
    const mean = groupMatrix(wiring, types, { measure: 'mean per pair' });
    expect([...mean.values]).toEqual([1.5, 0.5, 0, Number.NaN]);
    expect(mean.unit).toBe('synapses per pair');
    const probability = groupMatrix(wiring, types, { measure: 'probability' });
    expect([...probability.values]).toEqual([1, 0.5, 0, Number.NaN]);
    expect(probability.unit).toBe('connected fraction of pairs');
  });

  test('takes groups by id, and an order with groups that have no cells', () => {
    const byId = new Map([
      [1n, 'a'],
      [2n, 'b'],
      [3n, 'a'],
    ]);
    const matrix = groupMatrix(wiring, byId, { order: ['b', 'none', 'a'] });
    expect(matrix.rows).toEqual(['b', 'none', 'a']);
    expect([...matrix.values]).toEqual([0, 0, 1, 0, 0, 0, 2, 0, 1]);
    expect([...groupMatrix(wiring, byId, { order: ['b', 'none', 'a'], measure: 'probability' }).values]).toEqual([
      Number.NaN,
      Number.NaN,
      0.5,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      0.5,
      Number.NaN,
      0.5,
    ]);
  });

  test('refuses groups that do not fit the cells', () => {
    expect(() => groupMatrix(wiring, ['a'])).toThrow(
      'groupMatrix groupOf has the wrong length: received 1, expected 3, one for each cell',
    );
    expect(() => groupMatrix(wiring, new Map([[1n, 'a']]))).toThrow(
      'groupMatrix cell 2 has no group: received undefined, expected a name',
    );
    expect(() => groupMatrix(wiring, types, { order: ['23P'] })).toThrow(
      'groupMatrix order lacks groups: received 23P, expected also BC',
    );
    expect(() => groupMatrix(wiring, types, { order: ['23P', 'BC', 'BC'] })).toThrow('has a group twice: received BC');
    expect(() => groupMatrix(wiring, types, { measure: 'sum' as GroupMeasure })).toThrow(
      'groupMatrix measure is unknown: received sum, expected one of synapses, mean per pair, probability',
    );
  });
});

test('groupMatrix agrees with going through every pair of cells', () => {
  const measures = fc.constantFrom('synapses', 'mean per pair', 'probability') as fc.Arbitrary<GroupMeasure>;
  const groupOf = (id: bigint): string => ['a', 'b', 'c'][Number(id % 3n)];
  always(
    fc.property(anySynapses, measures, (synapses, measure) => {
      const order = ['c', 'a', 'b'];
      const built = fromSynapses(synapseTable(synapses));
      const { values } = groupMatrix(built, Array.from(built.ids, groupOf), { order, measure });
      expect([...values]).toEqual(slowGroupMatrix(slowConnectivity(synapses), groupOf, order, measure));
    }),
  );
});
