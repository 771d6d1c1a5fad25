import { InvalidArgumentError } from '../../errors.js';

/**
 * The parts of a path below a store.
 *
 * @throws {InvalidArgumentError} for a path that could leave its folder: one with an empty part, `.`, `..`, a backslash
 * or a control character.
 */
export function storePath(path: string): readonly string[] {
  const parts = path.split('/');
  for (const part of parts) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    if (part === '' || part === '.' || part === '..' || /[\x00-\x1f\\]/.test(part)) {
      throw new InvalidArgumentError(
        `store path cannot be read: received ${JSON.stringify(path)}, expected parts such as "mesh/info" that stay in ` +
          'its folder',
        { argument: 'path' },
      );
    }
  }
  return parts;
}

/**
 * Checks the bounds of a range.
 *
 * @throws {InvalidArgumentError} for bounds that are no whole numbers with 0 ≤ start ≤ end.
 */
export function checkRange(start: number, end: number): void {
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end) return;
  throw new InvalidArgumentError(
    `store range cannot be read: received ${start} to ${end}, expected whole numbers with 0 ≤ start ≤ end`,
    { argument: 'start' },
  );
}
