import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jupyterDisplay } from '../../../kernel-helpers/contract/mime.js';
import { cacheReport } from '../../../kernel-helpers/io/source/cache-report.js';
import { fetchFile } from '../../../kernel-helpers/io/source/fetch-file.js';
import { openStore } from '../../../kernel-helpers/io/source/open-store.js';
import { keyOf } from '../../../kernel-helpers/io/source/partial-file.js';
import { thisHost } from '../../../kernel-helpers/io/source/process-alive.js';
import { type FileServer, fileOf, serveFile, startFileServer } from './file-server.js';

const CONTENT = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 251);
const owner = { id: 'minnie65/basket-cell-296758', title: 'Basket cell with axon', licence: 'GPL-3.0' } as const;

let server: FileServer;
let cache: string;

beforeEach(async () => {
  server = await startFileServer();
  cache = mkdtempSync(join(tmpdir(), 'connectome-report-'));
});

afterEach(async () => {
  await server.close();
  rmSync(cache, { recursive: true, force: true });
});

const host = (): string => new URL(server.origin).host.replace(':', '_');
const fetchIt = (path: string, known: boolean) => {
  server.on(path, serveFile(CONTENT));
  const file = fileOf(`${server.origin}${path}`, CONTENT);
  const wanted = known ? file : { ...file, bytes: null, sha256: null };
  return fetchFile(owner, wanted, { cache, mirror: null, warn: () => {} });
};
/** A file of each kind: of the catalogue, without published sums, and whole and in ranges from a store. */
const fill = async (): Promise<void> => {
  await fetchIt('/a/known', true);
  await fetchIt('/a/unknown', false);
  server.on('/b/7:0', serveFile(CONTENT.subarray(0, 500)));
  server.on('/b/0.shard', serveFile(CONTENT));
  const store = openStore(`${server.origin}/b`, { cache, mirror: null });
  await store.get('7:0');
  await store.getRange('0.shard', 0, 10);
  await store.getRange('0.shard', 20, 30);
};
const report = () => cacheReport({ cache, cacheLimit: 1e6, published: [`${server.origin}/a/known`] });

describe('cacheReport tells', () => {
  test('every file, the largest first, its ranges as one, and how it is checked', async () => {
    await fill();
    const { files, folder, limit } = await report();
    expect({ folder, limit }).toEqual({ folder: cache, limit: 1e6 });
    expect(files.map(({ lastUsed, ...file }) => file)).toEqual([
      { name: `${host()}/a/known`, bytes: 1000, ranges: null, check: 'published', inUse: true },
      { name: `${host()}/a/unknown`, bytes: 1000, ranges: null, check: 'recorded', inUse: true },
      { name: `${host()}/b/7:0`, bytes: 500, ranges: null, check: 'none', inUse: false },
      { name: `${host()}/b/0.shard`, bytes: 36, ranges: 2, check: 'checksum', inUse: false },
    ]);
    for (const { lastUsed } of files) expect(Math.abs(lastUsed.getTime() - Date.now())).toBeLessThan(3600_000);
  });

  test('nothing of a cache that is not there', async () => {
    const { files, bytes } = await cacheReport({ cache: join(cache, 'none'), cacheLimit: 5 });
    expect({ files, bytes }).toEqual({ files: [], bytes: 0 });
  });

  test('itself as text and as a table, with names that hold no markup', async () => {
    mkdirSync(join(cache, 'host'));
    writeFileSync(join(cache, 'host', '<b>x'), CONTENT);
    utimesSync(join(cache, 'host', '<b>x'), 1_744_200_000, 1_744_200_000);
    mkdirSync(join(cache, '.downloads'));
    writeFileSync(join(cache, '.downloads', 'a.free-0.part'), CONTENT);
    const bundle = await (await report())[jupyterDisplay]();
    expect(bundle['text/plain']).toBe(
      [
        `${cache}: 1 file, 2.00 kB (1.00 MB allowed, CONNECTOME_CACHE_LIMIT)`,
        '  file       size     last used         checked against',
        '  host/<b>x  1.00 kB  2025-04-09 12:00  nothing',
        'and 1.00 kB of interrupted downloads',
        ".clear() removes all, .clear('HOST/PATH') what lies below",
      ].join('\n'),
    );
    expect(bundle['text/html']).toContain('host/&lt;b&gt;x');
    expect(bundle['text/html']).not.toContain('<b>');
  });

  test('only the largest of many files, and says so', async () => {
    mkdirSync(join(cache, 'host'));
    for (let i = 0; i < 45; i++) writeFileSync(join(cache, 'host', String(i)), 'xx');
    const bundle = await (await report())[jupyterDisplay]();
    expect(bundle['text/plain'].split('\n')).toHaveLength(1 + 1 + 40 + 2);
    expect(bundle['text/plain']).toContain('and 5 smaller files, 10 bytes: see .files');
  });
});

describe('clear', () => {
  test('removes what lies below an address, records and ranges too', async () => {
    await fill();
    expect(await (await report()).clear(`${server.origin}/b/`)).toEqual({
      removedFiles: 3,
      removedBytes: 536,
      keptFiles: 0,
    });
    expect((await report()).files.map(({ name }) => name)).toEqual([`${host()}/a/known`, `${host()}/a/unknown`]);
    await (await report()).clear(`${host()}/a/unknown`);
    expect((await report()).files.map(({ name }) => name)).toEqual([`${host()}/a/known`]);
    expect(existsSync(join(cache, '.records'))).toBe(false);
    expect((await (await report()).clear('hos')).removedFiles).toBe(0);
  });

  test('without an address removes all, interrupted downloads too', async () => {
    await fill();
    const key = keyOf('https://host/a');
    writeFileSync(join(cache, '.downloads', `${key}.free-0.part`), 'x');
    writeFileSync(join(cache, '.downloads', `${key}.free-0.json`), 'x');
    writeFileSync(join(cache, '.downloads', `${key}.${thisHost}-${process.pid}-0.part`), 'of a running download');
    expect((await (await report()).clear()).removedFiles).toBe(5);
    const after = await report();
    expect(after.files).toEqual([]);
    expect(after.unfinishedBytes).toBe('of a running download'.length);
  });

  test('leaves what another running process uses', async () => {
    await fill();
    const lists = join(cache, '.in-use');
    const path = join(cache, host(), 'b', '7:0'.replace(':', '%3A'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(join(lists, `${thisHost}-${process.ppid}`), `${JSON.stringify(path)}\n`);
    expect(await (await report()).clear()).toMatchObject({ removedFiles: 4, keptFiles: 1 });
    expect((await report()).files.map(({ name }) => name)).toEqual([`${host()}/b/7:0`]);
  });
});
