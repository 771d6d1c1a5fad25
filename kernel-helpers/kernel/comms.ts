/** Comms: lasting conversations between a widget in the page and code in the kernel. */
import { randomUUID } from 'node:crypto';
import { FormatError, InvalidArgumentError } from '../errors.js';
import type { CellContext } from './cell-context.js';
import { CellRun } from './cell-run.js';
import type { CellComms, Comm, CommBuffer, CommHandler, CommOptions, CommTarget } from './comm.js';
import type { IoPub } from './iopub.js';
import type { Header, Message } from './wire.js';

/** What the comms need of the kernel. */
export interface CommRoom {
  readonly iopub: Pick<IoPub, 'publish'>;
  readonly context: Pick<CellContext<CellRun>, 'run'>;
  /** Shows what a handler threw, as an output of the message it answered. */
  readonly report: (thrown: unknown, run: CellRun) => void;
}

/** The open comms of a kernel and the targets a page may open. */
export class Comms implements CellComms {
  readonly #room: CommRoom;
  readonly #targets = new Map<string, CommTarget>();
  readonly #open = new Map<string, OpenComm>();
  /** The handlers that are running, each with what ends the wait for it. */
  readonly #running = new Map<CellRun, (reason: unknown) => void>();

  constructor(room: CommRoom) {
    this.#room = room;
  }

  register(target: string, opened: CommTarget): void {
    checkTarget(target);
    if (typeof opened !== 'function') {
      throw new InvalidArgumentError(
        `comms.register handler is no function: received ${typeof opened}, expected (comm, data, buffers) => …`,
        { argument: 'opened' },
      );
    }
    this.#targets.set(target, opened);
  }

  unregister(target: string): void {
    this.#targets.delete(target);
  }

  open(target: string, data: unknown = {}, options: CommOptions = {}): Comm {
    checkTarget(target);
    const comm = this.#create(randomUUID(), target);
    try {
      this.#send('comm_open', { comm_id: comm.id, target_name: target, data }, options);
    } catch (error) {
      this.#forget(comm);
      throw error;
    }
    return comm;
  }

  /** What cells get: it can open and register, and nothing else. */
  forCells(): CellComms {
    return Object.freeze({
      register: (target: string, opened: CommTarget) => this.register(target, opened),
      unregister: (target: string) => this.unregister(target),
      open: (target: string, data?: unknown, options?: CommOptions) => this.open(target, data, options),
    });
  }

  /** The content of a `comm_info_reply`: the open comms, of one target when it is named. */
  info(target: unknown): Record<string, { target_name: string }> {
    const all = target === undefined || target === null;
    const comms = [...this.#open.values()].filter(comm => all || comm.target === target);
    return Object.fromEntries(comms.map(comm => [comm.id, { target_name: comm.target }]));
  }

  /**
   * Handles `comm_open`, `comm_msg` and `comm_close`, and settles when the handler is done; a comm on a target nobody
   * registered is closed at once, one whose target fails is closed too, and a message to a comm that is over is dropped.
   *
   * @throws FormatError when the message names no comm.
   */
  async receive({ header, content, metadata, buffers }: Message): Promise<void> {
    const { comm_id: id, data } = content;
    if (typeof id !== 'string' || id === '') throw malformed(header, 'comm_id', id);
    const call = (handler: CommHandler): Promise<boolean> => this.#call(header, () => handler(data, buffers, metadata));
    if (header.msg_type === 'comm_open') {
      const name = content.target_name;
      if (typeof name !== 'string') throw malformed(header, 'target_name', name);
      const target = this.#targets.get(name);
      if (target === undefined) {
        this.#room.iopub.publish('comm_close', { content: { comm_id: id, data: {} }, parent: header });
        return;
      }
      const comm = this.#create(id, name);
      if (!(await call((...received) => target(comm, ...received)))) comm.close();
      return;
    }
    const comm = this.#open.get(id);
    if (comm === undefined) return;
    if (header.msg_type === 'comm_msg') {
      // Asked for when its turn comes: the message before this one may have replaced it.
      await call((...received) => comm.onMessage(...received));
    } else {
      this.#forget(comm);
      await call((...received) => comm.onClose(...received));
    }
  }

  /** Ends the handlers that are running. */
  interrupt(): void {
    for (const [run, giveUp] of this.#running) {
      run.interrupt();
      giveUp(run.signal.reason);
    }
  }

  /** Runs a handler on behalf of the message it answers, and shows what it throws; whether it threw nothing. */
  async #call(parent: Header, handler: () => void | Promise<void>): Promise<boolean> {
    const run = new CellRun(parent);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#running.set(run, reject);
        // In a turn of its own: when an interrupt has to cut it, nothing of ours is on the stack.
        setImmediate(() => {
          try {
            resolve(this.#room.context.run(run, handler));
          } catch (error) {
            reject(error);
          }
        });
      });
      return true;
    } catch (error) {
      this.#room.report(error, run);
      return false;
    } finally {
      this.#running.delete(run);
    }
  }

  #create(id: string, target: string): OpenComm {
    const comm: OpenComm = {
      id,
      target,
      closed: false,
      onMessage: () => undefined,
      onClose: () => undefined,
      send: (data, options = {}) => {
        if (comm.closed) {
          throw new InvalidArgumentError(
            `comm ${id} on ${target} is closed: received a message to send, expected an open one; ` +
              'set onClose to learn when the page ends the conversation',
            { argument: 'comm' },
          );
        }
        this.#send('comm_msg', { comm_id: id, data }, options);
      },
      close: (data = {}, options = {}) => {
        if (comm.closed) return;
        this.#send('comm_close', { comm_id: id, data }, options);
        this.#forget(comm);
      },
    };
    this.#open.set(id, comm);
    return comm;
  }

  #forget(comm: OpenComm): void {
    comm.closed = true;
    if (this.#open.get(comm.id) === comm) this.#open.delete(comm.id);
  }

  #send(type: string, content: Record<string, unknown>, { buffers = [], metadata = {} }: CommOptions): void {
    this.#room.iopub.publish(type, { content, metadata, buffers: buffers.map(bytesOf) });
  }
}

type OpenComm = { -readonly [Key in keyof Comm]: Comm[Key] };

/** The bytes of a buffer by themselves: a part of a larger one would take the whole along between threads. */
function bytesOf(buffer: CommBuffer): Uint8Array {
  if (ArrayBuffer.isView(buffer)) {
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const isWhole = buffer.buffer instanceof ArrayBuffer && buffer.byteLength === buffer.buffer.byteLength;
    return isWhole ? bytes : bytes.slice();
  }
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer);
  throw new InvalidArgumentError(
    `comm buffer is no bytes: received ${typeof buffer}, expected a typed array, an ArrayBuffer or a DataView`,
    { argument: 'buffers' },
  );
}

function checkTarget(target: unknown): void {
  if (typeof target === 'string' && target !== '') return;
  throw new InvalidArgumentError(
    `comm target is no name: received ${String(target)}, expected a string such as 'my-widget'`,
    { argument: 'target' },
  );
}

function malformed({ msg_type }: Header, field: string, value: unknown): FormatError {
  return new FormatError(`${msg_type} ${field} is missing: received ${typeof value}, expected a string`, {
    format: 'jupyter message',
    at: field,
  });
}
