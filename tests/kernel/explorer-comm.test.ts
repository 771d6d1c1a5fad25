import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  checkExplorerAnswer,
  type DatasetLine,
  EXPLORER_TARGET,
  type ExplorerAnswer,
} from '../../kernel-helpers/contract/explorer.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import type { Comm, CommTarget } from '../../kernel-helpers/kernel/comm.js';
import { type Answer, serveExplorer } from '../../kernel-helpers/kernel/explorer-comm.js';

const before = { cache: process.env.CONNECTOME_CACHE, limit: process.env.CONNECTOME_CACHE_LIMIT };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connectome-explorer-'));
  process.env.CONNECTOME_CACHE = folder;
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const [name, value] of [
    ['CONNECTOME_CACHE', before.cache],
    ['CONNECTOME_CACHE_LIMIT', before.limit],
  ] as const) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

/** What a page hears that opens the conversation with a question. */
async function answered(question: unknown, answer?: Answer): Promise<ExplorerAnswer> {
  let open: CommTarget = () => undefined;
  const register = (target: string, opened: CommTarget): void => {
    expect(target).toBe(EXPLORER_TARGET);
    open = opened;
  };
  serveExplorer({ register }, answer);
  const heard: unknown[] = [];
  const comm: Comm = {
    id: 'a',
    target: EXPLORER_TARGET,
    closed: false,
    onMessage: () => undefined,
    onClose: () => undefined,
    send: data => heard.push(data),
    close: () => undefined,
  };
  await open(comm, question, [], {});
  await comm.onMessage(question, [], {});
  expect(heard).toHaveLength(2);
  expect(heard[1]).toEqual(heard[0]);
  return checkExplorerAnswer(JSON.parse(JSON.stringify(heard[0])));
}

async function lines(query: string): Promise<readonly DatasetLine[]> {
  const answer = await answered({ ask: 5, op: 'search', query });
  if (answer.op !== 'datasets') throw new Error(JSON.stringify(answer));
  expect(answer.ask).toBe(5);
  return answer.found.datasets;
}

test('a search finds what datasets.search finds, in its order', async () => {
  const found = await lines('basket');
  expect(found.map(({ id }) => id)).toEqual(datasets.search('basket').map(({ id }) => id));
  expect(found.length).toBeGreaterThan(0);
});

test('without a query the catalogue is told, the sample first, and how much more there is', async () => {
  const answer = await answered({ ask: 1, op: 'search', query: ' ' });
  if (answer.op !== 'datasets') throw new Error(JSON.stringify(answer));
  expect(answer.found.datasets).toHaveLength(60);
  expect(answer.found.total).toBeGreaterThan(60);
  expect(answer.found.datasets[0]).toEqual({
    id: 'synthetic-column',
    title: 'Synthetic cortical column',
    format: 'grown by code',
    size: 'nothing to download',
    licence: 'BSD-3-Clause',
    where: 'embedded',
    code: "const column = await datasets.open('synthetic-column');\nviewer(column.neurons)",
    missingBytes: 0,
  });
});

test('what is in the cache is told, and how much it may hold', async () => {
  process.env.CONNECTOME_CACHE_LIMIT = '2GB';
  expect(await answered({ ask: 2, op: 'cache' })).toEqual({
    ask: 2,
    op: 'cache',
    cache: { folder, files: 0, bytes: 0, limit: 2_000_000_000 },
  });
  process.env.CONNECTOME_CACHE_LIMIT = 'none';
  writeFileSync(join(folder, 'host'), 'abc');
  expect(await answered({ ask: 2, op: 'cache' })).toMatchObject({ cache: { files: 1, bytes: 3, limit: null } });
});

test('what fails is told to the page that asked', async () => {
  const fail: Answer = () => Promise.reject(new Error('the disk is gone'));
  expect(await answered({ ask: 3, op: 'cache' }, fail)).toEqual({ ask: 3, op: 'failed', message: 'the disk is gone' });
});

/** A page that keeps what it hears. */
async function pageOf(answer: Answer): Promise<{ say(data: unknown): Promise<void>; close(): void; heard: unknown[] }> {
  let open: CommTarget = () => undefined;
  serveExplorer({ register: (_, opened) => (open = opened) }, answer);
  const heard: unknown[] = [];
  const comm: Comm = {
    id: 'a',
    target: EXPLORER_TARGET,
    closed: false,
    onMessage: () => undefined,
    onClose: () => undefined,
    send: data => heard.push(data),
    close: () => undefined,
  };
  await open(comm, { ask: 1, op: 'cache' }, [], {});
  heard.length = 0;
  return { say: async data => comm.onMessage(data, [], {}), close: () => comm.onClose({}, [], {}), heard };
}

/** Answers at once, but for downloads: these go on until they are stopped. */
const slow: Answer = (question, tell, signal) => {
  if (question.op !== 'download') return Promise.resolve({ ask: question.ask, op: 'stopped' });
  tell({ ask: question.ask, op: 'progress', receivedBytes: 1, totalBytes: 2 });
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
};

test('a download keeps nobody waiting, tells how far it is, and stops when it is told to', async () => {
  const page = await pageOf(slow);
  await page.say({ ask: 2, op: 'download', id: 'a/b' });
  await page.say({ ask: 3, op: 'cache' });
  expect(page.heard).toEqual([
    { ask: 2, op: 'progress', receivedBytes: 1, totalBytes: 2 },
    { ask: 3, op: 'stopped' },
  ]);
  await page.say({ ask: 4, op: 'stop', of: 99 });
  await page.say({ ask: 5, op: 'stop', of: 2 });
  await expect.poll(() => page.heard[2]).toEqual({ ask: 2, op: 'stopped' });
});

test('a download ends with the page that asked for it', async () => {
  let ended = false;
  const page = await pageOf((question, tell, signal) => {
    signal.addEventListener('abort', () => {
      ended = true;
    });
    return slow(question, tell, signal);
  });
  await page.say({ ask: 2, op: 'download', id: 'a/b' });
  page.close();
  expect(ended).toBe(true);
});

test.each([
  ['no/such', "dataset id is not in the catalogue: received 'no/such'"],
  ['synthetic-column', 'dataset synthetic-column has no files to download'],
])('%s is not downloaded, in words', async (id, message) => {
  const { answerExplorer } = await import('../../kernel-helpers/kernel/explorer-answers.js');
  const asked = answerExplorer({ ask: 1, op: 'download', id }, () => undefined, new AbortController().signal);
  await expect(asked).rejects.toThrow(message);
});
