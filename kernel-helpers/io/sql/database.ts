import { totalmem } from 'node:os';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { InvalidArgumentError } from '../../errors.js';
import { type DuckDB, loadDuckDB } from './duckdb.js';
import { registerTableScan } from './scan-table.js';
import { temporaryFolder } from './temporary-folder.js';

/** What a database may use. */
export interface DatabaseOptions {
  /** Memory DuckDB may fill before it spills to disk, in bytes; default: `CONNECTOME_SQL_MEMORY`, else half the machine's. */
  readonly memoryLimitBytes?: number;
  /** Threads a query may use; default: `CONNECTOME_SQL_THREADS`, else one a core. */
  readonly threads?: number;
}

/** A database in memory with one connection, which its queries take turns on. */
export class Engine {
  readonly duckdb: DuckDB;
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  private last: Promise<unknown> = Promise.resolve();

  constructor(duckdb: DuckDB, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.duckdb = duckdb;
    this.instance = instance;
    this.connection = connection;
  }

  /**
   * Runs `work` when the connection is free: a result is read while its query runs, and a second query on the same
   * connection would end the first one's. Who is interrupted while he waits does not wait any longer.
   */
  inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = (): void => reject(signal.reason);
      signal.addEventListener('abort', giveUp, { once: true });
      const turn = this.last.then(() => {
        signal.removeEventListener('abort', giveUp); // from here on the query itself listens
        signal.throwIfAborted();
        return work();
      });
      this.last = turn.catch(() => undefined);
      turn.then(resolve, reject);
    });
  }
}

/**
 * Opens a database in memory that other databases of this process know nothing of. It never fetches an extension from
 * the network by itself, and spills to a folder of its own among the temporary files, which goes when the process ends.
 */
export async function openEngine(options: DatabaseOptions = {}): Promise<Engine> {
  const duckdb = await loadDuckDB();
  const instance = await duckdb.api.DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: temporaryFolder(),
    ...limitsOf({ ...limitsOfEnvironment(), ...options }),
  });
  const connection = await instance.connect();
  registerTableScan(duckdb, connection);
  return new Engine(duckdb, instance, connection);
}

let shared: Promise<Engine> | undefined;

/** The database behind `sql`, opened with the first query. */
export function sharedEngine(): Promise<Engine> {
  shared ??= openEngine().catch(error => {
    shared = undefined;
    throw error;
  });
  return shared;
}

/** Forgets the database behind `sql`: DuckDB ends one of its own accord after a fault it cannot mend. */
export function dropSharedEngine(): void {
  shared = undefined;
}

/**
 * The DuckDB connection behind `sql`, for all that SQL alone cannot do: appenders, prepared statements, your own
 * functions. Tables made in one are seen in the other.
 *
 * The database lives in memory and goes with the kernel. It may fill half the machine's memory, then it spills to the
 * temporary folder; `database({ memoryLimitBytes: 1.5e9, threads: 2 })` changes that at any time, and so do the
 * environment variables `CONNECTOME_SQL_MEMORY` (bytes) and `CONNECTOME_SQL_THREADS` before the first query.
 *
 * Extensions are not fetched or loaded on their own, so that a query never talks to the network unasked: say
 * `install spatial; load spatial` for one you want. SQL runs with your own rights, as the rest of the notebook does:
 * it reads and writes the files that you may.
 *
 * @returns the connection of `@duckdb/node-api`. Await each `sql` before you use it: it runs one query at a time.
 * @throws {InvalidArgumentError} when an option is no positive number.
 * @source https://duckdb.org/docs/stable/clients/node_neo/overview
 * @example
 * const connection = await database();
 * const reader = await connection.runAndReadAll('select 42 as answer');
 * reader.getRowObjects(); // [{ answer: 42 }]
 */
export async function database(options: DatabaseOptions = {}): Promise<DuckDBConnection> {
  const limits = limitsOf(options);
  const { connection } = await sharedEngine();
  for (const [name, value] of Object.entries(limits)) await connection.run(`set global ${name} = '${value}'`);
  return connection;
}

function limitsOf({ memoryLimitBytes, threads }: DatabaseOptions): Record<string, string> {
  const limits: Record<string, string> = {};
  if (memoryLimitBytes !== undefined) limits.memory_limit = `${positive(memoryLimitBytes, 'memoryLimitBytes')}B`;
  if (threads !== undefined) limits.threads = String(positive(threads, 'threads'));
  return limits;
}

function limitsOfEnvironment({ env } = process): DatabaseOptions {
  const { CONNECTOME_SQL_MEMORY: memory, CONNECTOME_SQL_THREADS: threads } = env;
  // a container's limit is smaller than the machine, and 2^64 - 1 where there is none
  const constrained = process.constrainedMemory?.() ?? 0;
  const machine = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return {
    memoryLimitBytes: memory ? positive(Number(memory), 'CONNECTOME_SQL_MEMORY') : Math.floor(machine / 2),
    ...(threads ? { threads: positive(Number(threads), 'CONNECTOME_SQL_THREADS') } : {}),
  };
}

function positive(value: number, argument: string): number {
  if (Number.isFinite(value) && value >= 1) return Math.floor(value);
  throw new InvalidArgumentError(`database ${argument} is wrong: received ${value}, expected a number of 1 or more`, {
    argument,
  });
}
