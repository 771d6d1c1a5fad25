import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';
import { markInUse } from '../../../kernel-helpers/io/source/cache-in-use.js';
import { CacheBudget, cacheLimit, DEFAULT_LIMIT, emptyToLimit } from '../../../kernel-helpers/io/source/cache-limit.js';
import { fetchFile } from '../../../kernel-helpers/io/source/fetch-file.js';
import { openStore } from '../../../kernel-helpers/io/source/open-store.js';
import { thisHost } from '../../../kernel-helpers/io/source/process-alive.js';
import { fileOf, serveFile, startFileServer } from './file-server.js';

const HOUR = 3600;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'connectome-limit-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A file of the cache that was used `hoursAgo`. */
const put = (name: string, bytes: number, hoursAgo: number): string => {
  const path = join(root, ...name.split('/'));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, new Uint8Array(bytes));
  const time = Date.now() / 1000 - hoursAgo * HOUR;
  utimesSync(path, time, time - HOUR);
  return path;
};
const names = (): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== 'total')
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

describe('emptyToLimit', () => {
  test('removes the files used longest ago, down to nine tenths of the limit', async () => {
    put('h/a', 400, 5);
    put('h/b', 400, 9);
    put('h/deep/c', 100, 8);
    put('h/d', 200, 1);
    expect(await emptyToLimit(root, 1000)).toEqual({ bytes: 700, removedFiles: 1, removedBytes: 400 });
    expect(names()).toEqual(['h/a', 'h/d', 'h/deep/c']);
    expect(await emptyToLimit(root, 690)).toEqual({ bytes: 600, removedFiles: 1, removedBytes: 100 });
    expect(existsSync(join(root, 'h', 'deep'))).toBe(false);
  });

  test('removes nothing where there is room', async () => {
    put('h/a', 1000, 5);
    expect(await emptyToLimit(root, 1000)).toEqual({ bytes: 1000, removedFiles: 0, removedBytes: 0 });
  });

  test('counts ranges of files and removes them like files', async () => {
    put('.ranges/h/0.shard%ranges/0-100', 600, 5);
    put('h/a', 600, 4);
    expect((await emptyToLimit(root, 1000)).bytes).toBe(600);
    expect(names()).toEqual(['h/a']);
  });

  test('leaves what was just used, and what this or another running process uses', async () => {
    put('h/now', 500, 0.1);
    markInUse(root, put('h/mine', 500, 50));
    const theirs = put('h/theirs', 500, 50);
    const dead = put('h/dead', 500, 50);
    const foreign = put('h/foreign', 500, 50);
    writeFileSync(join(root, '.in-use', `${thisHost}-${process.ppid}`), `${JSON.stringify(theirs)}\n"cut o`);
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    writeFileSync(join(root, '.in-use', `${thisHost}-${pid}`), `${JSON.stringify(dead)}\n`);
    writeFileSync(join(root, '.in-use', '0000000g-1'), `${JSON.stringify(foreign)}\n`);
    await emptyToLimit(root, 100);
    expect(names().filter(name => name.startsWith('h'))).toEqual(['h/foreign', 'h/mine', 'h/now', 'h/theirs']);
    expect(readdirSync(join(root, '.in-use')).sort()).toEqual(
      ['0000000g-1', `${thisHost}-${process.pid}`, `${thisHost}-${process.ppid}`].sort(),
    );
  });

  test('leaves downloads under way and records, which it counts', async () => {
    put('.downloads/a.part', 600, 5);
    put('.records/h/a.json', 100, 5);
    put('h/a', 600, 5);
    expect((await emptyToLimit(root, 1000)).removedBytes).toBe(600);
    expect(names()).toEqual(['.downloads/a.part', '.records/h/a.json']);
  });
});

describe('a cache with a limit', () => {
  test('is kept by fetchFile and by stores', async () => {
    const server = await startFileServer();
    const content = new Uint8Array(1000).fill(1);
    for (const path of ['/a', '/b', '/c']) server.on(path, serveFile(content));
    const owner = { id: 'synthetic-column', title: '', licence: '' } as const;
    const options = { cache: root, cacheLimit: 2500, mirror: null };
    put('h/old', 1000, 5);
    put('h/older', 1000, 6);
    await fetchFile(owner, fileOf(`${server.origin}/a`, content), options);
    expect(names().filter(name => name.startsWith('h'))).toEqual(['h/old']);
    await openStore(server.origin, options).get('b');
    expect(names().filter(name => name.startsWith('h'))).toEqual([]);
    await server.close();
  });

  test('counts its files once, and again when it may have become full', async () => {
    put('h/a', 500, 5);
    const budget = new CacheBudget(root, 1000);
    await budget.add(500);
    rmSync(join(root, '.downloads', 'total'));
    await budget.add(5);
    expect(existsSync(join(root, '.downloads', 'total'))).toBe(false);
    put('h/b', 600, 5);
    await budget.add(600);
    expect(names()).toHaveLength(1);
    // The next process takes the total of this one for true.
    rmSync(join(root, 'h'), { recursive: true });
    put('h/c', 950, 5);
    put('h/d', 950, 5);
    await new CacheBudget(root, 1000).add(5);
    expect(names()).toHaveLength(2);
  });
});

describe('cacheLimit', () => {
  test.each([
    [undefined, DEFAULT_LIMIT],
    ['', DEFAULT_LIMIT],
    ['20GB', 20e9],
    ['500 MB', 500e6],
    ['1.5tb', 1.5e12],
    ['1000', 1000],
    ['0', 0],
    ['none', Number.POSITIVE_INFINITY],
  ])('is for %j %d bytes', (text, bytes) => {
    expect(cacheLimit({ CONNECTOME_CACHE_LIMIT: text })).toBe(bytes);
  });

  test.each(['much', '-5GB', '20 parsecs'])('refuses %s', text => {
    const limit = (): number => cacheLimit({ CONNECTOME_CACHE_LIMIT: text });
    expect(limit).toThrow(InvalidArgumentError);
    expect(limit).toThrow(
      `variable CONNECTOME_CACHE_LIMIT is no size: received "${text}", expected for example 20GB, 500MB or none`,
    );
  });
});
