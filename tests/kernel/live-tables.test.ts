import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { checkLiveTableNews, type LiveTableNews } from '../../kernel-helpers/contract/live-table.js';
import { table } from '../../kernel-helpers/display/table.js';
import type { Comm, CommTarget } from '../../kernel-helpers/kernel/comm.js';
import { serveLiveTables } from '../../kernel-helpers/kernel/live-tables.js';

let open: CommTarget;
serveLiveTables({
  register: (target, opened) => {
    expect(target).toBe('connectome.table');
    open = opened;
  },
});

interface Page {
  readonly heard: LiveTableNews[];
  readonly buffers: Uint8Array[];
  readonly comm: Comm;
  readonly isClosed: () => boolean;
}

async function pageOf(live: unknown): Promise<Page> {
  const heard: LiveTableNews[] = [];
  const buffers: Uint8Array[] = [];
  let closed = false;
  const comm: Comm = {
    id: 'a',
    target: 'connectome.table',
    closed: false,
    onMessage: () => undefined,
    onClose: () => undefined,
    send: (data, options) => {
      heard.push(checkLiveTableNews(JSON.parse(JSON.stringify(data))));
      buffers.push(...((options?.buffers ?? []) as Uint8Array[]));
    },
    close: () => {
      closed = true;
    },
  };
  await open(comm, { live }, [], {});
  return { heard, buffers, comm, isClosed: () => closed };
}

const count = 100_000;
const rows = {
  id: BigUint64Array.from({ length: count }, (_, i) => 2n ** 63n - BigInt(i)),
  size: Float64Array.from({ length: count }, (_, i) => i / 2),
  name: Array.from({ length: count }, (_, i) => `number ${i}`),
};

test('all rows come, piece by piece, none twice and none left out', async () => {
  const { payload } = table(rows, { maxBytes: 20_000 });
  const page = await pageOf(payload?.live);
  expect(page.heard).toEqual([{ op: 'here' }]);
  let from = 0;
  while (from < count) {
    await page.comm.onMessage({ op: 'rows', from }, [], {});
    const news = page.heard.at(-1);
    if (news?.op !== 'rows') throw new Error(JSON.stringify(news));
    expect(news.from).toBe(from);
    const piece = tableFromIPC(page.buffers.at(-1) as Uint8Array);
    expect(piece.numRows).toBe(news.rows);
    expect(piece.getChild('id')?.get(0)).toBe(rows.id[from]);
    expect(piece.getChild('name')?.get(news.rows - 1)).toBe(rows.name[from + news.rows - 1]);
    from += news.rows;
  }
  expect(from).toBe(count);
  expect(page.buffers.length).toBeGreaterThan(1);
  for (const { length } of page.buffers) expect(length).toBeLessThan(4_000_000);
});

test('a table that is stored whole has no key, and a key that nobody gave is gone', async () => {
  expect(table({ a: [1, 2] }, { title: 'Two' }).payload?.live).toBeUndefined();
  for (const live of ['nobody', undefined, { a: 1 }, '__proto__']) {
    const page = await pageOf(live);
    expect(page.heard).toEqual([{ op: 'gone' }]);
    expect(page.isClosed()).toBe(true);
  }
});

test('what cannot be answered is said, and the next question can be', async () => {
  const { payload } = table(rows, { maxBytes: 20_000 });
  const page = await pageOf(payload?.live);
  await page.comm.onMessage({ op: 'rows', from: count }, [], {});
  expect(page.heard.at(-1)).toEqual({ op: 'failed', message: `row ${count} is none of ${count}` });
  await page.comm.onMessage({ op: 'rows', from: -1 }, [], {});
  expect(page.heard.at(-1)).toMatchObject({ op: 'failed' });
  await page.comm.onMessage({ op: 'rows', from: count - 1 }, [], {});
  expect(page.heard.at(-1)).toEqual({ op: 'rows', from: count - 1, rows: 1 });
});
