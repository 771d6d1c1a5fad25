/** The broadcast channel: everything a notebook shows leaves through here, in order. */
import type { XPublisher } from 'zeromq';
import type { MimeBundle } from '../contract/mime.js';
import type { CellError } from './engine.js';
import { StreamCoalescer } from './streams.js';
import { createMessage, encodeMessage, type Header, type MessageParts } from './wire.js';

/** How long the first answer may wait for the front end to listen to this channel. */
const SUBSCRIPTION_WAIT_MS = 400;

/** What to do beside sending the bundle itself. */
export interface DisplayOptions {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly buffers?: readonly Uint8Array[];
}

/** Publishes outputs and states on behalf of the request that caused them. */
export class IoPub {
  readonly streams: StreamCoalescer;
  readonly #socket: XPublisher;
  readonly #session: string;
  readonly #key: string;
  #subscribed: Promise<void>;
  /** The cell that outputs belong to: the running one, or the last one for what its timers print later. */
  #cell: Header | undefined;

  constructor(socket: XPublisher, session: string, key: string) {
    this.#socket = socket;
    this.#session = session;
    this.#key = key;
    this.streams = new StreamCoalescer((name, text) => this.#send('stream', { content: { name, text } }));
    this.#subscribed = this.#listen();
  }

  /** Outputs belong to this cell from now on. */
  enterCell(request: Header): void {
    this.streams.flush();
    this.#cell = request;
  }

  /** Sends a message of any type; `parent` is the running cell unless given. */
  publish(type: string, parts: MessageParts): void {
    this.streams.flush();
    this.#send(type, parts);
  }

  /** Tells the front end that `request` is being worked on, or done. */
  status(state: 'starting' | 'busy' | 'idle', request?: Header): void {
    this.publish('status', { content: { execution_state: state }, parent: request });
  }

  /** Shows a bundle in the running cell. */
  displayData(bundle: MimeBundle, { metadata = {}, buffers }: DisplayOptions = {}): void {
    this.publish('display_data', { content: { data: bundle, metadata, transient: {} }, buffers });
  }

  /** Shows what went wrong in the running cell. */
  error({ name, message, traceback }: CellError): void {
    this.publish('error', { content: { ename: name, evalue: message, traceback } });
  }

  /** Settles when somebody listens, or when waiting longer would not help: an answer nobody hears is asked again. */
  async subscribed(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>(resolve => {
      timer = setTimeout(resolve, SUBSCRIPTION_WAIT_MS);
    });
    await Promise.race([this.#subscribed, enough]);
    clearTimeout(timer);
    this.#subscribed = Promise.resolve();
  }

  /** Sends what is waiting and lets the socket go. */
  close(): void {
    this.streams.flush();
    this.#socket.close();
  }

  #send(type: string, parts: MessageParts): void {
    if (this.#socket.closed) return;
    const message = createMessage(type, this.#session, { parent: this.#cell, identities: [type], ...dropUndefined(parts) });
    this.#socket.send(encodeMessage(message, this.#key)).catch(() => undefined);
  }

  /** Subscriptions arrive as messages on this socket; they are read for ever, for otherwise they would pile up. */
  #listen(): Promise<void> {
    return new Promise(resolve => {
      const read = async (): Promise<void> => {
        for await (const [event] of this.#socket) if (event[0] === 1) resolve();
      };
      read().catch(() => undefined);
    });
  }
}

function dropUndefined(parts: MessageParts): MessageParts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
