import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossTabulate } from '../../../kernel-helpers/core/connectivity/index.js';
import { always } from '../../reference/properties.js';

test('crossTabulate counts pairs of labels, and those with a missing one beside the table', () => {
  const table = crossTabulate(['BC', 'BC', 'MC', null, 'MC'], ['PTC', 'DTC', 'DTC', 'DTC', undefined]);
  expect(table).toMatchObject({ rows: ['BC', 'MC'], columns: ['DTC', 'PTC'], total: 3, missing: 2 });
  expect([...table.counts]).toEqual([1, 1, 1, 0]);
  expect([...table.rowTotals]).toEqual([2, 1]);
  expect([...table.columnTotals]).toEqual([2, 1]);
});

test('crossTabulate keeps the order it is given, and labels that do not occur', () => {
  const { rows, counts } = crossTabulate(['b', 'a'], ['x', 'x'], { rowOrder: ['b', 'none', 'a'] });
  expect(rows).toEqual(['b', 'none', 'a']);
  expect([...counts]).toEqual([1, 0, 1]);
});

test('crossTabulate refuses lists of different lengths, and orders that lack or repeat a label', () => {
  expect(() => crossTabulate(['a'], [])).toThrow(
    'crossTabulate columnLabels has the wrong length: received 0, expected 1 as rowLabels',
  );
  expect(() => crossTabulate(['a', 'b'], ['x', 'x'], { rowOrder: ['a'] })).toThrow(
    'crossTabulate rowOrder lacks labels: expected also b; received a',
  );
  expect(() => crossTabulate(['a'], ['x'], { columnOrder: ['x', 'x'] })).toThrow(
    'crossTabulate columnOrder has a label twice',
  );
});

test('crossTabulate agrees with a filter for every cell', () => {
  const label = fc.option(fc.constantFrom('', 'a', 'b'), { nil: null });
  always(
    fc.property(fc.array(fc.tuple(label, label)), pairs => {
      const { rows, columns, counts } = crossTabulate(
        pairs.map(pair => pair[0]),
        pairs.map(pair => pair[1]),
      );
      expect([...counts]).toEqual(
        rows.flatMap(row => columns.map(column => pairs.filter(([a, b]) => a === row && b === column).length)),
      );
    }),
  );
});
