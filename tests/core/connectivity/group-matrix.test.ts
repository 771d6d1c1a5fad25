import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSynapses, type GroupMeasure, groupMatrix } from '../../../kernel-helpers/core/connectivity/index.js';
import { slowConnectivity, slowMeasure } from '../../reference/connectivity.js';
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
      'groupMatrix measure is unknown: received sum, expected one of synapses, connections, summed size, mean size, mean',
    );
  });
});

const MEASURES: readonly GroupMeasure[] = [
  'synapses',
  'connections',
  'summed size',
  'mean size',
  'mean per pair',
  'mean per connection',
  'probability',
  'density',
  'fraction of output',
  'fraction of input',
  'mean output',
  'mean input',
];

describe('groupMatrix with other groups for the columns', () => {
  const layers = ['L2', 'L4', 'L4'];

  test('counts from each type to each layer, and says how many cells both have', () => {
    const matrix = groupMatrix(wiring, types, { columns: layers, columnOrder: ['L4', 'L2'] });
    expect(matrix).toMatchObject({ rows: ['23P', 'BC'], columns: ['L4', 'L2'] });
    expect([...matrix.values]).toEqual([3, 1, 0, 0]);
    expect([...matrix.cellCounts]).toEqual([2, 1]);
    expect([...(matrix.columnCellCounts ?? [])]).toEqual([2, 1]);
  });

  test('knows that a cell of both groups makes no pair with itself', () => {
    // 23P is cells 1 and 2, L4 is 2 and 3: of four pairs, 2 with 2 is none
    const { values } = groupMatrix(wiring, types, { columns: layers, measure: 'probability' });
    expect([...values]).toEqual([1 / 1, 2 / 3, 0, 0]);
  });
});

describe('groupMatrix of cells without a group', () => {
  const some = ['a', null, undefined];

  test('refuses them and says how to do without them', () => {
    expect(() => groupMatrix(wiring, some)).toThrow(
      "groupMatrix cell 2 has no group: received null, expected a name; ungrouped: 'leave out' does without such cells",
    );
    expect(() => groupMatrix(wiring, types, { ungrouped: 'skip' as 'refuse' })).toThrow(
      'groupMatrix ungrouped is unknown: received skip, expected refuse or leave out',
    );
  });

  test('leaves them out and counts them where that is asked for, but not from the output of others', () => {
    const matrix = groupMatrix(wiring, ['a', 'a', undefined], {
      ungrouped: 'leave out',
      measure: 'fraction of output',
    });
    expect([...matrix.values]).toEqual([0.75]);
    expect(matrix.ungrouped).toEqual({ rows: 1, columns: 1 });
  });
});

test('groupMatrix agrees with going through every pair of cells, for every measure and groups of two kinds', () => {
  const rowOf = (id: bigint): string | undefined => ['a', 'b', 'c', undefined][Number(id % 4n)];
  const columnOf = (id: bigint): string | undefined => ['x', 'y', undefined][Number(id % 3n)];
  always(
    fc.property(anySynapses, fc.constantFrom(...MEASURES), (synapses, measure) => {
      const order = ['c', 'a', 'b'];
      const columnOrder = ['y', 'none', 'x'];
      const built = fromSynapses(synapseTable(synapses));
      const ids = Array.from(built.ids);
      const { values } = groupMatrix(built, ids.map(rowOf), {
        columns: new Map(ids.map(id => [id, columnOf(id)])),
        order,
        columnOrder,
        measure,
        ungrouped: 'leave out',
      });
      const slow = slowConnectivity(synapses);
      expect([...values]).toEqual(
        order.flatMap(r => columnOrder.map(c => slowMeasure(slow, measure, [rowOf, r], [columnOf, c]))),
      );
    }),
  );
});

test('the parts of a groupMatrix sum to the whole', () => {
  const groupOf = (id: bigint): string => `g${id % 3n}`;
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
  always(
    fc.property(anySynapses, synapses => {
      const built = fromSynapses(synapseTable(synapses));
      const names = Array.from(built.ids, groupOf);
      const total = (measure: GroupMeasure): number => sum(groupMatrix(built, names, { measure }).values);
      expect(total('synapses')).toBe(built.synapseCount);
      expect(total('connections')).toBe(built.pairCount);
      expect(total('summed size')).toBe(sum(built.summedSize));
      const { rows, columns, values } = groupMatrix(built, names, { measure: 'fraction of output' });
      for (const r of rows.keys()) {
        const row = values.subarray(r * columns.length, (r + 1) * columns.length);
        if (!row.some(Number.isNaN)) expect(sum(row)).toBeCloseTo(1, 12);
      }
    }),
  );
});
