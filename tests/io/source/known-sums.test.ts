import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../../kernel-helpers/errors.js';
import { type FetchOptions, fetchFile } from '../../../kernel-helpers/io/source/fetch-file.js';
import { filePath } from '../../../kernel-helpers/io/source/file-layout.js';
import { LARGE_FILE } from '../../../kernel-helpers/io/source/verify-file.js';
import { type FileServer, fileOf, serveFile, startFileServer } from './file-server.js';

const CONTENT = new TextEncoder().encode('864691135000000000,1,2,3\n'.repeat(40));
const OTHER = CONTENT.slice().fill(65);
const owner = { id: 'minnie65/basket-cell-296758', title: 'Synapses', licence: 'CC BY 4.0' } as const;
const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let server: FileServer;
let folder: string;
let warnings: string[];

beforeEach(async () => {
  server = await startFileServer();
  server.on('/export/synapses.csv', serveFile(CONTENT));
  folder = mkdtempSync(join(tmpdir(), 'connectome-sums-'));
  warnings = [];
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const cache = (): string => join(folder, 'cache');
const mirror = (): string => join(folder, 'mirror');
const url = (): string => `${server.origin}/export/synapses.csv`;
const unknown = () => ({ url: url(), bytes: null, sha256: null });
const put = (root: string, content: Uint8Array): string => {
  const path = filePath(root, url());
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const options = (more: FetchOptions = {}): FetchOptions => ({
  cache: cache(),
  mirror: null,
  retryDelaysMs: [1],
  warn: message => warnings.push(message),
  ...more,
});
const fetchIt = (more?: FetchOptions) => fetchFile(owner, unknown(), options(more));

describe('a file without published sums', () => {
  test('has them recorded at its first download, which is said once', async () => {
    const first = await fetchIt();
    expect(first).toMatchObject({ from: 'https', bytes: 1000, sha256: sumOf(CONTENT) });
    const second = await fetchIt();
    expect(second).toMatchObject({ from: 'cache', bytes: 1000, sha256: sumOf(CONTENT) });
    expect(warnings).toEqual([
      `file ${url()} of ${owner.id} has no published sums: recorded 1,000 bytes, sha256 ${sumOf(CONTENT)}; ` +
        'every later use is checked against them',
    ]);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['changed', OTHER, /wrong sha256: received [0-9a-f]{64}, expected [0-9a-f]{64}$/],
    ['truncated', CONTENT.subarray(0, 990), /truncated: received 990 bytes, expected 1,000$/],
  ])('is fetched again when the cached one was %s', async (_, content, story) => {
    await fetchIt();
    put(cache(), content);
    expect((await fetchIt()).from).toBe('https');
    expect(warnings[1]).toMatch(/^cached file .+ was damaged and is fetched again: /);
    expect(warnings[1]).toMatch(story);
    expect(warnings).toHaveLength(2);
  });

  test('that its publisher changed is taken, and told with both sums', async () => {
    await fetchIt();
    rmSync(filePath(cache(), url()));
    server.on('/export/synapses.csv', serveFile(OTHER));
    expect(await fetchIt()).toMatchObject({ from: 'https', sha256: sumOf(OTHER) });
    expect(warnings[1]).toMatch(
      /^file .+ of minnie65\/basket-cell-296758 has changed since \d{4}-\d\d-\d\d: received /,
    );
    expect(warnings[1]).toContain(`sha256 ${sumOf(OTHER)}, expected 1,000 bytes, sha256 ${sumOf(CONTENT)}`);
    expect((await fetchIt()).from).toBe('cache');
    expect(warnings).toHaveLength(2);
  });

  test('that lies in the cache already is recorded as it is', async () => {
    put(cache(), OTHER);
    expect(await fetchIt()).toMatchObject({ from: 'cache', sha256: sumOf(OTHER) });
    expect(warnings).toHaveLength(1);
    put(cache(), CONTENT);
    expect((await fetchIt()).from).toBe('https');
  });

  test('of a server that tells no length is taken as long as it comes', async () => {
    server.on('/export/synapses.csv', (_, response) => {
      response.write(CONTENT.subarray(0, 500));
      response.end(CONTENT.subarray(500));
    });
    const seen: (number | null)[] = [];
    const { bytes } = await fetchIt({ onProgress: ({ totalBytes }) => seen.push(totalBytes) });
    expect(bytes).toBe(1000);
    expect(new Set(seen)).toEqual(new Set([null]));
  });

  test('of a server that tells a wrong length is not taken', async () => {
    server.on('/export/synapses.csv', (_, response) => {
      response.writeHead(200, { 'content-length': 1001 }).write(CONTENT, () => response.destroy());
    });
    await expect(fetchIt()).rejects.toThrow(/truncated: received \d[\d,]* bytes, expected 1,001 \(2 attempts\)/);
    expect(existsSync(filePath(cache(), url()))).toBe(false);
    expect(warnings).toEqual([]);
  });

  test('that cannot be had is told without its length', async () => {
    server.on('/export/synapses.csv', (_, response) => response.writeHead(404).end());
    const error: SourceError = await fetchIt().catch(reason => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect(error.message).toContain('  file     synapses.csv, of a length nobody has told\n');
  });

  test('is checked against the SHA256SUMS of a mirror', async () => {
    put(mirror(), CONTENT);
    const name = filePath('/', url()).slice(1);
    const sums = join(mirror(), 'SHA256SUMS');
    writeFileSync(sums, `${sumOf(CONTENT)}  ${name}\n`);
    expect(await fetchIt({ mirror: mirror() })).toMatchObject({ from: 'mirror', bytes: 1000 });
    writeFileSync(sums, `${sumOf(OTHER)}  ${name}\n`);
    await expect(fetchIt({ mirror: mirror() })).rejects.toThrow(/^mirror file .+ is damaged: wrong sha256/);
    expect(warnings).toEqual([]);
  });

  test('in a mirror without sums is recorded in the cache, never in the mirror', async () => {
    put(mirror(), CONTENT);
    await fetchIt({ mirror: mirror() });
    expect(warnings).toHaveLength(1);
    expect(existsSync(join(mirror(), '.records'))).toBe(false);
    put(mirror(), OTHER);
    await expect(fetchIt({ mirror: mirror() })).rejects.toThrow(/is damaged: wrong sha256/);
  });

  test('is read where the cache cannot be written, with sums that nobody keeps', async () => {
    put(mirror(), CONTENT);
    writeFileSync(cache(), 'a file where the folder should be');
    expect((await fetchIt({ mirror: mirror() })).from).toBe('mirror');
    expect((await fetchIt({ mirror: mirror() })).from).toBe('mirror');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/which cannot be recorded: set CONNECTOME_CACHE to a folder you can write$/);
  });

  test('whose record is damaged has it made again', async () => {
    await fetchIt();
    const record = join(cache(), '.records', ...filePath('/', url()).slice(1).split('/')).concat('.json');
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ url: url(), bytes: 1000, sha256: sumOf(CONTENT) });
    for (const text of ['{', '{"bytes":-1}', 'null']) {
      writeFileSync(record, text);
      expect((await fetchIt()).from).toBe('cache');
    }
    expect(warnings).toHaveLength(4);
  });
});

describe('a large file', () => {
  const large = (path: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'x');
    truncateSync(path, LARGE_FILE);
  };
  const wanted = () => {
    const bytes = new Uint8Array(LARGE_FILE);
    bytes[0] = 'x'.charCodeAt(0);
    return fileOf(url(), bytes);
  };

  test('is hashed once, and again only when its length or its time of change is another', async () => {
    const path = filePath(cache(), url());
    large(path);
    const file = wanted();
    const open = () => fetchFile(owner, file, options());
    expect((await open()).from).toBe('cache');
    // A byte is changed behind its back, and the time of change put back: it is taken for what it was.
    const { atimeMs, mtimeMs } = statSync(path);
    writeFileSync(path, 'y', { flag: 'r+' });
    utimesSync(path, atimeMs / 1000, mtimeMs / 1000);
    expect((await open()).from).toBe('cache');
    expect(warnings).toEqual([]);
    // Any real change has another time.
    utimesSync(path, atimeMs / 1000, mtimeMs / 1000 + 5);
    server.on('/export/synapses.csv', (_, response) => response.writeHead(404).end());
    await expect(open()).rejects.toThrow(/wrong sha256: received .+; removed/);
    expect(warnings).toHaveLength(1);
  });

  test('keeps its stamp when its use is noted', async () => {
    const path = filePath(cache(), url());
    large(path);
    const file = wanted();
    await fetchFile(owner, file, options());
    const { mtimeMs } = statSync(path);
    utimesSync(path, 1, mtimeMs / 1000);
    writeFileSync(path, 'y', { flag: 'r+' });
    utimesSync(path, 1, mtimeMs / 1000);
    expect((await fetchFile(owner, file, options())).from).toBe('cache');
    expect(statSync(path).atimeMs).toBeGreaterThan(1e12);
    expect((await fetchFile(owner, file, options())).from).toBe('cache');
  });
});
