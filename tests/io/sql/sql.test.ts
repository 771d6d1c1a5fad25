import { type Int32, type Int64, Table, tableFromArrays } from 'apache-arrow';
import { afterEach, describe, expect, test } from 'vitest';
import { InvalidArgumentError, SqlError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { open } from '../../../kernel-helpers/io/datasets.js';
import { setSignalProvider } from '../../../kernel-helpers/io/source/cancellation.js';
import { database } from '../../../kernel-helpers/io/sql/database.js';
import { toSql } from '../../../kernel-helpers/io/sql/relation.js';
import { sql } from '../../../kernel-helpers/io/sql/sql.js';

afterEach(() => setSignalProvider());

const rowsOf = (table: Table): unknown[] => table.toArray().map(row => row.toJSON());
const errorOf = async (work: Promise<unknown>): Promise<Error & Record<string, unknown>> => {
  try {
    await work;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('nothing was thrown');
};

describe('a query', () => {
  test('gives an Arrow Table with its columns named and typed', async () => {
    const table = await sql<{ n: Int32; big: Int64 }>`select 7 as n, 864691135571546917 as big`;
    expect(table).toBeInstanceOf(Table);
    expect(String(table.schema)).toBe('Schema<{ 0: n: Int32, 1: big: Int64 }>');
    const big: bigint | null | undefined = table.getChild('big')?.get(0);
    expect(big).toBe(864691135571546917n);
  });

  test('without rows keeps its columns', async () => {
    const table = await sql`select range as n, 'x' as t from range(0)`;
    expect(table.numRows).toBe(0);
    expect(String(table.schema)).toBe('Schema<{ 0: n: Int64, 1: t: Utf8 }>');
  });

  test('of two columns of one name gives the second another', async () => {
    const table = await sql`select 1 as id, 2 as id, 3 as id_1`;
    expect(rowsOf(table)).toEqual([{ id: 1, id_2: 2, id_1: 3 }]);
  });

  test('may be several statements, each with values of its own', async () => {
    const table = await sql`
      create or replace table depths as select * from (values (${'BC'}, ${120.5}), (${'MC'}, ${380})) t(type, um);
      insert into depths values (${'23P'}, ${200});
      select type, um from depths where um > ${150} order by um`;
    expect(rowsOf(table)).toEqual([
      { type: '23P', um: 200 },
      { type: 'MC', um: 380 },
    ]);
    expect(rowsOf(await sql`select count(*) as n from depths`)).toEqual([{ n: 3n }]);
    await sql`drop table depths`;
  });

  test('joins the rows of more than one batch in order', async () => {
    const { batches, numRows } = await sql`select range as n from range(2_500_000)`;
    expect(numRows).toBe(2_500_000);
    expect(batches.map(batch => batch.numRows)).toEqual([1_048_576, 1_048_576, 402_848]);
    let wrong = 0;
    let at = 0n;
    for (const batch of batches) for (const n of batch.getChildAt(0)?.toArray() ?? []) if (n !== at++) wrong++;
    expect(wrong).toBe(0);
  });

  test('and many others at once each get their own rows', async () => {
    const tables = await Promise.all(
      Array.from({ length: 8 }, (_, i) => sql`select ${i} as i, range from range(5000)`),
    );
    expect(tables.map(table => [table.numRows, table.getChild('i')?.get(4999)])).toEqual(
      Array.from({ length: 8 }, (_, i) => [5000, i]),
    );
  });

  test('shares its tables with the connection behind it', async () => {
    const connection = await database();
    await connection.run('create or replace table made_outside as select 42 as answer');
    expect(rowsOf(await sql`from made_outside`)).toEqual([{ answer: 42 }]);
    await sql`drop table made_outside`;
  });
});

describe('a value is bound, never spliced', () => {
  test('of every kind', async () => {
    const table = await sql`select
      ${5} as int, ${2 ** 40} as large, ${1.5} as fraction, ${864691135571546917n} as id, ${2n ** 64n - 1n} as largest,
      ${-3n} as negative, ${"it's; drop table x --"} as text, ${true} as yes, ${null} as nothing,
      ${new Uint8Array([0, 255])} as bytes, ${new Date(Date.UTC(2021, 6, 29))} as moment`;
    expect(rowsOf(table)).toEqual([
      {
        int: 5,
        large: 1_099_511_627_776n,
        fraction: 1.5,
        id: 864691135571546917n,
        largest: 18446744073709551615n,
        negative: -3n,
        text: "it's; drop table x --",
        yes: true,
        nothing: null,
        bytes: new Uint8Array([0, 255]),
        moment: Date.UTC(2021, 6, 29),
      },
    ]);
  });

  test('ids of 2^63 and more compare exactly', async () => {
    const ids = tableFromArrays({ id: BigUint64Array.of(2n ** 64n - 1n, 2n ** 64n - 2n, 2n ** 53n + 1n) });
    expect(rowsOf(await sql`select id from ${ids} where id = ${2n ** 64n - 2n}`)).toEqual([{ id: 2n ** 64n - 2n }]);
    expect(rowsOf(await sql`select id from ${ids} where id = ${2n ** 53n + 1n}`)).toEqual([{ id: 2n ** 53n + 1n }]);
    expect(rowsOf(await sql`select id from ${ids} where id = ${2n ** 53n}`)).toEqual([]);
  });

  test.each([
    ['an array of bigints', [1n, 3n]],
    ['an array of numbers', [1, 3]],
    ['bigints and numbers together', [1n, 3]],
    ['a BigUint64Array', BigUint64Array.of(1n, 3n)],
    ['a BigInt64Array', BigInt64Array.of(1n, 3n)],
    ['an Int32Array', Int32Array.of(1, 3)],
    ['a Float64Array', Float64Array.of(1, 3)],
  ])('a list for "in" may be %s', async (_, ids) => {
    expect(rowsOf(await sql`select range as n from range(5) where range in ${ids}`)).toEqual([{ n: 1n }, { n: 3n }]);
    expect(rowsOf(await sql`select range as n from range(5) where range in (${ids})`)).toEqual([{ n: 1n }, { n: 3n }]);
    expect(rowsOf(await sql`select range as n from range(4) where range not in ${ids}`)).toEqual([
      { n: 0n },
      { n: 2n },
    ]);
    expect(rowsOf(await sql`select range as n from range(5) where range = any(${ids})`)).toEqual([
      { n: 1n },
      { n: 3n },
    ]);
  });

  test('a list of texts, of ids beyond 2^63, and one of nothing', async () => {
    expect(rowsOf(await sql`select 1 as a where 'MC' in ${['BC', 'MC']}`)).toEqual([{ a: 1 }]);
    expect(rowsOf(await sql`select 1 as a where 18446744073709551615 in ${[2n ** 64n - 1n]}`)).toEqual([{ a: 1 }]);
    expect(rowsOf(await sql`select count(*) as n from range(5) where range in ${[]}`)).toEqual([{ n: 0n }]);
    expect(rowsOf(await sql`select count(*) as n from range(5) where range not in ${[]}`)).toEqual([{ n: 5n }]);
  });

  test.each([
    [2 ** 53, 'sql value 1 is a number too large to be exact: received 9007199254740992, expected a bigint: '],
    [undefined, 'sql value 1 cannot be used in SQL: received undefined, expected '],
    [() => 1, 'sql value 1 cannot be used in SQL: received function, expected '],
    [{ toSql: 1 }, 'sql value 1 cannot be used in SQL: received an object (Object), expected '],
    [2n ** 64n, 'sql value 1 cannot be used in SQL: received 18446744073709551616, expected integers of 64 bits'],
    [
      -(2n ** 63n) - 1n,
      'sql value 1 cannot be used in SQL: received -9223372036854775809, expected integers of 64 bits',
    ],
    [[1, 'a'], 'sql value 1 cannot be used in SQL: received a list of number and string, expected '],
    [[2 ** 53], 'sql value 1 is a number too large to be exact: received 9007199254740992'],
    [[1n, 0.5], 'sql value 1 cannot be used in SQL: received bigints and fractions in one list'],
    [[[1]], 'sql value 1 cannot be used in SQL: received a list of object'],
    [new Date(Number.NaN), 'sql value 1 cannot be used in SQL: received an invalid Date'],
  ])('%s is refused', async (value, message) => {
    const error = await errorOf(sql`select ${value as never}`);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message.startsWith(message), error.message).toBe(true);
  });

  test('between quotes it is refused, not taken for letters', async () => {
    const error = await errorOf(sql`select * from range(3) where '${1}' = 'a'`);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toMatch(/^sql value 1 of 1 is not used: expected \$\{…\} outside of quotes/);
  });

  test('a parameter of DuckDB has no value here', async () => {
    expect((await errorOf(sql`select $name`)).message).toMatch(/^sql has a parameter of its own: received \$name/);
  });

  test('nothing is no query', async () => {
    expect(await errorOf(sql`  `)).toBeInstanceOf(InvalidArgumentError);
    expect(await errorOf(sql`-- only a comment`)).toBeInstanceOf(Error);
  });
});

describe('an error of DuckDB', () => {
  test('names its kind and the place in the SQL as it was written', async () => {
    const cells = tableFromArrays({ depth: [2] });
    const error = await errorOf(sql`select depth
      from ${cells} where dept = 2`);
    expect(error).toBeInstanceOf(SqlError);
    expect(error).toMatchObject({ kind: 'Binder', line: 2, column: 23 });
    expect(error.message).toBe(
      'sql failed at line 2, column 23: Binder Error: Referenced column "dept" not found in FROM clause!\n' +
        '  Candidate bindings: "depth"\n\n' +
        // biome-ignore lint/suspicious/noTemplateCurlyInString: shown so
        '        from ${1} where dept = 2\n' +
        '                        ^',
    );
  });

  test('in the grammar, while a value is converted, and of a table that is not there', async () => {
    expect(await errorOf(sql`selct 1`)).toMatchObject({ kind: 'Parser', line: 1, column: 1 });
    expect(await errorOf(sql`select t::int from (select 'x' || range as t from range(9))`)).toMatchObject({
      kind: 'Conversion',
    });
    expect(await errorOf(sql`from nowhere`)).toMatchObject({ kind: 'Catalog', line: 1, column: 6 });
  });

  test('leaves the next query unharmed', async () => {
    await errorOf(sql`select t::int from (select 'x' || range as t from range(99999))`);
    expect(rowsOf(await sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  test('tells no folder of a file that a relation stands for', async () => {
    const relation = { [toSql]: async () => "read_parquet('/home/somebody/secret/cells.parquet')" };
    const { message } = await errorOf(sql`from ${relation}`);
    expect(message).toContain('"cells.parquet"');
    expect(message).not.toContain('secret');
  });

  test('nothing is fetched from the network unasked', async () => {
    const error = await errorOf(sql`from 'https://example.invalid/a.parquet'`);
    expect(error).toMatchObject({ kind: 'Missing Extension' });
    const settings = await sql`
      select value from duckdb_settings() where name in ${['autoinstall_known_extensions', 'autoload_known_extensions']}`;
    expect(rowsOf(settings)).toEqual([{ value: 'false' }, { value: 'false' }]);
  });
});

describe('an Arrow table is a table', () => {
  test('whose rows a query groups', async () => {
    const { synapses } = await open('synthetic-column');
    const table = await sql`
      select pre_id, post_id, count(*) as n, sum(size) as size from ${synapses} group by all order by n desc, pre_id`;
    const n = table.getChild('n')?.toArray() as BigInt64Array;
    expect(n.reduce((sum, count) => sum + count, 0n)).toBe(BigInt(synapses.numRows));
    const pairs = new Set<string>();
    const pre = synapses.getChild('pre_id');
    const post = synapses.getChild('post_id');
    for (let row = 0; row < synapses.numRows; row++) pairs.add(`${pre?.get(row)} ${post?.get(row)}`);
    expect(table.numRows).toBe(pairs.size);
    expect(String(table.schema)).toBe(
      'Schema<{ 0: pre_id: Uint64, 1: post_id: Uint64, 2: n: Int64, 3: size: Float64 }>',
    );
  });

  test('that is joined with another, twice', async () => {
    const { cells, synapses } = await open('synthetic-column');
    const table = await sql`
      select a.cell_type as pre, b.cell_type as post, count(*) as n
      from ${synapses} s join ${cells} a on s.pre_id = a.id join ${cells} b on s.post_id = b.id
      group by all order by all`;
    const n = table.getChild('n')?.toArray() as BigInt64Array;
    expect(n.reduce((sum, count) => sum + count, 0n)).toBe(BigInt(synapses.numRows));
    expect([table.getChild('pre')?.get(0), table.getChild('post')?.get(0)]).toEqual(['23P', '23P']);
  });

  test('can be kept as a table of the database', async () => {
    await sql`create or replace table kept as from ${tableFromArrays({ a: Int32Array.of(1, 2) })}`;
    expect(rowsOf(await sql`select sum(a) as s from kept`)).toEqual([{ s: 3n }]);
    await sql`drop table kept`;
  });

  test('a view of it is told when the table is gone', async () => {
    const connection = await database();
    await expect(connection.run('from connectome_table(999999)')).rejects.toThrow(
      'the Arrow table of this view is gone: keep a variable on it, or use "create table … as"',
    );
  });
});

describe('a stream', () => {
  test('gives the rows in batches, while other queries run', async () => {
    let sum = 0n;
    let batches = 0;
    for await (const batch of sql.stream<{ n: Int64 }>`select range as n from range(${2_200_000})`) {
      for (const n of batch.getChild('n')?.toArray() ?? []) sum += n;
      batches++;
      expect(rowsOf(await sql`select 1 as one`)).toEqual([{ one: 1 }]);
    }
    expect(batches).toBe(3);
    expect(sum).toBe((2_200_000n * 2_199_999n) / 2n);
  });

  test('that is left early ends its query', async () => {
    for await (const batch of sql.stream`select range as n from range(100_000_000_000)`) {
      expect(batch.numRows).toBe(1_048_576);
      break;
    }
    expect(rowsOf(await sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });
});

describe('an interrupt', () => {
  /** A query that would run for years, and a promise that is kept once DuckDB is at work on it. */
  function endless(): { readonly query: Promise<Table>; readonly running: Promise<void> } {
    const table = tableFromArrays({ a: Int32Array.of(1, 2, 3) });
    const { batches } = table;
    let begun: () => void = () => undefined;
    const running = new Promise<void>(resolve => {
      begun = resolve;
    });
    Object.defineProperty(table, 'batches', {
      get: () => {
        begun();
        return batches;
      },
    });
    const query = sql`
      select count(*) as n from ${table}, range(10_000_000_000) b, range(1000) c where (a * b.range * c.range) % 7 = 3`;
    return { query, running };
  }

  test('ends the running query with an AbortError, and the next one works', async () => {
    const cell = new AbortController();
    setSignalProvider(() => cell.signal);
    const { query, running } = endless();
    const waiting = sql`select 1 as one`;
    const streamed =
      sql.stream`select range from range(10_000_000_000) where range % 10_000_000_000 = 9_999_999_999`.next();
    const errors = Promise.all([query, waiting, streamed].map(errorOf));
    await running;
    cell.abort();
    expect((await errors).map(error => error.name)).toEqual(['AbortError', 'AbortError', 'AbortError']);
    setSignalProvider();
    expect(rowsOf(await sql`select 2 as two`)).toEqual([{ two: 2 }]);
  });

  test('before the query has begun ends it as well', async () => {
    const cell = new AbortController();
    setSignalProvider(() => cell.signal);
    const { query } = endless();
    cell.abort();
    expect(await errorOf(query)).toMatchObject({ name: 'AbortError' });
    expect(await errorOf(sql`select 1`)).toMatchObject({ name: 'AbortError' });
    setSignalProvider();
    expect(rowsOf(await sql`select 2 as two`)).toEqual([{ two: 2 }]);
  });

  test('of another cell does no harm', async () => {
    const cell = new AbortController();
    setSignalProvider(() => cell.signal);
    expect(rowsOf(await sql`select 1 as one`)).toEqual([{ one: 1 }]);
    setSignalProvider();
    const query = sql`select count(*) as n from range(3_000_000)`;
    cell.abort();
    expect(rowsOf(await query)).toEqual([{ n: 3_000_000n }]);
  });
});

describe('the database', () => {
  test('takes limits at any time and refuses what is none', async () => {
    const connection = await database({ memoryLimitBytes: 1e9, threads: 1 });
    const read = async (): Promise<unknown> =>
      rowsOf(await sql`select current_setting('memory_limit') as memory, current_setting('threads') as threads`)[0];
    expect(await read()).toEqual({ memory: '953.6 MiB', threads: 1n });
    await connection.run('set global threads = 2');
    await expect(database({ threads: 0 })).rejects.toThrow('database threads is wrong: received 0, expected a number');
    await database({ memoryLimitBytes: 4e9 });
  });

  test('a query that needs more memory than it may have says what to do', async () => {
    await database({ memoryLimitBytes: 10e6 });
    const error = await errorOf(sql`select list(range) as l from range(3_000_000)`);
    await database({ memoryLimitBytes: 4e9 });
    expect(error).toMatchObject({ kind: 'Out of Memory' });
    expect(error.message).toContain('database({ memoryLimitBytes }) allows more');
    expect(error).not.toBeInstanceOf(UnsupportedError);
  });
});
