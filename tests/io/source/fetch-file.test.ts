import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../../kernel-helpers/errors.js';
import { setSignalProvider } from '../../../kernel-helpers/io/source/cancellation.js';
import { type FetchOptions, fetchFile } from '../../../kernel-helpers/io/source/fetch-file.js';
import { filePath } from '../../../kernel-helpers/io/source/file-layout.js';
import { type FileServer, fileOf, startFileServer } from './file-server.js';

const CONTENT = new TextEncoder().encode('1 1 0 0 0 5 -1\n'.repeat(2000));
const OTHER = CONTENT.slice().fill(65);
const owner = { id: 'minnie65/basket-cell-296758', title: 'Basket cell with axon', licence: 'GPL-3.0' } as const;

let server: FileServer;
let folder: string;
let warnings: string[];

beforeEach(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'connectome-io-'));
  warnings = [];
});

afterEach(async () => {
  setSignalProvider();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const url = (): string => `${server.origin}/data/cell.swc`;
const file = () => fileOf(url(), CONTENT);
const options = (more: FetchOptions = {}): FetchOptions => ({
  cache: join(folder, 'cache'),
  mirror: null,
  retryDelaysMs: [1, 1],
  warn: message => warnings.push(message),
  ...more,
});
const cachePath = (): string => filePath(join(folder, 'cache'), url());
const mirrorPath = (): string => filePath(join(folder, 'mirror'), url());
const serve = (...bodies: (Uint8Array | number)[]): void => {
  let next = 0;
  server.on('/data/cell.swc', (_, response) => {
    const body = bodies[Math.min(next++, bodies.length - 1)];
    if (typeof body === 'number') response.writeHead(body).end('not the file');
    else response.writeHead(200).end(body);
  });
};
const put = (path: string, content: Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};
/**
 * Every file below the cache folder, whatever its name, but for the lists of files in use and the total of their
 * bytes: a bad one may not be among them.
 */
const inCache = (): string[] => {
  const cache = join(folder, 'cache');
  if (!existsSync(cache)) return [];
  return readdirSync(cache, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile() && !/[/\\]\.in-use$/.test(entry.parentPath))
    .map(entry => entry.name)
    .filter(name => name !== 'total');
};
const failure = async (more: FetchOptions = {}): Promise<SourceError> => {
  const error = await fetchFile(owner, file(), options(more)).catch(reason => reason);
  expect(error).toBeInstanceOf(SourceError);
  return error;
};
const triedLine = (error: SourceError, place: string): string | undefined =>
  error.message.split('\n').find(line => line.startsWith(`    ${place}`));

describe('fetchFile looks in', () => {
  test('the network last, and then in the cache with no request at all', async () => {
    serve(CONTENT);
    const first = await fetchFile(owner, file(), options());
    expect(first).toMatchObject({ from: 'https', path: cachePath() });
    expect(Buffer.from(CONTENT).equals(await first.source.slice(0))).toBe(true);
    const second = await fetchFile(owner, file(), options());
    expect(second.from).toBe('cache');
    expect(server.requests).toEqual(['/data/cell.swc']);
    expect(inCache()).toEqual(['cell.swc']);
  });

  test('the mirror before the network, reading it where it lies', async () => {
    put(mirrorPath(), CONTENT);
    const { from, path, source } = await fetchFile(owner, file(), options({ mirror: join(folder, 'mirror') }));
    expect({ from, path }).toEqual({ from: 'mirror', path: mirrorPath() });
    expect(await source.slice(0, 14)).toEqual(CONTENT.subarray(0, 14));
    expect(server.requests).toEqual([]);
    expect(inCache()).toEqual([]);
  });

  test('the cache before the mirror', async () => {
    put(cachePath(), CONTENT);
    put(mirrorPath(), OTHER);
    expect((await fetchFile(owner, file(), options({ mirror: join(folder, 'mirror') }))).from).toBe('cache');
  });

  test('the place a redirect points to', async () => {
    server.on('/data/cell.swc', (_, response) => response.writeHead(302, { location: '/moved' }).end());
    server.on('/moved', (_, response) => response.end(CONTENT));
    expect((await fetchFile(owner, file(), options())).from).toBe('https');
  });
});

describe('fetchFile never trusts', () => {
  test.each([
    ['truncated', CONTENT.subarray(0, 1234), 'truncated: received 1,234 bytes, expected 30,000'],
    ['corrupted', OTHER, /wrong sha256: received [0-9a-f]{64}, expected [0-9a-f]{64}$/],
  ])('a %s cached file: it is removed, told, and fetched again', async (_, content, story) => {
    put(cachePath(), content);
    serve(CONTENT);
    expect((await fetchFile(owner, file(), options())).from).toBe('https');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`cached file ${cachePath()} was damaged and is fetched again: `);
    expect(warnings[0]).toMatch(story);
    expect(readFileSync(cachePath())).toEqual(Buffer.from(CONTENT));
  });

  test('a damaged cached file when nothing can replace it: it is gone all the same', async () => {
    put(cachePath(), OTHER);
    serve(404);
    const error = await failure();
    expect(triedLine(error, 'cache')).toMatch(/cell\.swc: wrong sha256: received .+, expected .+; removed$/);
    expect(inCache()).toEqual([]);
  });

  test('a damaged mirror file: an error with file, sums and remedy, and nothing reaches the cache', async () => {
    put(mirrorPath(), OTHER);
    serve(CONTENT);
    const error = await failure({ mirror: join(folder, 'mirror') });
    expect(error.message).toBe(
      `mirror file ${mirrorPath()} of minnie65/basket-cell-296758 is damaged: wrong sha256: ` +
        `received ${fileOf('', OTHER).sha256}, expected ${file().sha256}\n` +
        'Delete it and run again with a network, or make the mirror again on a connected machine, ' +
        'in a checkout of jupyterlab-connectome: npx connectome mirror DIR',
    );
    expect(server.requests).toEqual([]);
    expect(inCache()).toEqual([]);
  });

  test('a truncated mirror file', async () => {
    put(mirrorPath(), CONTENT.subarray(0, 1234));
    const error = await failure({ mirror: join(folder, 'mirror') });
    expect(error.message).toContain('truncated: received 1,234 bytes, expected 30,000\n');
  });

  test.each([
    ['too few', CONTENT.subarray(0, 1234), 'truncated: received 1,234 bytes, expected 30,000 (3 attempts)', 3],
    ['wrong', OTHER, `wrong sha256: received ${fileOf('', OTHER).sha256}, expected ${fileOf('', CONTENT).sha256}`, 1],
    ['too many', new Uint8Array(30_001), 'too long: received 30,001 bytes, expected 30,000', 1],
  ])('a server that sends %s bytes', async (_, body, story, requests) => {
    serve(body);
    expect(triedLine(await failure(), 'https')).toBe(`    https   ${new URL(url()).host}: ${story}`);
    expect(server.requests).toHaveLength(requests);
    expect(inCache()).toEqual([]);
  });

  test('a server that never stops sending: it is hung up on', async () => {
    let hungUp = (): void => {};
    const done = new Promise<void>(resolve => {
      hungUp = resolve;
    });
    server.on('/data/cell.swc', (request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(CONTENT, () => setImmediate(more));
      };
      request.socket.once('close', hungUp);
      more();
    });
    expect(triedLine(await failure(), 'https')).toMatch(/too long: received .+ bytes, expected 30,000$/);
    await done;
    expect(inCache()).toEqual([]);
  });

  test('a server that hangs up in the middle', async () => {
    let asked = 0;
    server.on('/data/cell.swc', (_, response) => {
      if (asked++ === 0) {
        response.writeHead(200, { 'content-length': CONTENT.length });
        response.write(CONTENT.subarray(0, 1234), () => response.destroy());
      } else response.end(CONTENT);
    });
    expect((await fetchFile(owner, file(), options())).from).toBe('https');
    expect(server.requests).toHaveLength(2);
    expect(inCache()).toEqual(['cell.swc']);
  });
});

