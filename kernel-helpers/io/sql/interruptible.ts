import type { DuckDBConnection } from '@duckdb/node-api';

const AGAIN_MS = 20;

/**
 * The result of a step of DuckDB's, which `signal` interrupts.
 *
 * DuckDB forgets an interrupt that comes before its thread has begun, so it is repeated until the step has ended: when
 * this throws, nothing of it is running any more, and the connection takes the next query.
 *
 * @throws the reason of `signal` (an `AbortError`), when it ended the step.
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  step: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let again: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), AGAIN_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await step();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearInterval(again);
  }
}
