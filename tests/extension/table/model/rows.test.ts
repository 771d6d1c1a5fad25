import { makeVector, Table, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { decodeTable } from '../../../../extension/table/model/decode.js';
import { marksOf, selectionOfRows, shownRows } from '../../../../extension/table/model/rows.js';
import { packBytes } from '../../../../kernel-helpers/contract/bytes.js';
import { EMPTY_SELECTION } from '../../../../kernel-helpers/contract/selection.js';
import { table } from '../../../../kernel-helpers/display/table.js';

const synapses = new Table({
  pre_pt_root_id: makeVector(BigInt64Array.of(864691135000000001n, 864691135000000002n, 864691135000000001n, 0n)),
  post_pt_root_id: makeVector(BigInt64Array.of(864691135000000003n, 864691135000000001n, 864691135000000002n, 5n)),
  size: makeVector(Float64Array.of(3, 1, 2, 4)),
  layer: vectorFromArray(['L4', 'L23', null, 'L4']),
});
const { payload } = table(synapses, { units: { size: 'nm³' } });
const decoded = decodeTable(JSON.parse(JSON.stringify(payload)));
const { columns, rowCount } = decoded;
const plain = { filters: [], widths: [], onlySelected: false } as const;

test('a table comes out of the notebook as it went in, its ids known by their names', () => {
  expect(rowCount).toBe(4);
  expect(columns.map(({ name, kind, unit, of }) => [name, kind, unit, of])).toEqual([
    ['pre_pt_root_id', 'integer', '', 'neurons'],
    ['post_pt_root_id', 'integer', '', 'neurons'],
    ['size', 'number', 'nm³', undefined],
    ['layer', 'text', '', undefined],
  ]);
  expect(columns.map(({ value }) => value(2))).toEqual([864691135000000001n, 864691135000000002n, 2, null]);
});

test('rows are filtered by every box that says something, then sorted; the others are named', () => {
  const filters = [
    ['size', '> 1'],
    ['layer', '> 4'],
    ['gone', '1'],
  ] as [string, string][];
  const view = { ...plain, filters, sort: { column: 'size', descending: true } };
  const { rows, problems } = shownRows(columns, rowCount, view, () => true);
  expect([...rows]).toEqual([3, 0, 2]);
  expect(problems).toEqual([{ column: 'layer', condition: { problem: 'order', word: '>' } }]);
});

test('rows select both of their neurons, each once, and 0 is none', () => {
  expect(selectionOfRows(columns, [0, 2, 3])).toEqual({
    ...EMPTY_SELECTION,
    neurons: ['864691135000000001', '864691135000000003', '864691135000000002', '5'],
  });
});

test('a row is marked by how many of its ids are selected', () => {
  const marks = marksOf(columns, { ...EMPTY_SELECTION, neurons: ['864691135000000001', '864691135000000003'] });
  expect([0, 1, 2, 3].map(marks)).toEqual([2, 1, 1, 0]);
  const { rows } = shownRows(columns, rowCount, { ...plain, onlySelected: true }, row => marks(row) > 0);
  expect([...rows]).toEqual([0, 1, 2]);
});

describe('a payload that lies', () => {
  test.each([
    ['of its rows', { storedRows: 3 }, /wrong length: received 4 rows, expected 3/],
    ['of more rows than the table has', { storedRows: 5 }, /storedRows is out of range/],
    ['of its bytes', { byteLength: 10 }, /too large/],
    ['of a size no page holds', { byteLength: 1e12 }, /byteLength is out of range/],
    ['with bytes that are none', { stream: '<b>' }, /base64|too long|cut short/],
    ['with a stream of nothing', { stream: packBytes(new Uint8Array(0)), byteLength: 0 }, /rows|columns|stream/i],
  ])('%s is refused', (_, lie, message) => {
    expect(() => decodeTable({ ...payload, ...lie })).toThrow(message);
  });
});
