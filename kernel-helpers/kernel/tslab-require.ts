/** `require` for cells: local files as TypeScript compiled them, the kernel's packages, the notebook's packages. */
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { connectTslabDisplay } from './tslab-display.js';
import { KERNEL_PACKAGES, packageName } from './tslab-files.js';

/** Loads a module for a cell. */
export type CellRequire = (id: string) => unknown;

/** What cells of one notebook have required. */
export interface CellModules {
  readonly require: CellRequire;
  /** Takes up local files compiled along with a cell; those loaded before are loaded anew when next required. */
  readonly update: (files: readonly { readonly path: string; readonly data: string }[]) => void;
}

const requireHere = createRequire(import.meta.url);

/**
 * The modules of cells in `folder`.
 *
 * @param preloaded modules by the name a cell imports them with; they come before everything else.
 */
export function createCellModules(folder: string, preloaded: ReadonlyMap<string, unknown>): CellModules {
  const compiled = new Map<string, string>();
  let loaded = new Map<string, { exports: unknown }>();

  const loadCompiled = (path: string): unknown => {
    const known = loaded.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(path, module);
    const names = ['exports', 'require', 'module', '__filename', '__dirname'];
    const run = compileFunction(compiled.get(path) ?? '', names, {
      filename: path,
    });
    run.call(module.exports, module.exports, requireFrom(dirname(path)), module, path, dirname(path));
    return module.exports;
  };

  const requireFrom = (from: string): CellRequire => {
    const requireThere = createRequire(join(from, 'cell.js'));
    return id => {
      if (preloaded.has(id)) return preloaded.get(id);
      if (isBuiltin(id)) return requireHere(id);
      if (/^\.{0,2}\//.test(id)) {
        const path = join(from, id).replaceAll('\\', '/');
        const found = [path, `${path}.js`, `${path}/index.js`].find(candidate => compiled.has(candidate));
        return found === undefined ? requireThere(id) : loadCompiled(found);
      }
      const name = packageName(id);
      if (name === 'tslab') connectTslabDisplay(requireHere);
      if (name !== undefined && KERNEL_PACKAGES.includes(name)) return requireHere(kernelModule(id));
      return (resolves(requireThere, id) || !resolves(requireHere, id) ? requireThere : requireHere)(id);
    };
  };

  return {
    require: requireFrom(folder),
    update: files => {
      for (const { path, data } of files) compiled.set(path, data);
      loaded = new Map();
    },
  };
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
