import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { JSONObject, JSONValue } from '@lumino/coreutils';

/** What a conversation with the kernel needs to know of the view that holds it. */
export interface IKernelCommOptions {
  /** What the kernel knows it by. */
  readonly target: string;
  /** Its id, when that has to be a certain one. */
  readonly id?: string;
  /** What is said first, each time the conversation begins. */
  opening(): JSONObject;
  received(data: JSONValue, buffers: readonly DataView[]): void;
  /** The kernel ended it, or is gone; a kernel that comes later is asked again. */
  ended?(): void;
}

/** What of a document's session this needs. */
export type IKernelSession = Pick<
  ISessionContext,
  'session' | 'kernelChanged' | 'statusChanged' | 'connectionStatusChanged'
>;

/**
 * A conversation with whichever kernel a document has: it begins when there is one of ours, and anew after each restart.
 */
export class KernelComm {
  constructor(
    private readonly _session: IKernelSession,
    private readonly _kernelName: string,
    private readonly _options: IKernelCommOptions,
  ) {
    _session.kernelChanged.connect(this._onKernelChanged, this);
    _session.statusChanged.connect(this._onStatus, this);
    _session.connectionStatusChanged.connect(this._open, this);
    this._open();
  }

  get isOpen(): boolean {
    return this._comm !== undefined && !this._comm.isDisposed;
  }

  /** Whether it was said; without a kernel nothing is. */
  send(data: JSONObject): boolean {
    if (!this.isOpen) return false;
    this._comm?.send(data);
    return true;
  }

  /** Ends the conversation, on the kernel's side too when `tell`. */
  dispose({ tell = true }: { readonly tell?: boolean } = {}): void {
    if (this._disposed) return;
    this._disposed = true;
    this._session.kernelChanged.disconnect(this._onKernelChanged, this);
    this._session.statusChanged.disconnect(this._onStatus, this);
    this._session.connectionStatusChanged.disconnect(this._open, this);
    const comm = this._comm;
    this._comm = undefined;
    if (!comm || comm.isDisposed) return;
    comm.onClose = () => undefined;
    const kernel = this._session.session?.kernel;
    if (tell && kernel && canBeAsked(kernel)) comm.close();
    else comm.dispose();
  }

  private _open(): void {
    const kernel = this._session.session?.kernel;
    if (this._disposed || this.isOpen || this._refused || kernel?.name !== this._kernelName) return;
    if (!canBeAsked(kernel)) return;
    const { target, id, opening, received } = this._options;
    if (id !== undefined && kernel.hasComm(id)) return;
    const comm = kernel.createComm(target, id);
    this._comm = comm;
    comm.onMsg = message => {
      if (this._comm === comm) received(message.content.data as JSONValue, viewsOf(message));
    };
    comm.onClose = () => {
      if (this._comm !== comm) return;
      // It knows no such conversation, or no longer: it will not until it is another.
      this._refused = true;
      this._lost();
    };
    comm.open(opening());
  }

  private _onKernelChanged(): void {
    this._refused = false;
    this._lost();
    this._open();
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    if (status === 'restarting' || status === 'autorestarting' || status === 'dead') this._refused = false;
    if (this._comm?.isDisposed) this._lost();
    this._open();
  }

  private _lost(): void {
    if (this._comm === undefined) return;
    this._comm = undefined;
    this._options.ended?.();
  }

  private _comm: Kernel.IComm | undefined;
  private _refused = false;
  private _disposed = false;
}

/** While a kernel restarts, JupyterLab forgets the comms it has; afterwards it may know its status only from the next cell. */
function canBeAsked({ status, connectionStatus }: Kernel.IKernelConnection): boolean {
  const isGoing = ['restarting', 'autorestarting', 'terminating', 'dead'].includes(status);
  return connectionStatus === 'connected' && !isGoing;
}

function viewsOf({ buffers = [] }: KernelMessage.ICommMsgMsg): DataView[] {
  return buffers.map(buffer =>
    ArrayBuffer.isView(buffer)
      ? new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
      : new DataView(buffer),
  );
}
