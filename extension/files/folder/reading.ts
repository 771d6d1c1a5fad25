/** Reads many files of a folder: a few at once, no more than a tab takes, until the reader has enough of it. */

import type { ITranslation } from '../../neuron-viewer/translation';
import { gunzip } from './gunzip';
import type { IFolderEntry, IFolderSource } from './source';

/** The most that is read into a tab; neither the scene nor the browser's memory holds much more. */
export const FOLDER_LIMITS = {
  /** Skeletons, and surfaces. */
  neurons: 500,
  annotations: 500_000,
  /** Files of annotations. */
  files: 2000,
  /** Files that one surface may be made of. */
  fragments: 10_000,
  /** Unpacked, of all files together. */
  bytes: 128 * 2 ** 20,
} as const;

const AT_ONCE = 6;

export interface IProgress {
  readonly done: number;
  readonly total: number;
}

export interface IReadingOptions {
  readonly trans: ITranslation;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: IProgress) => void;
  readonly limits?: Partial<Record<keyof typeof FOLDER_LIMITS, number>>;
}

/** What became of many files. */
export interface IManyRead<T> {
  /** What was read, in the order asked for. */
  readonly got: readonly T[];
  /** What is wrong with the first of those that cannot be read. */
  readonly problem: Error | undefined;
  readonly failed: number;
  /** Those not read because the rest is enough. */
  readonly left: number;
}

/** A file that is beyond what a tab takes. */
class OutOfRoom extends Error {}

export class Reading {
  readonly trans: ITranslation;
  readonly signal: AbortSignal;
  readonly limits: Readonly<Record<keyof typeof FOLDER_LIMITS, number>>;

  constructor(
    readonly source: IFolderSource,
    options: IReadingOptions,
  ) {
    this.trans = options.trans;
    this.signal = options.signal;
    this.limits = { ...FOLDER_LIMITS, ...options.limits };
    this._onProgress = options.onProgress ?? (() => {});
    this._room = this.limits.bytes;
  }

  /**
   * The file's bytes, unpacked where its name ends in `.gz`; `undefined` when it is not there. `listed` is what a listing
   * says of it.
   */
  async bytes(path: string, listed?: IFolderEntry): Promise<Uint8Array | undefined> {
    const entry = listed ?? (await this._unlessStopped(this.source.look(path)));
    if (entry === undefined) return undefined;
    if ((entry.bytes ?? 0) > this._room) throw this._outOfRoom(path);
    const stored = await this._unlessStopped(this.source.read(path));
    if (stored === undefined) return undefined;
    const bytes = path.endsWith('.gz') ? await gunzip(stored, this._room) : stored;
    // Others were read meanwhile.
    if (bytes === undefined || bytes.length > this._room) throw this._outOfRoom(path);
    this._room -= bytes.length;
    return bytes;
  }

  async list(path: string): ReturnType<IFolderSource['list']> {
    return this._unlessStopped(this.source.list(path));
  }

  /** Reads each of `asked`; one that is wrong does not keep the others from being read. */
  async many<A, T>(asked: readonly A[], read: (one: A) => Promise<T>): Promise<IManyRead<T>> {
    const results = new Array<{ readonly value: T } | undefined>(asked.length);
    const failures: { readonly i: number; readonly error: Error }[] = [];
    let next = 0;
    let done = 0;
    let full: Error | undefined;
    const work = async (): Promise<void> => {
      while (next < asked.length && full === undefined && !this.signal.aborted) {
        const i = next++;
        try {
          results[i] = { value: await read(asked[i]) };
        } catch (error) {
          if (this.signal.aborted) return;
          if (error instanceof OutOfRoom) {
            full = error;
            return;
          }
          failures.push({ i, error: error instanceof Error ? error : new Error(String(error)) });
        }
        this._onProgress({ done: ++done, total: asked.length });
      }
    };
    this._onProgress({ done, total: asked.length });
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const got = results.flatMap(result => (result ? [result.value] : []));
    failures.sort((a, b) => a.i - b.i);
    const problem = failures[0]?.error ?? (got.length === 0 ? full : undefined);
    return { got, problem, failed: failures.length, left: asked.length - got.length - failures.length };
  }

  private _unlessStopped<T>(asked: Promise<T>): Promise<T> {
    const { signal } = this;
    // Contents cannot be told to stop; what still comes is not looked at.
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      void asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  private _outOfRoom(path: string): OutOfRoom {
    const most = Math.round(this.limits.bytes / 2 ** 20);
    return new OutOfRoom(this.trans.__('%1 is too large to be read into a tab, which takes %2 MiB', path, most));
  }

  private readonly _onProgress: (progress: IProgress) => void;
  /** Bytes that may still be read. */
  private _room: number;
}
