import { openStore, type StoreOptions } from '../source/open-store.js';
import type { Store } from '../source/store.js';
import type { FolderEntry } from './catalogue-entry.js';
import type { OpenOptions } from './dataset-files.js';

/** A public folder, read file by file: `await folder.get('README.md')`. */
export type OpenedFolder = Store;

/** How a folder is looked into, from what a dataset is opened with. */
export function storeOptions({ cache, mirror, signal, fetch, retryDelaysMs, silenceMs }: OpenOptions): StoreOptions {
  const given = Object.entries({ cache, mirror, signal, fetch, retryDelaysMs, silenceMs });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as StoreOptions;
}

/** The folder of an entry; nothing is asked for before a file of it is. */
export function openFolder(entry: FolderEntry, options: OpenOptions): OpenedFolder {
  return openStore(entry.address, storeOptions(options));
}
