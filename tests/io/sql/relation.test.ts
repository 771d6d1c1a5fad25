import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { type Table, tableFromArrays, tableToIPC } from 'apache-arrow';
import { afterAll, describe, expect, test } from 'vitest';
import { InvalidArgumentError, SourceError, SqlError } from '../../../kernel-helpers/errors.js';
import { exportCsvRelation, quoted, quotedName, toSql } from '../../../kernel-helpers/io/sql/relation.js';
import { sql } from '../../../kernel-helpers/io/sql/sql.js';
import { readCsv } from '../../../kernel-helpers/io/table/read-csv.js';

const folder = mkdtempSync(join(tmpdir(), 'relation-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const rowsOf = (table: Table): unknown[] => table.toArray().map(row => row.toJSON());

describe('sql.file', () => {
  test('a CSV file with a header, ids of up to 64 bits exact', async () => {
    const path = write('cells.csv', 'id,type,um\n18446744073709551615,BC,1.5\n864691135571546917,,2\n');
    const table = await sql`from ${sql.file(path)}`;
    expect(rowsOf(table)).toEqual([
      { id: 18446744073709551615n, type: 'BC', um: 1.5 },
      { id: 864691135571546917n, type: null, um: 2 },
    ]);
  });

  test.each([
    ['a,b\n1,2\n3\n4,5,6\n', 'ragged.csv'],
    [`a,b\n1,2\n${'3,4,5\n'.repeat(50)}`, 'ragged.csv'],
  ])('a CSV file whose lines are not of one width loses none in silence: %j', async content => {
    const path = write('ragged.csv', content);
    await expect(sql`from ${sql.file(path)}`).rejects.toThrow('ragged.csv');
  });

  test('a CSV file of one column with separators in its text keeps all of its rows', async () => {
    const path = write('notes.csv', 'note\n1\nx,y\n');
    expect(rowsOf(await sql`from ${sql.file(path)}`)).toEqual([{ note: '1' }, { note: 'x,y' }]);
  });

  test('a CSV column of ids beside fractions or signs is text, as readCsv has it: no digit is lost', async () => {
    const path = write('mixed.csv', 'id,um,u\n864691135571546917,1.5,18446744073709551615\n1.5,12345678,-1\n');
    const table = await sql`from ${sql.file(path)}`;
    expect(rowsOf(table)).toEqual([
      { id: '864691135571546917', um: 1.5, u: '18446744073709551615' },
      { id: '1.5', um: 12345678, u: '-1' },
    ]);
    expect(rowsOf(await readCsv(path))).toEqual(rowsOf(table));
  });

  test('a compressed one, many by a pattern, and a quote in the name', async () => {
    write('part-1.csv.gz', gzipSync('id\n1\n'));
    write('part-2.csv.gz', gzipSync('id\n2\n'));
    expect(rowsOf(await sql`select sum(id) as s from ${sql.file(join(folder, 'part-*.csv.gz'))}`)).toEqual([{ s: 3n }]);
    const path = write("o'brien.csv", 'a\n7\n');
    expect(rowsOf(await sql`from ${sql.file(path)}`)).toEqual([{ a: 7n }]);
  });

  test('an Arrow file stays in memory until its query has ended, though other files are read before it begins', async () => {
    const path = write('ids.feather', tableToIPC(tableFromArrays({ id: BigUint64Array.of(2n ** 63n) }), 'file'));
    // what else a query may stand on: it takes its time, and memory is cleared meanwhile
    const slow = {
      [toSql]: async () => {
        for (let i = 0; i < 3; i++) {
          await new Promise(resolve => setTimeout(resolve, 1));
          collectGarbage();
        }
        return 'range(2)';
      },
    };
    expect(rowsOf(await sql`select id from ${sql.file(path)}, ${slow}`)).toEqual([
      { id: 2n ** 63n },
      { id: 2n ** 63n },
    ]);
  });

  test('an Arrow file, a JSON file', async () => {
    const path = write('cells.feather', tableToIPC(tableFromArrays({ id: BigUint64Array.of(2n ** 63n) }), 'file'));
    expect(rowsOf(await sql`from ${sql.file(path)}`)).toEqual([{ id: 2n ** 63n }]);
    expect(rowsOf(await sql`from ${sql.file(write('a.jsonl', '{"a":1}\n{"a":2}\n'))}`)).toEqual([{ a: 1n }, { a: 2n }]);
  });

  test('of another ending is refused; one that is not there fails as the query runs', async () => {
    expect(() => sql.file('picture.png')).toThrow(InvalidArgumentError);
    expect(() => sql.file('a\0.csv')).toThrow(InvalidArgumentError);
    await expect(sql`from ${sql.file(join(folder, 'none.parquet'))}`).rejects.toThrow(SqlError);
    await expect(sql`from ${sql.file(join(folder, 'none.feather'))}`).rejects.toThrow(SourceError);
  });
});

describe('exportCsvRelation', () => {
  const columns = [
    { name: 'id', type: 'id' },
    { name: 'valid', type: 'boolean' },
    { name: 'pt_position_x', type: 'integer' },
    { name: 'volume', type: 'float' },
    { name: 'tag', type: 'text' },
    { name: 'created', type: 'time' },
  ] as const;

  test('reads t and f, ids exact, nothing as null, text in quotes', async () => {
    const path = write(
      'nuclei.csv.gz',
      gzipSync(
        '18446744073709551615,t,376048,1.5,"a, ""b""",2020-09-28 22:40:42.632533\n' + '864691135571546917,f,,,,\n',
      ),
    );
    const table = await sql`from ${exportCsvRelation(path, columns)}`;
    expect(String(table.schema)).toBe(
      'Schema<{ 0: id: Uint64, 1: valid: Bool, 2: pt_position_x: Int64, 3: volume: Float64, 4: tag: Utf8, 5: created: Timestamp<MICROSECOND> }>',
    );
    expect(rowsOf(table)).toEqual([
      {
        id: 18446744073709551615n,
        valid: true,
        pt_position_x: 376048n,
        volume: 1.5,
        tag: 'a, "b"',
        created: Date.UTC(2020, 8, 28, 22, 40, 42, 632) + 0.533,
      },
      { id: 864691135571546917n, valid: false, pt_position_x: null, volume: null, tag: null, created: null },
    ]);
  });

  test('guesses nothing: a value of another type is an error that names its place, not its folder', async () => {
    const path = write('wrong.csv', '1,t,1,1,a,\nx,t,1,1,a,\n');
    const error = (await sql`from ${exportCsvRelation(path, columns)}`.catch(e => e)) as Error;
    expect(error).toBeInstanceOf(SqlError);
    expect(error.message).toContain('wrong.csv');
    expect(error.message).not.toContain(folder);
  });

  test('wants every column once', () => {
    expect(() => exportCsvRelation('a.csv', [])).toThrow(InvalidArgumentError);
    expect(() => exportCsvRelation('a.csv', [columns[0], columns[0]])).toThrow('received 1 names twice');
  });

  test('a hostile column name or path stays a name', async () => {
    const path = write("x'); drop table victim; --.csv", '1\n');
    await sql`create or replace table victim as select 1 as a`;
    const table = await sql`from ${exportCsvRelation(path, [{ name: "a'}, b: {'", type: 'id' }])}`;
    expect(table.schema.fields.map(field => field.name)).toEqual(["a'}, b: {'"]);
    expect((await sql`from victim`).numRows).toBe(1);
    await sql`drop table victim`;
  });
});

test('anything that knows the SQL of its rows is a relation', async () => {
  const relation = { [toSql]: async () => `(select 1 as ${quotedName('a "b"')}, ${quoted("it's")} as t)` };
  expect(rowsOf(await sql`from ${relation}`)).toEqual([{ 'a "b"': 1, t: "it's" }]);
});
