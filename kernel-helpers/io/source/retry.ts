import { SourceError } from '../../errors.js';
import { Failure } from './http-failure.js';
import { pause } from './pause.js';

/** How failed attempts are followed by others. */
export interface RetryOptions {
  /** Pauses before the second, third, … attempt, in ms; default 300, 1500. Each is drawn from half to one and a half. */
  readonly retryDelaysMs?: readonly number[];
  /** Numbers in [0, 1) that the pauses are drawn with, so that many readers do not come back at once. */
  readonly random?: () => number;
  /** Ends the waiting; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** A server that asks for more patience than this is not waited for. */
const LONGEST_PAUSE_MS = 60_000;

/** One attempt, as the work sees it. */
export interface Attempt {
  /** Whether another may follow a failure that asks for `retryAfterMs`. */
  mayRepeat(retryAfterMs: number | undefined): boolean;
  /** Says that it got a good piece further, so that the attempts before it no longer count. */
  succeeded(): void;
}

/**
 * What `attempt` resolves to, repeated after failures that may pass.
 *
 * @param told what stands before the reason in the error's message
 * @throws {SourceError} the last failure, with the number of attempts, when none succeeds.
 */
export async function withRetries<T>(
  { told, url }: { readonly told: string; readonly url: string },
  options: RetryOptions,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const { retryDelaysMs = [300, 1500], random = Math.random, signal } = options;
  for (let index = 0; ; index++) {
    signal?.throwIfAborted();
    const mayRepeat = (retryAfterMs = 0): boolean => index < retryDelaysMs.length && retryAfterMs <= LONGEST_PAUSE_MS;
    const succeeded = (): void => {
      index = 0;
    };
    try {
      return await attempt({ mayRepeat, succeeded });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof SourceError) throw error;
      const failure = error instanceof Failure ? error : new Failure(String(error), { again: false, cause: error });
      if (failure.again && mayRepeat(failure.retryAfterMs)) {
        const drawn = retryDelaysMs[index] * (0.5 + random());
        await pause(Math.max(drawn, failure.retryAfterMs ?? 0), signal);
        continue;
      }
      const attempts = index === 0 ? '' : ` (${index + 1} attempts)`;
      throw new SourceError(`${told}: ${failure.message}${attempts}${patience(failure)}`, {
        url,
        status: failure.status,
        cause: failure.cause,
      });
    }
  }
}

function patience({ retryAfterMs = 0 }: Failure): string {
  if (retryAfterMs <= LONGEST_PAUSE_MS) return '';
  return `; the server asks to come back in ${Math.ceil(retryAfterMs / 1000)} s`;
}
