import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly overrides?: Record<string, string | Record<string, string>>;
  readonly main: string;
  readonly types?: string;
  readonly exports?: unknown;
  readonly license: string;
}

const manifest = (path: string): Manifest => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const root = manifest('../package.json');
const helpers = manifest('../kernel-helpers/package.json');
const exact = /^(npm:[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The versions in overrides, those of one package's own dependencies too. */
const flat = (overrides: object): [string, string][] =>
  Object.entries(overrides).flatMap(([name, version]) =>
    typeof version === 'string' ? [[name, version] as [string, string]] : flat(version),
  );

test('every dependency is pinned to one version', () => {
  const loose = [root.dependencies, root.devDependencies ?? {}, root.overrides ?? {}, helpers.dependencies]
    .flatMap(flat)
    .filter(([, version]) => !exact.test(version));
  expect(loose).toEqual([]);
});

test('the helpers resolve under TypeScript 5.0 and node10 resolution: main and types, no exports map', () => {
  expect(helpers.main).toBe('dist/index.js');
  expect(helpers.types).toBe('dist/index.d.ts');
  expect(helpers.exports).toBeUndefined();
});

test('tslab is the version whose inside the kernel knows', () => {
  expect(helpers.dependencies.tslab).toBe('1.0.22');
});

test('libraries bundled into lazy chunks are not shared with JupyterLab', () => {
  expect(Object.keys(root.dependencies).filter(name => /^(three|plotly\.js|fflate|neuroglancer)$/.test(name))).toEqual(
    [],
  );
});

test('both packages carry the BSD 3-clause licence', () => {
  expect([root.license, helpers.license]).toEqual(['BSD-3-Clause', 'BSD-3-Clause']);
});

test('the lockfile names no registry', () => {
  const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  expect(lock.match(/"resolved": "http[^"]*"/g)).toBeNull();
});