describe('fetchFile tries', () => {
  test('again after 503, and succeeds', async () => {
    serve(503, 429, CONTENT);
    expect((await fetchFile(owner, file(), options())).from).toBe('https');
    expect(server.requests).toHaveLength(3);
  });

  test('no more than three times', async () => {
    serve(500);
    const error = await failure();
    expect(error.status).toBe(500);
    expect(triedLine(error, 'https')).toMatch(/HTTP 500 Internal Server Error \(3 attempts\)$/);
    expect(server.requests).toHaveLength(3);
  });

  test.each([404, 403, 410])('only once for %i', async status => {
    serve(status);
    expect((await failure()).status).toBe(status);
    expect(server.requests).toHaveLength(1);
  });

  test('no longer than the allowed silence', async () => {
    server.on('/data/cell.swc', (_, response) => void response.writeHead(200).write(CONTENT.subarray(0, 10)));
    expect(triedLine(await failure({ silenceMs: 50 }), 'https')).toMatch(/silent for 0\.05 s$/);
    expect(inCache()).toEqual([]);
  });

  test('nothing more once its signal is aborted, whose reason it throws', async () => {
    const controller = new AbortController();
    server.on('/data/cell.swc', () => controller.abort(new Error('interrupted')));
    await expect(fetchFile(owner, file(), options({ signal: controller.signal }))).rejects.toThrow('interrupted');
    expect(inCache()).toEqual([]);
  });

  test('nothing more once the cell it runs in is interrupted', async () => {
    const cell = new AbortController();
    setSignalProvider(() => cell.signal);
    server.on('/data/cell.swc', () => cell.abort(new Error('interrupted')));
    await expect(fetchFile(owner, file(), options())).rejects.toThrow('interrupted');
    expect(inCache()).toEqual([]);
  });

  test('once, and quickly, where no connection can be had', async () => {
    const closed = await startFileServer();
    await closed.close();
    const gone = fileOf(`${closed.origin}/data/cell.swc`, CONTENT);
    const error: SourceError = await fetchFile(owner, gone, options({ retryDelaysMs: [60_000] })).catch(
      reason => reason,
    );
    expect(triedLine(error, 'https')).toMatch(/connect ECONNREFUSED/);
  });
});

