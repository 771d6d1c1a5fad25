import { SourceError } from '../../errors.js';
import { jsonFault } from '../../formats/precomputed/json-fields.js';
import { type Info, parseInfo } from '../../formats/precomputed/parse-json.js';
import type { Store } from '../source/store.js';

/** How an info file is read. */
export interface ReadInfoOptions {
  /** Format in the error's words; default "precomputed info". */
  readonly format?: string;
  /** Path of the file in the store; default `info`. */
  readonly path?: string;
  /** What its `@type` must be, where the format has one. */
  readonly type?: string;
  readonly signal?: AbortSignal;
}

/**
 * The `info` file of a precomputed folder: a JSON object, its fields not looked at yet (save for `@type`).
 *
 * @throws {SourceError} when the store has no such file.
 * @throws {FormatError} when it is no UTF-8, no JSON, no object, or of another `@type`.
 * @source https://github.com/google/neuroglancer/tree/master/src/datasource/precomputed
 */
export async function readInfo(store: Store, options: ReadInfoOptions = {}): Promise<Info> {
  const { path = 'info', signal } = options;
  const format = options.format ?? 'precomputed info';
  const file = `${store.url}/${path}`;
  const bytes = await store.get(path, { signal });
  if (bytes === undefined) {
    throw new SourceError(
      `${format} ${file} is not there: received no file, expected an info file (give the folder that holds it)`,
      { url: file },
    );
  }
  const info = parseInfo(bytes, file, format);
  const type = info['@type'];
  if (options.type !== undefined && type !== options.type) {
    throw jsonFault({ format, file }, '@type', type, JSON.stringify(options.type));
  }
  return info;
}
