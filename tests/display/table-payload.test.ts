import { makeVector, Table, TimestampMillisecond, vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import { decodeTable } from '../../extension/table/model/decode.js';
import { jupyterDisplay, type MimeBundle, TABLE_MIME } from '../../kernel-helpers/contract/mime.js';
import { table } from '../../kernel-helpers/display/table.js';
import { sentTable } from '../../kernel-helpers/display/table-payload.js';

const numbers = (count: number): Table =>
  new Table({
    pt_root_id: makeVector(BigInt64Array.from({ length: count }, (_, i) => 864691135000000000n + BigInt(i * i))),
  });

test('as many of the first rows as fit are stored, and the whole is counted', () => {
  const payload = sentTable(numbers(100_000), { maxBytes: 50_000 })?.payload;
  expect(payload?.rowCount).toBe(100_000);
  expect(payload?.stream.length).toBeLessThanOrEqual(50_000);
  expect(payload?.storedRows).toBeGreaterThan(2_000);
  const { columns, rowCount } = decodeTable(payload);
  expect(columns[0].value(rowCount - 1)).toBe(864691135000000000n + BigInt((rowCount - 1) ** 2));
});

test('rows and columns by name become a table when a widget is asked for', () => {
  const rows = [
    { id: 18446744073709551615n, type: '23P' },
    { id: null, type: 'BC', depth: 12.5 },
  ];
  const { columns } = decodeTable(table(rows, { ids: 'id', units: { depth: 'µm' } }).payload);
  expect(columns.map(({ value }) => [value(0), value(1)])).toEqual([
    [18446744073709551615n, null],
    ['23P', 'BC'],
    [null, 12.5],
  ]);
  expect(columns.map(({ of, unit }) => [of, unit])).toEqual([
    ['neurons', ''],
    [undefined, ''],
    [undefined, 'µm'],
  ]);
  expect(table(rows).payload).toBeUndefined();
});

test('times travel as the text they show as', () => {
  const times = new Table({ at: vectorFromArray([0, null], new TimestampMillisecond()) });
  expect(decodeTable(sentTable(times)?.payload).columns.map(({ value }) => [value(0), value(1)])).toEqual([
    ['1970-01-01 00:00:00', null],
  ]);
});

test('the widget stands beside the plain table, and not where rows are asked for', () => {
  const bundle = table(numbers(3))[jupyterDisplay]() as MimeBundle;
  expect(Object.keys(bundle)).toEqual([TABLE_MIME, 'text/plain', 'text/html']);
  expect(Object.keys(table(numbers(3), { rows: 2 })[jupyterDisplay]())).toEqual(['text/plain', 'text/html']);
});

test('names that are no column are refused at the call', () => {
  expect(() => table(numbers(1), { ids: 'root' })).toThrow(
    'table ids names no column: received root, expected one of pt_root_id',
  );
  expect(() => table(numbers(1), { units: { size: 'nm' } })).toThrow('table units names no column');
  expect(() => table(numbers(1), { maxBytes: 0 })).toThrow('table maxBytes is out of range: received 0');
});

test('columns with names of the field hold ids, unless they hold words', () => {
  const ids = (rows: readonly object[]) => sentTable(rows)?.payload.ids;
  expect(ids([{ pre: 1n, post: 2n, synapse_id: 3n }])).toEqual([
    { column: 'pre', of: 'neurons' },
    { column: 'post', of: 'neurons' },
    { column: 'synapse_id', of: 'synapses' },
  ]);
  expect(ids([{ pre: '864691135571546917', post: null }])).toHaveLength(2);
  expect(ids([{ pre: 'V1', post: 'HVA' }])).toEqual([]);
});
