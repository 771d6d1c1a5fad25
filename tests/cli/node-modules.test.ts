import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeModulesAreFresh } from './bootstrap.js';
import { temporaryFolder } from './temporary-folder.js';

const manifest = (dependencies: Record<string, string>): string => JSON.stringify({ dependencies });
const lock = (packages: Record<string, unknown>): string => JSON.stringify({ lockfileVersion: 3, packages });
const three = { 'node_modules/three': { version: '0.187.0' } };
const roots = { '': { dependencies: { three: '0.187.0' } }, 'kernel-helpers': { dependencies: {} } };
const installed = { 'kernel-helpers': {}, ...three };

const files = {
  'package.json': manifest({ three: '0.187.0' }),
  'kernel-helpers/package.json': manifest({}),
  'package-lock.json': lock({
    ...roots,
    ...three,
    'node_modules/for-another-system': { version: '1.0.0', optional: true },
  }),
  'node_modules/.package-lock.json': lock(installed),
};

const isFresh = (checkout: string): boolean =>
  nodeModulesAreFresh({
    checkout,
    packageFolder: join(checkout, 'kernel-helpers'),
    state: join(checkout, '.connectome'),
  });

test('modules that are what the lockfile says are fresh, whoever installed them', () => {
  const checkout = temporaryFolder(files);
  expect(isFresh(checkout)).toBe(true);
  expect(isFresh(checkout)).toBe(true);
});

test('without modules, or after an installation that was cut off, they are stale', () => {
  const checkout = temporaryFolder(files);
  expect(isFresh(checkout)).toBe(true);
  rmSync(join(checkout, 'node_modules/.package-lock.json'));
  expect(isFresh(checkout)).toBe(false);
});

test.each([
  [
    'another version in the lockfile',
    { 'package-lock.json': lock({ ...roots, 'node_modules/three': { version: '0.188.0' } }) },
  ],
  [
    'a package more in the lockfile',
    { 'package-lock.json': lock({ ...roots, ...three, 'node_modules/x': { version: '1.0.0' } }) },
  ],
  ['a dependency more in package.json', { 'package.json': manifest({ three: '0.187.0', x: '1.0.0' }) }],
  ['a dependency more in the helpers', { 'kernel-helpers/package.json': manifest({ x: '1.0.0' }) }],
])('%s makes them stale', (_, changed) => {
  const checkout = temporaryFolder(files);
  expect(isFresh(checkout)).toBe(true);
  for (const [path, text] of Object.entries(changed)) writeFileSync(join(checkout, path), text);
  expect(isFresh(checkout)).toBe(false);
});

test('a script or description changed in package.json does not', () => {
  const checkout = temporaryFolder(files);
  expect(isFresh(checkout)).toBe(true);
  writeFileSync(
    join(checkout, 'package.json'),
    JSON.stringify({ description: 'new', dependencies: { three: '0.187.0' } }),
  );
  expect(isFresh(checkout)).toBe(true);
});

test('modules installed for another machine are stale', () => {
  const checkout = temporaryFolder({
    ...files,
    '.connectome/stamps/node-modules.json': JSON.stringify({ manifests: 'x', node: '20', machine: 'plan9-mips' }),
  });
  expect(isFresh(checkout)).toBe(false);
});
