/**
 * The files the compiler sees: those on disk, the declarations of our global names, and, as if it were installed
 * beside the notebook, every package that comes with the kernel.
 *
 * A package must look local: TypeScript writes the types of a cell's values as `import("apache-arrow").Table` only when
 * that name leads there from the notebook's folder.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CELL_FOLDER, type NotebookPlace } from './notebook-place.js';
import type { TypeScript } from './tslab-load.js';

/** These are always the kernel's own, whatever is installed beside the notebook: one Table, one `instanceof`. */
export const KERNEL_PACKAGES: readonly string[] = ['apache-arrow', 'connectome-helpers', '@types/node', 'tslab'];

/** What to lay over the disk. */
export interface Overlay {
  readonly place: NotebookPlace;
  /** Files that are not on disk, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly kernel: KernelPlaces;
}

/** Where the kernel's own files are. */
export interface KernelPlaces {
  /** The folder of `connectome-helpers`. */
  readonly helpers: string;
  /** The file of the compiler, beside which the declarations of the language lie. */
  readonly typescript: string;
}

/** Stands for the folder of the compiler: tslab takes a file on another drive of Windows for one of its own. */
const COMPILER_FOLDER = '/__ts__';

/** Makes `typescript.sys` show the overlay, and watch nothing but the notebook's own files. */
export function overlayFiles(typescript: TypeScript, { place, files, kernel }: Overlay): void {
  const { sys } = typescript;
  const disk = { ...sys };
  const locate = packageLocator(place, kernel.helpers);
  const compilerFolder = dirname(kernel.typescript);
  const onDisk = (path: string): string | undefined => {
    if (path.startsWith(`${COMPILER_FOLDER}/`)) return compilerFolder + path.slice(COMPILER_FOLDER.length);
    return locate(path) ?? place.toDisk(path);
  };
  /** `ask` about the path on disk; `otherwise` for one that cannot be there. */
  const asked = <Answer>(path: string, ask: (path: string) => Answer, otherwise: Answer): Answer => {
    const real = onDisk(path);
    return real === undefined ? otherwise : ask(real);
  };
  sys.getCurrentDirectory = () => CELL_FOLDER;
  sys.getExecutingFilePath = () => `${COMPILER_FOLDER}/typescript.js`;
  // Compared with `===` only, to see whether a file has changed: nothing tells that better than the text itself.
  sys.createHash = text => text;
  sys.createSHA256Hash = undefined;
  sys.readFile = (path, encoding) => {
    const text = files.get(path) ?? asked(path, real => disk.readFile(real, encoding), undefined);
    return path === `${CELL_FOLDER}/node_modules/apache-arrow/package.json` ? withoutExports(text) : text;
  };
  sys.fileExists = path => files.has(path) || asked(path, disk.fileExists, false);
  sys.directoryExists = path => {
    if (isShadowed(path)) return false;
    return path === `${CELL_FOLDER}/node_modules/@types` || asked(path, disk.directoryExists, false);
  };
  sys.getDirectories = path => asked(path, disk.getDirectories, []);
  sys.readDirectory = (path, ...rest) =>
    asked(path, real => disk.readDirectory(real, ...rest).map(found => rebased(found, real, path)), []);
  // A package of the kernel stays where it seems to be; anything else may be a link, as most packages of pnpm are.
  sys.realpath = path => {
    const real = locate(path) === undefined ? place.toDisk(path) : undefined;
    if (real === undefined) return path;
    const linked = disk.realpath?.(real) ?? real;
    return real === path ? linked : place.fromDisk(linked.replaceAll('\\', '/'));
  };
  const nothing = { close: () => undefined };
  sys.watchFile = (path, callback, ...rest) => {
    if (/(^|\/)node_modules\//.test(path) || path.startsWith(`${COMPILER_FOLDER}/`) || files.has(path)) return nothing;
    const tell: typeof callback = (_, ...more) => callback(path, ...more);
    return asked(path, real => disk.watchFile?.(real, tell, ...rest), undefined) ?? nothing;
  };
  // A notebook may lie in a home directory: watching that as a whole would cost more than it tells.
  sys.watchDirectory = () => nothing;
}

/** A path that was found under `from`, under `to` instead. */
function rebased(path: string, from: string, to: string): string {
  return path.startsWith(from) ? to + path.slice(from.length) : path;
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
 * Finds where a path under `<notebook>/node_modules` really lies when the kernel brings that package; `undefined` for
 * every other path.
 *
 * @param helpers the folder of `connectome-helpers`
 */
export function packageLocator(place: NotebookPlace, helpers: string): (path: string) => string | undefined {
  const prefix = `${CELL_FOLDER}/node_modules/`;
  const kernelFolders = ancestors(helpers).map(at => join(at, 'node_modules'));
  /** The kernel's copy of a package, where it has one. */
  const copies = new Map<string, string | undefined>();
  const copyOf = (name: string): string | undefined => {
    if (name === 'connectome-helpers') return helpers;
    return kernelFolders.map(at => join(at, name)).find(at => existsSync(at));
  };
  /** Whether the notebook has one of its own, which is taken. Asked once a folder. */
  const own = new Map<string, boolean>();
  const isOwn = (name: string): boolean => {
    if (KERNEL_PACKAGES.includes(name)) return false;
    const key = `${place.folder}\n${name}`;
    const known = own.get(key) ?? place.folders.some(at => existsSync(join(at, 'node_modules', name)));
    own.set(key, known);
    return known;
  };
  return path => {
    if (!path.startsWith(prefix)) return undefined;
    const name = packageName(path.slice(prefix.length));
    if (name === undefined) return undefined;
    if (!copies.has(name)) copies.set(name, copyOf(name)?.replaceAll('\\', '/'));
    const root = copies.get(name);
    return root === undefined || isOwn(name) ? undefined : root + path.slice(prefix.length + name.length);
  };
}

/** The name of the package a path inside `node_modules` or an import specifier begins with. */
export function packageName(path: string): string | undefined {
  return /^(@[^/]+\/[^/]+|[^@./][^/]*)(?=\/|$)/.exec(path)?.[1];
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
