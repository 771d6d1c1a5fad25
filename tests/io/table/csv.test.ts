import { readFileSync } from 'node:fs';
import { DataType, type Table } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { parseCsv, parseExportCsv } from '../../../kernel-helpers/io/table/csv.js';
import type { CsvOptions } from '../../../kernel-helpers/io/table/csv-plan.js';
import { parseExportHeader } from '../../../kernel-helpers/io/table/export-header.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';

const bytesOf = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/csv/${name}`, import.meta.url)));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (text: string, options: CsvOptions = {}): Table => parseCsv(utf8(text), { file: 'x.csv', ...options });
const column = (table: Table, name = 'a'): unknown[] => Array.from(table.getChild(name) ?? []);
const typesOf = (table: Table): string[] => table.schema.fields.map(field => String(field.type));

describe('parseExportCsv', () => {
  const header = bytesOf('synapses_merged_header.csv');
  const expected: Record<string, unknown[]> = JSON.parse(Buffer.from(bytesOf('expected.json')).toString());
  const table = parseExportCsv(bytesOf('synapses_merged.csv'), { header });

  test('gives the columns of the header file, a point as three', () => {
    expect(table.numRows).toBe(60);
    expect(table.schema.fields.map(field => `${field.name} ${field.type}`)).toEqual([
      'id Int64',
      'created Timestamp<MICROSECOND>',
      'deleted Timestamp<MICROSECOND, UTC>',
      'superceded_id Int64',
      'valid Bool',
      'pre_pt_position_x Float64',
      'pre_pt_position_y Float64',
      'pre_pt_position_z Float64',
      'ctr_pt_position_x Float64',
      'ctr_pt_position_y Float64',
      'ctr_pt_position_z Float64',
      'pre_pt_root_id Int64',
      'size Int32',
      'code Int16',
      'score Float32',
      'probability Float64',
      'day Date32<DAY>',
      'tag Utf8',
    ]);
    expect(table.schema.fields[5].metadata.get('sqltype')).toBe('USER-DEFINED');
  });

  test.each(Object.keys(expected))('%s has the values that pandas and shapely read', name => {
    expect(storedValues(table, name)).toEqual(expected[name]);
  });

  test('64-bit ids, exact: as bigint and as one typed array', () => {
    expect(table.getChild('pre_pt_root_id')?.get(0)).toBe(864989947525751057n);
    expect(table.getChild('pre_pt_root_id')?.toArray()).toBeInstanceOf(BigInt64Array);
    expect(table.getChild('superceded_id')?.get(0)).toBe(2n ** 63n - 1n);
  });

  test('tells the empty text from null', () => {
    const tags = column(table, 'tag');
    expect(tags.filter(tag => tag === '').length).toBeGreaterThan(0);
    expect(tags.filter(tag => tag === null).length).toBeGreaterThan(0);
  });

  test('without rows has its columns', () => {
    const empty = parseExportCsv(new Uint8Array(0), { header });
    expect([empty.numRows, empty.schema.fields.length]).toEqual([0, 18]);
  });

  test.each([
    ['id,bigint', '12x\n', 'id: received "12x", expected an integer from -2^63 to 2^63 - 1'],
    [
      'id,bigint',
      '9223372036854775808\n',
      'id: received "9223372036854775808", expected an integer from -2^63 to 2^63 - 1',
    ],
    ['id,bigint', '007\n', 'id: received "007", expected an integer from -2^63 to 2^63 - 1'],
    ['size,integer', '1\n2147483648\n', 'size: received "2147483648", expected an integer from -2^31 to 2^31 - 1', 2],
    ['code,smallint', '-32769\n', 'code: received "-32769", expected an integer from -2^15 to 2^15 - 1'],
    ['valid,boolean', 'yes\n', 'valid: received "yes", expected t or f'],
    ['score,real', '1.2.3\n', 'score: received "1.2.3", expected a number'],
    [
      'created,timestamp without time zone',
      '2020-02-30 00:00:00\n',
      'created: received "2020-02-30 00:00:00", expected a moment such as 2020-11-23 21:30:39.143206',
    ],
    ['day,date', '2020-13-01\n', 'day: received "2020-13-01", expected a day such as 2020-11-23'],
    [
      'p,USER-DEFINED',
      '0101000000\n',
      'p: received "0101000000", expected a point with x, y and z in hexadecimal EWKB',
    ],
  ])('names line, column and cell: %s %j', (columns, text, problem, line = 1) => {
    const error = errorOf(() => parseExportCsv(utf8(text), { header: columns, file: 'x.csv' }));
    expect(error.message).toBe(`csv x.csv line ${line} column ${problem}`);
    expect(error).toMatchObject({ format: 'csv', file: 'x.csv', at: `line ${line}` });
  });

  test('refuses a file that ends inside a line: an id could have lost digits', () => {
    expect(() => parseExportCsv(utf8('1,2\n3,4'), { header: 'a,bigint\nb,bigint\n', file: 'x.csv' })).toThrow(
      'csv x.csv line 2 is truncated: received no line end behind it, expected one as behind every row of an export',
    );
  });

  test('moments of any offset are moments in UTC, and every microsecond counts', () => {
    const zoned = parseExportCsv(
      utf8('2020-11-23 21:30:39.143206+00\n2020-11-23 23:00:39.143206+01:30\n2020-11-23T13:30:39.143206-08\n'),
      { header: 'm,timestamp with time zone\n' },
    );
    expect(zoned.getChild('m')?.toArray()).toEqual(
      BigInt64Array.of(1606167039143206n, 1606167039143206n, 1606167039143206n),
    );
  });
});

describe('parseCsv finds the type that holds every cell', () => {
  test.each<[string, string, string, unknown[]]>([
    ['integers that 32 bits hold', '1\n-2147483648\n2147483647', 'Int32', [1, -2147483648, 2147483647]],
    ['larger ones', '1\n2147483648', 'Int64', [1n, 2147483648n]],
    ['64-bit ids', '864691135571546917\n-5', 'Int64', [864691135571546917n, -5n]],
    ['beyond 2^63', '18446744073709551615\n5', 'Uint64', [18446744073709551615n, 5n]],
    ['beyond 2^63 and below 0', '18446744073709551615\n-5', 'Utf8', ['18446744073709551615', '-5']],
    ['beyond 2^64', '18446744073709551616\n5', 'Utf8', ['18446744073709551616', '5']],
    ['decimals', '1.5\n2\n-1e-3\n.5\n5.', 'Float64', [1.5, 2, -0.001, 0.5, 5]],
    ['infinities', '1.5\ninf\n-Infinity', 'Float64', [1.5, Infinity, -Infinity]],
    ['a minus before zero', '-0\n1', 'Float64', [-0, 1]],
    ['ids among decimals, which would lose digits', '864691135571546917\n1.5', 'Utf8', ['864691135571546917', '1.5']],
    ['leading zeros', '007\n8', 'Utf8', ['007', '8']],
    ['leading zeros in decimals', '1.5\n01.5', 'Utf8', ['1.5', '01.5']],
    ['booleans', 'true\nFalse\nTRUE', 'Bool', [true, false, true]],
    ['t and f, which may be anything', 't\nf', 'Utf8', ['t', 'f']],
    ['booleans and numbers', 'true\n1', 'Utf8', ['true', '1']],
    ['numbers with nothing, NA and NaN', '1\n\nNA\nNaN', 'Int32', [1, null, null, null]],
    ['text with NA, which may be a name', 'BC\n\nNA', 'Utf8', ['BC', null, 'NA']],
    ['nothing at all', '\n', 'Utf8', [null, null]],
    ['dates', '2020-11-23\n2020-11-24', 'Utf8', ['2020-11-23', '2020-11-24']],
    ['hexadecimal and underscores', '0x10\n1_000', 'Utf8', ['0x10', '1_000']],
    ['blanks around numbers', ' 1\n2', 'Utf8', [' 1', '2']],
    ['quoted numbers', '"1"\n"2"', 'Int32', [1, 2]],
  ])('%s', (_, cells, type, values) => {
    const table = parse(`a\n${cells}\n`);
    expect([typesOf(table), column(table)]).toEqual([[type], values]);
  });

  // the sample from which types are guessed is 256 KiB
  const many = `a\n${'1\n'.repeat(140_000)}`;
  test.each<[string, string, unknown]>([
    ['Int64', '2147483648', 2147483648n],
    ['Int64', '9007199254740993', 9007199254740993n],
    ['Float64', '1.5', 1.5],
    ['Utf8', 'x', 'x'],
    ['Utf8', '007', '007'],
    ['Int32', '', null],
  ])('of the whole column: %s when %j comes last', (type, last, value) => {
    const table = parse(`${many}${last}\n`);
    expect([typesOf(table), table.numRows]).toEqual([[type], 140_001]);
    const values = table.getChild('a');
    expect([String(values?.get(0)), values?.get(139_999), values?.get(140_000)]).toEqual(['1', values?.get(0), value]);
  });

  test('of the whole column: ids behind decimals, and numbers behind nothing', () => {
    expect(typesOf(parse(`a\n${'1.5\n'.repeat(100_000)}864691135571546917\n`))).toEqual(['Utf8']);
    const sparse = parse(`a,b\n${',1\n'.repeat(100_000)}864691135571546917,1\n`);
    expect([typesOf(sparse), sparse.getChild('a')?.get(100_000)]).toEqual([['Int64', 'Int32'], 864691135571546917n]);
  });

  test('or the type it is told', () => {
    const table = parse('id,at\n1,2020-11-23 21:30:39\n', { types: { id: 'uint64', at: 'timestamp' } });
    expect(typesOf(table)).toEqual(['Uint64', 'Timestamp<MICROSECOND>']);
    expect(() => parse('id\n1\nx\n', { types: { id: 'uint64' } })).toThrow(
      'csv x.csv line 3 column id: received "x", expected an integer from 0 to 2^64 - 1',
    );
    expect(() => parse('id\n1\n', { types: { ids: 'uint64' } })).toThrow(
      "csv column is not there: received 'ids', expected one of id",
    );
    expect(() => parse('id\n1\n', { types: { id: 'number' as 'text' } })).toThrow(
      "csv type of column id is wrong: received 'number', expected one of int16, int32, int64",
    );
  });
});

describe('parseCsv reads', () => {
  test('quoted cells with separators, quotes and line breaks', () => {
    const table = parse('a,b\n"x, y","says ""so"""\n"two\nlines",\n"",end\n');
    expect(column(table, 'a')).toEqual(['x, y', 'two\nlines', '']);
    expect(column(table, 'b')).toEqual(['says "so"', null, 'end']);
  });

  test('lines that end in CR LF, a last line without an end, and a byte order mark', () => {
    const table = parse('\ufeffa,b\r\n1,x\r\n,\r\n2,y');
    expect([column(table, 'a'), column(table, 'b')]).toEqual([
      [1, null, 2],
      ['x', null, 'y'],
    ]);
  });

  test('a carriage return inside text', () => {
    expect(column(parse('a,b\nx\ry,\rz\n'), 'a')).toEqual(['x\ry']);
    expect(column(parse('a,b\nx\ry,\rz\n'), 'b')).toEqual(['\rz']);
  });

  test('tabs', () => expect(column(parse('a\tb\n1,5\t2\n', { separator: '\t' }), 'a')).toEqual(['1,5']));

  test('columns without a name, by their place', () => {
    expect(parse(',b,\n1,2,3\n').schema.fields.map(field => field.name)).toEqual(['column_1', 'b', 'column_3']);
  });

  test('blank lines at the end', () => expect(parse('a,b\n1,2\n\n\r\n').numRows).toBe(1));

  test('a header alone', () => {
    expect([parse('a,b\n').numRows, parse('a,b').schema.fields.length]).toEqual([0, 2]);
  });

  test('a million rows as one typed array', () => {
    const ids = parse(`id\n${Array.from({ length: 100_000 }, (_, i) => 864691135000000000n + BigInt(i)).join('\n')}\n`);
    expect(ids.batches).toHaveLength(1);
    expect(ids.getChild('id')?.get(99_999)).toBe(864691135000099999n);
  });
});

describe('parseCsv refuses', () => {
  test.each([
    ['', 'csv x.csv line 1 is missing: received an empty file, expected a row of column names'],
    ['a,b\n1,2\n3\n', 'csv x.csv line 3 has the wrong number of cells: received 1, expected 2 (a, b)'],
    ['a,b\n1,2\n3,4,5\n', 'csv x.csv line 3 has the wrong number of cells: received 3, expected 2 (a, b)'],
    ['a,b\n1,2\n\n3,4\n', 'csv x.csv line 3 is blank, with rows behind it: received no cells, expected 2'],
    ['a,a\n1,2\n', 'csv x.csv line 1 names a column twice: received "a" again, expected another name'],
    ['a\n"x\ny\n', 'csv x.csv line 2 ends inside a quoted cell: received no closing ", expected one'],
    [
      'id,type\r1,BC\r2,MC\r',
      'csv x.csv line 1 has a carriage return in a name: received "type\\r1", expected lines that end in LF or CRLF; save ' +
        'the file with such line ends',
    ],
    ['"a\n', 'csv x.csv line 1 has a quote that is never closed: received no second ", expected one'],
    [
      'a,b\n"x\ny",1\n"x"z,1\n',
      'csv x.csv line 4 column a goes on behind its closing quote: received "z", expected a separator or the line\'s end',
    ],
  ])('%j', (text, message) => {
    const error = errorOf(() => parse(text));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message).toBe(message);
  });

  test('text that is not UTF-8, also where the bytes of two cells would make a character', () => {
    const damaged = (cells: number[]): Uint8Array => Uint8Array.of(97, 44, 98, 10, 120, 44, 121, 10, ...cells, 10);
    expect(() => parseCsv(damaged([0xff, 44, 98]), { file: 'x.csv' })).toThrow(
      'csv x.csv line 3 column a is not UTF-8: received other bytes, expected UTF-8 text',
    );
    expect(() => parseCsv(Uint8Array.of(97, 10, 0xc3, 10, 0xa9, 10), { file: 'x.csv' })).toThrow(
      'csv x.csv line 2 column a is not UTF-8',
    );
  });

  test('options that cannot be meant', () => {
    expect(() => parse('a\n', { separator: '"' })).toThrow('csv option separator is wrong: received "\\"", expected');
    expect(() => parse('a\n', { batchRows: 0 })).toThrow('csv option batchRows is wrong: received 0, expected');
  });

  test('a row without an end, before it fills the memory', () => {
    expect(() => parseCsv(new Uint8Array(17 * 1024 * 1024).fill(34).fill(97, 0, 1).fill(10, 1, 2).fill(97, 3))).toThrow(
      'csv line 2 is too long: received more than 16,777,216 bytes without its end, expected a row',
    );
  });
});

describe('what is written is read again', () => {
  const nullable = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<(T | null)[]> =>
    fc.array(fc.option(values, { freq: 5 }), { minLength: 1, maxLength: 40 });

  test('64-bit integers', () => {
    always(
      fc.property(nullable(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), values => {
        const table = parse(`a,b\n${values.map(value => `${value ?? ''},0`).join('\n')}\n`, { types: { a: 'int64' } });
        expect(column(table)).toEqual(values);
      }),
    );
  });

  test('integers of every length', () => {
    always(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.bigInt({ min: 0n, max: 10n ** 20n }), (digits, seed) => {
        const value = seed % 10n ** BigInt(digits);
        if (value >= 2n ** 64n) return;
        expect(column(parse(`a\n${value}\n`, { types: { a: 'uint64' } }))).toEqual([value]);
        if (value < 2n ** 63n)
          expect(column(parse(`a\n-${value + 1n}\n`, { types: { a: 'int64' } }))).toEqual([-value - 1n]);
      }),
    );
  });

  test('float64, the nearest to its decimal text', () => {
    const doubles = fc.double({ noNaN: true });
    const short = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })).map(([m, e]) => Number(`${m}e-${e}`));
    always(
      fc.property(nullable(fc.oneof(doubles, short)), values => {
        const text = values.map(value => (value === null ? '' : Object.is(value, -0) ? '-0' : String(value)));
        const table = parse(`a,b\n${text.map(cell => `${cell},0`).join('\n')}\n`, { types: { a: 'float64' } });
        expect(column(table)).toEqual(values);
      }),
    );
  });

  test('text with anything in it', () => {
    const cells = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'µ', ' ', '😀') });
    always(
      fc.property(nullable(cells), values => {
        const text = values.map(value => (value === null ? '' : `"${value.replaceAll('"', '""')}"`));
        const table = parse(`a,b\n${text.map(cell => `${cell},0`).join('\n')}\n`, { types: { a: 'text' } });
        expect(column(table)).toEqual(values);
      }),
    );
  });

  test('whatever the rows of a batch are', () => {
    always(
      fc.property(
        nullable(fc.integer({ min: -9, max: 2 ** 31 - 1 })),
        fc.integer({ min: 1, max: 20 }),
        (values, batchRows) => {
          const table = parse(`a,b\n${values.map(value => `${value ?? ''},x${value}`).join('\n')}\n`, {
            batchRows,
            types: { a: 'int32' },
          });
          expect([column(table, 'a'), column(table, 'b')]).toEqual([values, values.map(value => `x${value}`)]);
        },
      ),
    );
  });
});

