/** The broadcast channel: everything a notebook shows leaves through here, in order. */
import type { MimeBundle } from '../contract/mime.js';
import type { CellContext } from './cell-context.js';
import type { CellRun } from './cell-run.js';
import type { ControlThread } from './control.js';
import type { DisplayMetadata, DisplayOptions, DisplayPublisher } from './display-queue.js';
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
export class IoPub implements DisplayPublisher {
  readonly #thread: ControlThread;
  readonly #session: string;
  readonly #key: string;
  readonly #context: CellContext<CellRun>;
  #heard = false;
  /** The cell that was started last: what nobody knows the origin of belongs to it. */
  #cell: Header | undefined;
  readonly #silent = new WeakSet<Header>();
  /** The cell that printed last. */
  #printing: Header | undefined;

  constructor(thread: ControlThread, session: string, key: string, context: CellContext<CellRun>) {
    this.#thread = thread;
    this.#session = session;
    this.#key = key;
    this.#context = context;
  }

  /** A cell starts. */
  enterCell(request: Header): void {
    this.#cell = request;
  }

  /** What the cell of this request prints and shows, now or later, is not broadcast. */
  silence(request: Header): void {
    this.#silent.add(request);
  }

  /** Sends a message of any type; `parent` is the cell at work unless given. */
  publish(type: string, parts: MessageParts): void {
    const { parent = this.#atWork, ...rest } = parts;
    if (parent !== undefined && OUTPUTS.has(type) && this.#silent.has(parent)) return;
    const message = createMessage(type, this.#session, {
      identities: [type],
      parent,
      ...rest,
    });
    this.#thread.publish(encodeMessage(message, this.#key));
  }

  /** Shows text the cell at work prints. */
  print(name: StreamName, text: string): void {
    const cell = this.#atWork;
    if (cell !== undefined && this.#silent.has(cell)) return;
    if (cell !== undefined && cell !== this.#printing) {
      this.#printing = cell;
      this.#thread.enterCell(cell);
    }
    this.#thread.print(name, text);
  }

  /** Tells the front end that `request` is being worked on, or done. */
  status(state: 'starting' | 'busy' | 'idle', request?: Header): void {
    this.publish('status', {
      content: { execution_state: state },
      parent: request,
    });
  }

  /** Shows a bundle in the cell at work. */
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

  /** Takes the outputs of the cell at work away. */
  clearOutput(wait: boolean): void {
    this.publish('clear_output', { content: { wait } });
  }

  /** Shows what went wrong in the cell at work. */
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

  get #atWork(): Header | undefined {
    return this.#context.current?.header ?? this.#cell;
  }
}
