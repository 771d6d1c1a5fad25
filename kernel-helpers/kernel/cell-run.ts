/** One run of a cell, from its request on: what it leaves behind still belongs to it. */
import type { Header } from './wire.js';

/** A cell that is running, or has run. */
export class CellRun {
  /** The header of its `execute_request`: the parent of all it shows. */
  readonly header: Header;
  readonly #abort = new AbortController();

  constructor(header: Header) {
    this.header = header;
  }

  /** Fires when the cell is interrupted; its reason is an `AbortError`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether it was interrupted: then its timers do not run any more, and its awaits do not come back. */
  get interrupted(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Lets everything that listens to {@link signal} stop; a second time it does nothing. */
  interrupt(): void {
    if (!this.interrupted) this.#abort.abort(new DOMException('the cell was interrupted', 'AbortError'));
  }
}
