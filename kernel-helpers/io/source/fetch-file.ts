import { stat } from 'node:fs/promises';
import { SourceError } from '../../errors.js';
import type { CatalogueEntry, CatalogueFile } from '../catalogue/catalogue-entry.js';
import { formatCount } from '../catalogue/format-count.js';
import { interruptSignal } from './cancellation.js';
import { type DownloadOptions, download } from './download.js';
import { cacheFolder, filePath, mirrorFolder } from './file-layout.js';
import { openFile } from './file-source.js';
import type { Source } from './source.js';
import { removeDamaged, verifyFile } from './verify-file.js';

/** Where files are looked for and how a reader hears of it. */
export interface FetchOptions extends DownloadOptions {
  /** Folder downloads are kept in; default {@link cacheFolder}. */
  readonly cache?: string;
  /** Offline mirror, laid out HOST/PATH; default `CONNECTOME_MIRROR`; `null` for none. */
  readonly mirror?: string | null;
  /** Told of a damaged file in the cache that was replaced; default: a line on stderr. */
  readonly warn?: (message: string) => void;
}

/** A verified file: the bytes, and the path they lie at. */
export interface FetchedFile {
  readonly path: string;
  readonly source: Source;
  /** Where it was found. */
  readonly from: 'cache' | 'mirror' | 'https';
}

/** What the message of a missing dataset says about it. */
export type FileOwner = Pick<CatalogueEntry, 'id' | 'title' | 'licence'>;

/**
 * The verified bytes of one file of a dataset, looked for in the cache, then in the mirror, then over https.
 *
 * Length and sha256 are checked every time, cache hits included. A damaged cached file is removed, told to `warn` and
 * fetched again. A mirror file is read where it lies and never copied; a damaged one is an error, because the person
 * who made the mirror has to know.
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

  const cached = filePath(cache, file.url);
  const cacheFault = await verifyFile(cached, file);
  if (!cacheFault) return { path: cached, source: await openFile(cached), from: 'cache' };
  if (cacheFault.kind !== 'missing') {
    await removeDamaged(cached, file);
    warn(`cached file ${cached} was damaged and is fetched again: ${cacheFault.text}`);
  }

  let mirrorStory = 'none set (CONNECTOME_MIRROR)';
  if (mirror !== undefined) {
    const mirrored = filePath(mirror, file.url);
    const fault = await verifyFile(mirrored, file);
    if (!fault) return { path: mirrored, source: await openFile(mirrored), from: 'mirror' };
    if (fault.kind !== 'missing') throw damagedMirror(owner, file, mirrored, fault.text);
    mirrorStory = (await isFolder(mirror)) ? `${mirrored}: not there` : `${mirror}: no such folder`;
  }

  try {
    await download(file, cached, { signal: interruptSignal(), ...options });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const cacheStory = `${cached}: ${cacheFault.kind === 'missing' ? 'not there' : `${cacheFault.text}; removed`}`;
    throw unavailable(owner, file, { cache: cacheStory, mirror: mirrorStory, network: error });
  }
  return { path: cached, source: await openFile(cached), from: 'https' };
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
  const lines = [
    `dataset ${owner.id} is not on this machine and could not be downloaded`,
    '',
    `  ${owner.title}`,
    `  file     ${name}, ${formatCount(file.bytes)} bytes`,
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
