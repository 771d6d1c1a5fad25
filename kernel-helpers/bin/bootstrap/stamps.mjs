import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

// A stamp is a small JSON file that says from what something was made. It is written last, so that work that was cut
// off leaves none, and is done again.

/**
 * The stamp in `file`; `undefined` when there is none or it cannot be read.
 *
 * @param {string} file
 * @returns {Record<string, string> | undefined}
 */
export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {Record<string, string>} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(stamp, null, 2)}\n`);
  renameSync(unfinished, file);
}

/**
 * Whether the stamp in `file` says exactly what `expected` says.
 *
 * @param {string} file
 * @param {Record<string, string>} expected
 */
export function stampMatches(file, expected) {
  const stamp = readStamp(file);
  if (stamp === undefined) return false;
  const names = new Set([...Object.keys(stamp), ...Object.keys(expected)]);
  return [...names].every(name => stamp[name] === expected[name]);
}

/**
 * A sha256 over the names and contents of `paths` (files, or folders with all that is under them) below `root`.
 * Content, not times: a branch switched back and forth is not stale.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to `root`; one that does not exist counts as empty
 * @param {(path: string) => boolean} [include] takes a file's path relative to `root`, with `/`
 * @returns {string}
 */
export function hashSources(root, paths, include = () => true) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(path => filesUnder(join(root, path)))) {
    const name = relative(root, file).split(sep).join('/');
    if (!include(name)) continue;
    hash.update(`${name}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

const generated = new Set(['node_modules', 'dist', 'lib', 'labextension', '__pycache__']);

/**
 * @param {string} path
 * @returns {string[]} in an order that depends on names only
 */
function filesUnder(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return [path];
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      if (entry.name.startsWith('.') || generated.has(entry.name)) return [];
      return entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)];
    });
}
