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

/** Asks the kernel of one document; of two searches the later counts, whichever is answered first. */
export class KernelAnswers {
  constructor(
    host: Pick<IHost, 'openComm'>,
    private readonly _changed: () => void,
  ) {
    this._comm = host.openComm({
      target: EXPLORER_TARGET,
      opening: () => {
        // The rest is asked when this is answered: the conversation stands by then.
        this._awaited.clear();
        this._found = undefined;
        this._cache = undefined;
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

  /** Why the last question has no answer. */
  get failed(): string | undefined {
    return this._failed;
  }

  /** Whether there is a kernel to ask. */
  get isOpen(): boolean {
    return this._comm?.isOpen ?? false;
  }

  search(query: string): void {
    this._query = query;
    this._say('search');
  }

  /** Also what was found is asked for again: it tells what of it is in the cache. */
  refresh(): void {
    this._say('cache');
    this._say('search');
  }

  dispose(): void {
    this._comm?.dispose();
  }

  private _say(op: 'search' | 'cache'): void {
    // Without a kernel it is asked when there is one.
    if (this.isOpen) this._comm?.send(this._question(op));
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
