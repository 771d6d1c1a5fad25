import { Message, type Schema } from 'apache-arrow';
import { FormatError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { rowCountProblem } from './arrow-rows.js';
import { messageProblem } from './flatbuffer-bounds.js';

/** Looks at the messages of an Arrow stream, one after the other, before apache-arrow believes what they say. */
export class ArrowMessages {
  readonly #file: string | undefined;
  #schema: Schema | undefined;
  #batchCount = 0;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** The schema, once its message came. */
  get schema(): Schema | undefined {
    return this.#schema;
  }

  /** Record batches so far. */
  get batchCount(): number {
    return this.#batchCount;
  }

  /**
   * The length of the body behind a message whose metadata are `header`. `at`: where the message starts, for errors.
   *
   * @throws {FormatError} for metadata that are damaged.
   */
  check(header: Uint8Array, at: number): number {
    const problem = messageProblem(header);
    if (problem) throw this.#damaged(at, problem);
    let message: Message;
    let wrongRows: string | undefined;
    try {
      message = Message.decode(header);
      if (message.isSchema()) this.#schema = message.header();
      if (message.isRecordBatch()) this.#batchCount++;
      wrongRows = rowCountProblem(message, this.#schema);
    } catch (error) {
      throw this.#damaged(at, (error as Error).message, error);
    }
    if (wrongRows) throw this.#damaged(at, wrongRows);
    const length = Number(message.bodyLength);
    if (!(length >= 0)) throw this.#damaged(at, `a body of ${length} bytes`);
    return length;
  }

  #damaged(at: number, problem: string, cause?: unknown): FormatError {
    const where = this.#file === undefined ? 'arrow' : `arrow ${this.#file}`;
    return new FormatError(
      `${where} has a damaged message at byte ${formatCount(at)}: received ${problem}, expected Arrow metadata`,
      { format: 'arrow', at: `byte ${at}`, file: this.#file, cause },
    );
  }
}
