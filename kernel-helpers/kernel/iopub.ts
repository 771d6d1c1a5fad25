/** The broadcast channel: everything a notebook shows leaves through here, in order. */
import type { MimeBundle } from '../contract/mime.js';
import type { ControlThread } from './control.js';
import type { CellError } from './engine.js';
import type { StreamName } from './streams.js';
import { createMessage, encodeMessage, type Header, type MessageParts } from './wire.js';

/** How long the first answer may wait for the front end to listen to this channel. */
const SUBSCRIPTION_WAIT_MS = 400;

/** What a silent cell keeps to itself. */
const OUTPUTS: ReadonlySet<string> = new Set([
  'stream',
  'display_data',
  'update_display_data',
  'clear_output',
  'execute_input',
  'execute_result',
  'error',
]);

/** Publishes outputs and states on behalf of the request that caused them. */
export class IoPub {
  readonly #thread: ControlThread;
  readonly #session: string;
  readonly #key: string;
  #heard = false;
  /** The cell that outputs belong to: the running one, or the last one for what its timers print later. */
  #cell: Header | undefined;
  #silent: Header | undefined;

  constructor(thread: ControlThread, session: string, key: string) {
    this.#thread = thread;
    this.#session = session;
    this.#key = key;
  }

  /** Outputs belong to this cell from now on. */
  enterCell(request: Header): void {
    this.#cell = request;
    this.#thread.enterCell(request);
  }

  /** What the cell of this request prints and shows is not broadcast. */
  silence(request: Header): void {
    this.#silent = request;
  }

  /** Runs `work`, whose outputs belong to `request`, then lets the cell that was running have its outputs again. */
  during<Value>(request: Header, work: () => Value): Value {
    const cell = this.#cell;
    this.enterCell(request);
    try {
      return work();
    } finally {
      if (cell) this.enterCell(cell);
    }
  }

  /** Sends a message of any type; `parent` is the running cell unless given. */
  publish(type: string, parts: MessageParts): void {
    const { parent = this.#cell, ...rest } = parts;
    if (parent !== undefined && parent === this.#silent && OUTPUTS.has(type)) return;
    const message = createMessage(type, this.#session, {
      identities: [type],
      parent,
      ...rest,
    });
    this.#thread.publish(encodeMessage(message, this.#key));
  }

  /** Shows text the running cell prints. */
  print(name: StreamName, text: string): void {
    if (this.#cell !== undefined && this.#cell === this.#silent) return;
    this.#thread.print(name, text);
  }

  /** Tells the front end that `request` is being worked on, or done. */
  status(state: 'starting' | 'busy' | 'idle', request?: Header): void {
    this.publish('status', {
      content: { execution_state: state },
      parent: request,
    });
  }

  /** Shows a bundle in the running cell. */
  displayData(data: MimeBundle): void {
    this.publish('display_data', {
      content: { data, metadata: {}, transient: {} },
    });
  }

  /** Shows what went wrong in the running cell. */
  error({ name, message, traceback }: CellError): void {
    this.publish('error', {
      content: { ename: name, evalue: message, traceback },
    });
  }

  /**
   * Settles when somebody listens. A front end that gets its first answer before it can hear this channel asks again
   * half a second later; one that never listens is not kept waiting longer than that.
   */
  async subscribed(): Promise<void> {
    if (this.#heard) return;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>(resolve => {
      timer = setTimeout(resolve, SUBSCRIPTION_WAIT_MS);
    });
    await Promise.race([this.#thread.subscribed, enough]);
    clearTimeout(timer);
    this.#heard = true;
  }
}
