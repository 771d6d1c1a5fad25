import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  DurationMicrosecond,
  Field,
  Float32,
  Float64,
  Int64,
  List,
  Map_,
  makeVector,
  Struct,
  Table,
  TimeMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle } from '../../kernel-helpers/contract/mime.js';
import { tableOf } from '../../kernel-helpers/core/table.js';
import { type TableInput, type TableOptions, table } from '../../kernel-helpers/display/table.js';
import { InvalidArgumentError, NotFoundError } from '../../kernel-helpers/errors.js';

const textOf = (value: TableInput, options?: TableOptions): string => table(value, options).text;
const htmlOf = (value: TableInput, options?: TableOptions): string =>
  String((table(value, options)[jupyterDisplay]() as MimeBundle)['text/html']);

const synapses = new Table({
  id: makeVector(BigUint64Array.of(720575940625363947n, 2n)),
  type: vectorFromArray(['23P', null]),
  size: vectorFromArray([12.5, 3.25], new Float64()),
});

/** The text of the only cells of a column of one type. */
function cells(values: unknown[], type: DataType): string[] {
  const lines = textOf(new Table({ x: vectorFromArray(values, type) }), { rows: 100 }).split('\n');
  return lines.slice(3).map(line => line.replace(/^\d+ +/, ''));
}

test('a table says its size, names and Arrow types; ids are exact and what is missing is null', () => {
  expect(textOf(synapses)).toBe(
    [
      'Table: 2 rows × 3 columns',
      '                   id  type                 size',
      '               Uint64  Dictionary<Utf8>  Float64',
      '0  720575940625363947  23P                 12.50',
      '1                   2  null                 3.25',
    ].join('\n'),
  );
});

test('as HTML it is a data frame with a caption, scopes, and sides of its own', () => {
  expect(htmlOf(synapses, { columns: ['type', 'size'], caption: 'All <two>' })).toBe(
    '<table class="dataframe" style="font-variant-numeric:tabular-nums">' +
      '<caption style="caption-side:bottom;text-align:left;padding-top:0.4em;opacity:0.85">All &lt;two&gt;<br>' +
      '<span style="white-space:nowrap">2 rows × 3 columns</span></caption>' +
      '<thead><tr><td></td><th scope="col" style="text-align:left">type<br><small style="font-weight:normal;' +
      'white-space:nowrap;opacity:0.65">Dictionary&lt;Utf8&gt;</small></th><th scope="col" style="text-align:right">' +
      'size<br><small style="font-weight:normal;white-space:nowrap;opacity:0.65">Float64</small></th></tr></thead>' +
      '<tbody><tr><th scope="row" style="font-weight:normal;opacity:0.65">0</th>' +
      '<td style="text-align:left;white-space:nowrap">23P</td>' +
      '<td style="text-align:right;white-space:nowrap">12.50</td></tr>' +
      '<tr><th scope="row" style="font-weight:normal;opacity:0.65">1</th>' +
      '<td style="text-align:left;white-space:nowrap"><i style="opacity:0.65">null</i></td>' +
      '<td style="text-align:right;white-space:nowrap">3.25</td></tr></tbody></table>',
  );
});

test('of a long table the first and last rows are shown, and how many are between', () => {
  const long = new Table({ n: makeVector(Int32Array.from({ length: 1204 }, (_, i) => i)) });
  const lines = textOf(long).split('\n');
  expect(lines).toHaveLength(3 + 21);
  expect(lines.slice(16, 20)).toEqual(['  13     13', '  14     14', '… 1,184 more rows …', '1199   1199']);
  expect(htmlOf(long)).toContain('<td colspan="2" style="text-align:left;opacity:0.65">… 1,184 more rows …</td>');
  expect(textOf(long, { rows: 2 })).toBe(
    'Table: 1,204 rows × 1 column\n       n\n   Int32\n0      0\n1      1\n… 1,202 more rows …',
  );
  expect(textOf(long, { rows: 0 })).toContain('… 1,204 more rows …');
  expect(textOf(long.slice(0, 21), { rows: 20 })).toContain('… 1 more row …');
});

