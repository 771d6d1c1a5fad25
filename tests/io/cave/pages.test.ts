import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaveClient } from '../../../kernel-helpers/io/cave/client.js';
import { connect } from '../../../kernel-helpers/io/cave/connect.js';
import { setAnnotator } from '../../../kernel-helpers/io/cave/notebook.js';
import { type CaveServer, type Row, startCaveServer, TOKEN } from './cave-server.js';

const QUERY = /\/table\/synapses_pni_2\/query$/;
const VIEW = /\/views\/synapses_pni_2_in_out_degree\/query$/;

let server: CaveServer;
let client: CaveClient;

beforeEach(async () => {
  setAnnotator(() => {});
  server = await startCaveServer();
  client = await connect('minnie65_public', { server: server.origin, token: TOKEN, retryDelaysMs: [0, 0] });
});
afterEach(() => server.close());
afterAll(() => setAnnotator());

const idsOf = (rows: Row[]): bigint[] => rows.map(row => row.id as bigint).sort((a, b) => (a < b ? -1 : 1));
const received = (table: Awaited<ReturnType<CaveClient['query']>>): bigint[] =>
  Array.from(table.getChild('id') ?? [], id => id as bigint).sort((a, b) => (a < b ? -1 : 1));
const all = (): bigint[] => idsOf(server.tables.synapses_pni_2);

describe('a table longer than the server gives at once', () => {
  test('is fetched page by page', async () => {
    server.cap = 100;
    const seen: [number, number][] = [];
    const table = await client.query('synapses_pni_2', { onProgress: ({ rows, pages }) => seen.push([rows, pages]) });
    expect(received(table)).toEqual(all());
    expect(server.to(QUERY).map(request => request.json.offset)).toEqual([undefined, 100, 200]);
    expect(seen).toEqual([
      [100, 1],
      [200, 2],
      [240, 3],
    ]);
  });

  test('that ends with a full page takes one more request to know', async () => {
    server.cap = 120;
    expect((await client.query('synapses_pni_2')).numRows).toBe(240);
    expect(server.to(QUERY).map(request => request.json.offset)).toEqual([undefined, 120, 240]);
  });

  test('is complete even where pages overlap because the server sorts nothing', async () => {
    server.cap = 100;
    server.unsorted = true;
    const table = await client.query('synapses_pni_2', { columns: ['size'] });
    expect(table.numRows).toBe(240);
    expect(table.schema.fields.map(field => field.name)).toEqual(['size']);
    const sum = (values: Iterable<unknown>): number => [...values].reduce<number>((a, b) => a + Number(b), 0);
    expect(sum(table.getChild('size') ?? [])).toBe(sum(server.tables.synapses_pni_2.map(row => row.size)));
    const ranges = server.to(QUERY).slice(3);
    expect(ranges.length).toBeGreaterThan(2);
    for (const { json } of ranges) expect(json.filter_greater_equal_dict ?? json.filter_less_dict).toBeDefined();
  });

  test('keeps filters of its own on id while it goes by ranges of id', async () => {
    server.cap = 50;
    server.unsorted = true;
    const rows = all();
    const table = await client.query('synapses_pni_2', { atLeast: { id: rows[30] }, less: { id: rows[200] } });
    expect(received(table)).toEqual(rows.slice(30, 200));
  });

  test('is joined and complete', async () => {
    server.cap = 2;
    server.unsorted = true;
    const table = await client.query('aibs_metamodel_celltypes_v661');
    expect(received(table)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]);
    expect(Array.from(table.getChild('target_id') ?? [], Number).sort()).toEqual(
      Array.from(table.getChild('id_ref') ?? [], Number).sort(),
    );
  });

  test('is complete where the server does not say that it cut the answer off at a round number', async () => {
    const [row] = server.tables.synapses_pni_2;
    server.tables.synapses_pni_2 = Array.from({ length: 10_007 }, (_, i) => ({ ...row, id: BigInt(i + 1) }));
    server.cap = 10_000;
    server.silent = true;
    expect((await client.query('synapses_pni_2', { columns: ['id'] })).numRows).toBe(10_007);
  });

  test('gives as many rows as limit says, over pages as well', async () => {
    server.cap = 100;
    const table = await client.query('synapses_pni_2', { limit: 150 });
    expect(table.numRows).toBe(150);
    expect(server.to(QUERY).map(({ json }) => [json.offset, json.limit])).toEqual([
      [undefined, 150],
      [100, 50],
    ]);
    server.unsorted = true;
    const unsorted = await client.query('synapses_pni_2', { limit: 230 });
    expect(new Set(received(unsorted)).size).toBe(230);
  });

  test('starts where offset says', async () => {
    server.cap = 100;
    const table = await client.query('synapses_pni_2', { offset: 30 });
    expect(received(table)).toEqual(all().slice(30));
    server.unsorted = true;
    await expect(client.query('synapses_pni_2', { offset: 30 })).rejects.toThrow(
      'came with rows twice: received pages that overlap, as the server sorts nothing, expected each row once; leave out the offset option',
    );
  });
});

