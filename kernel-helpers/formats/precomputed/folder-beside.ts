import { UnsupportedError } from '../../errors.js';
import type { JsonFields } from './json-fields.js';

/**
 * The folder in the store that an info file names relative to its own: `..` may lead up, though never out of the store.
 *
 * @throws {UnsupportedError} when it lies outside of the store.
 */
export function folderBeside(folder: string, fields: JsonFields, name: string): string {
  const key = fields.string(name);
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of key.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) {
      throw new UnsupportedError(
        `${fields.pathOf(name)} leads out of the folder that was opened: received "${key}"; open a folder above and give this one as { folder }`,
        { feature: 'precomputed key outside of the store' },
      );
    }
  }
  return parts.join('/');
}
