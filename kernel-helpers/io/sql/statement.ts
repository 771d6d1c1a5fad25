import type { DuckDBConnection } from '@duckdb/node-api';
import { isArrowTable, type Table } from 'apache-arrow';
import { InvalidArgumentError } from '../../errors.js';
import { type BoundValue, boundValue, isList, type SqlList, type SqlScalar } from './bind-value.js';
import type { DuckDB } from './duckdb.js';
import { arrowRelation, hasOwnPath, isRelation, type Keep, type SqlRelation, toSql } from './relation.js';

/** What may stand in `${…}`: a value, which is bound; a list of values; or a table, which rows are read from. */
export type SqlValue = SqlScalar | SqlList | Table | SqlRelation;

/** A query as DuckDB gets it, and what of it the user wrote. */
export interface Statement {
  /** The SQL; `$v1` stands for the first value. */
  readonly text: string;
  /** By name without `$`. */
  readonly values: ReadonlyMap<string, BoundValue>;
  /** Pieces of `text`, each with what stands there in the notebook. */
  readonly pieces: readonly Piece[];
  /** What its tables are read from: held here, for else nobody may, until the query has ended. */
  readonly kept: readonly object[];
}

/** A piece of SQL: what DuckDB gets and what was written, which is the same but for `${…}`. */
export interface Piece {
  readonly sent: string;
  readonly written: string;
  /** True where the user wrote the path in it himself; any other path is shown without its folders. */
  readonly ownPath?: boolean;
}

/**
 * The SQL of a template: tables as table functions, values as parameters, so that nothing in a value is ever read as SQL.
 *
 * @throws {InvalidArgumentError} for a value that cannot be meant, naming which; see {@link boundValue}.
 */
export async function statementOf(
  duckdb: DuckDB,
  connection: DuckDBConnection,
  strings: TemplateStringsArray,
  parts: readonly unknown[],
): Promise<Statement> {
  const values = new Map<string, BoundValue>();
  const kept: object[] = [];
  const keep: Keep = value => kept.push(value);
  const pieces: Piece[] = [{ sent: strings[0], written: strings[0] }];
  for (const [i, part] of parts.entries()) {
    const sent = await sentOf(part, i, strings);
    pieces.push(
      { sent, written: `\${${i + 1}}`, ownPath: hasOwnPath(part) },
      { sent: strings[i + 1], written: strings[i + 1] },
    );
  }
  const text = pieces.map(piece => piece.sent).join('');
  if (text.trim() === '') throw new InvalidArgumentError('sql is empty: expected a query', { argument: 'sql' });
  return { text, values, pieces, kept };

  async function sentOf(part: unknown, i: number, { [i]: before, [i + 1]: after }: readonly string[]): Promise<string> {
    if (isArrowTable(part)) return arrowRelation(part)[toSql](connection, keep);
    if (isRelation(part)) return part[toSql](connection, keep);
    const name = `v${i + 1}`;
    values.set(name, boundValue(duckdb.api, part, `sql value ${i + 1}`));
    if (!isList(part)) return `$${name}`;
    // "in" over the rows of a list is a join, whatever its length; over the list itself every row would search it
    if (/\bin\s*\(\s*$/i.test(before) && /^\s*\)/.test(after)) return `select unnest($${name})`;
    return /\bin\s*$/i.test(before) ? `(select unnest($${name}))` : `$${name}`;
  }
}
