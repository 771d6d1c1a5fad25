import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { checkExplorerAnswer, EXPLORER_TARGET } from 'connectome-helpers/dist/contract/explorer.js';
import type { IHost } from '../host/host';
import type { KernelComm } from '../host/kernel-comm';

/** A dataset that is downloaded, waits for those before it, or could not be had. */
export type Download =
  | { readonly state: 'waiting' }
  | { readonly state: 'running'; readonly receivedBytes: number; readonly totalBytes: number | null }
  | { readonly state: 'failed'; readonly message: string };

/** How a download ended, unless it was taken back. */
export interface IDownloadEnd {
  readonly id: string;
  readonly title: string;
  /** Why it could not be had; `undefined` when it is here. */
  readonly failed: string | undefined;
  /** What a reader should know of it. */
  readonly notes: readonly string[];
}

interface IWanted {
  readonly id: string;
  readonly title: string;
}

/**
 * Has the kernel of one document download datasets, one after another. They go on while the panel is closed or shows
 * another notebook, and end with the kernel.
 */
export class Downloads {
  constructor(
    private readonly _host: Pick<IHost, 'openComm'>,
    private readonly _lost: string,
    private readonly _changed: () => void,
    private readonly _ended: (end: IDownloadEnd) => void,
  ) {}

  /** How it is with a dataset; `undefined` for one that nobody asked for, or that is here. */
  of(id: string): Download | undefined {
    return this._all.get(id);
  }

  start(wanted: IWanted): void {
    if (this._all.has(wanted.id) && this._all.get(wanted.id)?.state !== 'failed') return;
    this._all.set(wanted.id, { state: 'waiting' });
    this._queue.push(wanted);
    this._next();
    this._changed();
  }

  /** Takes it back; what has come of it stays with the kernel, which goes on from there another time. */
  stop(id: string): void {
    this._all.delete(id);
    const at = this._queue.findIndex(wanted => wanted.id === id);
    if (at >= 0) this._queue.splice(at, 1);
    if (this._current?.id === id) {
      this._comm?.send({ ask: ++this._count, op: 'stop', of: this._current.ask });
      this._current = undefined;
      this._next();
    }
    this._changed();
  }

  private _next(): void {
    const wanted = this._current ? undefined : this._queue.shift();
    if (!wanted) return;
    this._current = { ...wanted, ask: ++this._count };
    this._all.set(wanted.id, { state: 'running', receivedBytes: 0, totalBytes: null });
    const question = { ask: this._current.ask, op: 'download', id: wanted.id };
    if (this._comm?.isOpen) this._comm.send(question);
    else this._open(question);
  }

  private _open(question: JSONObject): void {
    this._comm?.dispose();
    this._comm = this._host.openComm({
      target: EXPLORER_TARGET,
      // Opened again, as after a restart, there is nothing to go on with: what was under way has been given up.
      opening: () => (this._current?.ask === question.ask ? question : { ask: ++this._count, op: 'cache' }),
      received: data => this._hear(data),
      ended: () => this._giveUp(),
    });
    if (!this._comm?.isOpen) this._giveUp();
  }

  private _hear(data: JSONValue): void {
    const answer = checkExplorerAnswer(data);
    const current = this._current;
    if (!current || answer.ask !== current.ask) return;
    if (answer.op === 'progress') {
      const { receivedBytes, totalBytes } = answer;
      this._all.set(current.id, { state: 'running', receivedBytes, totalBytes });
      this._changed();
      return;
    }
    const { id, title } = current;
    this._current = undefined;
    if (answer.op === 'failed') this._fail({ id, title }, answer.message);
    else {
      this._all.delete(id);
      if (answer.op === 'downloaded') this._ended({ id, title, failed: undefined, notes: answer.notes });
    }
    this._next();
    this._changed();
  }

  private _giveUp(): void {
    const lost = this._current ? [this._current, ...this._queue] : [...this._queue];
    this._current = undefined;
    this._queue.length = 0;
    for (const wanted of lost) this._fail(wanted, this._lost);
    if (lost.length > 0) this._changed();
  }

  private _fail({ id, title }: IWanted, message: string): void {
    this._all.set(id, { state: 'failed', message });
    this._ended({ id, title, failed: message, notes: [] });
  }

  private _comm: KernelComm | undefined;
  private _current: (IWanted & { readonly ask: number }) | undefined;
  private _count = 0;
  private readonly _queue: IWanted[] = [];
  private readonly _all = new Map<string, Download>();
}
