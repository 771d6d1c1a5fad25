import { NotFoundError } from '../../errors.js';
import { folderBeside } from '../../formats/precomputed/folder-beside.js';
import { JsonFields } from '../../formats/precomputed/json-fields.js';
import type { Info } from '../../formats/precomputed/parse-json.js';
import type { Store } from '../source/store.js';
import { pathIn } from './id-items.js';
import { readInfo } from './info.js';

/** A part of a segmentation that has an `info` of its own. */
export interface PartQuery {
  /** Folder of the part, or of the segmentation; `''`: the store itself. */
  readonly folder: string;
  /** Field of a segmentation's `info` that names the part's folder. */
  readonly member: 'skeletons' | 'segment_properties';
  /** Format in errors. */
  readonly format: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * The `info` of a part of a segmentation, and the folder it lies in: a folder given is the part's own, or that of the
 * segmentation, whose `info` names the part's.
 *
 * @throws {NotFoundError} when it is a segmentation without this part.
 * @throws {SourceError} when an `info` file is not there.
 */
export async function infoOfPart(
  store: Store,
  { folder, member, format, signal }: PartQuery,
): Promise<{ readonly info: Info; readonly folder: string; readonly file: string }> {
  const path = pathIn(folder, 'info');
  const info = await readInfo(store, { path, format, signal });
  const file = `${store.url}/${path}`;
  const fields = new JsonFields(info, { format, file });
  // skeletons may have segment_properties too; only volumes have scales
  if (!fields.has('scales')) return { info, folder, file };
  if (!fields.has(member)) {
    throw new NotFoundError(`${file} is of a volume without ${member}: expected a field "${member}"`, { known: [] });
  }
  const below = folderBeside(folder, fields, member);
  const own = pathIn(below, 'info');
  return { info: await readInfo(store, { path: own, format, signal }), folder: below, file: `${store.url}/${own}` };
}
