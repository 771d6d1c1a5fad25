import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** Where `name` is found from a package, as node looks for it. */
function resolves(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (`${folder && `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

// A registry that lacks binaries of other systems leaves them out of the lockfile, and then npm ci refuses it everywhere.
test('the lockfile has an entry for every optional dependency, those of other systems too', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(name => !resolves(path, name))
      .map(name => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every entry of the lockfile has a version', () => {
  const loose = Object.entries(packages).filter(([, { version, link }]) => version === undefined && !link);
  expect(loose.map(([path]) => path)).toEqual([]);
});
