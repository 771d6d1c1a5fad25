import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileServer, fileOf, serveFile, startFileServer } from './file-server.js';

const CONTENT = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 253);
const HALF = 150_000;
const TAGGED = { etag: '"v1"' };
const dist = new URL('../../../kernel-helpers/dist/io/source/', import.meta.url);

let server: FileServer;
let folder: string;
let children: ChildProcess[];

beforeEach(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'connectome-two-'));
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Fetching {
  readonly child: ChildProcess;
  /** Resolves when it has, or sees that another has, so many bytes. */
  has(bytes: number): Promise<void>;
  /** What it ended with: where the file came from, and its sha256. */
  readonly end: Promise<string>;
}

/** A real process of its own that fetches the file into the shared cache, as a kernel does. */
function startFetching(): Fetching {
  const file = fileOf(`${server.origin}/data/big.bin`, CONTENT);
  const code = `
    import { fetchFile } from ${JSON.stringify(new URL('fetch-file.js', dist).href)};
    const owner = { id: 'x', title: 'x', licence: 'x' };
    const onProgress = ({ receivedBytes }) => console.log('has ' + receivedBytes);
    const options = { cache: ${JSON.stringify(folder)}, mirror: null, retryDelaysMs: [], onProgress };
    const { from, sha256 } = await fetchFile(owner, ${JSON.stringify(file)}, options);
    console.log('end ' + from + ' ' + sha256);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: fileURLToPath(dist),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let received = 0;
  const waiting: { bytes: number; resolve: () => void }[] = [];
  let ended = (_: string): void => {};
  const end = new Promise<string>(resolve => {
    ended = resolve;
  });
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', line => {
    const [word, ...rest] = line.split(' ');
    if (word === 'end') ended(rest.join(' '));
    if (word === 'has') received = Math.max(received, Number(rest[0]));
    for (const each of waiting) if (received >= each.bytes) each.resolve();
  });
  const has = (bytes: number): Promise<void> =>
    new Promise(resolve => {
      if (received >= bytes) resolve();
      else waiting.push({ bytes, resolve });
    });
  return { child, has, end };
}

/** Sends half of the file to the first request, and the rest when it is told to. */
function serveHalf(): () => void {
  let finish = (): void => {};
  server.on('/data/big.bin', (request, response) => {
    if (request.headers.range) return serveFile(CONTENT, TAGGED)(request, response);
    response.writeHead(200, { 'content-length': CONTENT.length, ...TAGGED }).write(CONTENT.subarray(0, HALF));
    finish = () => response.end(CONTENT.subarray(HALF));
  });
  return () => finish();
}

const filesInCache = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== 'total')
    .map(entry => entry.name);

test('two processes that fetch one file at once download it once', async () => {
  const finish = serveHalf();
  const first = startFetching();
  await first.has(HALF);
  const second = startFetching();
  // It sees how far the other is, so it waits for it.
  await second.has(HALF);
  finish();
  const { sha256 } = fileOf('', CONTENT);
  expect(await Promise.all([first.end, second.end])).toEqual([`https ${sha256}`, `cache ${sha256}`]);
  expect(server.requests).toEqual(['/data/big.bin']);
  await Promise.all([first, second].map(({ child }) => child.exitCode ?? once(child, 'exit')));
  expect(filesInCache()).toEqual(['big.bin']);
});

test('a process that waits takes over from one that is killed, and asks for the rest only', async () => {
  serveHalf();
  const first = startFetching();
  await first.has(HALF);
  const second = startFetching();
  await second.has(HALF);
  first.child.kill('SIGKILL');
  expect(await second.end).toBe(`https ${fileOf('', CONTENT).sha256}`);
  expect(server.requests).toHaveLength(2);
  expect(server.ranges).toEqual([`bytes=${HALF}-`]);
  if (second.child.exitCode === null) await once(second.child, 'exit');
  // The list of the killed one goes with the next look at a full cache.
  expect(filesInCache().filter(name => !/^[0-9a-f]{8}-\d+$/.test(name))).toEqual(['big.bin']);
});

test('after a kill in the middle the next run heals the cache', async () => {
  serveHalf();
  const first = startFetching();
  await first.has(HALF);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(
    filesInCache()
      .map(name => name.replace(/.*\./, ''))
      .sort(),
  ).toEqual(['json', 'lock', 'part']);
  const next = startFetching();
  expect(await next.end).toBe(`https ${fileOf('', CONTENT).sha256}`);
  expect(server.ranges).toEqual([`bytes=${HALF}-`]);
  if (next.child.exitCode === null) await once(next.child, 'exit');
  expect(filesInCache()).toEqual(['big.bin']);
});
