import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChunkedGraph } from '../../../kernel-helpers/io/cave/chunkedgraph.js';
import type { CaveClient } from '../../../kernel-helpers/io/cave/client.js';
import { connect } from '../../../kernel-helpers/io/cave/connect.js';
import { parseExactJson } from '../../../kernel-helpers/io/cave/exact-json.js';
import { setAnnotator } from '../../../kernel-helpers/io/cave/notebook.js';
import { type CaveServer, startCaveServer, TOKEN } from './cave-server.js';

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly body: string;
}

const recorded: Record<string, Recorded[]> = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../fixtures/cave/caveclient-requests.json', import.meta.url)), 'utf8'),
);
const A = 864691135000000001n;
const B = 864691135000000002n;
const at = '2025-01-13T10:10:01.286229';

let server: CaveServer;
let client: CaveClient;
let graph: ChunkedGraph;

beforeAll(async () => {
  setAnnotator(() => {});
  server = await startCaveServer();
  client = await connect('minnie65_public', { server: server.origin, token: TOKEN });
  graph = client.chunkedgraph;
  // what is asked once per table, so that it does not stand between
  await client.describe('synapses_pni_2');
  await client.describe('nucleus_detection_v0');
  await client.describe('aibs_metamodel_celltypes_v661');
});
afterAll(async () => {
  setAnnotator();
  await server.close();
});

const staleIds = 'ignore' as const;
const ours: Record<string, () => Promise<unknown>> = {
  tables: async () => (await connect('minnie65_public', { server: server.origin, token: TOKEN })).tables(),
  count: () => client.count('synapses_pni_2'),
  synapses: () => client.query('synapses_pni_2', { in: { pre_pt_root_id: [A, B] }, staleIds }),
  filters: () =>
    client.query('synapses_pni_2', {
      equal: { valid: true },
      notIn: { id: [7] },
      greater: { size: 100 },
      less: { size: 9000 },
      atLeast: { id: 5 },
      atMost: { id: 2n ** 60n },
      withinVoxels: {
        ctr_pt_position: [
          [170_001, 190_000, 18_000],
          [171_000, 191_000, 18_100],
        ],
      },
      columns: ['id', 'ctr_pt_position'],
      limit: 5,
      offset: 1,
      resolutionNm: [1, 1, 1],
    }),
  reference: () => client.query('aibs_metamodel_celltypes_v661', { equal: { cell_type: 'MC' } }),
  roots: () => graph.roots([97557743795364048n, 75089979126506763n], { at }),
  leaves: () => graph.leaves(A, { stopLayer: 8 }),
  lineage: () => graph.lineage(A, { past: '2025-01-06T10:10:01.286229', future: at }),
};

test.each(Object.entries(ours))('CAVEclient sends the same request for %s', async (name, ask) => {
  const before = server.requests.length;
  await ask();
  const sent = server.requests
    .slice(before)
    .filter(({ path }) => !path.includes('/full/') && !path.endsWith('/metadata'));
  const plain = (body: string): unknown => (/^[{[]/.test(body) ? parseExactJson(body, 'request') : body);
  expect(
    sent.map(({ method, path, query, body }) => ({
      method,
      path,
      query: Object.fromEntries(query),
      body: path.endsWith('binary') ? body.toString('hex') : plain(body.toString()),
    })),
  ).toEqual(recorded[name].map(request => ({ ...request, body: plain(request.body) })));
});

test('CAVEclient asks the same about stale roots, among other things', async () => {
  const before = server.requests.length;
  await graph.isLatest([A, B], { at });
  await graph.suggestLatestRoots(A, { at });
  const seen = server.requests.slice(before).map(({ method, path, query }) => `${method} ${path}?${query}`);
  for (const { method, path, query } of [...recorded.is_latest, recorded.suggest[0], recorded.suggest[1]]) {
    expect(seen).toContain(`${method} ${path}?${new URLSearchParams(query)}`);
  }
});
