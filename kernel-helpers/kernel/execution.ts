/** The queue of cells: one runs at a time, in the order they were asked for. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isShown } from './already-shown.js';
import { displaysSent, forgetDisplays } from './display-queue.js';
import type { CellError, LanguageEngine } from './engine.js';
import type { History } from './history.js';
import type { IoPub } from './iopub.js';
import { mimeBundle } from './mime-bundle.js';
import type { Request } from './request.js';
import type { StdinChannel } from './stdin.js';

/** What the queue works with. */
export interface ExecutionRoom {
  readonly engine: Promise<LanguageEngine>;
  readonly iopub: IoPub;
  readonly stdin: StdinChannel;
  readonly history: History;
}

/** Runs the cells of `execute_request` messages. */
export class ExecuteQueue {
  readonly #room: ExecutionRoom;
  #waiting: Request[] = [];
  #running = false;
  #stopped = false;
  /** The number in the brackets beside the last cell that was counted. */
  #count = 0;

  constructor(room: ExecutionRoom) {
    this.#room = room;
  }

  /** Runs the cell now, or when those before it have ended. */
  add(request: Request): void {
    if (this.#stopped) return;
    this.#waiting.push(request);
    if (!this.#running) void this.#drain();
  }

  /** Runs nothing more. */
  stop(): void {
    this.#stopped = true;
    this.#waiting = [];
  }

  async #drain(): Promise<void> {
    this.#running = true;
    for (let request = this.#waiting.shift(); request !== undefined; request = this.#waiting.shift()) {
      await this.#run(request);
    }
    this.#running = false;
  }

  async #run(request: Request): Promise<void> {
    const { iopub, stdin } = this.#room;
    iopub.status('busy', request.message.header);
    iopub.enterCell(request.message.header);
    stdin.asking = request;
    const error = await this.#execute(request);
    stdin.asking = undefined;
    if (error === undefined) {
      request.reply({
        execution_count: this.#count,
        payload: [],
        user_expressions: {},
      });
      iopub.status('idle', request.message.header);
      return;
    }
    const aborted = request.content.stop_on_error === false ? [] : await this.#takeWaiting();
    const { name: ename, message: evalue, traceback } = error;
    request.reply({
      status: 'error',
      execution_count: this.#count,
      ename,
      evalue,
      traceback,
    });
    iopub.status('idle', request.message.header);
    for (const late of aborted) this.#abort(late);
  }

  /** Runs and shows one cell; returns what went wrong, if anything. */
  async #execute({ content }: Request): Promise<CellError | undefined> {
    const { engine, history, iopub } = this.#room;
    const code = String(content.code ?? '');
    const silent = content.silent === true;
    const counted = !silent && content.store_history !== false;
    if (counted) {
      this.#count++;
      history.add(this.#count, code);
    }
    if (!silent)
      iopub.publish('execute_input', {
        content: { code, execution_count: this.#count },
      });
    const show = async (value: unknown): Promise<void> => {
      await displaysSent();
      if (!silent && value !== undefined && !isShown(value)) await this.#show(value);
    };
    const language = await engine;
    if (this.#stopped) return undefined;
    const error = await language.execute(code, counted ? `cell ${this.#count}` : 'silent cell', show);
    forgetDisplays(error);
    // A promise the cell left rejected is reported before the next turn: let it still be in this cell.
    await nextTurn();
    if (error !== undefined && !silent) iopub.error(error);
    return error;
  }

  async #show(value: unknown): Promise<void> {
    const data = await mimeBundle(value);
    const content = { execution_count: this.#count, data, metadata: {} };
    this.#room.iopub.publish('execute_result', { content });
  }

  /**
   * The cells that were asked for before the failing one was answered. Those still in the socket are read first: a
   * cell that held the event loop kept them there, and "Run All" sent them long ago.
   */
  async #takeWaiting(): Promise<Request[]> {
    for (let turn = 0; turn < 3; turn++) await nextTurn();
    return this.#waiting.splice(0);
  }

  #abort(request: Request): void {
    const { iopub } = this.#room;
    iopub.status('busy', request.message.header);
    request.reply({ status: 'aborted', execution_count: this.#count });
    iopub.status('idle', request.message.header);
  }
}
