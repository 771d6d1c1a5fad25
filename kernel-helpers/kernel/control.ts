/** The main thread's end of the control thread. */
import { Worker } from 'node:worker_threads';
import type { ControlSetup, FromControl, ToControl } from './control-protocol.js';
import type { Header } from './wire.js';

/** What the main thread does for the control thread. */
export interface ControlListeners {
  /** End the wait for the running cell. */
  readonly interrupt: (header: Header) => void;
  readonly shutdown: (restart: boolean, header: Header | undefined) => void;
  /** A request that came on the control channel; answers go back through {@link ControlThread.send}. */
  readonly message: (frames: Uint8Array[]) => void;
  readonly log: (line: string) => void;
}

/** A running control thread. */
export class ControlThread {
  readonly #worker: Worker;
  readonly #closed: Promise<void>;

  constructor(setup: ControlSetup, listeners: ControlListeners) {
    this.#worker = new Worker(new URL('./control-thread.js', import.meta.url), { workerData: setup });
    this.#closed = new Promise(resolve => {
      this.#worker.on('message', (message: FromControl) => {
        if (message.type === 'interrupt') {
          listeners.interrupt(message.header);
          this.#post({ type: 'interrupted', id: message.id });
        } else if (message.type === 'shutdown') listeners.shutdown(message.restart, message.header);
        else if (message.type === 'message') listeners.message(message.frames);
        else if (message.type === 'log') listeners.log(message.line);
        else if (message.type === 'closed') resolve();
      });
    });
    this.#worker.on('error', error => {
      listeners.log(`the control thread failed: ${error.stack ?? error.message}`);
      listeners.shutdown(false, undefined);
    });
  }

  /** Sends frames on the control channel. */
  send(frames: (Uint8Array | string)[]): void {
    this.#post({ type: 'send', frames });
  }

  /** Lets the thread answer a pending shutdown and close its sockets; settles when it has, or after a second. */
  async close(): Promise<void> {
    this.#post({ type: 'close' });
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>(resolve => {
      timer = setTimeout(resolve, 1000);
    });
    await Promise.race([this.#closed, enough]);
    clearTimeout(timer);
  }

  #post(message: ToControl): void {
    this.#worker.postMessage(message);
  }
}
