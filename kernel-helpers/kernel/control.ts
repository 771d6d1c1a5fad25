/** The main thread's end of the control thread. */
import { Worker } from 'node:worker_threads';
import type { ControlSetup, FromControl, ToControl } from './control-protocol.js';
import type { StreamName } from './streams.js';
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
  /** Settles when its sockets are open. */
  readonly ready: Promise<void>;
  /** Settles when somebody listens to the broadcast channel. */
  readonly subscribed: Promise<void>;
  readonly #worker: Worker;
  readonly #closed: Promise<void>;

  constructor(setup: ControlSetup, listeners: ControlListeners) {
    this.#worker = new Worker(new URL('./control-thread.js', import.meta.url), {
      workerData: setup,
    });
    this.ready = this.#heard('ready');
    this.subscribed = this.#heard('subscribed');
    this.#closed = this.#heard('closed');
    this.#worker.on('message', (message: FromControl) => {
      if (message.type === 'interrupt') {
        listeners.interrupt(message.header);
        this.#post({ type: 'interrupted', id: message.id });
      } else if (message.type === 'shutdown') listeners.shutdown(message.restart, message.header);
      else if (message.type === 'message') listeners.message(message.frames);
      else if (message.type === 'log') listeners.log(message.line);
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

  /** Sends frames on the broadcast channel. They leave even while this thread is held by a loop. */
  publish(frames: (Uint8Array | string)[]): void {
    this.#post({ type: 'publish', frames });
  }

  /** Sends printed text on the broadcast channel, in order with what is published. */
  print(name: StreamName, text: string): void {
    this.#post(name === 'stdout' ? `1${text}` : `2${text}`);
  }

  /** What is printed from now on belongs to the cell of this request. */
  enterCell(header: Header): void {
    this.#post({ type: 'cell', header });
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

  #heard(type: FromControl['type']): Promise<void> {
    return new Promise(resolve => {
      this.#worker.on('message', (message: FromControl) => {
        if (message.type === type) resolve();
      });
    });
  }

  #post(message: ToControl): void {
    this.#worker.postMessage(message);
  }
}
