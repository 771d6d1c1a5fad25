import type { NullFamily, NullResult } from '../../core/nulls/null-result.js';

/**
 * A run of draws that was stopped. Nothing is lost: `partial` is the result of the draws up to there, and
 * `continueFrom: error.partial` goes on with the next.
 */
export class NullsInterrupted extends Error {
  readonly partial: NullResult | NullFamily;

  constructor(partial: NullResult | NullFamily, total: number, reason: unknown) {
    super(
      `${partial.model.name} was stopped after ${partial.n} of ${total} draws; { continueFrom: error.partial } goes on with the next`,
      { cause: reason },
    );
    this.name = 'AbortError';
    this.partial = partial;
  }
}
