/** Displays on their way to the notebook: they leave in the order they were asked for, also when one takes time. */
import type { MimeBundle } from '../contract/mime.js';

/** Facts about a form of a bundle, by MIME type: `{ 'image/png': { width: 200 } }`. */
export type DisplayMetadata = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What comes with a bundle. */
export interface DisplayOptions {
  /** Names the output, so that it can be updated. */
  readonly id?: string;
  readonly metadata?: DisplayMetadata;
}

/** Sends displays to the notebook. */
export interface DisplayPublisher {
  /** Shows a new output. */
  displayData(bundle: MimeBundle, options: DisplayOptions): void;
  /** Replaces what the outputs named `id` show. */
  updateDisplay(bundle: MimeBundle, id: string, metadata?: DisplayMetadata): void;
  /** Takes the cell's outputs away: now, or with `wait` when the next one comes. */
  clearOutput(wait: boolean): void;
}

let publisher: DisplayPublisher | undefined;
/** The sending that waits for a bundle to be made, and all behind it; `undefined` when none does. */
let pending: Promise<void> | undefined;
/** What the first failing display threw; the end of the cell meets it. */
let failure: { readonly thrown: unknown } | undefined;
let endListeners: ((error: unknown) => void)[] = [];

/** Tells displays where to go; the kernel calls it once at start, `undefined` takes it back. */
export function setDisplayPublisher(target: DisplayPublisher | undefined): void {
  publisher = target;
}

/** Where displays go; `undefined` in plain Node.js. */
export function displayPublisher(): DisplayPublisher | undefined {
  return publisher;
}

/** Sends `made` now, or in its turn when it, or one before it, is still being made. */
export function sendInOrder<Made>(made: Made | Promise<Made>, send: (made: Made) => void): void {
  if (pending === undefined && !isPromise(made)) {
    send(made);
    return;
  }
  const before = pending ?? Promise.resolve();
  // Seen to at once: a display that fails while an earlier one is still being made is not "unhandled".
  const outcome = Promise.resolve(made).then(
    value => () => send(value),
    (thrown: unknown) => () => {
      failure ??= { thrown };
    },
  );
  const sent: Promise<void> = before
    .then(() => outcome)
    .then(settle => settle())
    .catch((thrown: unknown) => {
      failure ??= { thrown };
    })
    .then(() => {
      if (pending === sent) pending = undefined;
    });
  pending = sent;
}

/**
 * Settles when every display so far was sent; the kernel awaits it before a cell ends. One that failed keeps none of
 * the others back.
 *
 * @throws whatever the first failing display threw while its bundle was made.
 */
export async function displaysSent(): Promise<void> {
  await pending;
  const failed = failure;
  failure = undefined;
  if (failed) throw failed.thrown;
}

/**
 * The cell is over: no longer waits for displays that are still being made, which appear if they ever are. `error` is
 * what it ended with, if it was cut or threw.
 */
export function forgetDisplays(error?: unknown): void {
  pending = undefined;
  failure = undefined;
  const listeners = endListeners;
  endListeners = [];
  for (const listener of listeners) listener(error);
}

/** Calls `listener` once when the running cell ends, with its error: a loop that was cut runs none of its own code. */
export function onCellEnd(listener: (error: unknown) => void): void {
  endListeners.push(listener);
}

function isPromise<Made>(made: Made | Promise<Made>): made is Promise<Made> {
  return typeof (made as PromiseLike<unknown> | undefined)?.then === 'function';
}
