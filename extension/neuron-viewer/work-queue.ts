/** Long work of all views of a page in short turns, between which the page draws and hears its reader. */

import type { Steps } from 'connectome-helpers/dist/contract/steps.js';

/** Of the 16 ms of a frame. */
const turnMs = 10;

export interface IWork {
  /** Whether the reader waits for it: what is in sight goes before what is not. */
  isUrgent(): boolean;
  readonly signal?: AbortSignal;
  /** After each turn; so many steps were taken by now. */
  onTurn?(steps: number): void;
}

interface IWaiting {
  readonly work: IWork;
  /** Takes a turn; whether there is more to do. */
  turn(): boolean;
}

export class WorkQueue {
  constructor(
    private readonly _soon: (callback: () => void) => void = afterOthers(),
    private readonly _now: () => number = () => performance.now(),
  ) {}

  /**
   * What `steps` makes.
   *
   * Rejects with the signal's reason as soon as that says so, and with what a step throws.
   */
  run<T>(steps: Steps<T>, work: IWork): Promise<T> {
    return new Promise((resolve, reject) => {
      let count = 0;
      const turn = (): boolean => {
        try {
          work.signal?.throwIfAborted();
          for (const end = this._now() + turnMs; ; ) {
            const next = steps.next();
            if (next.done) {
              resolve(next.value);
              return false;
            }
            count += 1;
            if (this._now() >= end) break;
          }
          work.onTurn?.(count);
          return true;
        } catch (error) {
          reject(error);
          return false;
        }
      };
      this._waiting.push({ work, turn });
      this._schedule();
    });
  }

  private _schedule(): void {
    if (this._scheduled || this._waiting.length === 0) return;
    this._scheduled = true;
    this._soon(() => {
      this._scheduled = false;
      const next = this._waiting.find(({ work }) => work.isUrgent()) ?? this._waiting[0];
      if (!next.turn()) this._waiting.splice(this._waiting.indexOf(next), 1);
      this._schedule();
    });
  }

  private readonly _waiting: IWaiting[] = [];
  private _scheduled = false;
}

/** In a task of its own; timers would wait at least 4 ms, and a second in a page that is not in sight. */
function afterOthers(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  let next: (() => void) | undefined;
  port1.onmessage = () => {
    const callback = next;
    next = undefined;
    callback?.();
  };
  return callback => {
    next = callback;
    port2.postMessage(undefined);
  };
}
