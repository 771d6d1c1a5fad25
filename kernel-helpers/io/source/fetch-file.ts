import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../../errors.js';
import type { CatalogueEntry, CatalogueFile } from '../catalogue/catalogue-entry.js';
import { formatCount } from '../catalogue/format-count.js';
import { used } from './byte-cache.js';
import { markInUse } from './cache-in-use.js';
import { budgetOf, cacheLimit, DOWNLOADS_FOLDER } from './cache-limit.js';
import { interruptSignal } from './cancellation.js';
import { type DownloadOptions, download } from './download.js';
import { cacheFolder, filePath, mirrorFolder } from './file-layout.js';
import { withFileLock } from './file-lock.js';
import { openFile } from './file-source.js';
import { KnownSums } from './known-sums.js';
import { keyOf, partialLength } from './partial-file.js';
import type { Source } from './source.js';
import { type FileFault, type FileSums, removeDamaged } from './verify-file.js';

/** Where files are looked for and how a reader hears of it. */
export interface FetchOptions extends DownloadOptions {
  /** Folder downloads are kept in; default {@link cacheFolder}. */
  readonly cache?: string;
  /** Bytes the cache may hold; default {@link cacheLimit}. */
  readonly cacheLimit?: number;
  /** Offline mirror, laid out HOST/PATH; default `CONNECTOME_MIRROR`; `null` for none. */
  readonly mirror?: string | null;
  /**
   * Told of a damaged file in the cache that was replaced, and of sums that were recorded because the catalogue knows
   * none; default: a line on stderr.
   */
  readonly warn?: (message: string) => void;
}

/** A verified file: the bytes, and the path they lie at. */
export interface FetchedFile {
  readonly path: string;
  readonly source: Source;
  /** Where it was found. */
  readonly from: 'cache' | 'mirror' | 'https';
  /** Length and sha256, as they were found and as the catalogue, or the record of the first download, has them. */
  readonly bytes: number;
  readonly sha256: string;
}

/** What the message of a missing dataset says about it. */
export type FileOwner = Pick<CatalogueEntry, 'id' | 'title' | 'licence'>;

/**
 * The verified bytes of one file of a dataset, looked for in the cache, then in the mirror, then over https.
 *
 * Length and sha256 are checked every time, cache hits included; a file of 64 MiB or more is hashed again only when its
 * length or its time of change is another than when it was last found right. Where the catalogue has no sums, those of
 * the first download are recorded in the cache, told to `warn`, and checked on every later use; those in the
 * `SHA256SUMS` of a mirror count as well. A damaged cached file is removed, told to `warn` and fetched again. A mirror
 * file is read where it lies and never copied; a damaged one is an error, because the person who made the mirror has to
 * know.
 *
 * Several processes that want one file at once download it once. A download that was interrupted is continued. The file
 * stays in the cache while this process runs, however full that is.
 *
 * @throws {SourceError} when the mirror file is damaged, or when no place has the file: the message names the dataset,
 * its size, licence and URL, what was tried, and the two ways to get it.
 */
