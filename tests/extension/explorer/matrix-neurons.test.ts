import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neuronsOfMatrix } from '../../../extension/explorer/matrix-neurons';
import { fromEdges } from '../../../kernel-helpers/core/connectivity/from-edges.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { matrix } from '../../../kernel-helpers/display/matrix/index.js';

const wiring = fromEdges({ pre: [864691135571546917n, 2n], post: [2n, 3n] });

test('the cells of a matrix have their type from its first grouping, and a label where it has one', () => {
  const { payload } = matrix(wiring, { groups: { type: ['a', 'b', null], layer: ['x', 'y', 'z'] } });
  const types = new Map([...wiring.ids].map((id, i) => [`${id}`, ['a', 'b', null][i]]));
  expect(neuronsOfMatrix(payload)).toEqual([...types].map(([id, type]) => ({ id, label: '', type })));
  expect(neuronsOfMatrix({ ...payload, wiring: { ...payload.wiring }, labels: ['p', 'q', 'r'] })[1].label).toBe('q');
});

test('the rows of a table are its neurons, and its columns are none', () => {
  const table = tableOf({ cell: [7n, 864691135571546917n], L4: [1, 2], type: ['a', 'b'] });
  const { payload } = matrix(table, { id: 'cell', groups: { type: 'type' } });
  expect(neuronsOfMatrix(payload)).toEqual([
    { id: '7', label: '7', type: 'a' },
    { id: '864691135571546917', label: '864691135571546917', type: 'b' },
  ]);
});

test('without groups no type is known', () => {
  const { payload } = matrix(wiring);
  expect(neuronsOfMatrix(payload).map(({ type }) => type)).toEqual([null, null, null]);
});

test('whatever stands in its place has no neurons', () => {
  const { payload } = matrix(wiring);
  expect(neuronsOfMatrix({ ...payload, wiring: { ...payload.wiring, cellCount: 4 } })).toEqual([]);
  expect(neuronsOfMatrix({ ...payload, wiring: { ...payload.wiring, cellCount: 1e9 } })).toEqual([]);
  expect(neuronsOfMatrix({ ...payload, wiring: { ...payload.wiring }, labels: ['p'] })).toEqual([]);
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(neuronsOfMatrix({ wiring: value })).toEqual([]);
    }),
  );
});
