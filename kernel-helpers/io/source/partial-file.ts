import { createHash, type Hash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, thisHost } from './process-alive.js';

/** What must still be true of a file on its server for the rest of it to fit to the part that is here. */
export interface PartialFacts {
  readonly url: string;
  /** A strong `ETag`, else `Last-Modified`: what `If-Range` is sent with. */
  readonly validator: string;
  /** Length of the whole file. */
  readonly total: number | null;
}

/** What is left of an interrupted download serves the next one for a week. */
const STALE_AFTER_MS = 7 * 24 * 3600_000;

/**
 * The bytes of a download that is not done yet, in a folder of such.
 *
 * The file is called KEY.OWNER.part, where the key stands for the URL and the owner for one download of one process, or
 * for nobody: `free-…`. So no two downloads ever write to one file. A part that can be continued has its
 * {@link PartialFacts} beside it, in KEY.OWNER.json; it is taken over by renaming it, once its owner let it go or was
 * killed.
 */
export class PartialFile {
  readonly path: string;
  /** Bytes that are there. */
  length = 0;
  /** `undefined` for a part that cannot be continued. */
  facts: PartialFacts | undefined;
  readonly #folder: string;
  readonly #key: string;
  #handle: FileHandle | undefined;
  #hash: Hash = createHash('sha256');

  private constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = key;
    this.path = join(folder, `${key}.${thisHost}-${process.pid}-${randomUUID().slice(0, 8)}.part`);
  }

  /** The part to continue the download of `url` with, or an empty one. What nobody will continue is removed. */
  static async open(folder: string, url: string): Promise<PartialFile> {
    await mkdir(folder, { recursive: true });
    const part = new PartialFile(folder, keyOf(url));
    const left = await sweepPartials(folder);
    for (const name of left.filter(each => each.startsWith(`${part.#key}.`))) {
      if (await part.#takeOver(name, url)) break;
    }
    part.#handle = await open(part.path, constants.O_RDWR | constants.O_CREAT, 0o666);
    return part;
  }

  /** Writes `chunk` after what is there. */
  async append(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    for (let written = 0; written < chunk.length; ) {
      const { bytesWritten } = await this.#open().write(chunk, written, chunk.length - written, this.length + written);
      written += bytesWritten;
    }
    this.length += chunk.length;
  }

  /** Forgets the bytes that are there, and says what the next ones belong to. */
  async restart(facts: PartialFacts | undefined): Promise<void> {
    await this.#open().truncate(0);
    this.length = 0;
    this.#hash = createHash('sha256');
    this.facts = facts;
    if (facts) await writeFile(this.#factsPath(), JSON.stringify(facts));
    else await removeQuietly(this.#factsPath());
  }

  /** The sha256 of the bytes that are there. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Closes the file when it is whole, its bytes safe on the disk; the caller renames it. */
  async finish(): Promise<void> {
    await this.#open().datasync();
    await this.#close();
    await removeQuietly(this.#factsPath());
  }

  /** Lets go of the file: the next download continues it, or it is removed where that cannot be. */
  async release(): Promise<void> {
    await this.#close();
    if (this.facts === undefined || this.length === 0) return this.discard();
    const free = join(this.#folder, `${this.#key}.free-${randomUUID().slice(0, 8)}.part`);
    await rename(this.#factsPath(), factsPathOf(free)).catch(() => {});
    await rename(this.path, free).catch(() => {});
  }

  async discard(): Promise<void> {
    await this.#close();
    await removeQuietly(this.path);
    await removeQuietly(this.#factsPath());
  }

  async #takeOver(name: string, url: string): Promise<boolean> {
    const theirs = join(this.#folder, name);
    const facts = await readFacts(factsPathOf(theirs));
    if (facts?.url !== url || !isLeft(name)) return false;
    try {
      await rename(theirs, this.path);
      await rename(factsPathOf(theirs), this.#factsPath());
      for await (const chunk of createReadStream(this.path)) {
        this.#hash.update(chunk as Uint8Array);
        this.length += (chunk as Uint8Array).length;
      }
    } catch {
      // Another process was faster, or the part cannot be read: begin anew.
      await this.discard();
      this.length = 0;
      this.#hash = createHash('sha256');
      return false;
    }
    this.facts = facts;
    return this.length > 0;
  }

  #open(): FileHandle {
    if (this.#handle === undefined) throw new Error(`${this.path} is closed`);
    return this.#handle;
  }

  async #close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  #factsPath(): string {
    return factsPathOf(this.path);
  }
}

/** How far any download of `url` has come; 0 where there is none. */
export async function partialLength(folder: string, url: string): Promise<number> {
  const names = await readdir(folder).catch((): string[] => []);
  const parts = names.filter(name => name.startsWith(`${keyOf(url)}.`) && name.endsWith('.part'));
  const lengths = parts.map(name =>
    stat(join(folder, name)).then(
      found => found.size,
      () => 0,
    ),
  );
  return Math.max(0, ...(await Promise.all(lengths)));
}

/** Removes parts that nobody will continue, and everything older than a week; the names of the parts that stay. */
export async function sweepPartials(folder: string, now: number = Date.now()): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const stays: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const ageMs = await stat(path).then(
      found => now - found.mtimeMs,
      () => 0,
    );
    const stale = ageMs > STALE_AFTER_MS;
    const orphan = name.endsWith('.part') && isLeft(name) && !names.includes(factsPathOf(name));
    const lone = name.endsWith('.json') && isLeft(name) && !names.includes(name.replace(/json$/, 'part'));
    if (stale || orphan || lone) await removeQuietly(path);
    else if (name.endsWith('.part')) stays.push(name);
  }
  return stays;
}

/** Removes every part but those that a running process writes. */
export async function clearPartials(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (/\.(part|json)$/.test(name) && isLeft(name)) await removeQuietly(join(folder, name));
  }
}

/** Whether the owner of a part let it go, or is a process of this machine that no longer runs. */
function isLeft(name: string): boolean {
  const owner = /^[0-9a-f]+\.(?:free-|([0-9a-f]{8})-(\d+)-)/.exec(name);
  if (owner === null) return false;
  return owner[1] === undefined || (owner[1] === thisHost && !isAlive(Number(owner[2])));
}

/** The name that stands for `url` in a folder of downloads. */
export function keyOf(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 32);
}

const factsPathOf = (part: string): string => part.replace(/part$/, 'json');

async function readFacts(path: string): Promise<PartialFacts | undefined> {
  try {
    const { url, validator, total } = JSON.parse(await readFile(path, 'utf8'));
    const right = typeof url === 'string' && typeof validator === 'string' && validator !== '';
    return right && (total === null || Number.isSafeInteger(total)) ? { url, validator, total } : undefined;
  } catch {
    return undefined;
  }
}

async function removeQuietly(path: string): Promise<void> {
  await unlink(path).catch(() => {});
}
