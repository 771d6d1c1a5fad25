/** One line of output that a bar draws on, ten times a second at most. */
import { jupyterDisplay, type MimeBundle } from '../contract/mime.js';
import { type DisplayHandle, display } from './display.js';
import { displayPublisher } from './display-queue.js';

/** More pictures than this say nothing more to an eye. */
const SHORTEST_WAIT_MS = 100;

/** The clock, so that tests can turn it. */
export interface Timing {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** Calls `run` after that many milliseconds, unless the function it returns is called before. */
  later(milliseconds: number, run: () => void): () => void;
}

/** The real clock. Its timers do not keep a process alive. */
export const realTiming: Timing = {
  now: () => performance.now(),
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** A place on screen. Bars inside a loop share one, so that a hundred of them do not fill the page. */
export class ProgressLine {
  /** Lines that bars inside this line's bar have left, by label, for the next of that label. */
  readonly #left = new Map<string, ProgressLine[]>();
  readonly #timing: Timing;
  #handle: DisplayHandle | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #waiting: (() => MimeBundle) | undefined;
  #cancel: (() => void) | undefined;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  /** Shows what `make` gives, which is asked once it is sent: `now`, or as soon as the last picture is old enough. */
  draw(make: () => MimeBundle, now = false): void {
    this.#waiting = make;
    const wait = this.#sentAt + SHORTEST_WAIT_MS - this.#timing.now();
    if (now || wait <= 0) this.#send();
    else this.#cancel ??= this.#timing.later(wait, () => this.#send());
  }

  /** Shows what still waits on the lines inside this one. */
  flushInside(): void {
    for (const lines of this.#left.values()) {
      for (const line of lines) {
        line.flushInside();
        line.#send();
      }
    }
  }

  /** A line for a bar inside this one's bar. */
  take(label: string): ProgressLine {
    return this.#left.get(label)?.shift() ?? new ProgressLine(this.#timing);
  }

  /** Takes a line back whose bar has come to its end. */
  leave(label: string, line: ProgressLine): void {
    const lines = this.#left.get(label);
    if (lines) lines.push(line);
    else this.#left.set(label, [line]);
  }

  #send(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const make = this.#waiting;
    this.#waiting = undefined;
    // In plain Node.js there is nothing to draw on; the loop runs all the same.
    if (make === undefined || displayPublisher() === undefined) return;
    const picture = { [jupyterDisplay]: make };
    this.#sentAt = this.#timing.now();
    if (this.#handle) this.#handle.update(picture);
    else this.#handle = display(picture);
  }
}
