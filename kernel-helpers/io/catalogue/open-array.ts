import { FormatError } from '../../errors.js';
import { type NpyArray, parseNpy } from '../table/npy.js';
import type { ArrayEntry } from './catalogue-entry.js';
import { fetchFiles, type OpenOptions } from './dataset-files.js';

/** Numbers in rows and columns, or in more directions: see {@link NpyArray}. */
export type OpenedArray = NpyArray;

/** The array of an entry, fetched and verified; its shape is held against the catalogue's. */
export async function openArray(entry: ArrayEntry, options: OpenOptions): Promise<OpenedArray> {
  const [file] = await fetchFiles(entry, options);
  const array = parseNpy(await file.source.slice(0), { file: file.path });
  if (entry.shape !== null && entry.shape.join() !== array.shape.join()) {
    throw new FormatError(
      `npy ${file.path} has another shape: received [${array.shape.join(', ')}], expected [${entry.shape.join(', ')}]`,
      { format: 'npy', at: 'header', file: file.path },
    );
  }
  return array;
}
