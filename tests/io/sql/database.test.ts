import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What a process of its own prints after `code`, in which `database` and `temporaryFolder` are known. */
function printed(code: string, env: Record<string, string> = {}): unknown {
  const built = (name: string): string =>
    JSON.stringify(new URL(`../../../kernel-helpers/dist/io/sql/${name}.js`, import.meta.url).href);
  const program = `
    import { existsSync, readdirSync } from 'node:fs';
    import { database } from ${built('database')};
    import { temporaryFolder } from ${built('temporary-folder')};
    import { sql } from ${built('sql')};
    ${code}`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return JSON.parse(out);
}

test('what is spilled lies in a folder of its own, which is gone when the process ends', () => {
  const { folder, files } = printed(`
    const connection = await database({ memoryLimitBytes: 30e6 });
    await connection.run('create table t as select range as a, hash(range) as b from range(3_000_000)');
    console.log(JSON.stringify({ folder: temporaryFolder(), files: readdirSync(temporaryFolder()).length }));`) as {
    folder: string;
    files: number;
  };
  expect(files).toBeGreaterThan(0);
  expect(existsSync(folder)).toBe(false);
});

test('the environment sets its limits; a query leaves nothing that keeps the process alive', () => {
  const limits = printed(
    `const table = await sql\`select current_setting('memory_limit') as memory, current_setting('threads') as threads\`;
    for await (const _ of sql.stream\`select range from range(5_000_000)\`) break;
    console.log(JSON.stringify({ memory: table.getChild('memory').get(0), threads: Number(table.getChild('threads').get(0)) }));`,
    { CONNECTOME_SQL_MEMORY: '500000000', CONNECTOME_SQL_THREADS: '1' },
  );
  expect(limits).toEqual({ memory: '476.8 MiB', threads: 1 });
});

test('DuckDB is not loaded before the first query', () => {
  const loaded = printed(`
    const shared = () => process.report.getReport().sharedObjects.some(path => /duckdb/.test(path));
    const before = shared();
    await sql\`select 1\`;
    console.log(JSON.stringify([before, shared()]));`);
  expect(loaded).toEqual([false, true]);
});

test('a folder that a killed process left is removed after a day, a younger one and that of a live process are not', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'leftovers-test-'));
  const dead = 2 ** 31 - 2; // more than any system gives out
  const old = [`connectome-sql-${dead}-old`, `connectome-sql-${process.pid}-alive`, 'connectome-sql-notes'];
  for (const name of [...old, `connectome-sql-${dead}-young`]) mkdirSync(join(temporary, name));
  for (const name of old) utimesSync(join(temporary, name), 1, 1);
  const seen = printed('console.log(JSON.stringify(temporaryFolder()))', { TMPDIR: temporary, TEMP: temporary });
  expect(String(seen).startsWith(join(temporary, 'connectome-sql-'))).toBe(true);
  expect(readdirSync(temporary).sort()).toEqual(
    [`connectome-sql-${dead}-young`, `connectome-sql-${process.pid}-alive`, 'connectome-sql-notes'].sort(),
  );
  rmSync(temporary, { recursive: true });
});