test('of a wide table the first and last columns are shown, and the others named', () => {
  const wide = new Table(
    Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`c${i}`, makeVector(Int32Array.of(i))])),
  );
  const text = textOf(wide);
  expect(text).toContain('Table: 1 row × 200 columns');
  expect(text).toMatch(/c14 {2}… {3}c195/);
  expect(text).toContain('180 columns not shown (c15, c16, c17, c18, c19, c20, c21, c22, …); table(…, { columns: [');
  expect(htmlOf(wide)).toContain('180 columns not shown');
  expect(textOf(wide, { columns: ['c100', 'c3'] })).toBe(
    'Table: 1 row × 200 columns\n    c100     c3\n   Int32  Int32\n0    100      3',
  );
});

test('of ten million rows only the shown ones are read', () => {
  const read = new Set<number>();
  const column = {
    length: 10_000_000,
    nullCount: 0,
    get: (row: number) => {
      read.add(row);
      return row;
    },
  };
  const huge = { numRows: 10_000_000, schema: { fields: [{ name: 'n' }] }, getChild: () => column };
  expect(textOf(huge)).toContain('Table: 10,000,000 rows × 1 column');
  expect(read.size).toBe(20);
});

describe('values of each Arrow type', () => {
  test('integers and floats', () => {
    expect(cells([1n, -(2n ** 62n)], new Int64())).toEqual(['1', '-4611686018427387904']);
    expect(cells([0.1, Number.NaN, null], new Float32())).toEqual(['0.1', 'NaN', 'null']);
    expect(cells([1e-9, 12345], new Float64())).toEqual(['1e-9', '12345']);
    expect(cells([0.1 + 0.2, 1234.5, 0], new Float64())).toEqual(['0.3', '1234.5', '0.0']);
    expect(cells([1 / 3, 100 / 3], new Float64())).toEqual(['0.333333', '33.333333']);
    expect(cells([true, false], new Bool())).toEqual(['true', 'false']);
  });

  test('decimals, durations', () => {
    const words = (value: bigint): Uint32Array => new Uint32Array(BigInt64Array.of(value, value >> 63n).buffer);
    const type = new Decimal(2, 10);
    expect(cells([words(12345n), words(-1n)], type).map(text => text.trim())).toEqual(['123.45', '-0.01']);
    expect(cells([3n], new DurationMicrosecond())[0].trim()).toBe('3 µs');
  });

  test('points in time, to the nanosecond; a zone is told, and shown in UTC', () => {
    const stamps = vectorFromArray([new Date(0), new Date(0), null], new TimestampNanosecond());
    (stamps.data[0].values as BigInt64Array)[0] = 1_718_109_296_123_456_789n;
    (stamps.data[0].values as BigInt64Array)[1] = -1n;
    expect(
      textOf(new Table({ at: stamps }))
        .split('\n')
        .slice(3),
    ).toEqual(['0  2024-06-11 12:34:56.123456789', '1  1969-12-31 23:59:59.999999999', '2  null']);
    expect(cells([new Date(0)], new TimestampMillisecond('Europe/Berlin'))).toEqual(['1970-01-01 00:00:00 UTC']);
    expect(cells([new Date(86_400_000)], new DateDay())).toEqual(['1970-01-02']);
    expect(cells([3_661_000_001n], new TimeMicrosecond())).toEqual(['01:01:01.000001']);
  });

  test('lists, structs, maps and bytes', () => {
    const item = new Field('item', new Float32());
    expect(cells([[1, 0.1], [], [1, 2, 3, 4, 5, 6, 7, 8]], new List(item))).toEqual([
      '[1, 0.1]',
      '[]',
      '[1, 2, 3, 4, 5, 6, … 2 more]',
    ]);
    const struct = new Struct([new Field('x', new Float64()), new Field('type', new Utf8())]);
    expect(
      cells(
        [
          { x: 1, type: 'BC' },
          { x: 2, type: null },
        ],
        struct,
      ),
    ).toEqual(['{x: 1, type: "BC"}', '{x: 2, type: null}']);
    const entries = new Struct([new Field('key', new Utf8()), new Field('value', new Float64())]);
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [i, i]));
    expect(cells([{ BC: 2 }, many], new Map_(new Field('entries', entries)))).toEqual([
      '{"BC": 2}',
      '{"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, … 93 more}',
    ]);
    expect(cells([Uint8Array.of(1, 255), new Uint8Array(20)], new Binary())).toEqual([
      '01 ff',
      '00 00 00 00 00 00 00 00 … (20 bytes)',
    ]);
  });

  test('strings: long ones visibly cut, line ends and direction marks written out, lookalikes of null in quotes', () => {
    expect(cells(['x'.repeat(100), 'a\nb\u202ec', '', 'null'], new Utf8())).toEqual([
      `${'x'.repeat(60)}… (100 characters)`,
      'a\\nb\\u{202e}c',
      '""',
      '"null"',
    ]);
  });
});

