import { InvalidArgumentError } from '../../errors.js';

/** What stands for a token wherever one would have been shown. */
export const HIDDEN = '[token]';

/**
 * A CAVE token that cannot be seen by looking: it lives in a private field, so `console.log`, `util.inspect`,
 * `JSON.stringify` and spreading show nothing of it.
 */
export class Credential {
  readonly #token: string;
  /** Where it came from, in words: a file's path, "the token option", "the prompt". */
  readonly source: string;

  /**
   * @throws {InvalidArgumentError} when `token` cannot stand in a request header; the message does not repeat it.
   */
  constructor(token: string, source: string) {
    const trimmed = typeof token === 'string' ? token.trim() : '';
    // Anything else would be refused by fetch, whose message repeats the whole header.
    if (!/^[\x21-\x7e]{1,4096}$/.test(trimmed)) {
      throw new InvalidArgumentError(
        `cave token from ${source} is not a token: received ${describe(token)}, expected 1 to 4096 printable ` +
          'characters without spaces; copy it again',
        { argument: 'token' },
      );
    }
    this.#token = trimmed;
    this.source = source;
  }

  /** The value of the `Authorization` header. */
  authorization(): string {
    return `Bearer ${this.#token}`;
  }

  /** `text` without the token, for messages that repeat what a server wrote. */
  redact(text: string): string {
    return text.replaceAll(this.#token, HIDDEN).replaceAll(encodeURIComponent(this.#token), HIDDEN);
  }

  /** Gives the token to `use`, for writing it to its file. */
  reveal<T>(use: (token: string) => T): T {
    return use(this.#token);
  }
}

function describe(token: unknown): string {
  if (typeof token !== 'string') return token === null ? 'null' : typeof token;
  const { length } = token.trim();
  return length === 0 ? 'nothing' : `${length} characters, not all of them allowed`;
}
