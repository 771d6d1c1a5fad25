import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InvalidArgumentError, SourceError } from '../../../kernel-helpers/errors.js';
import { openSource } from '../../../kernel-helpers/io/source/open-source.js';
import { type FileServer, serveFile, startFileServer } from './file-server.js';

const CONTENT = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 251);

let server: FileServer;
let folder: string;

beforeEach(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'connectome-source-'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = () => openSource(`${server.origin}/a`, { retryDelaysMs: [1] });

test('a file of a server is read in ranges, clipped like an array', async () => {
  server.on('/a', serveFile(CONTENT, { etag: '"v1"' }));
  const source = await open();
  expect(source.byteLength).toBe(1000);
  expect(await source.slice(10, 30)).toEqual(CONTENT.subarray(10, 30));
  expect(await source.slice(990, 2000)).toEqual(CONTENT.subarray(990));
  expect(await source.slice(995)).toEqual(CONTENT.subarray(995));
  expect(await source.slice(5, 5)).toEqual(new Uint8Array(0));
  expect(server.ranges).toEqual(['bytes=0-0', 'bytes=10-29', 'bytes=990-999', 'bytes=995-999']);
  expect(server.conditions).toEqual(['"v1"', '"v1"', '"v1"']);
});

test('a file that changed since it was opened is an error, not a mixture', async () => {
  server.on('/a', serveFile(CONTENT, { etag: '"v1"' }));
  const source = await open();
  server.on('/a', serveFile(CONTENT.slice().fill(1), { etag: '"v2"' }));
  await expect(source.slice(10, 30)).rejects.toThrow(
    `${server.origin}/a could not be read: file has changed since it was opened: open it again`,
  );
});

test.each([
  ['ignores ranges', {}],
  ['packs the file', { 'content-encoding': 'gzip' }],
])('a server that %s is asked for all of it, once', async (_, headers) => {
  const body = 'content-encoding' in headers ? gzipSync(CONTENT) : CONTENT;
  server.on('/a', (__, response) => response.writeHead(200, headers).end(body));
  const source = await open();
  expect(source.byteLength).toBe(1000);
  expect(await source.slice(10, 30)).toEqual(CONTENT.subarray(10, 30));
  expect(await source.slice(30, 40)).toEqual(CONTENT.subarray(30, 40));
  expect(server.requests).toHaveLength(2);
});

test('an empty file has no bytes', async () => {
  server.on('/a', (_, response) => response.writeHead(416, { 'content-range': 'bytes */0' }).end());
  const source = await open();
  expect([source.byteLength, await source.slice(0)]).toEqual([0, new Uint8Array(0)]);
});

test('a file of this machine is read in ranges', async () => {
  writeFileSync(join(folder, 'a'), CONTENT);
  const source = await openSource(join(folder, 'a'));
  expect(source.byteLength).toBe(1000);
  expect(await source.slice(10, 30)).toEqual(CONTENT.subarray(10, 30));
});

test('what is not there is an error that names it', async () => {
  const url = `${server.origin}/a`;
  await expect(open()).rejects.toThrow(
    new SourceError(`${url} could not be read: HTTP 404 Not Found`, { url, status: 404 }),
  );
  await expect(openSource(join(folder, 'a'))).rejects.toThrow(`file ${join(folder, 'a')} cannot be read (ENOENT)`);
  await expect(openSource('ftp://host/a')).rejects.toThrow(InvalidArgumentError);
});
