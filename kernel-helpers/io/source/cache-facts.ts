/** What a report of a cache tells. */

/**
 * How the bytes of a kept file are known to be right.
 * - `published`: length and sha256 are those its publisher tells; checked whenever it is opened
 * - `recorded`: they are those of the first download; checked whenever it is opened
 * - `checksum`: each range carries one, made when it was received; checked at every read
 * - `none`: it was received whole, and is read as it is
 */
export type KeptCheck = 'published' | 'recorded' | 'checksum' | 'none';

/** One file of a server as a cache has it: whole, or some ranges of it. */
export interface KeptFile {
  /** HOST/PATH, the path percent-decoded. */
  readonly name: string;
  /** Bytes on the disk. */
  readonly bytes: number;
  /** How many ranges of it are kept; `null` for the whole file. */
  readonly ranges: number | null;
  readonly lastUsed: Date;
  readonly check: KeptCheck;
  /** Whether a process that runs, this one included, has opened it. */
  readonly inUse: boolean;
}

/** What a cache holds. */
export interface CacheFacts {
  readonly folder: string;
  /** Bytes of all files, what the cache keeps for itself included. */
  readonly bytes: number;
  /** Bytes it may hold; `Infinity` for no limit. */
  readonly limit: number;
  /** The largest first. */
  readonly files: readonly KeptFile[];
  /** Bytes of downloads that were interrupted, and can be continued. */
  readonly unfinishedBytes: number;
}
