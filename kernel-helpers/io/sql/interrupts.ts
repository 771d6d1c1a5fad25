import type { DuckDBConnection } from '@duckdb/node-api';

const AGAIN_MS = 20;

/** A query whose steps a signal ends. */
export interface Interrupts {
  /**
   * The result of a step of DuckDB's.
   *
   * @throws the reason of the signal (an `AbortError`), when it fired before the step had ended.
   */
  step<T>(begin: () => Promise<T>): Promise<T>;
  /** Ends a step that is still running and is of no use any more. */
  interrupt(): void;
  /** Stops listening: to be called when the query has ended, one way or the other. */
  close(): void;
}

/**
 * Interrupts what a connection does when `signal` fires.
 *
 * DuckDB forgets an interrupt that comes before its thread has begun, so it is repeated until the query is closed. A step
 * that has thrown is not running any more, and the connection takes the next query.
 */
export function interruptsOf(connection: DuckDBConnection, signal: AbortSignal): Interrupts {
  let again: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), AGAIN_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  return {
    async step(begin) {
      signal.throwIfAborted();
      try {
        return await begin();
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
    interrupt,
    close() {
      signal.removeEventListener('abort', interrupt);
      clearInterval(again);
    },
  };
}
