import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataType, type Table, tableFromArrays } from 'apache-arrow';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { FormatError, NotFoundError, SourceError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { open } from '../../../kernel-helpers/io/datasets.js';
import { setSignalProvider } from '../../../kernel-helpers/io/source/cancellation.js';
import { parquetBatches, parseParquet, readParquet, writeParquet } from '../../../kernel-helpers/io/sql/parquet.js';
import { sql } from '../../../kernel-helpers/io/sql/sql.js';

const folder = fileURLToPath(new URL('../../fixtures/parquet/', import.meta.url));
const expected: Record<string, unknown[]> = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'));
const temporary = mkdtempSync(join(tmpdir(), 'parquet-test-'));
afterAll(() => rmSync(temporary, { recursive: true }));
afterEach(() => setSignalProvider());

const errorOf = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

/** A value as generate.py writes it: integers and decimals as strings, bytes and lists as arrays. */
function asJson(value: unknown, type: DataType): unknown {
  if (value === null) return null;
  if (DataType.isInt(type)) return String(value);
  if (value instanceof Uint8Array) return [...value];
  if (DataType.isDecimal(type)) {
    const digits = [...(value as Uint32Array)].reduce((sum, word, i) => sum + (BigInt(word) << BigInt(32 * i)), 0n);
    return `${digits / 1000n}.${String(digits % 1000n).padStart(3, '0')}`;
  }
  if (DataType.isList(type)) return [...(value as Iterable<unknown>)].map(item => asJson(item, type.valueType));
  if (DataType.isStruct(type)) {
    const row = value as Record<string, unknown>;
    return Object.fromEntries(type.children.map(field => [field.name, asJson(row[field.name], field.type)]));
  }
  return value;
}

describe('readParquet reads what pyarrow wrote', () => {
  const full = readdirSync(folder).filter(name => /^(snappy|zstd|gzip|plain).*\.parquet$/.test(name));
  test('four fixtures are found', () => expect(full).toHaveLength(4));

  test.each(full)('%s: every value of every column, 64-bit integers exact, nulls as null', async name => {
    const table = await readParquet(folder + name);
    expect(table.numRows).toBe(240);
    expect(table.schema.fields.map(field => field.name)).toEqual(Object.keys(expected));
    for (const { name: column, type } of table.schema.fields) {
      const read = Array.from(table.getChild(column) ?? [], value => asJson(value, type));
      const values = column === 'price' ? expected[column].map(v => (v === null ? null : Number(v))) : expected[column];
      expect(read, column).toEqual(values);
    }
  });

  test('with their exact types', async () => {
    const table = await readParquet(`${folder}snappy.parquet`);
    expect(Object.fromEntries(table.schema.fields.map(field => [field.name, String(field.type)]))).toEqual({
      root_id: 'Int64',
      segment_id: 'Uint64',
      pre_id: 'Int64',
      tiny: 'Int8',
      small: 'Uint16',
      int: 'Int32',
      cell_type: 'Utf8',
      label: 'Utf8',
      blob: 'Binary',
      size: 'Float64',
      depth_um: 'Float32',
      proofread: 'Bool',
      day: 'Date32<DAY>',
      time_us: 'Timestamp<MICROSECOND>',
      time_ms_utc: 'Timestamp<MICROSECOND, UTC>',
      price: 'Float64',
      wide: 'Decimal[24e+3]',
      partners: 'List<Int64>',
      point: 'Struct<{x:Int32, y:Float64}>',
    });
    expect(table.getChild('segment_id')?.toArray()).toBeInstanceOf(BigUint64Array);
  });

  test('without rows, with their columns', async () => {
    const table = await readParquet(`${folder}no-rows.parquet`);
    expect(table.numRows).toBe(0);
    expect(table.schema.fields.map(field => field.name)).toEqual(Object.keys(expected));
  });

  test('the columns that are asked for, in their order', async () => {
    const table = await readParquet(`${folder}snappy.parquet`, { columns: ['label', 'root_id'] });
    expect(String(table.schema)).toBe('Schema<{ 0: label: Utf8, 1: root_id: Int64 }>');
    expect(table.getChild('root_id')?.get(239)).toBe(864691135396580129n + 239n * 7n);
  });

  test('from bytes, wherever they begin in their buffer', async () => {
    const bytes = readFileSync(`${folder}gzip.parquet`);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    const table = await parseParquet(larger.subarray(3));
    expect(table.getChild('root_id')?.get(1)).toBe(864691135396580136n);
  });

  test('in batches', async () => {
    const sizes: number[] = [];
    for await (const batch of parquetBatches(`${folder}snappy.parquet`)) sizes.push(batch.numRows);
    expect(sizes).toEqual([240]);
  });

  test('under a name with letters that are patterns to DuckDB', async () => {
    const path = join(temporary, "it's [a] *name?.parquet");
    writeFileSync(path, readFileSync(`${folder}tiny.parquet`));
    writeFileSync(join(temporary, "it's a xname1.parquet"), 'another file');
    expect((await readParquet(path)).numRows).toBe(3);
  });
});

describe('readParquet refuses', () => {
  const tiny = new Uint8Array(readFileSync(`${folder}tiny.parquet`));
  const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);

  test.each([
    ['nothing', new Uint8Array(0), 'parquet x is truncated: received 0 bytes, expected at least 13', 'byte 0'],
    [
      'a text',
      text('no table at all'),
      'parquet x is not Parquet: received first bytes 6e 6f 20 74, expected "PAR1"',
      'byte 0',
    ],
    [
      'a file cut off',
      tiny.slice(0, 300),
      'parquet x is truncated or damaged at its end (byte 300): received ',
      'byte 296',
    ],
    [
      'a footer longer than the file',
      Uint8Array.of(...text('PAR1 and so on'), 0xff, 0xff, 0xff, 0xff, ...text('PAR1')),
      'parquet x has a wrong footer length at byte 14: received 4,294,967,295, expected 1 to 10',
      'byte 14',
    ],
    [
      'a footer of zeros',
      Uint8Array.of(...text('PAR1'), ...new Uint8Array(20), 20, 0, 0, 0, ...text('PAR1')),
      'parquet x is damaged (footer or first rows): received ',
      'footer or first rows',
    ],
  ])('%s', async (_, bytes, message, at) => {
    const error = await errorOf(parseParquet(bytes, { file: 'x' }));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message.startsWith(message), error.message).toBe(true);
    expect(error).toMatchObject({ format: 'parquet', file: 'x', at });
    expect(error.message).not.toContain(tmpdir());
  });

  test('a decimal of more digits than DuckDB has, which it would read as another number', async () => {
    const error = await errorOf(readParquet(`${folder}wide-decimal.parquet`));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error.message).toBe(
      `parquet ${folder}wide-decimal.parquet column sum is a decimal of too many digits: received 40, expected at most ` +
        '38; write it with fewer, or as text',
    );
  });

  test('an encrypted file', async () => {
    const error = await errorOf(parseParquet(Uint8Array.of(...text('PARE'), ...new Uint8Array(20), ...text('PARE'))));
    expect(error).toBeInstanceOf(UnsupportedError);
  });

  test('a file that is not there, and a column that is not in it', async () => {
    const missing = await errorOf(readParquet(join(temporary, 'none.parquet')));
    expect(missing).toBeInstanceOf(SourceError);
    expect(missing.message).toMatch(/^parquet .*none\.parquet cannot be opened: there is no such file$/);
    expect(await errorOf(readParquet(folder))).toBeInstanceOf(SourceError);
    const error = await errorOf(readParquet(`${folder}tiny.parquet`, { columns: ['id', 'kind'] }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toBe(`parquet ${folder}tiny.parquet has no column kind: expected some of id, type`);
    expect(error).toMatchObject({ known: ['id', 'type'] });
  });

  test('nothing of it is left behind', async () => {
    const left = (): string[] =>
      readdirSync(tmpdir()).filter(name => name.startsWith(`connectome-sql-${process.pid}-`));
    await parseParquet(tiny);
    await errorOf(parseParquet(tiny.slice(0, 300)));
    const files = left().flatMap(name => {
      try {
        return readdirSync(join(tmpdir(), name)).filter(file => file.endsWith('.parquet'));
      } catch {
        return []; // the folder of another process, which ended meanwhile
      }
    });
    expect(files).toEqual([]);
  });
});