test('a record batch, a vector and another instance of Arrow are known by their shape', async () => {
  expect(textOf(synapses.batches[0]).split('\n')[0]).toBe('RecordBatch: 2 rows × 3 columns');
  const vector = synapses.getChild('size') as unknown as TableInput;
  expect(textOf(vector)).toBe('Vector: 2 values\n     value\n   Float64\n0    12.50\n1     3.25');
  expect(htmlOf(vector)).toContain('Vector: 2 values');
  const { createRequire } = await import('node:module');
  const other = createRequire(import.meta.url)('apache-arrow') as typeof import('apache-arrow');
  expect(other.Table).not.toBe(Table);
  const foreign = new other.Table({ x: other.makeVector(Int32Array.of(1)) });
  expect(textOf(foreign as unknown as TableInput)).toContain('Int32');
});

test('two columns of one name each show their own values', () => {
  const [one, two] = [1, 2].map(n => new Table({ a: makeVector(Int32Array.of(n)) }));
  expect(textOf(one.assign(two))).toContain('Int32');
  const fields = [{ name: 'a' }, { name: 'a' }];
  const columns = [1, 2].map(n => ({ length: 1, nullCount: 0, get: () => n }));
  const twice = { numRows: 1, schema: { fields }, getChild: () => columns[0], getChildAt: (i: number) => columns[i] };
  expect(textOf(twice)).toBe('Table: 1 row × 2 columns\n   a  a\n0  1  2');
});

test('an array of objects, a Map and columns by name are tables, too', () => {
  expect(
    textOf([
      { id: 1n, type: 'BC' },
      { id: 20n, size: 1.5 },
    ]),
  ).toBe('Array: 2 rows × 3 columns\n   id  type  size\n0   1  BC\n1  20         1.5');
  expect(textOf(new Map([['BC', 2]]))).toBe('Map: 1 entry\nkey  value\nBC       2');
  expect(textOf({ id: BigUint64Array.of(1n, 2n), x: [0.5, null] })).toBe(
    textOf(tableOf({ id: [1n, 2n], x: [0.5, null] })),
  );
});

test('of a large Map only the first entries are read', () => {
  const map = new Map(Array.from({ length: 100_000 }, (_, i) => [i, i]));
  const lines = textOf(map).split('\n');
  expect(lines.slice(-2)).toEqual([' 19     19', '… 99,980 more entries …']);
});

test('what is no table, no row count and no column is refused', () => {
  expect(() => table(5 as unknown as TableInput)).toThrow(InvalidArgumentError);
  expect(() => table({ a: 1 } as unknown as TableInput)).toThrow('received {a: 1}, expected an Arrow table');
  expect(() => table(synapses, { rows: -1 })).toThrow('received -1, expected a whole number from 0 to 10,000');
  expect(() => table(synapses, { rows: 1e9 })).toThrow(InvalidArgumentError);
  expect(() => table(synapses, { columns: ['sise'] })).toThrow(NotFoundError);
  expect(() => table(synapses, { columns: ['sise'] })).toThrow('has no column sise: expected one of id, type, size');
});

test('nothing in a table can become markup: names, types, values, captions', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('<script>a</script>', '"><b', "'", '&amp;', '</table>'));
  fc.assert(
    fc.property(text, text, text, (name, value, caption) => {
      const type = new Struct([new Field(value, new Utf8())]);
      const arrow = new Table({ [name]: vectorFromArray([value]), s: vectorFromArray([{ [value]: name }], type) });
      const html = htmlOf(arrow, { caption }).replace(
        /<\/?(table|caption|thead|tbody|tr|th|td|small|br|i|span)( (class|style|scope|colspan)="[^"<>&]*")*>/g,
        '',
      );
      expect(html).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
    }),
  );
});
