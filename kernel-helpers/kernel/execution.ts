/** The queue of cells: one runs at a time, in the order they were asked for. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isShown } from './already-shown.js';
import type { CellContext } from './cell-context.js';
import { CellRun } from './cell-run.js';
import { displaysSent, forgetDisplays } from './display-queue.js';
import { type CellError, INTERRUPTED, type LanguageEngine } from './engine.js';
import type { History } from './history.js';
import type { IoPub } from './iopub.js';
import { mimeBundle } from './mime-bundle.js';
import type { Request } from './request.js';
import { codeOf } from './requests.js';
import type { StdinChannel } from './stdin.js';
import { toJson } from './wire.js';

/** Characters of an error's text that are sent. */
const LONGEST_TEXT = 100_000;

/** What the queue works with. */
export interface ExecutionRoom {
  readonly engine: Promise<LanguageEngine>;
  readonly iopub: IoPub;
  readonly stdin: StdinChannel;
  readonly history: History;
  readonly context: CellContext<CellRun>;
}

/** Runs the cells of `execute_request` messages. */
export class ExecuteQueue {
  readonly #room: ExecutionRoom;
  #waiting: Request[] = [];
  #running = false;
  #stopped = false;
  #run: CellRun | undefined;
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

  /** Lets everything the running cell has begun stop. */
  interrupt(): void {
    this.#run?.interrupt();
  }

  async #drain(): Promise<void> {
    this.#running = true;
    for (let request = this.#waiting.shift(); request !== undefined; request = this.#waiting.shift()) {
      await this.#runAndReply(request);
    }
    this.#running = false;
  }

  async #runAndReply(request: Request): Promise<void> {
    const { iopub, stdin } = this.#room;
    const { header } = request.message;
    const started = new Date().toISOString();
    iopub.status('busy', header);
    iopub.enterCell(header);
    stdin.enterCell(request);
    const run = new CellRun(header);
    this.#run = run;
    const found = await this.#execute(request, run).catch(describeFailure);
    const expressions = found === undefined ? await this.#expressions(request, run) : {};
    this.#run = undefined;
    stdin.enterCell(undefined);
    if (found === undefined) {
      request.reply(
        { execution_count: this.#count, payload: [], user_expressions: expressions },
        { started, status: 'ok' },
      );
      iopub.status('idle', header);
      return;
    }
    const error = shortened(found);
    iopub.error(error);
    const aborts = request.content.stop_on_error !== false && request.content.silent !== true;
    const aborted = aborts ? await this.#takeWaiting() : [];
    request.reply(
      { status: 'error', execution_count: this.#count, ...errorFields(error), user_expressions: {}, payload: [] },
      { started, status: 'error' },
    );
    iopub.status('idle', header);
    for (const late of aborted) this.#abort(late);
  }

  /** Runs one cell and shows its value; returns what went wrong, if anything. */
  async #execute(request: Request, run: CellRun): Promise<CellError | undefined> {
    const { engine, history, iopub } = this.#room;
    const { header, content } = request.message;
    const silent = content.silent === true;
    if (silent) iopub.silence(header);
    const code = codeOf(request);
    const counted = !silent && content.store_history !== false;
    if (counted) {
      this.#count++;
      history.add(this.#count, code);
    }
    iopub.publish('execute_input', { content: { code, execution_count: this.#count } });
    const show = async (value: unknown): Promise<void> => {
      await displaysSent();
      if (!silent && value !== undefined && !isShown(value)) await this.#show(value, counted);
    };
    const language = await engine;
    if (this.#stopped) return undefined;
    const label = counted ? `cell ${this.#count}` : 'silent cell';
    const error = await this.#room.context.run(run, () => language.execute(code, label, show));
    // A loop that the signal cut ends before the main thread hears of the interrupt.
    if (error?.name === INTERRUPTED) run.interrupt();
    forgetDisplays(error);
    // A promise the cell left rejected is reported before the next turn: let it still be in this cell.
    await nextTurn();
    return error;
  }

  async #show(value: unknown, counted: boolean): Promise<void> {
    const data = await mimeBundle(value);
    const content = { execution_count: this.#count, data, metadata: {} };
    this.#room.iopub.publish('execute_result', { content });
    const text = data['text/plain'];
    if (counted && typeof text === 'string') this.#room.history.addOutput(this.#count, text);
  }

  /** What the front end wants to know after the cell, each by its name: a bundle, or why there is none. */
  async #expressions({ content }: Request, run: CellRun): Promise<Record<string, unknown>> {
    const asked = content.user_expressions;
    if (asked === null || typeof asked !== 'object' || Array.isArray(asked)) return {};
    const answers: [string, unknown][] = [];
    for (const [name, code] of Object.entries(asked)) answers.push([name, await this.#evaluate(code, run)]);
    return Object.fromEntries(answers);
  }

  async #evaluate(code: unknown, run: CellRun): Promise<object> {
    const language = await this.#room.engine;
    let data: unknown;
    const show = async (value: unknown): Promise<void> => {
      data = await mimeBundle(value);
      toJson(data);
    };
    // In parentheses nothing can be declared: an expression leaves the notebook as it was.
    const expression = `(${String(code).replace(/[;\s]+$/, '')}\n)`;
    const error = await this.#room.context.run(run, () => language.execute(expression, 'user expression', show));
    return error === undefined
      ? { status: 'ok', data, metadata: {} }
      : { status: 'error', ...errorFields(shortened(error)) };
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
    request.reply({ status: 'aborted', execution_count: this.#count }, { status: 'aborted' });
    iopub.status('idle', request.message.header);
  }
}

function errorFields({ name, message, traceback }: CellError): Record<string, unknown> {
  return { ename: name, evalue: message, traceback };
}

/** The text of an error travels several times: what is longer than anybody reads is cut. */
function shortened({ name, message, traceback }: CellError): CellError {
  const cut = (text: string): string =>
    text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters in all)`;
  return { name: cut(name), message: cut(message), traceback: traceback.map(cut) };
}

/** What went wrong outside of the code: a request that cannot be meant, an output that cannot be sent. */
function describeFailure({ name, message }: Error): CellError {
  return { name, message, traceback: [`${name}: ${message}`] };
}
