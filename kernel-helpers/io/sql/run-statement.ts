import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api';
import { InvalidArgumentError } from '../../errors.js';
import { dropSharedEngine } from './database.js';
import type { DuckDB } from './duckdb.js';
import { interruptsOf } from './interrupts.js';
import { type ResultBatches, recordBatches, type Steps } from './record-batches.js';
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
  const interrupts = interruptsOf(connection, signal);
  const steps: Steps = {
    ...interrupts,
    async step(begin) {
      try {
        return await interrupts.step(begin);
      } catch (error) {
        if (isFatal(error)) dropSharedEngine();
        throw sqlErrorOf(error, statement);
      }
    },
  };
  try {
    const result = await lastResult(connection, statement, steps);
    return recordBatches(duckdb, result, steps, batchRows);
  } catch (error) {
    interrupts.close();
    throw error;
  }
}

async function lastResult(connection: DuckDBConnection, statement: Statement, steps: Steps): Promise<DuckDBResult> {
  const statements = await steps.step(() => connection.extractStatements(statement.text));
  const unused = new Set(statement.values.keys());
  const last = statements.count - 1;
  for (let i = 0; ; i++) {
    const prepared = await steps.step(() => statements.prepare(i));
    try {
      for (const name of bind(prepared, statement)) unused.delete(name);
      if (i === last) {
        checkAllUsed(unused, statement);
        return await steps.step(() => prepared.stream());
      }
      await steps.step(() => prepared.run());
    } finally {
      prepared.destroySync();
    }
  }
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