describe('hostile bytes end in a FormatError or a table with as many cells as rows', () => {
  const check = (table: Table): void => {
    for (const [i, field] of table.schema.fields.entries()) {
      const values = Array.from(table.getChildAt(i) ?? []);
      if (values.length !== table.numRows) throw new Error(`${values.length} cells in ${field.name}`);
    }
  };

  test('with a header row', async () => {
    const outcomes = await survivesHostileBytes<Table>({
      format: 'csv',
      valid: [
        utf8('id,type,"x, um"\n864691135571546917,BC,1.5\n,"a ""b""\n",\n-5,µ,1e3\n'),
        utf8('a\r\ntrue\r\nFalse\r\n'),
      ],
      parse: bytes => parseCsv(bytes),
      check,
      wholeAt: () => true, // a CSV file cannot tell where it ends
    });
    expect(outcomes.truncated.refused).toBeGreaterThan(20);
    expect(outcomes.flipped.refused).toBeGreaterThan(50);
    expect(outcomes['hostile count'].refused).toBeGreaterThan(50);
    expect(outcomes.random.refused).toBeGreaterThan(3_000);
    expect(outcomes.random.accepted).toBeGreaterThan(20);
  });

  test('of an export', async () => {
    const columns = parseExportHeader(bytesOf('synapses_merged_header.csv'));
    const rows = Buffer.from(bytesOf('synapses_merged.csv')).toString().split('\n');
    const valid = utf8(`${rows.slice(0, 3).join('\n')}\n`);
    const outcomes = await survivesHostileBytes<Table>({
      format: 'csv',
      valid: [valid],
      parse: bytes => parseCsv(bytes, { columns }),
      check,
      wholeAt: (bytes, length) => length === 0 || bytes[length - 1] === 10,
    });
    expect(outcomes.truncated.accepted).toBe(3); // nothing, and behind a row
    expect(outcomes.flipped.refused).toBeGreaterThan(400);
    expect(outcomes.random.accepted).toBeLessThan(500);
  });
});

test('ids are not read as another type of this library’s errors', () => {
  expect(() => parseExportCsv(utf8('1\n'), { header: 'a,money\n' })).toThrow(UnsupportedError);
});

/** A column in the words of expected.json. */
function storedValues(table: Table, name: string): unknown[] {
  const values = table.getChild(name);
  if (!values) throw new Error(`no column ${name}`);
  const stored: ArrayLike<unknown> =
    DataType.isTimestamp(values.type) || DataType.isDate(values.type) ? values.data[0].values : [...values];
  return Array.from({ length: values.length }, (_, row) => {
    const value = values.isValid(row) ? stored[row] : null;
    if (typeof value === 'bigint') return String(value);
    return value === Infinity ? 'Infinity' : Object.is(value, -0) ? '-0' : value;
  });
}

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
