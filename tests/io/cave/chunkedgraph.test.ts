import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChunkedGraph } from '../../../kernel-helpers/io/cave/chunkedgraph.js';
import type { CaveClient } from '../../../kernel-helpers/io/cave/client.js';
import { connect } from '../../../kernel-helpers/io/cave/connect.js';
import { setAnnotator } from '../../../kernel-helpers/io/cave/notebook.js';
import { type CaveServer, json, startCaveServer, TOKEN, text } from './cave-server.js';

const A = 864691135000000001n;
const VERSION_SECONDS = '1736763001.286229';

let server: CaveServer;
let client: CaveClient;
let graph: ChunkedGraph;

beforeEach(async () => {
  setAnnotator(() => {});
  server = await startCaveServer();
  client = await connect('minnie65_public', { server: server.origin, token: TOKEN, retryDelaysMs: [0, 0] });
  graph = client.chunkedgraph;
});
afterEach(async () => {
  setAnnotator();
  await server.close();
});

describe('the chunkedgraph', () => {
  test('gives roots of supervoxels at the time of the version, or another', async () => {
    expect(await graph.roots([97557743795364048n, '75089979126506763'])).toEqual(
      BigUint64Array.of(864691135000000008n, 864691135000000003n),
    );
    const [seen] = server.to(/roots_binary/);
    expect(`${seen.method} ${seen.path}?${seen.query}`).toBe(
      `POST /segmentation/api/v1/table/minnie3_v1/roots_binary?timestamp=${VERSION_SECONDS}`,
    );
    expect(new BigUint64Array(new Uint8Array(seen.body).buffer)).toEqual(
      BigUint64Array.of(97557743795364048n, 75089979126506763n),
    );
    await graph.roots([1n], { at: new Date('2024-01-01T00:00:00Z') });
    expect(server.to(/roots_binary/)[1].query.get('timestamp')).toBe('1704067200.000');
    await expect(graph.roots([2 ** 60])).rejects.toThrow('too large to be exact');
  });

  test('asks for many supervoxels in parts', async () => {
    const many = BigUint64Array.from({ length: 25_000 }, (_, i) => BigInt(i));
    const roots = await graph.roots(many);
    expect(roots.length).toBe(25_000);
    expect(roots[24_999]).toBe(864691135000000009n);
    expect(server.to(/roots_binary/).map(seen => seen.body.length)).toEqual([80_000, 80_000, 40_000]);
  });

  test('says whether a root is one at that time: not yet replaced, and there already', async () => {
    server.replaced.set(A, A + 1n);
    server.young.set(A + 2n, Date.parse('2025-02-01T00:00:00Z') / 1000);
    expect(await graph.isLatest([A, A + 1n, A + 2n])).toEqual([false, true, false]);
    expect(await graph.isLatest([A + 2n], { at: '2025-03-01' })).toEqual([true]);
    expect((await graph.times([A + 2n]))[0].toISOString()).toBe('2025-02-01T00:00:00.000Z');
  });

  test('suggests the root that has most of one that is gone', async () => {
    server.replaced.set(A, 864691135000000777n);
    expect(await graph.suggestLatestRoots(A)).toEqual([
      { id: 864691135000000777n, fraction: 0.75 },
      { id: 864691135000001777n, fraction: 0.25 },
    ]);
    await graph.suggestLatestRoots(A);
    expect(server.to(/\/info$/)).toHaveLength(1); // its number of layers does not change
    server.next(/leaves/, (_, response) => json(response, { leaf_ids: [] }));
    expect(await graph.suggestLatestRoots(A)).toEqual([]);
  });

  test('follows edits forwards and backwards', async () => {
    const [past, now, left, right, later] = [1n, 0n, 2n, 3n, 4n].map(i => 864691136089107255n + i);
    const lineage = `{"directed":true,"graph":{},"multigraph":false,
      "links":[{"source":${past},"target":${now}},{"source":${now},"target":${left}},{"source":${now},"target":${right}},{"source":${right},"target":${later}}],
      "nodes":[{"id":${past},"operation_id":1,"timestamp":1608622183.079},{"id":${now},"operation_id":2,"timestamp":1616699178.177},
               {"id":${left},"operation_id":3,"timestamp":1618255909.638},{"id":${right},"operation_id":3,"timestamp":1618255909.638},
               {"id":${later},"operation_id":4,"timestamp":1900000000.5}]}`;
    const answer = (_: unknown, response: Parameters<typeof text>[0]): void => text(response, lineage);
    server.next(/lineage/, answer);
    expect(await graph.lineage(now, { past: '2020-01-01T00:00:00' })).toEqual({
      nodes: [
        { id: past, timestamp: 1608622183.079 },
        { id: now, timestamp: 1616699178.177 },
        { id: left, timestamp: 1618255909.638 },
        { id: right, timestamp: 1618255909.638 },
        { id: later, timestamp: 1900000000.5 },
      ],
      edges: [
        [past, now],
        [now, left],
        [now, right],
        [right, later],
      ],
    });
    const [seen] = server.to(/lineage/);
    expect(Object.fromEntries(seen.query)).toEqual({
      timestamp_past: '1577836800.000000',
      timestamp_future: VERSION_SECONDS,
    });
    expect(seen.json).toEqual({ root_ids: [now] });
    // an edit after the version's time is left out
    server.next(/lineage/, answer);
    expect(await graph.latestRoots(now)).toEqual([left, right]);
    // of a root that is younger than the time asked for, what it was made of
    server.young.set(A, Date.parse('2025-06-01T00:00:00Z') / 1000);
    expect(await graph.latestRoots(A)).toEqual([A - 100n, A - 200n]);
    expect(Object.fromEntries(server.to(/lineage/)[2].query)).toEqual({
      timestamp_past: VERSION_SECONDS,
      timestamp_future: '1748736000.000',
    });
  });

  test('is not there for a flat segmentation, whose roots are not checked', async () => {
    server.next(/full/, (_, response) =>
      json(response, {
        aligned_volume: { name: 'v' },
        local_server: server.origin,
        segmentation_source: 'precomputed://gs://x',
        synapse_table: 'synapses_pni_2',
      }),
    );
    const flat = await connect('minnie65_public', { server: server.origin, token: TOKEN });
    expect(flat.chunkedgraph.available).toBe(false);
    await expect(flat.chunkedgraph.isLatest([A])).rejects.toThrow(
      'cave datastack minnie65_public has no chunkedgraph: received segmentation precomputed://gs://x, expected graphene://…',
    );
    expect((await flat.synapses({ pre: A })).numRows).toBeGreaterThan(0);
    expect(server.to(/segmentation/)).toHaveLength(0);
  });
});
