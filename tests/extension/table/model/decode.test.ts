import { Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { decodeRows, decodeTable } from '../../../../extension/table/model/decode';
import { sentTable } from '../../../../kernel-helpers/display/table-payload.js';

const sent = sentTable({ id: [1n, 2n], x: [0.5, null], name: ['a', 'b'] }, { ids: 'id', units: { x: 'µm' } });
if (!sent) throw new Error('no table');
const { payload } = sent;
const stream = (columns: Record<string, readonly unknown[]>): Uint8Array =>
  tableToIPC(
    new Table(Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, vectorFromArray(list)]))),
    'stream',
  );
const table = ({ columns, rowCount }: ReturnType<typeof decodeTable>): unknown[][] =>
  columns.map(({ value }) => Array.from({ length: rowCount }, (_, row) => value(row)));

test('a stored table has its rows, with units and what its ids are of', () => {
  const decoded = decodeTable(payload);
  expect(table(decoded)).toEqual([
    [1n, 2n],
    [0.5, null],
    ['a', 'b'],
  ]);
  expect(decoded.columns.map(({ kind, of, unit }) => [kind, of, unit])).toEqual([
    ['integer', 'neurons', ''],
    ['number', undefined, 'µm'],
    ['text', undefined, ''],
  ]);
});

describe('rows that come in pieces', () => {
  test('are one table, with what is missing in some of them', () => {
    const whole = decodeRows(payload, [
      stream({ id: [1n, 2n], x: [1, null], name: ['a', 'b'] }),
      stream({ id: [2n ** 62n], x: [4], name: ['d'] }),
    ]);
    expect(table(whole)).toEqual([
      [1n, 2n, 2n ** 62n],
      [1, null, 4],
      ['a', 'b', 'd'],
    ]);
  });

  test('that do not go on as they began are refused', () => {
    const first = stream({ id: [1n], x: [1] });
    expect(() => decodeRows(payload, [first, stream({ id: ['1'], x: [1] })])).toThrow(
      'table rows do not go on as they began: received column id of Dictionary',
    );
    expect(() => decodeRows(payload, [first, stream({ id: [1n] })])).toThrow('expected x of Float64');
  });
});

test('a stream of another length than is said is refused', () => {
  expect(() => decodeTable({ ...payload, storedRows: 1 })).toThrow('received 2 rows, expected 1');
});
