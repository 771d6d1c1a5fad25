import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, rename, unlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { atOnce, SMALL } from './at-once.js';
import { temporaryPath } from './file-layout.js';
import type { ByteRange } from './http-range.js';
import { readLocal } from './local-file.js';

/** Where byte ranges lie in a cache; no host begins with a dot, so no whole file lies there. */
export const RANGES_FOLDER = '.ranges';

/** A use is noted in a file's time of access, but not more often than this. */
const NOTED_EVERY_MS = 60_000;

/** The last bytes of a kept range: a checksum of those before, and this mark. */
const MARK = 0x314e4752; // 'RGN1'
const FOOTER = 8;

/**
 * What stores keep of what came from the network: whole files at HOST/PATH, as `fetchFile` does, and byte ranges apart
 * from them at `.ranges/HOST/PATH%ranges/START-END`. Several processes may use one folder: a file appears at once,
 * whole, and a range carries a checksum. Nothing here is needed: a folder that cannot be written keeps nothing.
 */
export class ByteCache {
  readonly #root: string;
  readonly #kept: (bytes: number) => Promise<void>;

  /** @param kept told of every file that was written, with its length */
  constructor(root: string, kept: (bytes: number) => Promise<void> = async () => {}) {
    this.#root = root;
    this.#kept = kept;
  }

  /** The whole file. An empty one is what a crash of the machine leaves, and is asked for again. */
  async whole(parts: readonly string[]): Promise<Uint8Array | undefined> {
    const path = join(this.#root, ...parts);
    const found = await readLocal(path).catch(() => undefined);
    if (found === undefined || found.size === 0) return undefined;
    await used(path, found);
    return found.bytes;
  }

  /** Bytes of the range, out of the whole file or as they were kept; a damaged range is not there. */
  async range(parts: readonly string[], range: ByteRange): Promise<Uint8Array | undefined> {
    const length = range.end - range.start;
    const path = join(this.#root, ...parts);
    const whole = await readLocal(path, range).catch(() => undefined);
    if (whole?.bytes.length === length) {
      await used(path, whole);
      return whole.bytes;
    }
    const kept = this.#rangePath(parts, range);
    const found = await readLocal(kept).catch(() => undefined);
    if (found?.bytes.length !== length + FOOTER) return undefined;
    const footer = new DataView(found.bytes.buffer, found.bytes.byteOffset + length, FOOTER);
    const bytes = found.bytes.subarray(0, length);
    if (footer.getUint32(4, true) !== MARK || footer.getUint32(0, true) !== crc32(bytes)) return undefined;
    await used(kept, found);
    return bytes;
  }

  async keepWhole(parts: readonly string[], bytes: Uint8Array): Promise<void> {
    await this.#keep(join(this.#root, ...parts), bytes);
  }

  async keepRange(parts: readonly string[], range: ByteRange, bytes: Uint8Array): Promise<void> {
    const sealed = new Uint8Array(bytes.length + FOOTER);
    sealed.set(bytes);
    const footer = new DataView(sealed.buffer, bytes.length);
    footer.setUint32(0, crc32(bytes), true);
    footer.setUint32(4, MARK, true);
    await this.#keep(this.#rangePath(parts, range), sealed);
  }

  #rangePath(parts: readonly string[], { start, end }: ByteRange): string {
    // '%r' is nothing that `storedName` makes, so this is no folder of another file.
    const [last] = parts.slice(-1);
    return join(this.#root, RANGES_FOLDER, ...parts.slice(0, -1), `${last}%ranges`, `${start}-${end}`);
  }

  async #keep(path: string, bytes: Uint8Array): Promise<void> {
    const temporary = temporaryPath(path);
    const write = (): true => {
      writeFileSync(temporary, bytes, { flag: 'wx' });
      renameSync(temporary, path);
      return true;
    };
    try {
      const again = async (): Promise<true> => {
        await mkdir(dirname(path), { recursive: true });
        return write();
      };
      const quick = bytes.length <= SMALL ? await atOnce(write).catch(again) : undefined;
      if (quick === undefined) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(temporary, bytes, { flag: 'wx' });
        await rename(temporary, path);
      }
      await this.#kept(bytes.length);
    } catch {
      await unlink(temporary).catch(() => {});
    }
  }
}

/** Notes that a file was used now, for the choice of what is removed when the cache is full. */
export async function used(path: string, { usedMs, writtenMs }: { usedMs: number; writtenMs: number }): Promise<void> {
  const now = Date.now();
  if (now - usedMs < NOTED_EVERY_MS) return;
  await utimes(path, now / 1000, writtenMs / 1000).catch(() => {});
}

/**
 * A part of a URL's path as a file name that every system can have. Ordinary names stay as they are, so that a mirror
 * and `fetchFile` agree; others have the characters that Windows refuses, and `%`, as `%XX`. No two parts have one name.
 */
export function storedName(part: string): string {
  if (part === '') return '%';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what may not stand in a file name
  const escaped = part.replace(/[\x00-\x1f<>:"/\\|?*%\x7f]|^\.+$|[. ]$/g, found => [...found].map(hex).join(''));
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(escaped) ? hex(escaped[0]) + escaped.slice(1) : escaped;
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
