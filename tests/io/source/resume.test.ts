import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../../kernel-helpers/errors.js';
import { type FetchOptions, fetchFile } from '../../../kernel-helpers/io/source/fetch-file.js';
import { filePath } from '../../../kernel-helpers/io/source/file-layout.js';
import { keyOf, sweepPartials } from '../../../kernel-helpers/io/source/partial-file.js';
import { type FileServer, fileOf, serveFile, startFileServer } from './file-server.js';

const CONTENT = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 253);
const OTHER = CONTENT.map(byte => byte ^ 1);
const owner = { id: 'minnie65/basket-cell-296758', title: 'Basket cell with axon', licence: 'GPL-3.0' } as const;
const TAGGED = { etag: '"v1"' };

let server: FileServer;
let folder: string;

beforeEach(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'connectome-resume-'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const url = (): string => `${server.origin}/data/cell.swc`;
const downloads = (): string => join(folder, '.downloads');
const fetchIt = (more: FetchOptions = {}, file = fileOf(url(), CONTENT)) =>
  fetchFile(owner, file, { cache: folder, mirror: null, retryDelaysMs: [], warn: () => {}, ...more });
const parts = (): string[] =>
  existsSync(downloads()) ? readdirSync(downloads()).filter(name => /\.(part|json)$/.test(name)) : [];
const kept = (): Uint8Array => readFileSync(join(downloads(), parts().find(name => name.endsWith('.part')) ?? ''));

/** Hangs up on the answer that waits; a client has received all that it was sent when it says so. */
let hangUp = (): void => {};

/** Sends the first `sent` bytes to the first request and waits; every later request is answered well. */
const breakAfter = (
  sent: number,
  headers: Readonly<Record<string, string>>,
  next = serveFile(CONTENT, headers),
): void => {
  let asked = 0;
  server.on('/data/cell.swc', (request, response) => {
    if (asked++ > 0) return next(request, response);
    response.writeHead(200, { 'content-length': CONTENT.length, ...headers }).write(CONTENT.subarray(0, sent));
    hangUp = () => response.destroy();
  });
};
/** Hangs up once the client has `bytes`. */
const breakAt =
  (bytes: number): FetchOptions['onProgress'] =>
  ({ receivedBytes }) => {
    if (receivedBytes === bytes) hangUp();
  };
const interrupted = async (): Promise<void> => {
  await expect(fetchIt({ onProgress: breakAt(40_000) })).rejects.toThrow(SourceError);
};

describe('a download that broke off', () => {
  test.each([
    ['ETag', TAGGED],
    ['Last-Modified', { 'last-modified': 'Wed, 09 Apr 2025 12:00:00 GMT' }],
  ])('is continued where it was, under the same %s', async (_, headers) => {
    breakAfter(40_000, headers);
    await interrupted();
    expect(Buffer.from(CONTENT.subarray(0, 40_000)).equals(kept())).toBe(true);
    const { source } = await fetchIt();
    expect(Buffer.from(CONTENT).equals(await source.slice(0))).toBe(true);
    expect(server.ranges).toEqual(['bytes=40000-']);
    expect(server.conditions).toEqual([Object.values(headers)[0]]);
    expect(parts()).toEqual([]);
  });

  test('is continued by the next attempt of the same run', async () => {
    breakAfter(40_000, TAGGED);
    await fetchIt({ retryDelaysMs: [1], onProgress: breakAt(40_000) });
    expect(server.ranges).toEqual(['bytes=40000-']);
    expect(server.requests).toHaveLength(2);
  });

  test('is continued as often as it gets a good piece further, whatever the number of attempts', async () => {
    const piece = 2 ** 20;
    const long = new Uint8Array(5 * piece).map((_, i) => (i * 7) % 251);
    server.on('/data/cell.swc', (request, response) => {
      const start = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
      const described = start === 0 ? {} : { 'content-range': `bytes ${start}-${long.length - 1}/${long.length}` };
      response.writeHead(start === 0 ? 200 : 206, { ...TAGGED, ...described, 'content-length': long.length - start });
      response.write(long.subarray(start, start + piece));
      hangUp = () => response.destroy();
    });
    const onProgress: FetchOptions['onProgress'] = ({ receivedBytes }) => {
      if (receivedBytes % piece === 0 && receivedBytes < long.length) hangUp();
    };
    const { sha256 } = await fetchIt({ retryDelaysMs: [1], onProgress }, fileOf(url(), long));
    expect(sha256).toBe(createHash('sha256').update(long).digest('hex'));
    expect(server.ranges).toEqual([1, 2, 3, 4].map(pieces => `bytes=${pieces * piece}-`));
  });

  test('begins again when the file has changed meanwhile', async () => {
    breakAfter(40_000, TAGGED, serveFile(OTHER, { etag: '"v2"' }));
    await interrupted();
    const { source } = await fetchIt({}, fileOf(url(), OTHER));
    expect(Buffer.from(OTHER).equals(await source.slice(0))).toBe(true);
    expect(server.conditions).toEqual(['"v1"']);
  });

  test.each([
    ['ignores Range', serveFileWhole(CONTENT)],
    ['sends another range', sendRange('bytes 0-99999/100000')],
    ['says that the file is longer', sendRange('bytes 40000-99999/100001')],
    ['says that there is no such range', sendStatus(416)],
  ])('begins again where the server %s', async (_, next) => {
    let asked = 0;
    breakAfter(40_000, TAGGED, (request, response) => {
      if (asked++ === 0) next(request, response);
      else serveFile(CONTENT, TAGGED)(request, response);
    });
    await interrupted();
    const { source } = await fetchIt({ retryDelaysMs: [1, 1] });
    expect(Buffer.from(CONTENT).equals(await source.slice(0))).toBe(true);
    expect(parts()).toEqual([]);
  });

  test.each([
    ['names no state of the file', {}],
    ['names a weak one', { etag: 'W/"v1"' }],
    ['packs the file', { ...TAGGED, 'content-encoding': 'br' }],
  ])('leaves nothing where the server %s, and begins again', async (_, headers) => {
    breakAfter(40_000, headers, serveFile(CONTENT));
    await interrupted();
    expect(parts()).toEqual([]);
    await fetchIt();
    expect(server.ranges).toEqual([]);
  });

  test('with a part that does not fit to the rest is found out, and begins again', async () => {
    breakAfter(40_000, TAGGED);
    await interrupted();
    const [name] = parts().filter(each => each.endsWith('.part'));
    writeFileSync(join(downloads(), name), OTHER.subarray(0, 40_000));
    const { source } = await fetchIt({ retryDelaysMs: [1] });
    expect(Buffer.from(CONTENT).equals(await source.slice(0))).toBe(true);
    expect(server.requests).toHaveLength(3);
  });

  test('just before its last step asks for nothing', async () => {
    breakAfter(40_000, TAGGED);
    await interrupted();
    const [name] = parts().filter(each => each.endsWith('.part'));
    writeFileSync(join(downloads(), name), CONTENT);
    const { source } = await fetchIt();
    expect(Buffer.from(CONTENT).equals(await source.slice(0))).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  test('by its signal is continued too', async () => {
    const controller = new AbortController();
    server.on('/data/cell.swc', (request, response) => {
      if (request.headers.range) return serveFile(CONTENT, TAGGED)(request, response);
      response.writeHead(200, { 'content-length': CONTENT.length, ...TAGGED }).write(CONTENT.subarray(0, 40_000));
    });
    const onProgress = (): void => controller.abort(new Error('interrupted'));
    await expect(fetchIt({ signal: controller.signal, onProgress })).rejects.toThrow('interrupted');
    await fetchIt();
    expect(server.ranges).toHaveLength(1);
  });
});

describe('what is left of downloads', () => {
  const put = (name: string, ageDays = 0): void => {
    mkdirSync(downloads(), { recursive: true });
    writeFileSync(join(downloads(), name), '{}');
    const time = Date.now() / 1000 - ageDays * 24 * 3600;
    utimesSync(join(downloads(), name), time, time);
  };
  const key = keyOf('https://host/a');

  test('is removed after a week, and before where nobody can continue it', async () => {
    put(`${key}.free-01234567.part`);
    put(`${key}.free-01234567.json`);
    put(`${key}.free-11111111.part`, 8);
    put(`${key}.free-11111111.json`, 8);
    put(`${key}.free-22222222.part`);
    put(`${key}.free-33333333.json`);
    put(`${key}.ffffffff-1-44444444.part`, 6);
    put(`${key}.ffffffff-1-55555555.part`, 8);
    put(`${key}.lock`, 8);
    const left = [`${key}.ffffffff-1-44444444.part`, `${key}.free-01234567.part`];
    expect((await sweepPartials(downloads())).sort()).toEqual(left);
    expect(readdirSync(downloads()).sort()).toEqual([left[0], `${key}.free-01234567.json`, left[1]]);
  });

  test('is removed by the next download of any file', async () => {
    put(`${key}.free-22222222.part`);
    server.on('/data/cell.swc', serveFile(CONTENT));
    await fetchIt();
    expect(parts()).toEqual([]);
  });

  test('is no file that the cache could be read from', async () => {
    breakAfter(40_000, TAGGED);
    await interrupted();
    expect(existsSync(filePath(folder, url()))).toBe(false);
  });
});

function serveFileWhole(content: Uint8Array): ReturnType<typeof serveFile> {
  return (_, response) => void response.writeHead(200, TAGGED).end(content);
}

function sendRange(range: string): ReturnType<typeof serveFile> {
  return (_, response) => void response.writeHead(206, { ...TAGGED, 'content-range': range }).end(CONTENT);
}

function sendStatus(status: number): ReturnType<typeof serveFile> {
  return (_, response) => void response.writeHead(status).end();
}
