import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidArgumentError, SourceError } from '../../../kernel-helpers/errors.js';
import { openStore, type StoreOptions } from '../../../kernel-helpers/io/source/open-store.js';
import { type FileServer, serveFile, startFileServer } from './file-server.js';

const CONTENT = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 251);

let server: FileServer;
let folder: string;

beforeEach(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'connectome-store-'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const cache = (): string => join(folder, 'cache');
const options = (more: StoreOptions = {}): StoreOptions => ({
  cache: cache(),
  mirror: null,
  retryDelaysMs: [1, 1],
  ...more,
});
const store = (more?: StoreOptions) => openStore(`${server.origin}/bucket`, options(more));
const failure = async (work: Promise<unknown>): Promise<SourceError> => {
  const error = await work.then(
    value => value,
    reason => reason,
  );
  expect(error).toBeInstanceOf(SourceError);
  return error as SourceError;
};
const put = (path: string, content: Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};
const filesIn = (root: string): string[] =>
  existsSync(root)
    ? readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter(path => path !== join('.downloads', 'total'))
        .sort()
    : [];
const host = (): string => new URL(server.origin).host.replace(':', '_');
/** A `fetch` for which this server is all the internet: it is asked for what the real host would be. */
const insteadOf =
  (origin: string): typeof fetch =>
  (input, init) => {
    expect(String(input).startsWith(origin)).toBe(true);
    return fetch(String(input).replace(origin, server.origin), init);
  };

describe('openStore reads', () => {
  test('a file of a server once, and then from the cache', async () => {
    server.on('/bucket/mesh/info', serveFile(CONTENT));
    expect(await store().get('mesh/info')).toEqual(CONTENT);
    expect(await store().get('mesh/info')).toEqual(CONTENT);
    expect(server.requests).toEqual(['/bucket/mesh/info']);
    expect(filesIn(cache())).toEqual([join(host(), 'bucket', 'mesh', 'info')]);
  });

  test('a range of a server once, and then from the cache, apart from whole files', async () => {
    server.on('/bucket/0.shard', serveFile(CONTENT));
    expect(await store().getRange('0.shard', 10, 30)).toEqual(CONTENT.subarray(10, 30));
    expect(await store().getRange('0.shard', 10, 30)).toEqual(CONTENT.subarray(10, 30));
    expect(server.ranges).toEqual(['bytes=10-29']);
    expect(filesIn(cache())).toEqual([join('.ranges', host(), 'bucket', '0.shard%ranges', '10-30')]);
    expect(await store().get('0.shard')).toEqual(CONTENT);
    expect(server.requests).toHaveLength(2);
  });

  test('a range out of the whole file that the cache has', async () => {
    server.on('/bucket/0.shard', serveFile(CONTENT));
    await store().get('0.shard');
    expect(await store().getRange('0.shard', 990, 1000)).toEqual(CONTENT.subarray(990));
    expect(server.requests).toHaveLength(1);
  });

  test('nothing twice from the network when it has no cache', async () => {
    server.on('/bucket/a', serveFile(CONTENT));
    await store({ cache: null }).get('a');
    await store({ cache: null }).get('a');
    expect(server.requests).toHaveLength(2);
    expect(filesIn(folder)).toEqual([]);
  });

  test('the mirror before the network, with names as they are or as all systems can have them', async () => {
    const mirror = join(folder, 'mirror');
    put(join(mirror, host(), 'bucket', 'info'), CONTENT);
    put(join(mirror, host(), 'bucket', 'mesh', '7%3A0'), CONTENT);
    const mirrored = store({ mirror });
    expect(await mirrored.get('info')).toEqual(CONTENT);
    expect(await mirrored.getRange('info', 3, 5)).toEqual(CONTENT.subarray(3, 5));
    expect(await mirrored.get('mesh/7:0')).toEqual(CONTENT);
    expect(server.requests).toEqual([]);
    expect(filesIn(cache())).toEqual([]);
    expect(await mirrored.get('other')).toBeUndefined();
    expect(server.requests).toEqual(['/bucket/other']);
  });

  test('names that need encoding, and keeps each as a file of its own', async () => {
    const names = ['7:0', 'a b', 'a%20b', 'x?y', '100%', 'ä', 'con', 'A*', 'a+b'];
    for (const name of names) server.on(`/bucket/${encodeURIComponent(name).replace('%3A', ':')}`, serveFile(CONTENT));
    for (const name of names) expect(await store().get(name)).toEqual(CONTENT);
    expect(filesIn(cache())).toHaveLength(names.length);
    for (const name of names) expect(await store().get(name)).toEqual(CONTENT);
    expect(server.requests).toHaveLength(names.length);
  });

  test('a key that is a file and a folder of others, like those of buckets may be', async () => {
    server.on('/bucket/a', serveFile(CONTENT));
    server.on('/bucket/a/b', serveFile(CONTENT));
    expect(await store().get('a')).toEqual(CONTENT);
    expect(await store().get('a/b')).toEqual(CONTENT);
    expect(await store().getRange('a', 0, 2)).toEqual(CONTENT.subarray(0, 2));
  });

  test('an empty range without asking', async () => {
    expect(await store().getRange('a', 5, 5)).toEqual(new Uint8Array(0));
    expect(server.requests).toEqual([]);
  });

  test.each(['', 'file'])('a folder of this machine, as a path or %s: address', async kind => {
    put(join(folder, 'skeletons', 'info'), CONTENT);
    const local = openStore(kind === 'file' ? pathToFileURL(folder).href : folder);
    expect(local.url).toBe(pathToFileURL(folder).href);
    expect(await local.get('skeletons/info')).toEqual(CONTENT);
    expect(await local.getRange('skeletons/info', 998, 1000)).toEqual(CONTENT.subarray(998));
    for (const missing of ['skeletons', 'skeletons/infos', 'skeletons/info/x']) {
      expect(await local.get(missing)).toBeUndefined();
      expect(await local.getRange(missing, 0, 1)).toBeUndefined();
    }
    expect((await failure(local.getRange('skeletons/info', 998, 1001))).message).toBe(
      `file ${join(folder, 'skeletons/info')} ends too early: received a file of 1,000 bytes, expected bytes 998-1000`,
    );
  });
});

describe('a folder of this machine', () => {
  test.each([
    ['gz', gzipSync],
    ['br', brotliCompressSync],
  ])('with a .%s file in the place of one, as cloud-volume writes it, gives it unpacked', async (ending, pack) => {
    put(join(folder, 'skeletons', `7.${ending}`), pack(CONTENT));
    const local = openStore(folder);
    expect(await local.get('skeletons/7')).toEqual(CONTENT);
    expect(await local.getRange('skeletons/7', 10, 30)).toEqual(CONTENT.subarray(10, 30));
    await expect(local.getRange('skeletons/7', 990, 1001)).rejects.toThrow(
      'ends too early: received a file of 1,000 bytes, expected bytes 990-1000',
    );
    put(join(folder, 'skeletons', '7'), Uint8Array.of(1));
    expect(await local.get('skeletons/7')).toEqual(Uint8Array.of(1));
  });

  test('with a packed file that is damaged says so', async () => {
    put(join(folder, 'info.gz'), gzipSync(CONTENT).subarray(0, 40));
    const error = await failure(openStore(folder).get('info'));
    expect(error.message).toBe(`file ${join(folder, 'info.gz')} cannot be unpacked (Z_BUF_ERROR)`);
  });

  test('lets other work have its turn while many files are read', async () => {
    put(join(folder, 'info'), CONTENT);
    const local = openStore(folder);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    while (turns < 2) await local.get('info');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  test.skipIf(process.platform === 'win32')('with a pipe in the place of a file has no such file', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await openStore(folder).get('pipe')).toBeUndefined();
  });

  test('gives files larger than those that are read at once', async () => {
    const large = new Uint8Array(3 * 2 ** 20).fill(7);
    put(join(folder, 'large'), large);
    const local = openStore(folder);
    expect(Buffer.from(large).equals((await local.get('large')) ?? new Uint8Array(0))).toBe(true);
    expect(
      Buffer.from(large.subarray(1)).equals((await local.getRange('large', 1, large.length)) ?? new Uint8Array(0)),
    ).toBe(true);
  });
});

describe('openStore finds', () => {
  test.each([
    ['gs://bucket/a/b', 'https://storage.googleapis.com/bucket/a/b'],
    ['precomputed://gs://bucket/a/b/', 'https://storage.googleapis.com/bucket/a/b'],
    ['gs://bucket', 'https://storage.googleapis.com/bucket'],
    ['gs://bucket/7:0/a', 'https://storage.googleapis.com/bucket/7:0/a'],
    ['s3://bucket/a b', 'https://bucket.s3.amazonaws.com/a%20b'],
    ['s3://dotted.bucket/a', 'https://s3.amazonaws.com/dotted.bucket/a'],
    ['precomputed://https://example.org/x/', 'https://example.org/x'],
  ])('%s at %s', (address, url) => {
    expect(openStore(address, options()).url).toBe(url);
  });

  test.each([
    ['ftp://host/x', 'received protocol ftp:, expected https:, gs:, s3: or file:'],
    ['gs://', 'received bucket "", expected gs://BUCKET/PATH'],
    ['gs://a/../b', 'received a path with dots, expected a plain path'],
    ['file:///a%2fb', 'received a file: URL that names no path, expected file:///FOLDER'],
    ['gs://a@b/c', 'received bucket "a@b", expected gs://BUCKET/PATH'],
    ['', 'received an empty address, expected https://…, gs://…, s3://…, file://… or a folder'],
  ])('no place for %j', (address, story) => {
    expect(() => openStore(address)).toThrow(InvalidArgumentError);
    expect(() => openStore(address)).toThrow(story);
  });

  test.each(['https://me:secret@host/a', 'https://host/a?token=secret', 'https://host/a#secret'])(
    'no place for %s, and does not repeat the secret',
    address => {
      expect(() => openStore(address)).toThrow('received a query, fragment or credentials, expected https://HOST/PATH');
      try {
        openStore(address);
      } catch (error) {
        expect((error as Error).message).not.toContain('secret');
      }
    },
  );

  test.each(['', '/a', 'a/', '../a', 'a/../../b', './a', 'a//b', 'a\\..\\b', 'a\0b'])(
    'no file by the path %j',
    async path => {
      for (const each of [store(), openStore(folder)]) {
        await expect(each.get(path)).rejects.toThrow(InvalidArgumentError);
        await expect(each.getRange(path, 0, 1)).rejects.toThrow(InvalidArgumentError);
      }
      expect(server.requests).toEqual([]);
    },
  );

  test.each([
    [-1, 5],
    [5, 4],
    [0.5, 4],
    [0, Number.NaN],
  ])('no range %d to %d', async (start, end) => {
    await expect(store().getRange('a', start, end)).rejects.toThrow(InvalidArgumentError);
  });

  test('only files below its folder, whatever the path says', async () => {
    put(join(folder, 'secret'), CONTENT);
    mkdirSync(join(folder, 'open'));
    const local = openStore(join(folder, 'open'));
    const part = fc.oneof(fc.string(), fc.constantFrom('..', '.', '', 'secret', '..\\', '\0', '%2e%2e'));
    await fc.assert(
      fc.asyncProperty(fc.array(part), async parts => {
        const found = await local.get(parts.join('/')).catch(error => {
          expect(error).toBeInstanceOf(InvalidArgumentError);
        });
        expect(found).toBeUndefined();
      }),
      { seed: 20250409 },
    );
  });
});

describe('a file that is not there', () => {
  test('is undefined for 404, asked for once each time', async () => {
    expect(await store().get('a')).toBeUndefined();
    expect(await store().getRange('a', 0, 5)).toBeUndefined();
    expect(server.requests).toHaveLength(2);
    expect(filesIn(cache())).toEqual([]);
  });

  test.each([
    ['gs://open/x', 'https://storage.googleapis.com'],
    ['s3://open/x', 'https://open.s3.amazonaws.com'],
  ])('is undefined for the 403 that %s answers for it', async (address, origin) => {
    const denied = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access denied.</Message></Error>';
    for (const path of ['/open/x/a', '/x/a']) server.on(path, (_, response) => response.writeHead(403).end(denied));
    const bucket = openStore(address, options({ fetch: insteadOf(origin) }));
    expect(await bucket.get('a')).toBeUndefined();
    expect(await bucket.getRange('a', 0, 5)).toBeUndefined();
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['of a server that is no bucket', 'AccessDenied', undefined],
    ['for another reason', 'InvalidAccessKeyId', 'https://storage.googleapis.com'],
  ])('is not what a 403 %s says', async (_, code, origin) => {
    server.on('/bucket/a', (_, response) => response.writeHead(403).end(`<Error><Code>${code}</Code></Error>`));
    const asked = origin ? openStore('gs://bucket', options({ fetch: insteadOf(origin) })) : store();
    const error = await failure(asked.get('a'));
    expect(error.message).toMatch(/\/bucket\/a could not be read: HTTP 403 Forbidden$/);
    expect(error.status).toBe(403);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server that', () => {
  test('drops the connection in the middle is asked again', async () => {
    let asked = 0;
    server.on('/bucket/a', (request, response) => {
      if (asked++ > 0) return serveFile(CONTENT)(request, response);
      response.writeHead(206, { 'content-range': 'bytes 0-99/1000', 'content-length': 100 });
      response.write(CONTENT.subarray(0, 40), () => response.destroy());
    });
    expect(await store().getRange('a', 0, 100)).toEqual(CONTENT.subarray(0, 100));
    expect(asked).toBe(2);
  });

  test('drops it every time is told by what came', async () => {
    server.on('/bucket/a', (_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write(CONTENT.subarray(0, 40), () => response.destroy());
    });
    expect((await failure(store().get('a'))).message).toBe(
      `${server.origin}/bucket/a could not be read: truncated: received 40 bytes, expected 1,000 (3 attempts)`,
    );
    expect(filesIn(cache())).toEqual([]);
  });

  test('sends too few bytes of a range is asked again', async () => {
    server.on('/bucket/a', (_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-99/1000' }).end(CONTENT.subarray(0, 99));
    });
    expect((await failure(store().getRange('a', 0, 100))).message).toBe(
      `${server.origin}/bucket/a could not be read: truncated: received 99 bytes, expected 100 (3 attempts)`,
    );
    expect(server.requests).toHaveLength(3);
  });

  test('sends too many bytes of a range is not believed', async () => {
    server.on('/bucket/a', (_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-99/1000' }).end(CONTENT.subarray(0, 101));
    });
    expect((await failure(store().getRange('a', 0, 100))).message).toBe(
      `${server.origin}/bucket/a could not be read: too long: received more, expected at most 100 bytes`,
    );
  });

  test.each([
    ['another range', 'bytes 1-100/1000', 'received content-range "bytes 1-100/1000", expected bytes 0-99'],
    ['a part of it', 'bytes 0-49/1000', 'received content-range "bytes 0-49/1000", expected bytes 0-99'],
    ['a range of nothing', undefined, 'received no content-range, expected bytes 0-99'],
  ])('sends %s is asked again, and not believed', async (_, header, story) => {
    server.on('/bucket/a', (_, response) => {
      response.writeHead(206, header ? { 'content-range': header } : {}).end(CONTENT.subarray(0, 100));
    });
    expect((await failure(store().getRange('a', 0, 100))).message).toBe(
      `${server.origin}/bucket/a could not be read: wrong range: ${story} (3 attempts)`,
    );
    expect(server.requests).toHaveLength(3);
  });

  test('ignores Range gives the range all the same, and its whole file is kept', async () => {
    server.on('/bucket/a', (_, response) => response.end(CONTENT));
    expect(await store().getRange('a', 100, 200)).toEqual(CONTENT.subarray(100, 200));
    expect(await store().getRange('a', 500, 510)).toEqual(CONTENT.subarray(500, 510));
    expect(server.requests).toHaveLength(1);
  });

  test('ignores Range and tells no length gives the range, and is hung up on', async () => {
    let hungUp = (): void => {};
    const done = new Promise<void>(resolve => {
      hungUp = resolve;
    });
    server.on('/bucket/a', (request, response) => {
      request.socket.once('close', hungUp);
      const more = (): void => {
        if (!response.destroyed) response.write(CONTENT, () => setImmediate(more));
      };
      more();
    });
    expect(await store().getRange('a', 2100, 2200)).toEqual(CONTENT.subarray(100, 200));
    await done;
    expect(filesIn(cache())).toEqual([join('.ranges', host(), 'bucket', 'a%ranges', '2100-2200')]);
  });

  test('ignores Range of a file too long to read through is told so', async () => {
    server.on('/bucket/a', (_, response) => {
      response.writeHead(200, { 'content-length': 2e9 }).flushHeaders();
    });
    expect((await failure(store().getRange('a', 1e9, 1e9 + 5))).message).toBe(
      `${server.origin}/bucket/a could not be read: server ignores Range: received all 2,000,000,000 bytes, expected ` +
        'bytes 1000000000-1000000004; download the file and open it from its folder',
    );
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['answers 416', 416, { 'content-range': 'bytes */1000' }],
    ['has a shorter file', 206, { 'content-range': 'bytes 990-999/1000' }],
    ['has a shorter file and ignores Range', 200, {}],
  ])('%s is told with both lengths, asked once', async (_, status, headers) => {
    server.on('/bucket/a', (_, response) => {
      const body = status === 206 ? CONTENT.subarray(990) : CONTENT;
      response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
    });
    expect((await failure(store().getRange('a', 990, 1010))).message).toBe(
      `${server.origin}/bucket/a could not be read: file ends too early: received a file of 1,000 bytes, ` +
        'expected bytes 990-1009',
    );
    expect(server.requests).toHaveLength(1);
  });

  test('stores a file packed unpacks it for whole files and for ranges', async () => {
    const packed = gzipSync(CONTENT);
    server.on('/bucket/a', (request, response) => {
      // Amazon's way: the packed bytes, whatever is accepted; ranges count in them.
      const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
      const encoded = { 'content-encoding': 'gzip' };
      if (!range) return response.writeHead(200, { ...encoded, 'content-length': packed.length }).end(packed);
      const [start, end] = [Number(range[1]), Number(range[2]) + 1];
      const part = { ...encoded, 'content-range': `bytes ${start}-${end - 1}/${packed.length}` };
      response.writeHead(206, part).end(packed.subarray(start, end));
    });
    expect(await store({ cache: null }).get('a')).toEqual(CONTENT);
    expect(await store({ cache: null }).getRange('a', 5, 25)).toEqual(CONTENT.subarray(5, 25));
  });

  test('unpacks a stored file on the way, with no length and no ranges', async () => {
    server.on('/bucket/a', (request, response) => {
      // Google's way: packed for those who accept it, unpacked for others, Range ignored then.
      if (/gzip/.test(String(request.headers['accept-encoding'])) && !request.headers.range) {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(CONTENT));
      } else response.writeHead(200).end(CONTENT);
    });
    expect(await store({ cache: null }).get('a')).toEqual(CONTENT);
    expect(await store({ cache: null }).getRange('a', 5, 25)).toEqual(CONTENT.subarray(5, 25));
  });

  test('is busy is asked again; one that stays so is told with its status', async () => {
    let asked = 0;
    server.on('/bucket/a', (request, response) => {
      if (asked++ === 0) response.writeHead(503).end('busy');
      else serveFile(CONTENT)(request, response);
    });
    server.on('/bucket/b', (_, response) => response.writeHead(500).end());
    expect(await store().get('a')).toEqual(CONTENT);
    const error = await failure(store().get('b'));
    expect(error.message).toBe(
      `${server.origin}/bucket/b could not be read: HTTP 500 Internal Server Error (3 attempts)`,
    );
    expect(error).toMatchObject({ status: 500, url: `${server.origin}/bucket/b` });
  });

  test('falls silent is left', async () => {
    server.on('/bucket/a', (_, response) => void response.writeHead(200, { 'content-length': 9 }).write('x'));
    expect((await failure(store({ silenceMs: 50 }).get('a'))).message).toMatch(/silent for 0\.05 s$/);
  });

  test('is slow is left when the signal says so, whose reason is thrown', async () => {
    const controller = new AbortController();
    server.on('/bucket/a', () => controller.abort(new Error('interrupted')));
    await expect(store().get('a', { signal: controller.signal })).rejects.toThrow('interrupted');
  });
});

describe('many small files', () => {
  test('warn of nothing, though they all listen to one signal', async () => {
    const warned: Error[] = [];
    const hear = (warning: Error): void => void warned.push(warning);
    process.on('warning', hear);
    const { signal } = new AbortController();
    server.on('/bucket/a', (_, response) => response.writeHead(503).end());
    await Promise.allSettled(Array.from({ length: 40 }, () => store().get('a', { signal })));
    await new Promise(resolve => setImmediate(resolve));
    process.off('warning', hear);
    expect(warned).toEqual([]);
  });

  test('come over few connections, no more than 32 at once', async () => {
    let open = 0;
    let most = 0;
    const sockets = new Set<unknown>();
    for (let i = 0; i < 200; i++) {
      server.on(`/bucket/${i}`, (request, response) => {
        sockets.add(request.socket);
        most = Math.max(most, ++open);
        setImmediate(() => {
          open--;
          response.end(CONTENT.subarray(i, i + 10));
        });
      });
    }
    const many = store();
    const files = await Promise.all(Array.from({ length: 200 }, (_, i) => many.get(String(i))));
    for (const [i, bytes] of files.entries()) expect(bytes).toEqual(CONTENT.subarray(i, i + 10));
    expect(most).toBeLessThanOrEqual(32);
    expect(most).toBeGreaterThan(4);
    expect(sockets.size).toBeLessThan(100);
  });
});

describe('the cache of a store', () => {
  test('asks again for a range that was damaged, and for a whole file that was emptied', async () => {
    server.on('/bucket/a', serveFile(CONTENT));
    await store().getRange('a', 0, 100);
    const kept = join(cache(), '.ranges', host(), 'bucket', 'a%ranges', '0-100');
    const bytes = readFileSync(kept);
    bytes[50] ^= 1;
    writeFileSync(kept, bytes);
    expect(await store().getRange('a', 0, 100)).toEqual(CONTENT.subarray(0, 100));
    writeFileSync(kept, bytes.subarray(0, 60));
    expect(await store().getRange('a', 0, 100)).toEqual(CONTENT.subarray(0, 100));
    expect(server.requests).toHaveLength(3);
    await store().get('a');
    writeFileSync(join(cache(), host(), 'bucket', 'a'), '');
    expect(await store().get('a')).toEqual(CONTENT);
    expect(server.requests).toHaveLength(5);
  });

  test('that cannot be written keeps nothing, and the bytes are there all the same', async () => {
    server.on('/bucket/a', serveFile(CONTENT));
    writeFileSync(cache(), 'a file where the folder should be');
    expect(await store().get('a')).toEqual(CONTENT);
    expect(await store().getRange('a', 0, 5)).toEqual(CONTENT.subarray(0, 5));
    expect(server.requests).toHaveLength(2);
  });
});
