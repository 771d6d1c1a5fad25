import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryPath } from './file-layout.js';

/** The `SHA256SUMS` of a mirror, path to sum; empty where there is none. */
export async function readSums(root: string): Promise<Map<string, string>> {
  const text = await readFile(join(root, 'SHA256SUMS'), 'utf8').catch(() => '');
  const lines = text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm);
  return new Map([...lines].map(([, sum, path]) => [path, sum]));
}

/** Writes `sums` for `sha256sum -c`, sorted by path. */
export async function writeSums(root: string, sums: ReadonlyMap<string, string>): Promise<void> {
  const path = join(root, 'SHA256SUMS');
  const temporary = temporaryPath(path);
  const lines = [...sums]
    .map(([file, sum]) => `${sum}  ${file}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  await writeFile(temporary, lines.join(''));
  await rename(temporary, path);
}
