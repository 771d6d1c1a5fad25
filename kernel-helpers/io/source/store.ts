/** How a reader asks for bytes. */
export interface ReadOptions {
  /** Ends the request; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Files under one address, by their path below it: what a folder of a public bucket, of a mirror or of this machine is
 * turned into, and all that a reader of precomputed data knows of it.
 *
 * A file that is not there is `undefined`; every other surprise throws a `SourceError`. Paths are `a/b`, without a
 * leading `/`; they never leave the folder.
 */
export interface Store {
  /** The folder's address, for messages; ends in no `/`. */
  readonly url: string;
  /** The whole file. */
  get(path: string, options?: ReadOptions): Promise<Uint8Array | undefined>;
  /** Bytes `start … end - 1`, exactly `end - start` of them: a file that ends earlier is a `SourceError`. */
  getRange(path: string, start: number, end: number, options?: ReadOptions): Promise<Uint8Array | undefined>;
}
