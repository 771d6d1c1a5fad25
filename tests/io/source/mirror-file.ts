import { existsSync } from 'node:fs';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import type { CatalogueEntry } from '../../../kernel-helpers/io/catalogue/catalogue-entry.js';
import { filePath } from '../../../kernel-helpers/io/source/file-layout.js';
import { mirror } from '../../mirror.js';

/** The real file of a one-file dataset in the mirror, or `undefined` where a machine has none. */
export function mirrorFile(id: string): string | undefined {
  const entry = catalogue.find(candidate => candidate.id === id);
  if (mirror === undefined || entry === undefined) return undefined;
  const path = filePath(mirror, entry.files[0].url);
  return existsSync(path) ? path : undefined;
}

/** The datasets whose files are all in the mirror; none where a machine has no mirror. */
export const mirrored: readonly CatalogueEntry[] = catalogue.filter(
  ({ files }) =>
    mirror !== undefined && files.length > 0 && files.every(({ url }) => existsSync(filePath(mirror as string, url))),
);