describe('writeParquet', () => {
  test('gives the same values again', async () => {
    const { synapses, cells } = await open('synthetic-column');
    for (const table of [synapses, cells] as Table[]) {
      const path = join(temporary, 'again.parquet');
      await writeParquet(table, path);
      const back = await readParquet(path);
      expect(back.schema.fields.map(field => field.name)).toEqual(table.schema.fields.map(field => field.name));
      for (const { name } of table.schema.fields) {
        const [written, read] = [table, back].map(each => [...(each.getChild(name) ?? [])]);
        expect(read.length).toBe(table.numRows);
        expect(
          read.findIndex((value, i) => value !== written[i] && !(value === null && Number.isNaN(written[i]))),
        ).toBe(-1);
      }
    }
  });

  test('of any ids and texts', async () => {
    const row = fc.record({
      id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      text: fc.string({ unit: 'grapheme', maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async rows => {
        const path = join(temporary, 'any.parquet');
        await writeParquet(
          tableFromArrays({ id: BigUint64Array.from(rows, r => r.id), text: rows.map(r => r.text) }),
          path,
        );
        const back = await parseParquet(new Uint8Array(readFileSync(path)));
        expect([...(back.getChild('id') ?? [])]).toEqual(rows.map(r => r.id));
        expect([...(back.getChild('text') ?? [])]).toEqual(rows.map(r => r.text));
      }),
      { seed: 20250409, numRuns: 25 },
    );
  });

  test('leaves nothing where it cannot write, and says why', async () => {
    const error = await errorOf(writeParquet(tableFromArrays({ a: [1] }), join(temporary, 'no folder', 'a.parquet')));
    expect(error).toBeInstanceOf(SourceError);
    expect(error.message).toMatch(/^parquet .*a\.parquet cannot be written: IO Error: /);
    expect(readdirSync(temporary).filter(name => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a Parquet file', () => {
  test('is a table in SQL', async () => {
    const table = await sql`select count(*) as n, max(root_id) as id from ${sql.file(`${folder}snappy.parquet`)}`;
    expect(table.get(0)?.toJSON()).toEqual({ n: 240n, id: 864691135396580129n + 239n * 7n });
  });

  test('whose reading is interrupted ends with an AbortError', async () => {
    const cell = new AbortController();
    setSignalProvider(() => cell.signal);
    const reading = readParquet(`${folder}snappy.parquet`);
    cell.abort();
    expect(await errorOf(reading)).toMatchObject({ name: 'AbortError' });
    setSignalProvider();
    expect((await readParquet(`${folder}snappy.parquet`)).numRows).toBe(240);
  });

  test('that ends the database of files leaves the tables of sql alone', async () => {
    await sql`create or replace table mine as select 1 as a`;
    await errorOf(
      parseParquet(
        Uint8Array.of(...new TextEncoder().encode('PAR1'), ...new Uint8Array(20), 20, 0, 0, 0, 80, 65, 82, 49),
      ),
    );
    expect((await sql`from mine`).numRows).toBe(1);
    await sql`drop table mine`;
  });
});
