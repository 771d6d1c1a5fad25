/** `input(prompt)`: asks the person at the notebook for a line of text. */
import type { Router } from 'zeromq';
import { UnsupportedError } from '../errors.js';
import type { Request } from './request.js';
import { createMessage, decodeMessage, encodeMessage, type Message } from './wire.js';

/** A question that waits for its answer. */
interface Question {
  readonly answer: (text: string) => void;
  readonly giveUp: (reason: Error) => void;
}

/** Questions to the front end and the answers that come back on the stdin channel. */
export class StdinChannel {
  readonly #socket: Router;
  readonly #session: string;
  readonly #key: string;
  readonly #log: (line: string) => void;
  #question: Question | undefined;
  /** The questions before this one, answered or given up. */
  readonly #past = new Set<string>();
  /** The end of the last question asked: a notebook shows one at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  /** The cell that may ask; the question goes to the front end which sent it. */
  #asking: Request | undefined;

  constructor(socket: Router, session: string, key: string, log: (line: string) => void) {
    this.#socket = socket;
    this.#session = session;
    this.#key = key;
    this.#log = log;
  }

  /** From now on questions are of this cell; nobody waits any more for the answer to one of the cell before. */
  enterCell(cell: Request | undefined): void {
    this.#asking = cell;
    this.#question?.giveUp(
      new UnsupportedError(
        'input has lost its cell: received no answer before the cell ended, expected one; write "await input(…)"',
        { feature: 'input without await' },
      ),
    );
  }

  /** Ends the wait for an answer, and the cell may ask no more; an answer that comes later is dropped. */
  interrupt(): void {
    this.#asking = undefined;
    this.#question?.giveUp(new DOMException('input was interrupted', 'AbortError'));
  }

  /**
   * Asks and waits for the answer. Several questions are asked one after the other.
   *
   * @throws UnsupportedError when nobody is there to answer, as in a notebook run by a command.
   */
  ask(prompt = '', { password = false }: { readonly password?: boolean } = {}): Promise<string> {
    const cell = this.#asking;
    const answered = this.#turn.then(() => this.#ask(cell, { prompt: String(prompt), password: password === true }));
    this.#turn = answered.catch(() => undefined);
    return answered;
  }

  /** Reads answers until the socket closes, which rejects. */
  async listen(): Promise<never> {
    // Not `for await`, whose variable would hold the last message, however large, until the next one comes.
    for (;;) this.#receive(await this.#socket.receive());
  }

  async #ask(cell: Request | undefined, content: Record<string, unknown>): Promise<string> {
    if (cell?.content.allow_stdin !== true || cell !== this.#asking) {
      throw new UnsupportedError(
        'input has nobody to ask: received a call in a notebook that runs by itself, expected one run by a person; ' +
          'give the value in the cell, or run the notebook in JupyterLab',
        { feature: 'input without a person' },
      );
    }
    const { identities, header } = cell.message;
    const question = createMessage('input_request', this.#session, { identities, parent: header, content });
    try {
      return await new Promise<string>((answer, giveUp) => {
        this.#question = { answer, giveUp };
        this.#socket.send(encodeMessage(question, this.#key)).catch(giveUp);
      });
    } finally {
      this.#past.add(question.header.msg_id);
      this.#question = undefined;
    }
  }

  #receive(frames: Uint8Array[]): void {
    let message: Message;
    try {
      message = decodeMessage(frames, this.#key);
    } catch (error) {
      this.#log(`dropped a message on stdin: ${(error as Error).message}`);
      return;
    }
    const { header, parentHeader, content } = message;
    if (header.msg_type !== 'input_reply') {
      this.#log(`dropped a ${header.msg_type.slice(0, 80)} on stdin, where only answers to questions come`);
      return;
    }
    // JupyterLab says in the parent header which question it answers; others leave that out.
    if (this.#question === undefined || this.#past.has(String(parentHeader.msg_id))) {
      this.#log('dropped an answer to a question that nobody waits for any more');
      return;
    }
    this.#question.answer(typeof content.value === 'string' ? content.value : String(content.value ?? ''));
  }
}
