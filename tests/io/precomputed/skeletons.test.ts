import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, NotFoundError } from '../../../kernel-helpers/errors.js';
import {
  type AttributeValues,
  decodeSkeleton,
  lengthScale,
  type SkeletonGraph,
  type SkeletonLayout,
} from '../../../kernel-helpers/formats/precomputed/skeletons-decode.js';
import {
  ATTRIBUTE_ARRAYS,
  type AttributeType,
  parseSkeletonsInfo,
} from '../../../kernel-helpers/formats/precomputed/skeletons-info.js';
import { openSkeletons } from '../../../kernel-helpers/io/precomputed/skeletons.js';
import { openStore } from '../../../kernel-helpers/io/source/open-store.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';
import { serveFile, startFileServer } from '../source/file-server.js';
import { folderStore, memoryStore } from './folder-stores.js';

const fixtures = fileURLToPath(new URL('../../fixtures/precomputed/skeletons', import.meta.url));
interface Expected {
  positionsNm: number[];
  edges: number[];
  attributes: Record<string, number[]>;
}
const expected: Record<string, Record<string, Expected>> = JSON.parse(
  readFileSync(`${fixtures}/expected.json`, 'utf8'),
);
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

/** The bytes of a skeleton, written from the specification. */
function encode(graph: Omit<SkeletonGraph, 'nodeCount' | 'edgeCount'>): Uint8Array {
  const parts = [graph.positionsNm, graph.edges, ...Object.values(graph.attributes)];
  const counts = Uint32Array.of(graph.positionsNm.length / 3, graph.edges.length / 2);
  return Uint8Array.from(
    Buffer.concat([counts, ...parts].map(part => new Uint8Array(part.buffer, part.byteOffset, part.byteLength))),
  );
}

describe('skeletons written by cloud-volume', () => {
  for (const [name, skeletons] of Object.entries(expected)) {
    test(`${name}: positions, edges and attributes are those cloud-volume reads`, async () => {
      const store = folderStore(`${fixtures}/${name}`);
      const folder = await openSkeletons(store);
      const ids = Object.keys(skeletons);
      expect(ids).toHaveLength(4);
      const many = await folder.readMany(ids);
      for (const [i, id] of ids.entries()) {
        const one = await folder.read(id);
        expect(many[i]).toEqual(one);
        expect(one.id).toBe(BigInt(id));
        const { positionsNm, edges, attributes } = skeletons[id];
        // cloud-volume transforms with float32, we with float64
        expect(one.positionsNm.length).toBe(positionsNm.length);
        const errors = positionsNm.map((value, k) => Math.abs(value - one.positionsNm[k]));
        expect(Math.max(...errors)).toBeLessThan(0.02);
        expect(Array.from(one.edges)).toEqual(edges);
        expect(Object.keys(one.attributes)).toEqual(Object.keys(attributes));
        for (const [attribute, values] of Object.entries(attributes)) {
          expect(Array.from(one.attributes[attribute])).toEqual(values);
        }
      }
    });
  }

  test('attributes come in the types of the info file', async () => {
    const { attributes } = await (await openSkeletons(folderStore(`${fixtures}/all-types`))).read(1);
    const types = Object.values(attributes).map(values => values.constructor.name);
    expect(types).toEqual([
      'Float32Array',
      'Float32Array',
      'Int8Array',
      'Uint8Array',
      'Int16Array',
      'Uint16Array',
      'Int32Array',
      'Uint32Array',
    ]);
  });
});

