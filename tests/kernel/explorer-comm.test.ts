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
