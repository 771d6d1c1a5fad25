/**
 * The files the compiler sees: those on disk, the declarations of our global names, and, as if it were installed
 * beside the notebook, every package that comes with the kernel.
 *
 * A package must look local: TypeScript writes the types of a cell's values as `import("apache-arrow").Table` only when
 * that name leads there from the notebook's folder.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TypeScript } from './tslab-load.js';

/** These are always the kernel's own, whatever is installed beside the notebook: one Table, one `instanceof`. */
export const KERNEL_PACKAGES: readonly string[] = ['apache-arrow', 'connectome-helpers', '@types/node', 'tslab'];

/** What to lay over the disk. */
export interface Overlay {
  /** The folder of the notebook, with forward slashes. */
  readonly folder: string;
  /** Files that are not on disk, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** Makes `typescript.sys` show the overlay, and watch nothing but the notebook's own files. */
export function overlayFiles(typescript: TypeScript, { folder, files }: Overlay): void {
  const { sys } = typescript;
  const disk = { ...sys };
  const locate = packageLocator(folder);
  const onDisk = (path: string): string => locate(path) ?? path;
  sys.readFile = (path, encoding) => {
    const text = files.get(path) ?? disk.readFile(onDisk(path), encoding);
    return path === `${folder}/node_modules/apache-arrow/package.json` ? withoutExports(text) : text;
  };
  sys.fileExists = path => files.has(path) || disk.fileExists(onDisk(path));
  sys.directoryExists = path => {
    if (isShadowed(path)) return false;
    return path === `${folder}/node_modules/@types` || disk.directoryExists(onDisk(path));
  };
  sys.getDirectories = path => disk.getDirectories(onDisk(path));
  sys.readDirectory = (path, ...rest) => disk.readDirectory(onDisk(path), ...rest);
  sys.realpath = path => (locate(path) === undefined ? (disk.realpath?.(path) ?? path) : path);
  const watched = (path: string): boolean => !/(^|\/)node_modules\//.test(path) && !files.has(path);
  const nothing = { close: () => undefined };
  sys.watchFile = (path, ...rest) => (watched(path) ? (disk.watchFile?.(path, ...rest) ?? nothing) : nothing);
  // A notebook may lie in a home directory: watching that as a whole would cost more than it tells.
  sys.watchDirectory = () => nothing;
}

/**
 * The types of arrow's values live in files that its `exports` keep private, so that TypeScript could not write down
 * the type of `const column = table.getChild('id')`. Without that list every file may be named.
 */
function withoutExports(packageJson: string | undefined): string | undefined {
  if (packageJson === undefined) return undefined;
  const { exports: _, ...rest } = JSON.parse(packageJson) as Record<string, unknown>;
  return JSON.stringify(rest);
}

/** apache-arrow brings a second, newer copy of Node's types; two of them double the work and contradict each other. */
function isShadowed(path: string): boolean {
  return /\/node_modules\/apache-arrow\/node_modules\/@types(\/|$)/.test(path);
}

/**
 * Finds where a path under `<folder>/node_modules` really lies when the kernel brings that package; `undefined` for
 * every other path.
 */
export function packageLocator(folder: string): (path: string) => string | undefined {
  const prefix = `${folder}/node_modules/`;
  const known = new Map<string, string | undefined>();
  return path => {
    if (!path.startsWith(prefix)) return undefined;
    const name = packageName(path.slice(prefix.length));
    if (name === undefined) return undefined;
    if (!known.has(name)) known.set(name, kernelCopy(name, folder));
    const root = known.get(name);
    return root === undefined ? undefined : root + path.slice(prefix.length + name.length);
  };
}

/** The name of the package a path inside `node_modules` or an import specifier begins with. */
export function packageName(path: string): string | undefined {
  return /^(@[^/]+\/[^/]+|[^@./][^/]*)(?=\/|$)/.exec(path)?.[1];
}

/** The kernel's copy of a package, unless the notebook has one of its own that should be taken. */
function kernelCopy(name: string, folder: string): string | undefined {
  const own = name === 'connectome-helpers' ? packageRoot : kernelFolders.map(at => join(at, name)).find(existsSync);
  if (own === undefined || (!KERNEL_PACKAGES.includes(name) && isInstalledFor(folder, name))) return undefined;
  return own.replaceAll('\\', '/');
}

function isInstalledFor(folder: string, name: string): boolean {
  return ancestors(folder).some(at => existsSync(join(at, 'node_modules', name)));
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** The folder of `connectome-helpers`: this file is its `dist/kernel/tslab-files.js`. */
const packageRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const kernelFolders = ancestors(packageRoot).map(at => join(at, 'node_modules'));
