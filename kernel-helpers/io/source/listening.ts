import { Failure } from './http-failure.js';
import { onAbort } from './on-abort.js';

/** Longest wait for the first byte of an answer and between two chunks, in ms, unless told otherwise. */
export const SILENCE_MS = 10_000;

/**
 * The ear of one request: its `signal` fires when the other side stays silent for too long, or with the caller's own.
 *
 * A timer runs while something is awaited only; a reader that takes its time with a chunk is no silence.
 */
export class Listening {
  readonly #hangUp = new AbortController();
  readonly #silenceMs: number;
  readonly #caller: AbortSignal | undefined;
  readonly #forget: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(silenceMs: number = SILENCE_MS, caller?: AbortSignal) {
    this.#silenceMs = silenceMs;
    this.#caller = caller;
    this.#forget = onAbort(caller, () => this.#hangUp.abort(caller?.reason));
  }

  get signal(): AbortSignal {
    return this.#hangUp.signal;
  }

  /** Why the caller wanted no more; `undefined` while it does. */
  get cancelled(): unknown {
    return this.#caller?.aborted ? this.#caller.reason : undefined;
  }

  /** What `awaited` resolves to, unless it says nothing for too long. */
  async hear<T>(awaited: Promise<T>): Promise<T> {
    this.#timer = setTimeout(() => {
      this.#hangUp.abort(new Failure(`silent for ${this.#silenceMs / 1000} s`, { again: false }));
    }, this.#silenceMs);
    try {
      return await awaited;
    } finally {
      clearTimeout(this.#timer);
    }
  }

  /** Ends it, and hangs up on an answer whose body was not wanted. */
  end(): void {
    clearTimeout(this.#timer);
    this.#forget();
    this.#hangUp.abort();
  }

  /** Ends it without hanging up, so that the connection serves the next request. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#forget();
  }
}
