/** One request from a front end, and the way its answer goes back. */
import { createMessage, encodeMessage, type Message, type MessageParts } from './wire.js';

/** Sends frames on the channel a request came from. */
export type SendFrames = (frames: (Uint8Array | string)[]) => void;

/** A request with its way back. */
export class Request {
  readonly message: Message;
  readonly #send: SendFrames;
  readonly #session: string;
  readonly #key: string;

  constructor(message: Message, send: SendFrames, session: string, key: string) {
    this.message = message;
    this.#send = send;
    this.#session = session;
    this.#key = key;
  }

  get type(): string {
    return this.message.header.msg_type;
  }

  get content(): Readonly<Record<string, unknown>> {
    return this.message.content;
  }

  /** Answers `x_request` with `x_reply`; `status` is `ok` unless `content` says otherwise. */
  reply(content: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, unknown>> = {}): void {
    this.send(this.type.replace(/_request$/, '_reply'), {
      content: { status: 'ok', ...content },
      metadata,
    });
  }

  /** Answers that the request cannot be met. */
  fail({ name, message }: Error): void {
    this.reply({ status: 'error', ename: name, evalue: message, traceback: [`${name}: ${message}`] });
  }

  /** Sends a message of any type to whoever asked. */
  send(type: string, parts: MessageParts): void {
    const { identities, header } = this.message;
    this.#send(
      encodeMessage(
        createMessage(type, this.#session, {
          identities,
          parent: header,
          ...parts,
        }),
        this.#key,
      ),
    );
  }
}
