import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  LargeList,
  List,
  makeData,
  makeVector,
  Struct,
  Table,
  TimeMillisecond,
  TimeNanosecond,
  TimeSecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  Utf8View,
  vectorFromArray,
} from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnsupportedError } from '../../../kernel-helpers/errors.js';
import { database } from '../../../kernel-helpers/io/sql/database.js';
import { sql } from '../../../kernel-helpers/io/sql/sql.js';

/** Values as plain JavaScript has them: lists as arrays, structs as objects. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  const toJson = (value as { toJSON?: () => unknown } | null)?.toJSON; // a row tells `in` only its columns
  if (typeof value === 'object' && typeof toJson === 'function') {
    const json = toJson.call(value);
    if (Array.isArray(json)) return json.map(plain);
    return json && typeof json === 'object'
      ? Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, plain(inner)]))
      : json;
  }
  return value;
}
/** 128-bit integers as Arrow keeps decimals. */
const decimals = (...values: readonly bigint[]): Uint32Array =>
  new Uint32Array(BigInt64Array.from(values.flatMap(v => [BigInt.asIntN(64, v), v >> 64n])).buffer);
const column = (table: Table, name: string): unknown[] => [...(table.getChild(name) ?? [])].map(plain);

describe('a column of DuckDB as an Arrow one', () => {
  test.each<[string, string, string, unknown[]]>([
    ['TINYINT', 'values (-128), (null), (127)', 'Int8', [-128, null, 127]],
    ['SMALLINT', 'values (-32768), (null), (32767)', 'Int16', [-32768, null, 32767]],
    ['INTEGER', 'values (-2147483648), (null)', 'Int32', [-2147483648, null]],
    [
      'BIGINT',
      'values (864691135571546917), (null), (-9223372036854775808)',
      'Int64',
      [864691135571546917n, null, -(2n ** 63n)],
    ],
    ['UTINYINT', 'values (255), (null)', 'Uint8', [255, null]],
    ['USMALLINT', 'values (65535), (null)', 'Uint16', [65535, null]],
    ['UINTEGER', 'values (4294967295), (null)', 'Uint32', [4294967295, null]],
    ['UBIGINT', 'values (18446744073709551615), (null)', 'Uint64', [2n ** 64n - 1n, null]],
    [
      'HUGEINT',
      'values (9223372036854775807), (null), (-9223372036854775808)',
      'Int64',
      [2n ** 63n - 1n, null, -(2n ** 63n)],
    ],
    ['UHUGEINT', 'values (18446744073709551615), (null)', 'Uint64', [2n ** 64n - 1n, null]],
    ['FLOAT', "values ('0.5'), ('nan'), (null)", 'Float32', [0.5, Number.NaN, null]],
    ['DOUBLE', "values ('1e300'), ('-inf'), (null)", 'Float64', [1e300, Number.NEGATIVE_INFINITY, null]],
    ['BOOLEAN', 'values (true), (null), (false)', 'Bool', [true, null, false]],
    ['DECIMAL(4,2)', 'values (-12.34), (null)', 'Float64', [-12.34, null]],
    ['DECIMAL(9,3)', 'values (123456.789)', 'Float64', [123456.789]],
    ['DECIMAL(15,6)', 'values (123456789.123457)', 'Float64', [123456789.123457]],
    [
      'VARCHAR',
      "values (''), (null), ('µm'), ('exactly12byt'), ('more than twelve bytes')",
      'Utf8',
      ['', null, 'µm', 'exactly12byt', 'more than twelve bytes'],
    ],
    [
      'BLOB',
      "values ('\\x00\\xFF'::blob), (null), ('longer than twelve bytes'::blob)",
      'Binary',
      [[0, 255], null, [...new TextEncoder().encode('longer than twelve bytes')]],
    ],
    [
      'DATE',
      "values ('2021-07-29'), (null), ('1969-12-31')",
      'Date32<DAY>',
      [Date.UTC(2021, 6, 29), null, -86_400_000],
    ],
    [
      'TIMESTAMP',
      "values ('2021-07-29 12:00:00.5'), (null)",
      'Timestamp<MICROSECOND>',
      [Date.UTC(2021, 6, 29, 12, 0, 0, 500), null],
    ],
    ['TIMESTAMP_S', "values ('2021-07-29 12:00:00')", 'Timestamp<SECOND>', [Date.UTC(2021, 6, 29, 12)]],
    [
      'TIMESTAMP_MS',
      "values ('2021-07-29 12:00:00.25')",
      'Timestamp<MILLISECOND>',
      [Date.UTC(2021, 6, 29, 12, 0, 0, 250)],
    ],
    [
      'TIMESTAMP_NS',
      "values ('2021-07-29 12:00:00.25')",
      'Timestamp<NANOSECOND>',
      [Date.UTC(2021, 6, 29, 12, 0, 0, 250)],
    ],
    ['TIMESTAMPTZ', "values ('2021-07-29 12:00:00+02')", 'Timestamp<MICROSECOND, UTC>', [Date.UTC(2021, 6, 29, 10)]],
    ['INTEGER[]', 'values ([1, null]), (null), ([]), ([2, 3, 4])', 'List<Int32>', [[1, null], null, [], [2, 3, 4]]],
    [
      'DOUBLE[3]',
      'values ([1, 2, 3]), (null), ([4, 5, null])',
      'FixedSizeList[3]<Float64>',
      [[1, 2, 3], null, [4, 5, null]],
    ],
    ['VARCHAR[][]', "values ([['a'], null, []]), (null)", 'List<List<Utf8>>', [[['a'], null, []], null]],
    [
      'STRUCT(id UBIGINT, um DOUBLE[])',
      "values ({'id': 1, 'um': [0.5]}), (null), ({'id': null, 'um': null})",
      'Struct<{id:Uint64, um:List<Float64>}>',
      [{ id: 1n, um: [0.5] }, null, { id: null, um: null }],
    ],
    [
      'MAP(VARCHAR, INTEGER)',
      "values (map {'a': 1, 'b': null}), (null)",
      'Map<{key:Utf8, value:Int32}>',
      [{ a: 1, b: null }, null],
    ],
    ["ENUM('BC', 'MC')", "values ('MC'), (null), ('BC')", 'Dictionary<Uint8, Utf8>', ['MC', null, 'BC']],
  ])('%s', async (type, values, arrow, expected) => {
    const connection = await database();
    await connection.run(`create or replace temp view typed as select c::${type} as c from (${values}) t(c)`);
    const table = await sql`from typed`;
    expect(String(table.schema.fields[0].type)).toBe(arrow);
    expect(column(table, 'c')).toEqual(expected);
    expect(table.getChild('c')?.nullCount).toBe(expected.filter(value => value === null).length);
  });

  test('decimals of more than 15 digits as decimal128, exactly', async () => {
    const table = await sql`select 123456789012345678.901::decimal(21, 3) as wide, -1.5::decimal(18, 1) as narrow`;
    expect(String(table.schema.fields[0].type)).toBe('Decimal[21e+3]');
    const words = (name: string): number[] => [...(table.getChild(name)?.get(0) ?? [])];
    const value = (name: string): bigint =>
      BigInt.asIntN(
        128,
        words(name).reduce((sum, word, i) => sum + (BigInt(word) << BigInt(32 * i)), 0n),
      );
    expect(value('wide')).toBe(123456789012345678901n);
    expect(value('narrow')).toBe(-15n);
  });

  test('sums and counts as int64', async () => {
    const table = await sql`select sum(range) as s, count(*) as n from range(1000)`;
    expect(String(table.schema)).toBe('Schema<{ 0: s: Int64, 1: n: Int64 }>');
    expect([table.getChild('s')?.get(0), table.getChild('n')?.get(0)]).toEqual([499500n, 1000n]);
  });

  test('an integer of more than 64 bits is an error that names the column, not another number', async () => {
    const error = sql`select 9223372036854775808::hugeint as total`;
    await expect(error).rejects.toThrow(UnsupportedError);
    await expect(error).rejects.toThrow(
      'sql column total has an integer of more than 64 bits: received 9223372036854775808, expected -2^63 to 2^63 - 1; select total::varchar',
    );
    for (const wide of ['79228162514264337593543950336', '-9223372036854775809', '-79228162514264337593543950336']) {
      await expect(sql`select ${wide}::hugeint as total`).rejects.toThrow(`received ${wide}, expected -2^63`);
    }
    await expect(sql`select -1 as a, 18446744073709551616::uhugeint as u`).rejects.toThrow(
      'sql column u has an integer',
    );
  });

  test.each(["interval '1 day'", "'101'::bit", 'uuid()', 'union_value(num := 2)', "'12:00:00+01'::timetz"])(
    '%s is an error that names the column and the way out',
    async expression => {
      const connection = await database();
      await connection.run(`create or replace temp view odd as select ${expression} as odd_one`);
      await expect(sql`from odd`).rejects.toThrow(
        /^sql column odd_one has a type that this library does not read: .*odd_one::varchar$/,
      );
      expect((await sql`select odd_one::varchar as t from odd`).numRows).toBe(1);
    },
  );

  test('nulls and texts over many chunks and batches stay in their rows', async () => {
    const rows = 100_000;
    const table = await sql`
      select range as n, if(hash(range) % 3 = 0, null, range) as maybe,
        case when range % 5 = 0 then null when range % 2 = 0 then 's' || range else 'a text of more than twelve bytes ' || range end as t,
        if(range % 7 = 0, null, [range, range + 1][: (range % 3)]) as l
      from range(${rows})`;
    const expected = await sql`select count(maybe) as m, count(t) as t, count(l) as l from (
      select if(hash(range) % 3 = 0, null, range) as maybe, if(range % 5 = 0, null, 1) as t, if(range % 7 = 0, null, 1) as l
      from range(${rows}))`;
    const counted = expected.get(0)?.toJSON() as Record<string, bigint>;
    const of = (name: string): (bigint | string | null)[] => [...(table.getChild(name) ?? [])];
    const [n, maybe, t] = [of('n'), of('maybe'), of('t')];
    const l = table.getChild('l');
    let wrong = 0;
    for (let i = 0; i < rows; i++) {
      const id = BigInt(i);
      if (n[i] !== id) wrong++;
      if (maybe[i] !== null && maybe[i] !== id) wrong++;
      const text = i % 5 === 0 ? null : i % 2 === 0 ? `s${i}` : `a text of more than twelve bytes ${i}`;
      if (t[i] !== text) wrong++;
      const list = i % 7 === 0 ? null : [id, id + 1n].slice(0, i % 3);
      if (JSON.stringify(plain(l?.get(i)) ?? null, bigints) !== JSON.stringify(list, bigints)) wrong++;
    }
    expect(wrong).toBe(0);
    expect(rows - (table.getChild('maybe')?.nullCount ?? 0)).toBe(Number(counted.m));
    expect(table.getChild('t')?.nullCount).toBe(rows / 5);
  });

  test('lists of rows that a filter left over, between which others lie', async () => {
    await sql`create or replace temp table listed as select range as r, [range, range + 1] as l from range(6000)`;
    const table = await sql`select l from listed where r % 3 = 1`;
    expect(column(table, 'l')).toEqual(Array.from({ length: 2000 }, (_, i) => [BigInt(3 * i + 1), BigInt(3 * i + 2)]));
    const first = await sql`select l[2:2] as second, if(r % 2 = 0, l, null) as even from listed`;
    expect(column(first, 'second').slice(0, 3)).toEqual([[1n], [2n], [3n]]);
    expect(column(first, 'even').slice(0, 3)).toEqual([[0n, 1n], null, [2n, 3n]]);
  });

  test('the same list and text in many rows, which DuckDB keeps once', async () => {
    const table = await sql`
      select 'one text for all of the rows' as t, [range, 7] as own, x.l as shared
      from range(5000), (select [1, 2, 3] as l) x`;
    expect(new Set(column(table, 't'))).toEqual(new Set(['one text for all of the rows']));
    expect(new Set(column(table, 'shared').map(String))).toEqual(new Set(['1,2,3']));
    expect(column(table, 'own')[4999]).toEqual([4999n, 7n]);
  });
});