describe('a folder of skeletons', () => {
  const info = {
    '@type': 'neuroglancer_skeletons',
    transform: [1000, 0, 0, 5, 0, 1000, 0, 6, 0, 0, 1000, 7],
    vertex_attributes: [
      { id: 'radius', data_type: 'float32', num_components: 1 },
      { id: 'compartment', data_type: 'uint8', num_components: 1 },
    ],
    segment_properties: 'properties',
  };
  const two = encode({
    positionsNm: Float32Array.of(1, 2, 3, 4, 5, 6),
    edges: Uint32Array.of(1, 0),
    attributes: { radius: Float32Array.of(0.5, 0.25), compartment: Uint8Array.of(2, 1) },
  });
  const store = memoryStore({ info, '7': two, '8': two });

  test('puts positions into nm by the transform and says what a radius is worth', async () => {
    const skeletons = await openSkeletons(store);
    expect(skeletons.info.segmentProperties).toBe('properties');
    const skeleton = await skeletons.read('7');
    expect([...skeleton.positionsNm]).toEqual([1005, 2006, 3007, 4005, 5006, 6007]);
    expect([...skeleton.attributes.radius]).toEqual([0.5, 0.25]);
    expect(skeleton.radiusUnitNm).toBe(1000);
    const tree = skeleton.toSkeleton();
    expect([...tree.radiiNm]).toEqual([250, 500]);
    expect([...tree.positionsNm]).toEqual([4005, 5006, 6007, 1005, 2006, 3007]);
  });

  test('names the ids that have no skeleton, or leaves them out where that is asked for', async () => {
    const skeletons = await openSkeletons(store);
    await expect(skeletons.read(9)).rejects.toThrow(
      new NotFoundError(
        'memory: has no skeleton 9, expected the id of a segment that has one, in the version of this folder',
        { known: [] },
      ),
    );
    await expect(skeletons.readMany([1, 2, 3, 4, 5, 6, 7])).rejects.toThrow(
      "memory: has no skeletons of 6 ids: 1, 2, 3, 4, 5 and 1 more, expected ids of segments that have one; pass { missing: 'skip' } to leave such ids out",
    );
    const found = await skeletons.readMany([8, 9, 7], { missing: 'skip' });
    expect(found.map(skeleton => skeleton.id)).toEqual([8n, 7n]);
    expect(await skeletons.has(7)).toBe(true);
    expect(await skeletons.has(9)).toBe(false);
  });

  test('tells of progress and stops when it is told to', async () => {
    const skeletons = await openSkeletons(store);
    const done: number[] = [];
    await skeletons.readMany([7, 8], { onProgress: p => done.push(p.done, p.total) });
    expect(done).toEqual([1, 2, 2, 2]);
    await expect(skeletons.readMany([7, 8], { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  test('lies below a volume as well', async () => {
    const below = memoryStore({ 'skeletons_mip_2/info': info, 'skeletons_mip_2/7': two });
    const skeletons = await openSkeletons(below, { folder: 'skeletons_mip_2' });
    expect(skeletons.url).toBe('memory:/skeletons_mip_2');
    const volume = memoryStore({
      info: { '@type': 'neuroglancer_multiscale_volume', scales: [], skeletons: 'skeletons_mip_2' },
      'skeletons_mip_2/info': info,
    });
    expect((await openSkeletons(volume)).url).toBe('memory:/skeletons_mip_2');
    await expect(openSkeletons(memoryStore({ info: { scales: [] } }))).rejects.toThrow(
      new NotFoundError('memory:/info is of a volume without skeletons: expected a field "skeletons"', { known: [] }),
    );
    expect((await skeletons.read(7)).nodeCount).toBe(2);
  });

  test('knows from its index whether a shard holds an id, without reading the skeleton', async () => {
    const sharded = folderStore(`${fixtures}/sharded`);
    const skeletons = await openSkeletons(sharded);
    expect(await skeletons.has(2n ** 63n + 5n)).toBe(true);
    const before = sharded.requests.length;
    expect(await skeletons.has(2n ** 63n + 5n)).toBe(true);
    expect(sharded.requests.length).toBe(before);
    expect(await skeletons.has(4)).toBe(false);
  });
});

describe('a bucket of skeletons', () => {
  test('is read over http, shards in ranges', async () => {
    const server = await startFileServer();
    try {
      for (const file of ['info', '0.shard', '1.shard']) {
        server.on(`/b/${file}`, serveFile(readFileSync(`${fixtures}/sharded/${file}`)));
      }
      const skeletons = await openSkeletons(openStore(`${server.origin}/b`, { cache: null, mirror: null }));
      const ids = Object.keys(expected.sharded);
      const found = await skeletons.readMany(ids);
      expect(found.map(skeleton => Array.from(skeleton.edges))).toEqual(ids.map(id => expected.sharded[id].edges));
      expect(server.requests).toHaveLength(1 + server.ranges.length);
      await expect(skeletons.read(5)).rejects.toThrow(NotFoundError);
    } finally {
      await server.close();
    }
  });
});

describe('parseSkeletonsInfo', () => {
  test('takes what writers leave out for what readers take it for', () => {
    expect(parseSkeletonsInfo({ sharding: null, spatial_index: null })).toEqual({
      transform: IDENTITY,
      attributes: [],
      sharding: undefined,
      spatialChunkNm: undefined,
      segmentProperties: undefined,
    });
  });

  test('names the field that is wrong', () => {
    const radius = { id: 'radius', data_type: 'float32', num_components: 1 };
    const wrong = (info: object): string => {
      try {
        return `accepted ${JSON.stringify(parseSkeletonsInfo(info as Record<string, unknown>, 'info'))}`;
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        return (error as Error).message.replace('precomputed skeletons info info ', '');
      }
    };
    expect(wrong({ '@type': 'neuroglancer_legacy_mesh' })).toBe(
      '@type is not valid: received "neuroglancer_legacy_mesh", expected "neuroglancer_skeletons"',
    );
    expect(wrong({ transform: [1, 2, 3] })).toBe(
      'transform is not valid: received [1,2,3], expected an array of 12 numbers',
    );
    expect(wrong({ vertex_attributes: [{ ...radius, data_type: 'float64' }] })).toContain(
      'vertex_attributes[0].data_type is not valid: received "float64", expected one of "float32", "int8"',
    );
    expect(wrong({ vertex_attributes: [radius, radius] })).toBe(
      'vertex_attributes[1].id is not valid: received "radius", expected a name that no other attribute has',
    );
    expect(wrong({ vertex_attributes: [{ ...radius, num_components: 0 }] })).toContain(
      'num_components is not valid: received 0, expected a whole number from 1 to 65536',
    );
    expect(wrong({ sharding: { '@type': 'x' } })).toContain('precomputed sharding info @type');
  });
});

describe('decodeSkeleton', () => {
  const layout: SkeletonLayout = {
    transform: IDENTITY,
    attributes: [
      { id: 'radius', dataType: 'float32', components: 1 },
      { id: '__proto__', dataType: 'uint8', components: 3 },
      { id: 'b', dataType: 'int16', components: 1 },
    ],
  };
  const attributes: Record<string, AttributeValues> = Object.create(null);
  attributes.radius = Float32Array.of(1, 2, 3);
  const odd = '__proto__';
  attributes[odd] = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  attributes.b = Int16Array.of(-1, 0, 1);
  const valid = encode({
    positionsNm: Float32Array.from({ length: 9 }, (_, i) => i),
    edges: Uint32Array.of(0, 1, 1, 2),
    attributes,
  });

  test('says where and why bytes are no skeleton', () => {
    const at = (bytes: Uint8Array): string => {
      try {
        decodeSkeleton(bytes, layout, 'a/7');
        return 'accepted';
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        return (error as Error).message.replace('precomputed skeleton a/7 ', '');
      }
    };
    expect(at(valid.slice(0, 7))).toBe('byte 4 ends inside the number of edges: received 3 bytes, expected 4');
    expect(at(valid.slice(0, 40))).toBe('byte 8 ends inside the positions: received 32 bytes, expected 9 × 4 = 36');
    expect(at(valid.slice(0, -1))).toBe('byte 81 ends inside attribute b: received 5 bytes, expected 3 × 2 = 6');
    expect(at(Uint8Array.of(...valid, 0))).toBe(
      'byte 87 goes on after nodes, edges and attributes (radius, __proto__, b): received 1 bytes, expected none',
    );
    const edge = valid.slice();
    edge[48] = 3;
    expect(at(edge)).toBe('byte 48 names a node that is not there: received 3, expected less than 3');
  });

  test('takes no position and no radius that is not finite, and any other number', () => {
    const at = (byte: number, value: number, transform = IDENTITY): (() => unknown) => {
      const bytes = valid.slice();
      new DataView(bytes.buffer).setFloat32(byte, value, true);
      return () => decodeSkeleton(bytes, { ...layout, transform }, 'a/7');
    };
    const format = 'precomputed skeleton a/7';
    expect(at(24, Number.NaN)).toThrow(`${format} byte 24 y of node 1 is not finite: received NaN, expected a finite`);
    expect(at(8, -Infinity)).toThrow(`${format} byte 8 x of node 0 is not finite: received -Infinity`);
    const larger = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1e9, 0];
    expect(at(16, 1e30)).not.toThrow();
    expect(at(16, 1e30, larger)).toThrow(`${format} byte 16 z of node 0 is not finite: received Infinity`);
    expect(at(64, Infinity)).toThrow(`${format} byte 64 radius of node 1 is not finite: received Infinity`);
    const other = { ...layout, attributes: [{ ...layout.attributes[0], id: 'score' }, ...layout.attributes.slice(1)] };
    const missing = valid.slice();
    new DataView(missing.buffer).setFloat32(64, Number.NaN, true);
    expect(decodeSkeleton(missing, other).attributes.score[1]).toBeNaN();
  });

  test('gives back what was written', () => {
    const type = fc.constantFrom(...(Object.keys(ATTRIBUTE_ARRAYS) as AttributeType[]));
    const attribute = fc.record({
      id: fc.string({ minLength: 1 }),
      dataType: type,
      components: fc.integer({ min: 1, max: 4 }),
    });
    const shape = fc.record({
      nodes: fc.integer({ min: 1, max: 12 }),
      ends: fc.array(fc.nat(), { maxLength: 20 }),
      attributes: fc.uniqueArray(attribute, { maxLength: 4, selector: ({ id }) => id }),
      bytes: fc.uint8Array({ minLength: 4 * 64, maxLength: 4 * 64 }),
    });
    always(
      fc.property(shape, ({ nodes, ends, attributes, bytes }) => {
        const values: Record<string, AttributeValues> = Object.create(null);
        for (const { id, dataType, components } of attributes) {
          values[id] = new ATTRIBUTE_ARRAYS[dataType](bytes.slice().buffer).subarray(0, nodes * components);
        }
        const positionsNm = new Float32Array(bytes.slice().buffer)
          .subarray(0, 3 * nodes)
          .map(value => (Number.isFinite(value) ? value : 0));
        const even = ends.slice(0, 2 * Math.floor(ends.length / 2));
        const edges = Uint32Array.from(even, end => end % nodes);
        const graph = decodeSkeleton(encode({ positionsNm, edges, attributes: values }), {
          transform: IDENTITY,
          attributes,
        });
        expect(graph.nodeCount).toBe(nodes);
        expect(graph.edges).toEqual(edges);
        expect(graph.positionsNm).toEqual(positionsNm.slice());
        for (const { id } of attributes) expect(graph.attributes[id]).toEqual(values[id].slice());
      }),
    );
  });

  test('never crashes, hangs or makes up nodes', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'precomputed skeleton',
      valid: [valid],
      parse: bytes => decodeSkeleton(bytes, layout),
      check: graph => {
        expect(graph.positionsNm.length).toBe(3 * graph.nodeCount);
        expect(graph.edges.length).toBe(2 * graph.edgeCount);
        if (graph.edges.some(end => end >= graph.nodeCount)) throw new Error('an edge to nowhere');
        expect(graph.attributes.b.length).toBe(graph.nodeCount);
      },
    });
    expect(outcomes.truncated).toEqual({ refused: valid.length, accepted: 0 });
    expect(outcomes.flipped.refused).toBeGreaterThan(20);
    expect(outcomes.flipped.accepted).toBeGreaterThan(100);
    expect(outcomes['hostile count'].refused).toBeGreaterThan(30);
    expect(outcomes.random.refused).toBeGreaterThan(9000);
  });

  test('knows how long a stored unit is', () => {
    expect(lengthScale(IDENTITY)).toBe(1);
    expect(lengthScale([0, -16, 0, 1000, 16, 0, 0, -50, 0, 0, 16, 2.5])).toBe(16);
    expect(lengthScale([0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, -0.5, 0])).toBe(0.5);
  });
});
