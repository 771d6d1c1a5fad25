import { stat } from 'node:fs/promises';
import type { CatalogueFile } from '../catalogue/catalogue-entry.js';
import { formatCount } from '../catalogue/format-count.js';
import { fileParts } from './file-layout.js';
import { type FileRecord, readRecord, writeRecord } from './file-record.js';
import { readSums } from './sha256sums.js';
import { checkFile, type ExpectedSums, type FileFault, type FileSums, LARGE_FILE } from './verify-file.js';

/** What was said of files whose sums cannot be recorded: once a process, though every use is the first one. */
const toldUnwritten = new Set<string>();

/**
 * What one file has to be: the sums of the catalogue, else those of a mirror's `SHA256SUMS`, else those recorded in the
 * cache at the first download. The record also holds the stamps that spare a large file its hashing.
 */
export class KnownSums {
  readonly #cache: string;
  readonly #id: string;
  readonly #file: CatalogueFile;
  readonly #warn: (message: string) => void;

  /** @param warn told when sums are recorded, and when a file is no longer what was recorded */
  constructor(cache: string, id: string, file: CatalogueFile, warn: (message: string) => void) {
    this.#cache = cache;
    this.#id = id;
    this.#file = file;
    this.#warn = warn;
  }

  /** Length and sha256 that the file must have; `null` for what nobody knows yet. */
  async expected(): Promise<ExpectedSums> {
    const { bytes, sha256 } = this.#file;
    if (sha256 !== null) return { bytes, sha256 };
    const record = await readRecord(this.#cache, this.#file.url);
    return { bytes: bytes ?? record?.bytes ?? null, sha256: record?.sha256 ?? null };
  }

  /**
   * Length and sha256 of the file at `path`, or what is wrong with it. Sums that nobody knew are recorded.
   *
   * @param mirror the mirror folder it lies in
   */
  async check(path: string, mirror?: string): Promise<FileSums | FileFault> {
    const { url, bytes, sha256 } = this.#file;
    // A small file whose sums are known needs no record.
    const plain = sha256 !== null && bytes !== null && bytes < LARGE_FILE;
    if (plain) return checkFile(path, this.#file);
    const record = await readRecord(this.#cache, url);
    const mirrored = mirror === undefined ? undefined : (await readSums(mirror)).get(fileParts(url).join('/'));
    const expected = {
      bytes: bytes ?? (mirrored === undefined ? (record?.bytes ?? null) : null),
      sha256: sha256 ?? mirrored ?? record?.sha256 ?? null,
    };
    const found = await checkFile(path, expected, record?.stamps[path]);
    if ('kind' in found || !found.hashed) return found;
    if (expected.sha256 === null) await this.record(path, found);
    else if (found.bytes >= LARGE_FILE) await this.#stamp(path, found, record);
    return found;
  }

  /** Records the sums of the file at `path` where the catalogue has none, and says so. */
  async record(path: string, sums: Pick<FileSums, 'bytes' | 'sha256'>): Promise<void> {
    const { url, bytes, sha256 } = this.#file;
    const large = sums.bytes >= LARGE_FILE;
    if (bytes !== null && sha256 !== null && !large) return;
    const record = await readRecord(this.#cache, url);
    const found = await stat(path).catch(() => undefined);
    const stamp = found?.size === sums.bytes ? { size: found.size, mtimeMs: found.mtimeMs } : undefined;
    const written = await this.#stamp(path, { ...sums, ...(stamp && { stamp }) }, record);
    if (sha256 === null && record?.sha256 !== sums.sha256) this.#tell(sums, record, written);
  }

  #tell(sums: Pick<FileSums, 'bytes' | 'sha256'>, before: FileRecord | undefined, written: boolean): void {
    const { url } = this.#file;
    const received = `${formatCount(sums.bytes)} bytes, sha256 ${sums.sha256}`;
    if (before === undefined && !written) {
      const text = `file ${url} of ${this.#id} has no published sums: received ${received}, which cannot be recorded: `;
      if (!toldUnwritten.has(text)) this.#warn(`${text}set CONNECTOME_CACHE to a folder you can write`);
      toldUnwritten.add(text);
      return;
    }
    if (before === undefined) {
      this.#warn(
        `file ${url} of ${this.#id} has no published sums: recorded ${received}; every later use is checked against them`,
      );
      return;
    }
    this.#warn(
      `file ${url} of ${this.#id} has changed since ${before.recorded.slice(0, 10)}: received ${received}, ` +
        `expected ${formatCount(before.bytes)} bytes, sha256 ${before.sha256}; results may differ from earlier ones`,
    );
  }

  async #stamp(
    path: string,
    sums: Pick<FileSums, 'bytes' | 'sha256'> & Partial<Pick<FileSums, 'stamp'>>,
    before: FileRecord | undefined,
  ): Promise<boolean> {
    const same = before?.sha256 === sums.sha256 ? before : undefined;
    const stamps = { ...same?.stamps, ...(sums.stamp && { [path]: sums.stamp }) };
    const recorded = same?.recorded ?? new Date().toISOString();
    const { bytes, sha256 } = sums;
    return writeRecord(this.#cache, { url: this.#file.url, bytes, sha256, recorded, stamps });
  }
}
