/** `input(prompt)`: asks the person at the notebook for a line of text. */
import type { Router } from 'zeromq';
import { UnsupportedError } from '../errors.js';
import type { Request } from './request.js';
import { createMessage, decodeMessage, encodeMessage, type Message } from './wire.js';

/** Questions to the front end and the answers that come back on the stdin channel. */
export class StdinChannel {
  readonly #socket: Router;
  readonly #session: string;
  readonly #key: string;
  readonly #log: (line: string) => void;
  #answer: ((text: string) => void) | undefined;
  /** The cell that may ask; the question goes to the front end which sent it. */
  asking: Request | undefined;

  constructor(socket: Router, session: string, key: string, log: (line: string) => void) {
    this.#socket = socket;
    this.#session = session;
    this.#key = key;
    this.#log = log;
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws UnsupportedError when nobody is there to answer, as in a notebook run by a command.
   */
  async ask(prompt = '', { password = false }: { readonly password?: boolean } = {}): Promise<string> {
    const cell = this.asking;
    if (cell?.content.allow_stdin !== true) {
      throw new UnsupportedError(
        'input has nobody to ask: received a call in a notebook that runs by itself, expected one run by a person',
        { feature: 'input without a person' },
      );
    }
    const { identities, header } = cell.message;
    const content = { prompt: String(prompt), password };
    const question = createMessage('input_request', this.#session, {
      identities,
      parent: header,
      content,
    });
    const answered = new Promise<string>(resolve => {
      this.#answer = resolve;
    });
    await this.#socket.send(encodeMessage(question, this.#key));
    return answered;
  }

  /** Reads answers until the socket closes. */
  async listen(): Promise<void> {
    for await (const frames of this.#socket) {
      let message: Message;
      try {
        message = decodeMessage(frames, this.#key);
      } catch (error) {
        this.#log(`dropped a message on stdin: ${(error as Error).message}`);
        continue;
      }
      if (message.header.msg_type === 'input_reply') this.#answer?.(String(message.content.value ?? ''));
    }
  }
}
