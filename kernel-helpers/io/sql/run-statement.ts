import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api';
import { InvalidArgumentError } from '../../errors.js';
import { dropSharedEngine } from './database.js';
import type { DuckDB } from './duckdb.js';
import { interruptible } from './interruptible.js';
import { type ResultBatches, recordBatches } from './record-batches.js';
import { isFatal, sqlErrorOf } from './sql-error.js';
import type { Statement } from './statement.js';

/**
 * Runs every statement of `statement` in turn; the last one's rows come as they are read. Until they have all come, or
 * reading has ended, the connection is theirs.
 *
 * @throws {SqlError} for everything DuckDB complains of; the reason of `signal` when it fires.
 */
export async function runStatement(
  duckdb: DuckDB,
  connection: DuckDBConnection,
  statement: Statement,
  signal: AbortSignal,
  batchRows?: number,
): Promise<ResultBatches> {
  const wait = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await interruptible(connection, signal, step);
    } catch (error) {
      if (isFatal(error)) dropSharedEngine();
      throw sqlErrorOf(error, statement);
    }
  };
  const statements = await wait(() => connection.extractStatements(statement.text));
  const unused = new Set(statement.values.keys());
  let result: DuckDBResult | undefined;
  for (let i = 0; i < statements.count; i++) {
    const prepared = await wait(() => statements.prepare(i));
    try {
      for (const name of bind(prepared, statement)) unused.delete(name);
      if (i === statements.count - 1) checkAllUsed(unused, statement);
      result = await wait(() => (i === statements.count - 1 ? prepared.stream() : prepared.run()));
    } finally {
      prepared.destroySync();
    }
  }
  if (result === undefined) throw new InvalidArgumentError('sql is empty: expected a query', { argument: 'sql' });
  return recordBatches(duckdb, result, wait, batchRows);
}

/** Gives a prepared statement the values that it names; returns which. */
function bind(prepared: DuckDBPreparedStatement, { values }: Statement): string[] {
  const names = Array.from({ length: prepared.parameterCount }, (_, i) => prepared.parameterName(i + 1));
  for (const [i, name] of names.entries()) {
    const bound = values.get(name);
    if (bound === undefined) {
      throw new InvalidArgumentError(
        `sql has a parameter of its own: received $${name}, expected \${…} where a value belongs`,
        { argument: `$${name}` },
      );
    }
    if (bound.value === null) prepared.bindNull(i + 1);
    else prepared.bindValue(i + 1, bound.value, bound.type);
  }
  return names;
}

/** A value between quotes or in a comment is text to DuckDB: `'${name}'` would be the letters `$v1`. */
function checkAllUsed(unused: ReadonlySet<string>, { values }: Statement): void {
  if (unused.size === 0) return;
  const [name] = unused;
  throw new InvalidArgumentError(
    `sql value ${name.slice(1)} of ${values.size} is not used: expected \${…} outside of quotes and comments; write ` +
      `where name = \${name}, without ' around it`,
    { argument: `sql value ${name.slice(1)}` },
  );
}