test('progress is told after every chunk, in bytes of the whole', async () => {
  serve(CONTENT);
  const seen: number[] = [];
  await fetchFile(owner, file(), options({ onProgress: ({ receivedBytes }) => seen.push(receivedBytes) }));
  expect(seen.at(-1)).toBe(CONTENT.length);
  expect([...seen].sort((a, b) => a - b)).toEqual(seen);
});

test('twenty that fetch one file at once all get it by one request, and leave one file', async () => {
  serve(CONTENT);
  put(cachePath(), OTHER);
  const fetched = await Promise.all(Array.from({ length: 20 }, () => fetchFile(owner, file(), options())));
  for (const { source } of fetched) expect(Buffer.from(CONTENT).equals(await source.slice(0))).toBe(true);
  expect(server.requests).toEqual(['/data/cell.swc']);
  expect(inCache()).toEqual(['cell.swc']);
});

test('without any place to find it, one message says what, why and the two ways to get it', async () => {
  serve(404);
  const error = await failure({ mirror: join(folder, 'mirror') });
  expect(error.message).toBe(`dataset minnie65/basket-cell-296758 is not on this machine and could not be downloaded

  Basket cell with axon
  file     cell.swc, 30,000 bytes
  licence  GPL-3.0
  url      ${url()}

  tried
    cache   ${cachePath()}: not there
    mirror  ${join(folder, 'mirror')}: no such folder
    https   ${new URL(url()).host}: HTTP 404 Not Found

Two ways to get it:
  1. Connect to the internet and run again, or fetch it now: npx connectome fetch minnie65/basket-cell-296758
  2. On a connected machine, in a checkout of jupyterlab-connectome: npx connectome mirror DIR.
     Copy DIR here and set CONNECTOME_MIRROR=DIR.`);
  expect(error).toMatchObject({ tag: 'Source', url: url(), status: 404 });
});

test('a mirror that lacks the file is told by the path it should have', async () => {
  serve(404);
  mkdirSync(join(folder, 'mirror'));
  const error = await failure({ mirror: join(folder, 'mirror') });
  expect(triedLine(error, 'mirror')).toBe(`    mirror  ${mirrorPath()}: not there`);
});

test('a cache folder that cannot be made says so and names the variable', async () => {
  serve(CONTENT);
  put(join(folder, 'cache'), CONTENT);
  expect(triedLine(await failure(), 'https')).toMatch(
    /cannot be written \((ENOTDIR|EEXIST)\): set CONNECTOME_CACHE to a folder you can write$/,
  );
});
