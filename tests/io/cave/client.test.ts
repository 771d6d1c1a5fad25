import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jupyterDisplay } from '../../../kernel-helpers/contract/mime.js';
import type { CaveClient } from '../../../kernel-helpers/io/cave/client.js';
import { connect } from '../../../kernel-helpers/io/cave/connect.js';
import { setAnnotator } from '../../../kernel-helpers/io/cave/notebook.js';
import { type CaveServer, json, startCaveServer, TOKEN } from './cave-server.js';

const fixture = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/cave/${name}`, import.meta.url)));
const fast = { token: TOKEN, retryDelaysMs: [0, 0] };
const A = 864691135000000001n;
const B = 864691135000000002n;
const QUERY = /\/table\/synapses_pni_2\/query$/;

let server: CaveServer;
let lines: string[];

beforeEach(async () => {
  server = await startCaveServer();
  lines = [];
  setAnnotator(line => lines.push(line));
});
afterEach(() => server.close());
afterAll(() => setAnnotator());

const open = (version?: number): Promise<CaveClient> =>
  connect('minnie65_public', { server: server.origin, version, ...fast });

describe('connect', () => {
  test('reads the datastack and takes the newest version', async () => {
    const client = await open();
    expect(client.datastack).toBe('minnie65_public');
    expect(client.info).toMatchObject({
      localServer: server.origin,
      synapseTable: 'synapses_pni_2',
      chunkedgraphTable: 'minnie3_v1',
      viewerResolutionNm: [4, 4, 40],
      alignedVolume: 'minnie65_phase3',
    });
    expect(client.version).toEqual({
      version: 1300,
      timestamp: '2025-01-13T10:10:01.286229Z',
      expires: '2121-11-10T07:10:00.000000Z',
      valid: true,
    });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /info/api/v2/datastack/full/minnie65_public',
      'GET /materialize/api/v3/datastack/minnie65_public/metadata',
    ]);
    expect(server.requests[0].headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(server.requests[1].query.get('expired')).toBe('False');
  });

  test('takes the version that is asked for', async () => {
    expect((await open(943)).version.timestamp).toBe('2024-01-22T08:10:01.497934Z');
  });

  test('says of an expired version when it expired, and which there are', async () => {
    await expect(open(1181)).rejects.toThrow(
      'cave version of minnie65_public has expired (materialized 2024-09-16T10:10:00.923811Z, kept until ' +
        '2025-01-14T10:10:00.923811Z): received 1181, expected one of 1300, 943; static exports',
    );
    await expect(open(7)).rejects.toThrow(
      'cave version of minnie65_public does not exist: received 7, expected one of 1300, 943',
    );
    await expect(open(1.5)).rejects.toThrow('cave version is no number of one: received 1.5');
  });

  test('offers the nearest datastack for one that is not there', async () => {
    await expect(connect('minie65_public', { server: server.origin, ...fast })).rejects.toThrow(
      "received 'minie65_public', expected one of minnie65_public, minnie65_phase3_v1, flywire_fafb_public; did you mean 'minnie65_public'?",
    );
  });
});

describe('what there is', () => {
  test('versions, tables and views', async () => {
    const client = await open();
    expect((await client.versions()).map(({ version }) => version)).toEqual([1300, 943]);
    expect((await client.versions({ expired: true })).map(({ version, valid }) => [version, valid])).toEqual([
      [1300, true],
      [1181, false],
      [943, true],
    ]);
    expect(await client.tables()).toEqual(['aibs_metamodel_celltypes_v661', 'nucleus_detection_v0', 'synapses_pni_2']);
    expect(await client.views()).toEqual(['synapses_pni_2_in_out_degree']);
    await client.tables();
    expect(server.to(/tables$/)).toHaveLength(1);
    expect(await client.count('synapses_pni_2')).toBe(240);
  });

  test('a table with its columns, also as a page that escapes what the server says', async () => {
    const client = await open();
    const table = await client.describe('synapses_pni_2');
    expect(table.resolutionNm).toEqual([4, 4, 40]);
    expect(table.notice).toBe('look twice');
    expect(table.columns?.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'id: integer',
      'created: timestamp',
      'superceded_id: integer',
      'valid: boolean',
      'ctr_pt_position: position',
      'pre_pt_position: position',
      'pre_pt_supervoxel_id: integer',
      'pre_pt_root_id: integer',
      'post_pt_position: position',
      'post_pt_supervoxel_id: integer',
      'post_pt_root_id: integer',
      'size: float',
    ]);
    const page = await table[jupyterDisplay]();
    expect(page['text/html']).toContain('Automatically detected synapses &lt;with&gt; care');
    expect(page['text/plain']).toContain('ctr_pt_position: position: a point in the center of the synapse');
  });

  test('a table whose schema nobody knows can be queried all the same', async () => {
    const client = await open();
    server.next(/schema\/api/, (_, response) => response.writeHead(404).end());
    expect((await client.describe('synapses_pni_2')).columns).toBeUndefined();
    const table = await client.query('synapses_pni_2', { in: { id: ['165943687'] }, columns: ['size'] });
    expect(table.numRows).toBe(1);
    expect(server.to(QUERY)[0].json).toEqual({
      filter_in_dict: { synapses_pni_2: { id: [165943687] } },
      select_columns: ['size', 'id'],
    });
    await expect(client.query('synapses_pni_2', { equal: { sise: 4 } })).rejects.toThrow("received HTTP 500 ('sise')");
    server.next(/schema\/api/, (_, response) => json(response, { type: 'object' }));
    expect((await client.describe('nucleus_detection_v0')).columns).toBeUndefined();
    server.next(/schema\/api/, (_, response) => json(response, {}, 500));
    await expect(client.describe('aibs_metamodel_celltypes_v661')).rejects.toThrow(
      'cave schema cell_type_reference could',
    );
    expect((await client.describe('aibs_metamodel_celltypes_v661')).columns).toHaveLength(7);
  });

  test('a view with its columns', async () => {
    const view = await (await open()).describe('synapses_pni_2_in_out_degree');
    expect(view).toMatchObject({ kind: 'view', columns: [{ name: 'root_id', type: 'integer' }, {}, {}] });
  });

  test('offers the nearest table for one that is not there', async () => {
    const client = await open();
    await expect(client.query('synapse_pni_2')).rejects.toThrow(
      "cave table is not in minnie65_public version 1300: received 'synapse_pni_2', expected one of " +
        "aibs_metamodel_celltypes_v661, nucleus_detection_v0, synapses_pni_2, synapses_pni_2_in_out_degree; did you mean 'synapses_pni_2'?",
    );
  });
});

describe('query', () => {
  test('sends filters, columns and limits in the words of the protocol', async () => {
    const client = await open();
    await client.query('synapses_pni_2', {
      equal: { valid: true },
      in: { pre_pt_root_id: [A, String(B), A] },
      greater: { size: 100.5 },
      less: { id: 2n ** 53n + 1n },
      atLeast: { size: 10 },
      atMost: { size: 10_000 },
      withinNm: {
        ctr_pt_position: [
          [680_001, 760_000, 720_000],
          [684_003, 764_000, 724_000],
        ],
      },
      columns: ['pre_pt_root_id', 'ctr_pt_position'],
      limit: 5,
      offset: 1,
      resolutionNm: [1, 1, 1],
    });
    const [seen] = server.to(QUERY);
    expect(seen.method).toBe('POST');
    expect(seen.path).toBe('/materialize/api/v3/datastack/minnie65_public/version/1300/table/synapses_pni_2/query');
    expect(Object.fromEntries(seen.query)).toEqual({
      return_pyarrow: 'True',
      arrow_format: 'True',
      split_positions: 'True',
      direct_sql_pandas: 'True',
    });
    expect(seen.headers).toMatchObject({
      'content-type': 'application/json',
      'accept-encoding': 'lz4',
      authorization: `Bearer ${TOKEN}`,
    });
    expect(seen.json).toEqual({
      filter_equal_dict: { synapses_pni_2: { valid: true } },
      filter_in_dict: { synapses_pni_2: { pre_pt_root_id: [A, B] } },
      filter_greater_dict: { synapses_pni_2: { size: 100.5 } },
      filter_less_dict: { synapses_pni_2: { id: 9007199254740993n } },
      filter_greater_equal_dict: { synapses_pni_2: { size: 10 } },
      filter_less_equal_dict: { synapses_pni_2: { size: 10_000 } },
      filter_spatial_dict: {
        synapses_pni_2: {
          ctr_pt_position: [
            [170_001, 190_000, 18_000],
            [171_000, 191_000, 18_100],
          ],
        },
      },
      select_columns: ['pre_pt_root_id', 'ctr_pt_position', 'id'],
      offset: 1,
      limit: 5,
      desired_resolution: [1, 1, 1],
    });
  });

  test('gives the columns that were asked for and no others, in their order', async () => {
    const client = await open();
    const table = await client.query('synapses_pni_2', { columns: ['ctr_pt_position', 'pre_pt_root_id'], limit: 3 });
    expect(table.schema.fields.map(field => field.name)).toEqual([
      'ctr_pt_position_x',
      'ctr_pt_position_y',
      'ctr_pt_position_z',
      'pre_pt_root_id',
    ]);
    expect(table.numRows).toBe(3);
  });

  test('reads the answer as pyarrow writes it: LZ4, nullable types, exact ids', async () => {
    const expected = JSON.parse(Buffer.from(fixture('synapses.json')).toString());
    for (const name of ['synapses-lz4.arrow', 'synapses-plain.arrow']) {
      server.next(QUERY, (_, response) => {
        response
          .writeHead(200, { 'content-type': 'data.arrow', dataframe_resolution: '4.0, 4.0, 40.0' })
          .end(fixture(name));
      });
      const table = await (await open()).query('synapses_pni_2');
      expect(table.numRows).toBe(60);
      expect(table.schema.fields.map(field => field.name)).toEqual(expected.columns);
      expect(Array.from(table.getChild('id') ?? [], String)).toEqual(expected.id);
      expect(Array.from(table.getChild('pre_pt_root_id') ?? [], String)).toEqual(expected.pre_pt_root_id);
      expect(Array.from(table.getChild('size') ?? [])).toEqual(expected.size);
      expect(table.getChild('superceded_id')?.nullCount).toBe(60);
      expect(table.schema.metadata.get('cave.resolution_nm')).toBe('4,4,40');
    }
  });

  test('joins positions to lists of three on request', async () => {
    const expected = JSON.parse(Buffer.from(fixture('synapses.json')).toString());
    server.next(QUERY, (_, response) => {
      response.writeHead(200, { 'content-type': 'data.arrow' }).end(fixture('synapses-lz4.arrow'));
    });
    const table = await (await open()).query('synapses_pni_2', { positions: 'joined' });
    const column = table.getChild('ctr_pt_position');
    expect(Array.from({ length: 60 }, (_, row) => Array.from(column?.get(row)))).toEqual(expected.ctr_pt_position);
    expect(table.schema.fields.map(field => field.name).slice(-3)).toEqual([
      'pre_pt_position',
      'ctr_pt_position',
      'post_pt_position',
    ]);
  });

  test('joins a table that annotates another with that one, and sorts filters to their owners', async () => {
    const client = await open();
    const table = await client.query('aibs_metamodel_celltypes_v661', {
      equal: { cell_type: 'MC' },
      in: { pt_root_id: [864691135000000000n, 864691135000000003n, 864691135000000004n] },
    });
    const [seen] = server.to(/version\/1300\/query$/);
    expect(seen.json).toEqual({
      tables: [
        ['aibs_metamodel_celltypes_v661', 'target_id'],
        ['nucleus_detection_v0', 'id'],
      ],
      suffix_map: { aibs_metamodel_celltypes_v661: '', nucleus_detection_v0: '_ref' },
      filter_equal_dict: { aibs_metamodel_celltypes_v661: { cell_type: 'MC' } },
      filter_in_dict: {
        nucleus_detection_v0: { pt_root_id: [864691135000000000n, 864691135000000003n, 864691135000000004n] },
      },
    });
    expect(Array.from(table.getChild('pt_root_id') ?? [])).toEqual([864691135000000000n, 864691135000000003n]);
    expect(Array.from(table.getChild('id_ref') ?? [])).toEqual([264824n, 264827n]);
    const bare = await client.query('aibs_metamodel_celltypes_v661', { reference: false });
    expect(bare.getChild('pt_root_id')).toBeNull();
    const few = await client.query('aibs_metamodel_celltypes_v661', { columns: ['id_ref', 'cell_type'] });
    expect(few.schema.fields.map(field => field.name)).toEqual(['id_ref', 'cell_type']);
  });

  test('queries a view', async () => {
    const table = await (await open()).query('synapses_pni_2_in_out_degree', { atLeast: { n_input: 110 } });
    expect(server.requests.at(-1)?.path).toMatch(/views\/synapses_pni_2_in_out_degree\/query$/);
    expect(Array.from(table.getChild('n_output') ?? [])).toEqual([10, 11]);
  });

  test('takes out what notIn names even though the server forgets to', async () => {
    const client = await open();
    const of = async (): Promise<number> =>
      (await client.query('synapses_pni_2', { notIn: { pre_pt_root_id: [A, B] } })).numRows;
    const here = await of();
    const left = server.tables.synapses_pni_2.filter(row => row.pre_pt_root_id !== A && row.pre_pt_root_id !== B);
    expect(here).toBe(left.length);
    expect(here).toBeLessThan(240);
    expect(server.to(QUERY)[0].json.filter_notin_dict).toEqual({ synapses_pni_2: { pre_pt_root_id: [A, B] } });
    server.appliesNotIn = true;
    expect(await of()).toBe(left.length);
  });

  test('refuses what cannot be meant before it asks anything', async () => {
    const client = await open();
    const refused = (options: object): Promise<unknown> => client.query('synapses_pni_2', options);
    await expect(refused({ equal: { pre_root_id: A } })).rejects.toThrow("did you mean 'pre_pt_root_id'?");
    await expect(refused({ equal: { pre_pt_root_id: Number(A) } })).rejects.toThrow('too large to be exact');
    await expect(refused({ equal: { size: 'big' } })).rejects.toThrow('received string, expected a float');
    await expect(refused({ equal: { ctr_pt_position: 3 } })).rejects.toThrow('expected withinNm or withinVoxels');
    await expect(refused({ in: { id: [] } })).rejects.toThrow('cave query in id is empty');
    await expect(refused({ in: { id: '123' } })).rejects.toThrow('cave query in id is not a list: received string');
    await expect(
      refused({
        withinNm: {
          ctr_pt_position: [
            [0, 0, 0],
            [4, 4, 40],
          ],
        },
      }),
    ).resolves.toBeDefined();
    await expect(
      refused({
        withinNm: {
          ctr_pt_position: [
            [9, 0, 0],
            [4, 4, 40],
          ],
        },
      }),
    ).rejects.toThrow('inside out');
    await expect(
      refused({
        withinVoxels: {
          ctr_pt_position: [
            [0, 0],
            [4, 4],
          ],
        },
      }),
    ).rejects.toThrow('is no box');
    await expect(
      refused({
        withinVoxels: {
          ctr_pt_position: [
            [0, 0, 0],
            [4, 4, Number.NaN],
          ],
        },
      }),
    ).rejects.toThrow('not finite');
    await expect(refused({ limit: 0 })).rejects.toThrow('cave query limit is no count: received 0');
    await expect(refused({ offset: -1 })).rejects.toThrow('cave query offset is no count: received -1');
    await expect(refused({ columns: [] })).rejects.toThrow('cave query columns are empty');
    expect(server.to(QUERY)).toHaveLength(1);
  });
});

describe('where a table comes from', () => {
  test('stands in its metadata, in the provenance, and once below the cell', async () => {
    const client = await open();
    expect(lines).toEqual([]);
    const table = await client.query('synapses_pni_2', { in: { id: [165943687n] }, resolutionNm: [1, 1, 1] });
    await client.query('nucleus_detection_v0', { limit: 2 });
    expect(Object.fromEntries(table.schema.metadata)).toEqual({
      'cave.server': server.origin,
      'cave.datastack': 'minnie65_public',
      'cave.version': '1300',
      'cave.timestamp': '2025-01-13T10:10:01.286229Z',
      'cave.table': 'synapses_pni_2',
      'cave.query': '{"in":{"id":["165943687"]},"resolutionNm":[1,1,1]}',
      'cave.resolution_nm': '1,1,1',
    });
    const line = 'CAVE minnie65_public version 1300, materialized 2025-01-13 10:10:01 UTC, kept until 2121-11-10';
    expect(lines).toEqual([line]);
    const provenance = client.provenance();
    expect(provenance).toMatchObject({
      datastack: 'minnie65_public',
      version: 1300,
      timestamp: '2025-01-13T10:10:01.286229Z',
      queries: [
        { table: 'synapses_pni_2', rows: 1 },
        { table: 'nucleus_detection_v0', rows: 2 },
      ],
    });
    const shown = await provenance[jupyterDisplay]();
    expect(shown['text/plain']).toBe(`${line}\nsynapses_pni_2: 1 rows\nnucleus_detection_v0: 2 rows`);
    expect(String(client)).toBe(line);
  });
});

describe('synapses', () => {
  test('of cells, without those onto themselves', async () => {
    const client = await open();
    const rows = server.tables.synapses_pni_2;
    const made = await client.synapses({ pre: A });
    expect(made.numRows).toBe(rows.filter(row => row.pre_pt_root_id === A && row.post_pt_root_id !== A).length);
    expect(server.to(QUERY)[0].json).toEqual({ filter_in_dict: { synapses_pni_2: { pre_pt_root_id: [A] } } });
    const all = await client.synapses({ pre: A, autapses: true });
    expect(all.numRows).toBe(rows.filter(row => row.pre_pt_root_id === A).length);
    expect(all.numRows).toBeGreaterThan(made.numRows);
    const between = await client.synapses({ pre: [A, String(B)], post: [B], columns: ['id', 'size'] });
    expect(between.schema.fields.map(field => field.name)).toEqual(['id', 'size']);
    expect(between.numRows).toBe(rows.filter(row => row.pre_pt_root_id === A && row.post_pt_root_id === B).length);
    expect(between.schema.metadata.get('cave.version')).toBe('1300');
  });

  test('in a box, and of nothing at all only with a limit', async () => {
    const client = await open();
    const found = await client.synapses({
      withinNm: [
        [680_000, 760_000, 720_000],
        [682_000, 762_000, 724_000],
      ],
      autapses: true,
    });
    const inside = server.tables.synapses_pni_2.filter(
      row => Number(row.ctr_pt_position_x) <= 170_500 && Number(row.ctr_pt_position_y) <= 190_500,
    );
    expect(found.numRows).toBe(inside.length);
    expect(found.numRows).toBeGreaterThan(0);
    await expect(client.synapses({})).rejects.toThrow('cave synapses are too many: received no filter');
    expect((await client.synapses({ limit: 4, autapses: true })).numRows).toBe(4);
  });

  test('of many cells go in parts', async () => {
    const client = await open();
    const many = [...Array.from({ length: 12_000 }, (_, i) => BigInt(i + 1)), A, B];
    const found = await client.synapses({ pre: many, autapses: true });
    const parts = server.to(QUERY).map(seen => seen.json.filter_in_dict.synapses_pni_2.pre_pt_root_id.length);
    expect(parts).toEqual([5000, 5000, 2002]);
    expect(found.numRows).toBe(
      server.tables.synapses_pni_2.filter(row => [A, B].includes(row.pre_pt_root_id as bigint)).length,
    );
    expect(server.to(/is_latest_roots/).map(seen => seen.json.node_ids.length)).toEqual([10_000, 2002]);
    await expect(client.query('synapses_pni_2', { in: { pre_pt_root_id: many }, offset: 3 })).rejects.toThrow(
      'cave query offset does not go with long lists',
    );
  });
});

describe('a root id that went stale', () => {
  test('is an error that offers the id to use instead', async () => {
    const client = await open();
    server.replaced.set(A, 864691135000000777n);
    await expect(client.synapses({ pre: A })).rejects.toThrow(
      'cave query in pre_pt_root_id is no root at version 1300 (2025-01-13T10:10:01.286229Z): received ' +
        '864691135000000001n, expected 864691135000000777n (has 75 % of it);',
    );
    expect(server.to(QUERY)).toHaveLength(0);
    const [latest] = server.to(/is_latest_roots/);
    expect(latest.query.get('timestamp')).toBe('1736763001.286229');
    expect(latest.json).toEqual({ node_ids: [A] });
    expect(server.to(/leaves/)[0].query.get('stop_layer')).toBe('8');
  });

  test('made after the version is told as such', async () => {
    const client = await open();
    server.young.set(A, Date.parse('2025-06-01T00:00:00Z') / 1000);
    await expect(client.synapses({ pre: A })).rejects.toThrow(
      'received 864691135000000001n, which an edit made only on 2025-06-01, expected 864691134999999901n or 864691134999999801n',
    );
  });

  test('can be a warning, or nothing', async () => {
    const client = await open();
    server.replaced.set(A, 864691135000000777n);
    await client.query('synapses_pni_2', { equal: { pre_pt_root_id: A }, staleIds: 'warn' });
    expect(lines[0]).toContain('expected 864691135000000777n (has 75 % of it)');
    await client.query('synapses_pni_2', { equal: { pre_pt_root_id: A }, staleIds: 'ignore' });
    expect(server.to(/is_latest_roots/)).toHaveLength(1);
  });

  test('is named even when no suggestion can be had; others are counted', async () => {
    const client = await open();
    for (const i of [1n, 2n, 3n, 4n, 5n]) server.replaced.set(A + i, A);
    server.next(/leaves/, (_, response) => response.writeHead(500).end(), 9);
    await expect(client.synapses({ pre: [A + 1n, A + 2n, A + 3n, A + 4n, A + 5n] })).rejects.toThrow(
      /864691135000000002n, expected a root of that time \(no suggestion could be had\);.*; and 2 more;/,
    );
  });

  test('is asked about once', async () => {
    const client = await open();
    await client.synapses({ pre: A });
    await client.synapses({ post: A });
    expect(server.to(/is_latest_roots/)).toHaveLength(1);
  });
});

describe('skeleton', () => {
  test('comes from the skeleton service with compartments and radii', async () => {
    const client = await open();
    server.next(/skeletoncache/, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(fixture('skeleton.json.gz'));
    });
    const skeleton = await client.skeleton(A);
    const seen = server.requests.at(-1);
    expect(`${seen?.method} ${seen?.path}?${seen?.query}`).toBe(
      'GET /skeletoncache/api/v1/minnie65_public/async/get_skeleton/4/864691135000000001/flatdict?verbose_level=0',
    );
    expect(skeleton.nodeCount).toBe(6);
    expect([...skeleton.positionsNm.slice(0, 3)]).toEqual([1000, 2000, 2900]);
    expect([...skeleton.compartments]).toEqual([1, 2, 2, 2, 2, 3]);
  });

  test('that the service refuses is told in its words', async () => {
    const client = await open();
    server.next(/skeletoncache/, (_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"Error": "Invalid root id"}');
    });
    await expect(client.skeleton(A)).rejects.toThrow(
      'cave skeleton of 864691135000000001 could not be had: received HTTP 400 (Invalid root id), expected 200;',
    );
  });
});
