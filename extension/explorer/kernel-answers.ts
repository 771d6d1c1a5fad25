import type { JSONObject, JSONValue } from '@lumino/coreutils';
import {
  type CacheState,
  checkExplorerAnswer,
  EXPLORER_TARGET,
  type ExplorerAnswer,
  type FoundDatasets,
} from 'connectome-helpers/dist/contract/explorer.js';
import type { IHost } from '../host/host';
import type { KernelComm } from '../host/kernel-comm';

/** What a notebook's kernel has answered. */
export interface IKernelAnswers {
  readonly found?: FoundDatasets;
  readonly cache?: CacheState;
  /** Why the last question has no answer. */
  readonly failed?: string;
  /** Whether there is a kernel to ask. */
  readonly isOpen: boolean;
  /** Whether something was asked and is not answered. */
  readonly isWaiting: boolean;
}

/** Asks the kernel of one document; of two searches the later counts, whichever is answered first. */
export class KernelAnswers implements IKernelAnswers {
  constructor(
    host: IHost,
    private readonly _changed: () => void,
  ) {
    this._comm = host.openComm({
      target: EXPLORER_TARGET,
      opening: () => {
        // The rest is asked when this is answered: the conversation stands by then.
        this._awaited.clear();
        return this._question('cache');
      },
      received: data => this._onAnswer(data),
      ended: () => {
        this._awaited.clear();
        this._changed();
      },
    });
  }

  get found(): FoundDatasets | undefined {
    return this._found;
  }

  get cache(): CacheState | undefined {
    return this._cache;
  }

  get failed(): string | undefined {
    return this._failed;
  }

  get isOpen(): boolean {
    return this._comm?.isOpen ?? false;
  }

  get isWaiting(): boolean {
    return this._awaited.size > 0;
  }

  search(query: string): void {
    this._query = query;
    this._comm?.isOpen && this._comm.send(this._question('search'));
    this._changed();
  }

  lookAtCache(): void {
    this._comm?.isOpen && this._comm.send(this._question('cache'));
    this._changed();
  }

  dispose(): void {
    this._comm?.dispose();
  }

  private _question(op: 'search' | 'cache'): JSONObject {
    const ask = ++this._count;
    this._awaited.set(op, ask);
    return op === 'search' ? { ask, op, query: this._query } : { ask, op };
  }

  private _onAnswer(data: JSONValue): void {
    const answer = checkExplorerAnswer(data);
    const asked = [...this._awaited].find(([, ask]) => ask === answer.ask)?.[0];
    // Asked again since.
    if (asked === undefined) return;
    this._awaited.delete(asked);
    this._take(answer);
    if (asked === 'cache' && !this._found && !this._awaited.has('search')) this.search(this._query);
    this._changed();
  }

  private _take(answer: ExplorerAnswer): void {
    this._failed = answer.op === 'failed' ? answer.message : undefined;
    if (answer.op === 'datasets') this._found = answer.found;
    if (answer.op === 'cache') this._cache = answer.cache;
  }

  private readonly _comm: KernelComm | undefined;
  private readonly _awaited = new Map<'search' | 'cache', number>();
  private _count = 0;
  private _query = '';
  private _found: FoundDatasets | undefined;
  private _cache: CacheState | undefined;
  private _failed: string | undefined;
}
