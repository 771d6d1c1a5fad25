import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnsupportedError } from '../../../kernel-helpers/errors.js';
import type { CsvColumn } from '../../../kernel-helpers/io/table/csv-column.js';
import { parseExportHeader } from '../../../kernel-helpers/io/table/export-header.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('names and types, quoted or not, with what is in parentheses left out', () => {
  const header =
    '\ufeffid,bigint\r\n"pt, position",USER-DEFINED\nname,"character varying(40)"\nat,timestamp (6) without time zone\n';
  expect(parseExportHeader(utf8(header))).toEqual([
    { name: 'id', type: 'int64', sqlType: 'bigint' },
    { name: 'pt, position', type: 'point', sqlType: 'USER-DEFINED' },
    { name: 'name', type: 'text', sqlType: 'character varying(40)' },
    { name: 'at', type: 'timestamp', sqlType: 'timestamp (6) without time zone' },
  ]);
});

test.each([
  ['bigint', 'int64'],
  ['integer', 'int32'],
  ['smallint', 'int16'],
  ['double precision', 'float64'],
  ['numeric', 'float64'],
  ['real', 'float32'],
  ['boolean', 'bool'],
  ['timestamp without time zone', 'timestamp'],
  ['timestamp with time zone', 'timestamp-utc'],
  ['date', 'date'],
  ['text', 'text'],
  ['geometry(PointZ)', 'point'],
])('%s is %s', (sqlType, type) => expect(parseExportHeader(`a,${sqlType}`)[0].type).toBe(type));

describe('refused is', () => {
  test.each([
    ['', 'export header x names no column: received nothing, expected column,sqltype'],
    ['id\n', 'is not a column: received "id", expected column,sqltype'],
    ['id,bigint,1\n', 'is not a column: received "id,bigint,1", expected column,sqltype'],
    ['id,bigint\n\nb,text\n', 'export header x line 2 is not a column: received "", expected column,sqltype'],
    ['id,bigint\nid,text\n', 'export header x line 2 repeats a column: received "id" again, expected another name'],
  ])('%j', (text, message) => {
    expect(() => parseExportHeader(text, { file: 'x' })).toThrow(message.replace(' x names', ' x line 1 names'));
  });

  test('a type this library does not read, among them the names of every object', () => {
    expect(() => parseExportHeader('a,money')).toThrow(UnsupportedError);
    expect(() => parseExportHeader('a,constructor')).toThrow(
      'export header line 1 column a has an SQL type this library does not read: received "constructor", expected one of bigint,',
    );
  });

  test('bytes that are not UTF-8', () => {
    expect(() => parseExportHeader(Uint8Array.of(97, 0xff, 44))).toThrow(
      'export header is not text: received bytes that',
    );
  });
});

test('what is written is read again', () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1, unit: fc.constantFrom('a', 'b', '_', ',', '"', 'µ') }), {
    minLength: 1,
  });
  always(
    fc.property(names, list => {
      const text = list.map(name => `"${name.replaceAll('"', '""')}",bigint\n`).join('');
      expect(parseExportHeader(text).map(column => column.name)).toEqual(list);
    }),
  );
});

test('hostile bytes end in an error or in columns with different names', async () => {
  const outcomes = await survivesHostileBytes<CsvColumn[]>({
    format: 'export header',
    valid: [utf8('id,bigint\nvalid,boolean\npt_position,USER-DEFINED\n')],
    parse: bytes => parseExportHeader(bytes),
    check: columns => {
      if (new Set(columns.map(column => column.name)).size !== columns.length) throw new Error('a name comes twice');
    },
    wholeAt: bytes => bytes.length > 0, // a header cannot tell where it ends
  });
  expect(outcomes.truncated.refused).toBeGreaterThan(20);
  expect(outcomes.flipped.refused).toBeGreaterThan(30);
  expect(outcomes.random.refused).toBeGreaterThan(8_000);
});

test('a line of a million brackets is refused at once', () => {
  const start = performance.now();
  expect(() => parseExportHeader(`a,${'('.repeat(1_000_000)}\n`)).toThrow(UnsupportedError);
  expect(performance.now() - start).toBeLessThan(1000);
});