describe('rows that cannot be told apart', () => {
  test('are an error when they take several pages', async () => {
    server.cap = 5;
    await expect(client.query('synapses_pni_2_in_out_degree')).rejects.toThrow(
      'cave view synapses_pni_2_in_out_degree may be incomplete: received 12 rows in 3 pages, expected each row once, ' +
        'but its rows have no id, so that rows which came twice and rows which did not come cannot be told; narrow the query',
    );
    expect(server.to(VIEW).at(-1)?.query.get('count')).toBe('True');
    expect((await client.query('synapses_pni_2_in_out_degree', { less: { n_input: 104 } })).numRows).toBe(4);
  });

  test('are an error when the server repeats an id', async () => {
    const [row] = server.tables.synapses_pni_2;
    server.tables.synapses_pni_2 = Array.from({ length: 12 }, () => ({ ...row }));
    server.cap = 5;
    await expect(client.query('synapses_pni_2')).rejects.toThrow(
      'cave table synapses_pni_2 is incomplete: received more than 5 rows with the id 165943687, expected ids that differ',
    );
    server.tables.synapses_pni_2 = [
      ...server.tables.synapses_pni_2.slice(0, 2),
      ...Array.from({ length: 9 }, (_, i) => ({ ...row, id: BigInt(i) })),
    ];
    await expect(client.query('synapses_pni_2')).rejects.toThrow('came with rows twice');
  });
});

describe('a server that goes round in circles', () => {
  test('by forgetting the offset is stopped when it has given more rows than there are', async () => {
    server.cap = 100;
    server.forgets = 'offset';
    await expect(client.query('synapses_pni_2')).rejects.toThrow(
      'cave table synapses_pni_2 came with more rows than there are: received 300, expected at most 240; the server repeats itself',
    );
    server.cap = 5;
    await expect(client.query('synapses_pni_2_in_out_degree')).rejects.toThrow('received 15, expected at most 12');
    await expect(client.query('aibs_metamodel_celltypes_v661')).rejects.toThrow('received 10, expected at most 9');
  });

  test('by forgetting ranges of id is stopped at the first id outside', async () => {
    server.cap = 100;
    server.unsorted = true;
    server.forgets = 'range';
    await expect(client.query('synapses_pni_2')).rejects.toThrow(
      'cave table synapses_pni_2 is incomplete: received rows with other ids than asked for, expected',
    );
  });

  test('by cutting off at no rows at all gives none', async () => {
    server.cap = 0;
    expect((await client.query('synapses_pni_2')).numRows).toBe(0);
    expect(server.to(QUERY)).toHaveLength(1);
  });
});

test('pages in which a column has no values take its type from the others', async () => {
  server.cap = 100;
  let page = 0;
  const usual = server.tables.synapses_pni_2;
  usual.forEach((row, i) => {
    row.superceded_id = i === 220 ? 42n : null;
  });
  const table = await client.query('synapses_pni_2', {
    onProgress: () => {
      page++;
    },
  });
  expect(page).toBe(3);
  expect(table.getChild('superceded_id')?.nullCount).toBe(239);
  expect([...(table.getChild('superceded_id') ?? [])].find(id => id !== null)).toBe(42n);
});

test('an aborted query ends with the reason', async () => {
  server.cap = 100;
  const stop = new AbortController();
  const reason = new Error('enough');
  await expect(
    client.query('synapses_pni_2', { signal: stop.signal, onProgress: () => stop.abort(reason) }),
  ).rejects.toBe(reason);
  expect(server.to(QUERY)).toHaveLength(1);
});
