/** The kernel as Jupyter sees it: sockets, and who handles what arrives on them. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Router } from 'zeromq';
import { UnsupportedError } from '../errors.js';
import { setSecretPrompt } from '../io/cave/notebook.js';
import { setSignalProvider } from '../io/source/cancellation.js';
import { CellContext } from './cell-context.js';
import type { CellRun } from './cell-run.js';
import { Comms } from './comms.js';
import type { Connection } from './connection.js';
import { ControlThread } from './control.js';
import { deliver } from './deliver.js';
import { setDisplayPublisher } from './display-queue.js';
import type { LanguageEngine } from './engine.js';
import { ExecuteQueue } from './execution.js';
import { History } from './history.js';
import { IoPub } from './iopub.js';
import { Request, type SendFrames } from './request.js';
import { type Handler, requestHandlers } from './requests.js';
import { StdinChannel } from './stdin.js';
import { captureProcessStreams } from './streams.js';
import { decodeMessage, type Header, type Message, PROTOCOL_VERSION } from './wire.js';

/** The real one: cells get another, see `#surviveUserCode`. */
const exitProcess = process.exit.bind(process);

/** What a server is started with. */
export interface ServerOptions {
  readonly connection: Connection;
  readonly version: string;
  /** Shared with the control thread, see `control-protocol.ts`. */
  readonly guard: Int32Array;
  /** The language, which may still be loading: requests that need it wait. */
  readonly engine: Promise<LanguageEngine>;
}

/** One running kernel. */
export class KernelServer {
  readonly comms: Comms;
  readonly stdin: StdinChannel;
  readonly #session = randomUUID();
  readonly #options: ServerOptions;
  readonly #shell: Router;
  readonly #stdinSocket: Router;
  readonly #iopub: IoPub;
  readonly #queue: ExecuteQueue;
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #control: ControlThread;
  /** Which cell is at work. */
  readonly context: CellContext<CellRun> = new CellContext(cell => !cell.interrupted);
  #leaving = false;

