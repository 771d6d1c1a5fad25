/**
 * Modules that are imported when they are first asked for, and the helpers, which a cell gets by `require()`. In Node.js
 * a `require()` fails for a module of a graph that an `import()` is still loading ("not yet fully loaded"): one waits
 * for the other.
 */
const open = new Set<Promise<unknown>>();

/** Imports late: `importLate(() => import('./x.js'))`. */
export function importLate<T>(load: () => Promise<T>): Promise<T> {
  const loading = load();
  open.add(loading);
  const done = (): void => {
    open.delete(loading);
  };
  loading.then(done, done);
  return loading;
}

/** Does `work`, which requires modules, at once or as soon as no late import is under way. */
export async function whenNoneImports<T>(work: () => T): Promise<T> {
  while (open.size > 0) await Promise.allSettled(open);
  return work();
}
