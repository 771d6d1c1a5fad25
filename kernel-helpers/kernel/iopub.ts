/** The broadcast channel: everything a notebook shows leaves through here, in order. */
import type { MimeBundle } from '../contract/mime.js';
import type { ControlThread } from './control.js';
import type { DisplayMetadata, DisplayOptions, DisplayPublisher } from './display-queue.js';
import type { CellError } from './engine.js';
import type { StreamName } from './streams.js';
import { createMessage, encodeMessage, type Header, type MessageParts } from './wire.js';

/** How long the first answer may wait for the front end to listen to this channel. */
const SUBSCRIPTION_WAIT_MS = 400;

/** Publishes outputs and states on behalf of the request that caused them. */
export class IoPub implements DisplayPublisher {
  readonly #thread: ControlThread;
  readonly #session: string;
  readonly #key: string;
  #heard = false;
  /** The cell that outputs belong to: the running one, or the last one for what its timers print later. */
  #cell: Header | undefined;

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

  /** Sends a message of any type; `parent` is the running cell unless given. */
  publish(type: string, parts: MessageParts): void {
    const { parent = this.#cell, ...rest } = parts;
    const message = createMessage(type, this.#session, {
      identities: [type],
      parent,
      ...rest,
    });
    this.#thread.publish(encodeMessage(message, this.#key));
  }

  /** Shows text the running cell prints. */
  print(name: StreamName, text: string): void {
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
  displayData(data: MimeBundle, { id, metadata = {} }: DisplayOptions = {}): void {
    this.publish('display_data', {
      content: { data, metadata, transient: { display_id: id } },
    });
  }

  /** Shows a bundle in the place of what the output named `id` shows, wherever that is. */
  updateDisplay(data: MimeBundle, id: string, metadata: DisplayMetadata = {}): void {
    this.publish('update_display_data', {
      content: { data, metadata, transient: { display_id: id } },
    });
  }

  /** Takes the outputs of the running cell away. */
  clearOutput(wait: boolean): void {
    this.publish('clear_output', { content: { wait } });
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
