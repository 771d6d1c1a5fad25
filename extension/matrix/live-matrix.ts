import type { JSONObject, JSONValue } from '@lumino/coreutils';
import {
  LIVE_MATRIX_TARGET,
  type LiveMatrixNews,
  type LiveMatrixOpening,
  type LiveMatrixRequest,
} from 'connectome-helpers/dist/contract/matrix/live-matrix.js';
import type { NullChoice } from 'connectome-helpers/dist/contract/matrix/null-choice.js';
import type { IKernelCommOptions } from '../host/kernel-comm';

/** The conversation itself. */
interface ITalk {
  send(data: JSONObject): boolean;
  dispose(): void;
}

interface IWaiting {
  readonly progress: (done: number, total: number) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Whether the kernel can be asked: `here`; or `away`, when there is none, or not the one that made the matrix, or it has
 * forgotten it.
 */
export type LiveState = { readonly is: 'here'; readonly hasPlaces: boolean } | { readonly is: 'away' };

/** A matrix's line to the kernel that made it. */
export class LiveMatrix {
  /** `live` of the stored matrix; `changed` is called when the state is another. */
  constructor(
    private readonly _live: string | undefined,
    private readonly _changed: () => void,
    connect: (options: IKernelCommOptions) => ITalk | undefined,
  ) {
    if (_live === undefined) return;
    this._talk = connect({
      target: LIVE_MATRIX_TARGET,
      opening: () => ({ live: this._live }) as LiveMatrixOpening as unknown as JSONObject,
      received: data => this._received(data),
      ended: () => this._leave('the kernel is gone'),
    });
  }

  get state(): LiveState {
    return this._state;
  }

  /**
   * Has a null model drawn from; resolves to the comparison as it is stored, which is still to be checked.
   *
   * Rejects when there is no such kernel (any more) or it cannot, and when `signal` fires, as soon as the kernel draws no
   * more, with the signal's reason.
   */
  compare(choice: NullChoice, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<unknown> {
    const request = ++this._requests;
    return new Promise((resolve, reject) => {
      if (!this._say({ op: 'compare', request, choice })) {
        reject(new Error('there is no kernel to ask'));
        return;
      }
      this._waiting.set(request, {
        progress,
        resolve,
        reject: error => reject(signal.aborted ? signal.reason : error),
      });
      signal.addEventListener('abort', () => this._say({ op: 'stop', request }));
    });
  }

  dispose(): void {
    this._leave('the matrix is closed');
    this._talk?.dispose();
    this._talk = undefined;
  }

  private _say(request: LiveMatrixRequest): boolean {
    return this._talk?.send(request as unknown as JSONObject) ?? false;
  }

  private _received(data: JSONValue): void {
    const news = data as unknown as LiveMatrixNews;
    switch (news.op) {
      case 'here':
        this._state = { is: 'here', hasPlaces: news.hasPlaces };
        this._changed();
        break;
      case 'gone':
        this._leave('the kernel has forgotten this matrix');
        break;
      case 'progress':
        this._waiting.get(news.request)?.progress(news.done, news.total);
        break;
      case 'compared':
        this._settle(news.request, ({ resolve }) => resolve(news.result));
        break;
      case 'stopped':
        this._settle(news.request, ({ reject }) => reject(new Error('it was stopped')));
        break;
      case 'failed':
        this._settle(news.request, ({ reject }) => reject(new Error(news.message)));
        break;
    }
  }

  private _settle(request: number, settle: (waiting: IWaiting) => void): void {
    const waiting = this._waiting.get(request);
    this._waiting.delete(request);
    if (waiting) settle(waiting);
  }

  private _leave(why: string): void {
    const waiting = [...this._waiting.values()];
    this._waiting.clear();
    for (const { reject } of waiting) reject(new Error(why));
    if (this._state.is === 'away') return;
    this._state = { is: 'away' };
    this._changed();
  }

  private _talk: ITalk | undefined;
  private _state: LiveState = { is: 'away' };
  private _requests = 0;
  private readonly _waiting = new Map<number, IWaiting>();
}