  constructor(options: ServerOptions) {
    this.#options = options;
    const { connection, engine, guard, version } = options;
    const history = new History();
    const socket = { ipv6: connection.ipv6, sendTimeout: 0, sendHighWaterMark: 0, linger: 300 };
    this.#shell = new Router(socket);
    this.#stdinSocket = new Router(socket);
    this.#control = new ControlThread(
      { connection, session: this.#session, guard },
      {
        interrupt: header => void this.#interrupt(header),
        shutdown: (restart, header) => void this.shutdown(restart, header),
        message: frames => this.#receive(frames, reply => this.#control.send(reply)),
        log,
      },
    );
    this.#iopub = new IoPub(this.#control, this.#session, connection.key, this.context);
    this.stdin = new StdinChannel(this.#stdinSocket, this.#session, connection.key, log);
    this.comms = new Comms({
      iopub: this.#iopub,
      context: this.context,
      report: (thrown, run) => void this.#report('Error in a comm handler', thrown, run),
    });
    this.#queue = new ExecuteQueue({
      engine,
      iopub: this.#iopub,
      stdin: this.stdin,
      history,
      context: this.context,
    });
    this.#handlers = requestHandlers({
      engine,
      iopub: this.#iopub,
      comms: this.comms,
      history,
      connection,
      version,
    });
  }

  /** Opens the sockets, takes over the process's output, and serves until the kernel is told to go. */
  async start(): Promise<void> {
    const { connection } = this.#options;
    await this.#shell.bind(connection.address.shell);
    await this.#stdinSocket.bind(connection.address.stdin);
    captureProcessStreams((name, text) => this.#iopub.print(name, text));
    setDisplayPublisher(this.#iopub);
    setSignalProvider(() => this.context.current?.signal);
    setSecretPrompt(question => this.stdin.ask(question, { password: true }));
    this.context.install();
    this.#surviveUserCode();
    this.#iopub.status('starting');
    void this.stdin.listen().catch(() => undefined);
    void this.#serveShell().catch(() => undefined);
  }

  /** Says goodbye on every channel, closes the sockets in both threads and ends the process. */
  async shutdown(restart: boolean, header?: Header): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    this.#queue.stop();
    if (header) {
      this.#iopub.status('busy', header);
      this.#iopub.publish('shutdown_reply', {
        content: { status: 'ok', restart },
        parent: header,
      });
      this.#iopub.status('idle', header);
    }
    await this.#control.close();
    this.#closeSockets();
    // The receives that the closing ended settle first: zeromq aborts a process that ends in the middle of that.
    await nextTurn();
    exitProcess(0);
  }

  async #serveShell(): Promise<void> {
    const reply: SendFrames = frames => {
      void deliver(this.#shell, frames, log);
    };
    for await (const frames of this.#shell) this.#receive(frames, reply);
  }

  #receive(frames: Uint8Array[], send: SendFrames): void {
    let message: Message;
    try {
      message = decodeMessage(frames, this.#options.connection.key);
    } catch (error) {
      log(`dropped a message: ${(error as Error).message}`);
      return;
    }
    const request = new Request(message, send, this.#session, this.#options.connection.key);
    if (request.type === 'execute_request') this.#queue.add(request);
    else void this.#handle(request);
  }

  async #handle(request: Request): Promise<void> {
    const { header } = request.message;
    this.#iopub.status('busy', header);
    try {
      if (request.type === 'shutdown_request') {
        const restart = request.content.restart === true;
        request.reply({ restart });
        await this.shutdown(restart, header);
        return;
      }
      if (request.type === 'interrupt_request') {
        // It belongs on the control channel; here it comes when the main thread is free to read it.
        await this.#interruptCell();
        request.reply({});
      } else await this.#answer(request);
    } catch (error) {
      log(`${request.type} failed: ${(error as Error).stack}`);
      if (request.type.endsWith('_request')) request.fail(error as Error);
    }
    this.#iopub.status('idle', header);
  }

  async #answer(request: Request): Promise<void> {
    const handler = this.#handlers.get(request.type);
    if (handler) {
      await handler(request);
      return;
    }
    log(`${request.type.slice(0, 80)} is not known: this kernel has no answer to it`);
    if (!request.type.endsWith('_request')) return;
    // Whoever asks waits for an answer.
    request.fail(
      new UnsupportedError(`${request.type} is not known: expected a request of protocol ${PROTOCOL_VERSION}`, {
        feature: request.type,
      }),
    );
  }

  async #interrupt(header: Header): Promise<void> {
    this.#iopub.status('busy', header);
    await this.#interruptCell();
    this.#iopub.status('idle', header);
  }

  async #interruptCell(): Promise<void> {
    outliveSignal();
    this.#queue.interrupt();
    const engine = await Promise.race([this.#options.engine, undefined]);
    engine?.interrupt();
    this.stdin.interrupt();
    this.comms.interrupt();
  }

  /** Shows an error that no cell waits for, under the cell or message it comes from, if that is known. */
  async #report(kind: string, thrown: unknown, from: CellRun | undefined): Promise<void> {
    // What an interrupted cell had begun ends with the reason it was given: that is what was asked for.
    if (from?.interrupted && thrown === from.signal.reason) return;
    const { traceback } = (await this.#options.engine).describeError(thrown);
    const print = (): void => this.#iopub.print('stderr', `${kind}: ${traceback.join('\n')}\n`);
    if (from) this.context.run(from, print);
    else print();
  }

  #closeSockets(): void {
    this.#shell.close();
    this.#stdinSocket.close();
  }

  /** Errors that no cell waits for are shown, and the kernel lives on. */
  #surviveUserCode(): void {
    process.on('unhandledRejection', (thrown, promise) => {
      void this.#report('Unhandled rejection', thrown, this.context.ownerOf(promise));
    });
    process.on('uncaughtException', thrown => {
      void this.#report('Uncaught exception', thrown, this.context.throwerOf(thrown));
    });
    // Interrupts arrive as messages; the signal that goes with them must not end the process.
    outliveSignal();
    process.on('SIGTERM', () => void this.shutdown(false));
    process.on('exit', () => this.#closeSockets());
    // In a cell, or in a library it calls, this would take the printed lines and every variable along.
    process.exit = code => {
      throw new UnsupportedError(
        `process.exit would end the kernel: received process.exit(${code ?? ''}), expected the cell to end by itself; ` +
          'to end the kernel use Shut Down or Restart in the Kernel menu',
        { feature: 'process.exit in a cell' },
      );
    };
  }
}

/**
 * SIGINT must not end the process. Node takes the listeners away while a cell runs, and does not bring them back when the
 * cell was terminated; so each interrupt looks whether one is there.
 */
function outliveSignal(): void {
  if (process.listenerCount('SIGINT') === 0) process.on('SIGINT', () => undefined);
}

/** The kernel's own words go to the log of the server that started it, never into a notebook. */
export function log(line: string): void {
  try {
    writeSync(2, `[connectome kernel] ${line}\n`);
  } catch {
    // Nobody reads the log any more.
  }
}
