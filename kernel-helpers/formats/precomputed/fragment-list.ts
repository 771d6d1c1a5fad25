import { UnsupportedError } from '../../errors.js';
import { JsonFields } from './json-fields.js';

/** Format in the errors of a list of fragments. */
export const LIST_FORMAT = 'mesh fragment list';

/**
 * The names in the list of a segment's fragments: what the file `ID:0` of a legacy folder holds, and what the mesh service
 * of a chunked graph sends. Nothing is said of the names yet but that they are text.
 *
 * @throws {FormatError} naming the field that is wrong.
 * @throws {UnsupportedError} for a list of another version than 1.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/meshes.md#legacy-single-resolution-mesh-format
 */
export function parseFragmentList(json: unknown, file: string): string[] {
  const fields = new JsonFields(json, { format: LIST_FORMAT, file });
  if (fields.has('manifest_version') && fields.integer('manifest_version', 1) !== 1) {
    throw new UnsupportedError(
      `${LIST_FORMAT} ${file} is of another version: received ${fields.raw('manifest_version')}, expected 1; ask ` +
        'the service without the header Accept that names version 2',
      { feature: 'fragment lists of version 2' },
    );
  }
  return fields.strings('fragments');
}
