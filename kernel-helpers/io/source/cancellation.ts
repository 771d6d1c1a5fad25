/** How work that was begun in a cell hears that the cell was interrupted. */

/** In plain Node.js nobody interrupts: this one never fires. */
const never = new AbortController().signal;

let provide: () => AbortSignal | undefined = () => undefined;

/** Tells {@link interruptSignal} which cell is at work; the kernel calls it once at start, without one it takes it back. */
export function setSignalProvider(provider: () => AbortSignal | undefined = () => undefined): void {
  provide = provider;
}

/**
 * The signal of the cell at work: it fires when somebody presses Stop while that cell runs.
 *
 * Downloads and queries of the helpers listen to it by themselves. Give it to your own long work, so that this really
 * stops too and does not go on unseen: to `fetch`, to a timer, to whatever takes a `signal`.
 *
 * @returns a signal whose reason is an `AbortError`. In plain Node.js it is one that never fires.
 * @example
 * import { setTimeout as sleep } from 'node:timers/promises';
 * interruptSignal().addEventListener('abort', () => console.log('stopped'));
 * await sleep(10, undefined, { signal: interruptSignal() });
 */
export function interruptSignal(): AbortSignal {
  return provide() ?? never;
}