export async function fetchFile(
  owner: FileOwner,
  file: CatalogueFile,
  options: FetchOptions = {},
): Promise<FetchedFile> {
  const cache = options.cache ?? cacheFolder();
  const mirror = options.mirror === undefined ? mirrorFolder() : (options.mirror ?? undefined);
  const warn = options.warn ?? (message => process.stderr.write(`${message}\n`));
  const limit = options.cacheLimit ?? cacheLimit();
  const signal = options.signal ?? interruptSignal();
  const known = new KnownSums(cache, owner.id, file, warn);

  const cached = filePath(cache, file.url);
  const inCache = async (): Promise<FetchedFile | FileFault> => {
    const there = await stat(cached).catch(() => undefined);
    if (there?.isFile()) {
      // Said before the file is read, so that nobody removes it in between.
      markInUse(cache, cached);
      await used(cached, { usedMs: there.atimeMs, writtenMs: there.mtimeMs });
    }
    const found = await known.check(cached);
    return 'kind' in found ? found : fetched(cached, 'cache', found);
  };
  const found = await inCache();
  if (!('kind' in found)) return found;
  let cacheFault = found;
  const replaced = async (fault: FileFault): Promise<void> => {
    await removeDamaged(cached, { url: file.url, ...(await known.expected()) });
    warn(`cached file ${cached} was damaged and is fetched again: ${fault.text}`);
  };
  if (cacheFault.kind !== 'missing') await replaced(cacheFault);

  let mirrorStory = 'none set (CONNECTOME_MIRROR)';
  if (mirror !== undefined) {
    const mirrored = filePath(mirror, file.url);
    const inMirror = await known.check(mirrored, mirror);
    if (!('kind' in inMirror)) return fetched(mirrored, 'mirror', inMirror);
    if (inMirror.kind !== 'missing') throw damagedMirror(owner, file, mirrored, inMirror.text);
    mirrorStory = (await isFolder(mirror)) ? `${mirrored}: not there` : `${mirror}: no such folder`;
  }

  const downloads = join(cache, DOWNLOADS_FOLDER);
  const onWait = async (): Promise<void> => {
    const receivedBytes = await partialLength(downloads, file.url);
    if (receivedBytes > 0) options.onProgress?.({ url: file.url, receivedBytes, totalBytes: file.bytes });
  };
  try {
    return await withFileLock(join(downloads, `${keyOf(file.url)}.lock`), { signal, onWait }, async () => {
      // Whoever had the lock before may have put it there.
      const meanwhile = await inCache();
      if (!('kind' in meanwhile)) return meanwhile;
      if (meanwhile.kind !== 'missing') {
        cacheFault = meanwhile;
        await replaced(meanwhile);
      }
      const sums = await download(file, cached, { ...options, signal }, downloads);
      markInUse(cache, cached);
      await known.record(cached, sums);
      await budgetOf(cache, limit).add(sums.bytes);
      return fetched(cached, 'https', sums);
    });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const cacheStory = `${cached}: ${cacheFault.kind === 'missing' ? 'not there' : `${cacheFault.text}; removed`}`;
    throw unavailable(owner, file, { cache: cacheStory, mirror: mirrorStory, network: error });
  }
}

async function fetched(
  path: string,
  from: FetchedFile['from'],
  { bytes, sha256 }: Pick<FileSums, 'bytes' | 'sha256'>,
): Promise<FetchedFile> {
  return { path, source: await openFile(path), from, bytes, sha256 };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
}

function damagedMirror(owner: FileOwner, file: CatalogueFile, path: string, fault: string): SourceError {
  return new SourceError(
    `mirror file ${path} of ${owner.id} is damaged: ${fault}\n` +
      'Delete it and run again with a network, or make the mirror again on a connected machine, ' +
      'in a checkout of jupyterlab-connectome: npx connectome mirror DIR',
    { url: file.url },
  );
}

function unavailable(
  owner: FileOwner,
  file: CatalogueFile,
  tried: { cache: string; mirror: string; network: SourceError },
): SourceError {
  const name = file.url.slice(file.url.lastIndexOf('/') + 1);
  const size = file.bytes === null ? 'of a length nobody has told' : `${formatCount(file.bytes)} bytes`;
  const lines = [
    `dataset ${owner.id} is not on this machine and could not be downloaded`,
    '',
    `  ${owner.title}`,
    `  file     ${name}, ${size}`,
    `  licence  ${owner.licence}`,
    `  url      ${file.url}`,
    '',
    '  tried',
    `    cache   ${tried.cache}`,
    `    mirror  ${tried.mirror}`,
    `    https   ${tried.network.message}`,
    '',
    'Two ways to get it:',
    `  1. Connect to the internet and run again, or fetch it now: npx connectome fetch ${owner.id}`,
    '  2. On a connected machine, in a checkout of jupyterlab-connectome: npx connectome mirror DIR.',
    '     Copy DIR here and set CONNECTOME_MIRROR=DIR.',
  ];
  return new SourceError(lines.join('\n'), { url: file.url, status: tried.network.status, cause: tried.network });
}
