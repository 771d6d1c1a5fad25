/** `require` for cells: local files as TypeScript compiled them, the kernel's packages, the notebook's packages. */
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction, constants } from 'node:vm';
import { connectTslabDisplay } from './tslab-display.js';
import { KERNEL_PACKAGES, packageName } from './tslab-files.js';

/** What a cell may call: `require` with the members Node gives it. */
export function globalRequire(folder: string, require: CellRequire): NodeJS.Require {
  return Object.assign((id: string) => require(id), createRequire(join(folder, 'cell.js')));
}

/** Loads a module for a cell. */
export type CellRequire = (id: string) => unknown;

/** A local file that was compiled along with a cell. */
export interface CompiledFile {
  /** Where the JavaScript would be. */
  readonly path: string;
  readonly data: string;
  /** What stack traces call it: the file that was compiled. */
  readonly source: string;
}

/** What cells of one notebook have required. */
export interface CellModules {
  readonly require: CellRequire;
  /** What `import()` gives a cell: the names of a module, with the whole module as `default` when it has none. */
  readonly import: (id: unknown) => Promise<unknown>;
  /** Loads what `require` alone could not: packages for `import` only, or such that wait for something at their top. */
  readonly prepare: (ids: readonly string[]) => Promise<void>;
  /** Takes up local files compiled along with a cell; those loaded before are loaded anew when next required. */
  readonly update: (files: readonly CompiledFile[]) => void;
  /** `import.meta` of a cell. */
  readonly meta: object;
}

const requireHere = createRequire(import.meta.url);

/**
 * The modules of cells in `folder`.
 *
 * @param preloaded modules by the name a cell imports them with; they come before everything else.
 */
export function createCellModules(folder: string, preloaded: ReadonlyMap<string, () => unknown>): CellModules {
  const compiled = new Map<string, CompiledFile>();
  const imported = new Map<string, unknown>();
  let loaded = new Map<string, { exports: unknown }>();

  const loadCompiled = ({ path, data, source }: CompiledFile): unknown => {
    const known = loaded.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(path, module);
    const names = ['exports', 'require', 'module', '__filename', '__dirname'];
    try {
      const run = compileFunction(`"use strict";\n${data}`, names, { filename: source, lineOffset: -1 });
      run.call(module.exports, module.exports, requireFrom(dirname(path)), module, source, dirname(path));
    } catch (error) {
      loaded.delete(path);
      throw error;
    }
    return module.exports;
  };

  const requireFrom = (from: string): CellRequire => {
    const requireThere = createRequire(join(from, 'cell.js'));
    return id => {
      const load = preloaded.get(id);
      if (load) return load();
      if (isBuiltin(id)) return requireHere(id);
      if (/^\.{0,2}\//.test(id) || /^\.{1,2}$/.test(id)) {
        const path = join(from, id).replaceAll('\\', '/');
        const found = candidates(path).find(candidate => compiled.has(candidate));
        const file = found === undefined ? undefined : compiled.get(found);
        if (file) return loadCompiled(file);
        // As it is now: Node would keep what it was when first required.
        return id.endsWith('.json') ? JSON.parse(readFileSync(path, 'utf8')) : requireThere(id);
      }
      const name = packageName(id);
      if (name === 'tslab') connectTslabDisplay(requireHere);
      if (name !== undefined && KERNEL_PACKAGES.includes(name)) return requireHere(kernelModule(id));
      if (imported.has(id)) return withMark(imported.get(id));
      return (resolves(requireThere, id) || !resolves(requireHere, id) ? requireThere : requireHere)(id);
    };
  };

  const require = requireFrom(folder);
  let importer: ((id: string) => Promise<unknown>) | undefined;
  const importThere = (id: string): Promise<unknown> => {
    importer ??= importFrom(folder);
    return unwarned(importer, id);
  };

  const prepare = async (id: string): Promise<void> => {
    try {
      require(id);
    } catch (error) {
      if (!IMPORT_ONLY.has((error as NodeJS.ErrnoException | undefined)?.code ?? '')) return;
      imported.set(id, await importThere(id));
    }
  };

  return {
    require,
    import: async id => {
      const name = String(id);
      if (/^(file|data|https?|node):/.test(name)) return importThere(name);
      await prepare(name);
      return imported.get(name) ?? namespaceOf(require(name));
    },
    prepare: async ids => {
      for (const id of ids) if (!/^\.{0,2}(\/|$)/.test(id)) await prepare(id);
    },
    update: files => {
      for (const file of files) compiled.set(file.path, file);
      loaded = new Map();
    },
    meta: Object.freeze({
      dirname: folder,
      filename: join(folder, 'cell.ts'),
      url: pathToFileURL(join(folder, 'cell.ts')).href,
      resolve: (id: string) =>
        isBuiltin(id) ? id : pathToFileURL(createRequire(join(folder, 'cell.js')).resolve(id)).href,
    }),
  };
}

/** `import()` as a file in `folder` would have it. */
function importFrom(folder: string): (id: string) => Promise<unknown> {
  return compileFunction('return import(id)', ['id'], {
    filename: join(folder, 'cell.mjs'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as (id: string) => Promise<unknown>;
}

/** Node 20 warns that {@link importFrom} is an experiment; in Node 24 it is as it is here, and none any more. */
function unwarned<Argument, Result>(call: (argument: Argument) => Result, argument: Argument): Result {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return call(argument);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** What Node says of a package that only `import` can load. */
const IMPORT_ONLY: ReadonlySet<string> = new Set([
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_REQUIRE_ASYNC_MODULE',
  'ERR_REQUIRE_ESM',
]);

/** An import may leave out the ending, or write that of the JavaScript. */
function candidates(path: string): string[] {
  const bare = path.replace(/\.[cm]?[jt]sx?$/, '');
  return [path, `${path}.js`, `${bare}.js`, `${path}/index.js`, `${path}.mjs`, `${path}.cjs`];
}

/** With the mark by which compiled code knows that a module says itself what its `default` is. */
function withMark(namespace: unknown): unknown {
  return Object.defineProperty({ ...(namespace as object) }, '__esModule', { value: true });
}

/** As `import()` shows a module: with a `default`, which is the whole module when it has none of its own. */
function namespaceOf(module: unknown): unknown {
  const isObject = typeof module === 'object' && module !== null;
  if (isObject && ('__esModule' in module || 'default' in module)) return module;
  return { ...(isObject || typeof module === 'function' ? module : {}), default: module };
}

/**
 * The file behind a kernel package, as the kernel itself imports it. `require` alone would find another build of the
 * same package, whose classes are not the ones our values are made of.
 */
function kernelModule(id: string): string {
  const ours = /^connectome-helpers\/dist\/(.*)$/.exec(id);
  if (ours) return fileURLToPath(new URL(`../${ours[1]}`, import.meta.url));
  return fileURLToPath(import.meta.resolve(id));
}

function resolves(require: NodeJS.Require, id: string): boolean {
  try {
    require.resolve(id);
    return true;
  } catch {
    return false;
  }
}
