import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { checkLiveTableNews, LIVE_TABLE_TARGET } from 'connectome-helpers/dist/contract/live-table.js';
import type { IKernelCommOptions } from '../host/kernel-comm';

/** The conversation itself. */
interface ITalk {
  send(data: JSONObject): boolean;
  dispose(): void;
}

/** Rows as they came. */
export interface IRowsPiece {
  readonly rows: number;
  readonly stream: Uint8Array;
}

interface IWaiting {
  readonly from: number;
  readonly resolve: (piece: IRowsPiece) => void;
  readonly reject: (error: Error) => void;
}

/** A table's line to the kernel that made it, which knows the rows that are not stored. */
export class LiveTable {
  /** `live` of the stored table; `changed` is called when the kernel comes or goes. */
  constructor(
    live: string,
    private readonly _changed: () => void,
    connect: (options: IKernelCommOptions) => ITalk | undefined,
  ) {
    this._talk = connect({
      target: LIVE_TABLE_TARGET,
      opening: () => ({ live }),
      received: (data, buffers) => this._received(data, buffers),
      ended: () => this._leave('the kernel is gone'),
    });
  }

  /** Whether there is a kernel that has the rows. */
  get isHere(): boolean {
    return this._isHere;
  }

  /** Some rows from `from` on; rejects when there is no such kernel (any more), or it cannot. */
  rowsFrom(from: number): Promise<IRowsPiece> {
    return new Promise((resolve, reject) => {
      this._waiting?.reject(new Error('other rows were asked for'));
      this._waiting = { from, resolve, reject };
      if (!this._talk?.send({ op: 'rows', from })) this._leave('there is no kernel to ask');
    });
  }

  dispose(): void {
    this._leave('the table is closed');
    this._talk?.dispose();
    this._talk = undefined;
  }

  private _received(data: JSONValue, buffers: readonly DataView[]): void {
    const news = checkLiveTableNews(data);
    if (news.op === 'here') this._become(true);
    else if (news.op === 'gone') this._leave('the kernel has forgotten this table');
    else {
      const waiting = this._waiting;
      if (news.op === 'failed') {
        this._waiting = undefined;
        waiting?.reject(new Error(news.message));
      } else if (waiting?.from === news.from && buffers.length === 1) {
        this._waiting = undefined;
        const { buffer, byteOffset, byteLength } = buffers[0];
        waiting.resolve({ rows: news.rows, stream: new Uint8Array(buffer, byteOffset, byteLength) });
      }
    }
  }

  private _leave(why: string): void {
    const waiting = this._waiting;
    this._waiting = undefined;
    waiting?.reject(new Error(why));
    this._become(false);
  }

  private _become(isHere: boolean): void {
    if (this._isHere === isHere) return;
    this._isHere = isHere;
    this._changed();
  }

  private _talk: ITalk | undefined;
  private _isHere = false;
  private _waiting: IWaiting | undefined;
}
