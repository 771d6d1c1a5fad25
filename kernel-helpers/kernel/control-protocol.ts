/** What the main thread and the control thread say to each other. */
import type { Connection } from './connection.js';
import type { Header } from './wire.js';

/** Given to the control thread at its start. */
export interface ControlSetup {
  readonly connection: Connection;
  readonly session: string;
  /** Element 0 is 1 while the main thread runs code that must not be cut, such as the compiler. */
  readonly guard: Int32Array;
}

/** From the control thread to the main thread. */
export type FromControl =
  | { readonly type: 'ready' }
  /** Somebody listens to the broadcast channel. */
  | { readonly type: 'subscribed' }
  /** End the wait for the running cell, and answer with the same `id`. */
  | { readonly type: 'interrupt'; readonly id: number; readonly header: Header }
  | {
      readonly type: 'shutdown';
      readonly restart: boolean;
      readonly header: Header | undefined;
    }
  /** Any other message of the control channel, verified already. */
  | { readonly type: 'message'; readonly frames: Uint8Array[] }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'closed' };

/** From the main thread to the control thread. */
export type ToControl =
  | { readonly type: 'interrupted'; readonly id: number }
  | { readonly type: 'send'; readonly frames: (Uint8Array | string)[] }
  /** Broadcast these frames. */
  | { readonly type: 'publish'; readonly frames: (Uint8Array | string)[] }
  /** What is printed from now on belongs to the cell of this request. */
  | { readonly type: 'cell'; readonly header: Header }
  /** Broadcast printed text: the digit is the file descriptor. A string, for a loop may print a hundred thousand. */
  | `1${string}`
  | `2${string}`
  /** The main thread is ready to go: answer, close the sockets, say `closed`. */
  | { readonly type: 'close' };

/** Runs `work` so that an interrupt waits for its end: a compiler that is cut in the middle is of no use afterwards. */
export function uncut<T>(guard: Int32Array, work: () => T): T {
  Atomics.store(guard, 0, 1);
  try {
    return work();
  } finally {
    Atomics.store(guard, 0, 0);
  }
}
