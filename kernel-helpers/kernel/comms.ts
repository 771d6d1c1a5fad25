/** Comms: lasting conversations between a widget in the page and code in the kernel. */
import type { IoPub } from './iopub.js';
import type { Message } from './wire.js';

/** One open conversation. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** Called with what the page sends. */
  onMessage: (data: unknown, buffers: readonly Uint8Array[]) => void;
  /** Called when the page closes the conversation. */
  onClose: () => void;
  /** Sends data, which must be JSON, and binary buffers to the page. */
  send(data: unknown, buffers?: readonly Uint8Array[]): void;
  /** Ends the conversation. */
  close(): void;
}

/** Called when the page opens a conversation on a registered target. */
export type CommTarget = (comm: Comm, data: unknown, buffers: readonly Uint8Array[]) => void;

/** The open comms of a kernel and the targets a page may open. */
export class Comms {
  readonly #iopub: IoPub;
  readonly #targets = new Map<string, CommTarget>();
  readonly #open = new Map<string, Comm>();

  constructor(iopub: IoPub) {
    this.#iopub = iopub;
  }

  /** Lets a page open comms on `name`. */
  register(name: string, target: CommTarget): void {
    this.#targets.set(name, target);
  }

  /** The content of a `comm_info_reply`: the open comms, of one target when it is named. */
  info(target: unknown): Record<string, { target_name: string }> {
    const comms = [...this.#open.values()].filter(comm => target === undefined || comm.target === target);
    return Object.fromEntries(comms.map(comm => [comm.id, { target_name: comm.target }]));
  }

  /** Handles `comm_open`, `comm_msg` and `comm_close`; a comm on a target nobody registered is closed at once. */
  receive({ header, content, buffers }: Message): void {
    const id = String(content.comm_id);
    if (header.msg_type === 'comm_open') {
      const name = String(content.target_name);
      const target = this.#targets.get(name);
      if (target) target(this.#create(id, name), content.data, buffers);
      else
        this.#iopub.publish('comm_close', {
          content: { comm_id: id, data: {} },
          parent: header,
        });
      return;
    }
    const comm = this.#open.get(id);
    if (header.msg_type === 'comm_msg') comm?.onMessage(content.data, buffers);
    else if (comm) {
      this.#open.delete(id);
      comm.onClose();
    }
  }

  #create(id: string, target: string): Comm {
    const content = (data: unknown): Record<string, unknown> => ({
      comm_id: id,
      data,
    });
    const comm: Comm = {
      id,
      target,
      onMessage: () => undefined,
      onClose: () => undefined,
      send: (data, buffers) => this.#iopub.publish('comm_msg', { content: content(data), buffers }),
      close: () => {
        if (this.#open.delete(id)) this.#iopub.publish('comm_close', { content: content({}) });
      },
    };
    this.#open.set(id, comm);
    return comm;
  }
}