const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

describe('an Arrow column in DuckDB', () => {
  const types: [DataType, unknown[], string][] = [
    [new Int8(), [-128, null, 127], 'TINYINT'],
    [new Int16(), [-5, null], 'SMALLINT'],
    [new Int32(), [-5, null], 'INTEGER'],
    [new Int64(), [864691135571546917n, null], 'BIGINT'],
    [new Uint8(), [255, null], 'UTINYINT'],
    [new Uint16(), [65535, null], 'USMALLINT'],
    [new Uint32(), [4294967295, null], 'UINTEGER'],
    [new Uint64(), [2n ** 64n - 1n, null], 'UBIGINT'],
    [new Float32(), [0.5, null], 'FLOAT'],
    [new Float64(), [1e300, null], 'DOUBLE'],
    [new Bool(), [true, null, false], 'BOOLEAN'],
    [new Utf8(), ['', 'naïve', null, 'a text of more than twelve bytes'], 'VARCHAR'],
    [new Dictionary(new Utf8(), new Int32()), ['BC', null, 'a text of more than twelve bytes', 'BC'], 'VARCHAR'],
    [new Binary(), [Uint8Array.of(0, 255), null, new Uint8Array(20).fill(200)], 'BLOB'],
    [new DateDay(), [Date.UTC(2021, 6, 29), null], 'DATE'],
    [new DateMillisecond(), [Date.UTC(2021, 6, 29, 1), null], 'TIMESTAMP_MS'],
    [new TimestampMicrosecond(), [Date.UTC(2021, 6, 29, 1), null], 'TIMESTAMP'],
    [new TimestampNanosecond(), [Date.UTC(2021, 6, 29, 1), null], 'TIMESTAMP_NS'],
    [new TimestampNanosecond('UTC'), [Date.UTC(2021, 6, 29, 1), null, -1000], 'TIMESTAMP WITH TIME ZONE'],
    [new TimestampMillisecond('UTC'), [Date.UTC(2021, 6, 29, 1), null, -1], 'TIMESTAMP WITH TIME ZONE'],
    [new TimestampSecond('UTC'), [Date.UTC(2021, 6, 29, 1), null, -1000], 'TIMESTAMP WITH TIME ZONE'],
    [new Float16(), [0.5, null, -2], 'FLOAT'],
    [new List(new Field('item', new Int64(), true)), [[1n, null], null, [], [3n]], 'BIGINT[]'],
    [new FixedSizeList(2, new Field('item', new Float32(), true)), [[1, 2], null, [3, 4]], 'FLOAT[2]'],
    [
      new Struct([new Field('x', new Int32(), true), new Field('t', new Utf8(), true)]),
      [{ x: 1, t: 'a' }, null, { x: null, t: null }],
      'STRUCT(x INTEGER, t VARCHAR)',
    ],
  ];

  test.each(types)('%s has the same values there and back', async (type, values, there) => {
    const table = new Table({ c: vectorFromArray(values as never[], type) });
    const back = await sql`select c, typeof(c) as type from ${table}`;
    expect(column(back, 'c')).toEqual(values.map(plain));
    expect(new Set(column(back, 'type'))).toEqual(new Set([there]));
  });

  test.each<[DataType, ArrayLike<number> | ArrayLike<bigint>, string, unknown[]]>([
    [new TimeSecond(), Int32Array.of(86_399, 7, 1), 'TIME', ['23:59:59', null, '00:00:01']],
    [new TimeMillisecond(), Int32Array.of(86_399_001, 7, 1), 'TIME', ['23:59:59.001', null, '00:00:00.001']],
    [
      new TimeNanosecond(),
      BigInt64Array.of(1_002_000n, 7n, 1000n),
      'TIME',
      ['00:00:00.001002', null, '00:00:00.000001'],
    ],
    [new Decimal(2, 4), decimals(-999n, 2n ** 100n, 1n), 'DECIMAL(4,2)', ['-9.99', null, '0.01']],
    [new Decimal(0, 9), decimals(-999_999_999n, 0n, 7n), 'DECIMAL(9,0)', ['-999999999', null, '7']],
    [new Decimal(3, 18), decimals(10n ** 18n - 1n, 0n, -1n), 'DECIMAL(18,3)', ['999999999999999.999', null, '-0.001']],
  ])('%s is read exactly, whatever lies where it is null', async (type, data, there, expected) => {
    const nulls = { length: 3, nullCount: 1, nullBitmap: Uint8Array.of(0b101) };
    const whole = new Table({ c: makeVector(makeData({ type, data, ...nulls } as never)) });
    for (const [table, from] of [
      [whole, 0],
      [whole.slice(1), 1],
    ] as const) {
      const back = await sql`select c::varchar as c, typeof(c) as type from ${table}`;
      expect(column(back, 'c')).toEqual(expected.slice(from));
      expect(column(back, 'type')[0]).toBe(there);
    }
  });

  test('of numbers in a dictionary, one of them null, and of sliced rows, is read exactly', async () => {
    const ids = vectorFromArray([2n ** 63n + 5n, null, 7n], new Uint64());
    const type = new Dictionary(new Uint64(), new Int32());
    const nulls = { length: 5, nullCount: 1, nullBitmap: Uint8Array.of(0b10111) };
    const data = makeData({ type, dictionary: ids, data: Int32Array.of(2, 0, 1, 99, 0), ...nulls });
    const whole = new Table({ c: makeVector(data) });
    const expected = [7n, 2n ** 63n + 5n, null, null, 2n ** 63n + 5n];
    expect(column(await sql`from ${whole}`, 'c')).toEqual(expected);
    expect(column(await sql`from ${whole.slice(1)}`, 'c')).toEqual(expected.slice(1));
  });

  test('of views into several buffers, as polars writes text, is read; one that leads out of them is refused', async () => {
    const long = 'a text of more than twelve bytes, with a naïve letter';
    const text = new TextEncoder().encode(long);
    const cell = (length: number, ...rest: readonly number[]): number[] => [length, 0, 0, 0, ...rest];
    const at = (buffer: number, offset: number): number[] => [...text.slice(0, 4), buffer, 0, 0, 0, offset, 0, 0, 0];
    const short = [...new TextEncoder().encode('naïve'), 0, 0, 0, 0, 0, 0];
    const tableOf = (views: readonly number[]): Table => {
      const variadicBuffers = [new Uint8Array(3), Uint8Array.of(9, 9, ...text)];
      const nulls = { length: 4, nullCount: 1, nullBitmap: Uint8Array.of(0b1011) };
      const data = { type: new Utf8View(), views: Uint8Array.from(views), variadicBuffers, ...nulls };
      return new Table({ c: makeVector(makeData(data as never)) });
    };
    const empty = cell(0, ...new Array<number>(12).fill(0));
    const garbage = cell(255, ...new Array<number>(12).fill(255));
    const table = tableOf([...cell(6, ...short), ...cell(text.length, ...at(1, 2)), ...garbage, ...empty]);
    expect(column(await sql`from ${table}`, 'c')).toEqual(['naïve', long, null, '']);
    expect(column(await sql`from ${table.slice(1)}`, 'c')).toEqual([long, null, '']);
    for (const wrong of [at(1, 3), at(2, 0), at(0, 0)]) {
      const damaged = tableOf([...empty, ...cell(text.length, ...wrong), ...garbage, ...empty]);
      await expect(sql`from ${damaged}`).rejects.toThrow('arrow column c is damaged');
    }
  });

  test('of lists with 64-bit offsets, as polars writes them, is read', async () => {
    const child = makeData({ type: new Int64(), length: 3, data: BigInt64Array.of(1n, 2n, 864691135571546917n) });
    const type = new LargeList(new Field('item', new Int64(), true));
    const nulls = { length: 3, nullCount: 1, nullBitmap: Uint8Array.of(0b101) };
    const data = makeData({ type, valueOffsets: BigInt64Array.of(0n, 2n, 2n, 3n), child, ...nulls } as never);
    const table = new Table({ c: makeVector(data) as never });
    expect(column(await sql`from ${table}`, 'c')).toEqual([[1n, 2n], null, [864691135571546917n]]);
  });

  test('of times finer than a microsecond is refused, not rounded', async () => {
    const c = makeVector(makeData({ type: new TimestampNanosecond('UTC'), length: 1, data: BigInt64Array.of(1001n) }));
    await expect(sql`select max(c) from ${new Table({ c })}`).rejects.toThrow(
      'sql table column c has a time that SQL cannot hold: received 1001 in the unit of the column, expected whole',
    );
  });

  test('of a table of several batches, sliced, with its nulls in their rows', async () => {
    const values = Array.from({ length: 9001 }, (_, i) => (i % 5 === 0 ? null : BigInt(i)));
    const words = values.map(value =>
      value === null ? null : value % 2n === 0n ? `w${value}` : `a word of many letters ${value}`,
    );
    const flags = values.map(value => (value === null ? null : value % 3n === 0n));
    const whole = new Table({
      n: vectorFromArray(values, new Int64()),
      w: vectorFromArray(words, new Utf8()),
      d: vectorFromArray(words, new Dictionary(new Utf8(), new Int32())),
      b: vectorFromArray(flags, new Bool()),
    });
    const table = whole.slice(3, 4500).concat(whole.slice(4500, 9001));
    const back = await sql`from ${table}`;
    expect(column(back, 'n')).toEqual(values.slice(3));
    expect(column(back, 'w')).toEqual(words.slice(3));
    expect(column(back, 'd')).toEqual(words.slice(3));
    expect(column(back, 'b')).toEqual(flags.slice(3));
  });

  test('of any values is the same there and back', async () => {
    const row = fc.record({
      id: fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
      text: fc.option(fc.string({ unit: 'grapheme', maxLength: 30 })),
      list: fc.option(fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 4 })),
      flag: fc.option(fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async rows => {
        const table = new Table({
          id: vectorFromArray(
            rows.map(r => r.id),
            new Uint64(),
          ),
          text: vectorFromArray(
            rows.map(r => r.text),
            new Utf8(),
          ),
          list: vectorFromArray(rows.map(r => r.list) as never[], new List(new Field('item', new Float64(), true))),
          flag: vectorFromArray(
            rows.map(r => r.flag),
            new Bool(),
          ),
        });
        const back = await sql`from ${table}`;
        for (const name of ['id', 'text', 'list', 'flag'] as const) {
          expect(column(back, name)).toEqual(rows.map(r => r[name]));
        }
      }),
      { seed: 20250409, numRuns: 60 },
    );
  });

  test('whose buffers are too short, or whose text is not UTF-8, is refused', async () => {
    const short = makeVector(makeData({ type: new Int64(), length: 5000, data: new BigInt64Array(3000) }));
    await expect(sql`select sum(c) from ${new Table({ c: short })}`).rejects.toThrow('arrow column c is damaged');
    const text = makeVector(
      makeData({ type: new Utf8(), length: 1, valueOffsets: Int32Array.of(0, 2), data: Uint8Array.of(0xc3, 0x28) }),
    );
    await expect(sql`select upper(c) from ${new Table({ c: text })}`).rejects.toThrow('bytes that are not UTF-8');
    const offsets = makeVector(
      makeData({ type: new Utf8(), length: 2, valueOffsets: Int32Array.of(0, 90, 2), data: new Uint8Array(2) }),
    );
    await expect(sql`from ${new Table({ c: offsets })}`).rejects.toThrow('arrow column c is damaged');
  });

  test('of a type SQL has no counterpart of is an error that names it', async () => {
    const table = new Table({
      c: makeVector(makeData({ type: new Decimal(2, 50, 256), length: 1, data: new Uint32Array(8) })),
    });
    await expect(sql`from ${table}`).rejects.toThrow(
      /^sql table column c has a type that SQL cannot read: received Decimal/,
    );
  });
});
