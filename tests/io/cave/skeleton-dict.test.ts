import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Skeleton } from '../../../kernel-helpers/core/skeleton.js';
import { parseSkeletonDict } from '../../../kernel-helpers/io/cave/skeleton-dict.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';

const real = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../../fixtures/cave/skeleton.json.gz', import.meta.url))),
);
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const parse = (value: unknown): Skeleton => parseSkeletonDict(bytesOf(value));
const two = {
  vertices: [
    [0, 0, 0],
    [1, 2, 3],
  ],
  edges: [[0, 1]],
  root: 0,
};

describe('a skeleton of the skeleton service', () => {
  test('hangs from its soma, parents before children, with radii and compartments', () => {
    const skeleton = parseSkeletonDict(real);
    expect(skeleton).toEqual({
      nodeCount: 6,
      positionsNm: Float32Array.of(
        1000,
        2000,
        2900,
        1000.5,
        2000,
        3000,
        1100,
        2000,
        3000,
        1200,
        2050,
        3000,
        1200,
        1950,
        3100,
        900,
        1900,
        2800,
      ),
      radiiNm: Float32Array.of(5000, 150, 120.5, 90, 80, 300),
      parents: Int32Array.of(-1, 0, 1, 2, 2, 0),
      compartments: Uint8Array.of(1, 2, 2, 2, 2, 3),
    });
  });

  test('may lack radius, compartment and root', () => {
    expect(parse({ ...two, root: null })).toMatchObject({
      radiiNm: Float32Array.of(0, 0),
      compartments: Uint8Array.of(0, 0),
    });
    expect(parse({ ...two, root: 1 }).positionsNm).toEqual(Float32Array.of(1, 2, 3, 0, 0, 0));
  });

  test('of several pieces is several trees', () => {
    const vertices = [
      [0, 0, 0],
      [1, 0, 0],
      [2, 0, 0],
      [3, 0, 0],
    ];
    expect([...parse({ vertices, edges: [[3, 2]], root: 3 }).parents]).toEqual([-1, 0, -1, -1]);
  });

  test.each([
    [[], 'cave skeleton text is not an object'],
    [{ vertices: [], edges: [] }, 'cave skeleton vertices are none: received 0'],
    [{ edges: [] }, 'cave skeleton vertices is no list: received nothing'],
    [
      {
        ...two,
        vertices: [
          [0, 0],
          [1, 1],
        ],
      },
      'cave skeleton vertex 0 has 2 numbers, expected 3',
    ],
    [
      {
        ...two,
        vertices: [
          [0, 0, 0],
          [1, 1, 1e300],
        ],
      },
      'cave skeleton vertex 1 is no finite number: received 1e+300',
    ],
    [{ ...two, radius: [1] }, 'cave skeleton radius has 1 values, expected one for each of 2 nodes'],
    [{ ...two, compartment: [1, 300] }, 'cave skeleton compartment 1 is no SWC code: received 300, expected 0 to 255'],
    [{ ...two, root: 2 }, 'cave skeleton root is no node: received 2, expected 0 to 1'],
    [
      { ...two, edges: [[0, 4294967295]] },
      'cave skeleton edge 0 leads to no node: received 4294967295, expected 0 to 1',
    ],
    [{ ...two, edges: [[0, 1, 2]] }, 'cave skeleton edge 0 has 3 ends, expected 2'],
    [
      {
        ...two,
        edges: [
          [0, 1],
          [1, 0],
        ],
      },
      'cave skeleton edges are too many for a tree: received 2, expected fewer than 2 nodes',
    ],
    [
      { ...two, edges: [[1, 1]] },
      'cave skeleton edges close a circle: received an edge from node 1 to 1, expected a tree',
    ],
  ])('that is wrong is refused: %j', (value, message) => {
    expect(() => parse(value)).toThrow(message);
  });

  test('that unpacks to more than a neuron is refused', () => {
    const part = gzipSync(Buffer.alloc(16 * 1024 ** 2));
    const bomb = Buffer.concat(Array.from({ length: 17 }, () => part));
    expect(bomb.length).toBeLessThan(1e6);
    expect(() => parseSkeletonDict(bomb, { file: '5' })).toThrow(/^cave skeleton 5 gzip is damaged/);
  });

  test('keeps its nodes, edges and cable whatever the order of nodes and edges', () => {
    const tree = fc
      .array(fc.tuple(fc.nat(), fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -1e6, max: 1e6 })))), {
        minLength: 1,
        maxLength: 40,
      })
      .chain(nodes =>
        fc.record({
          nodes: fc.constant(nodes),
          order: fc.shuffledSubarray(
            nodes.map((_, i) => i),
            { minLength: nodes.length },
          ),
          flip: fc.infiniteStream(fc.boolean()),
        }),
      );
    always(
      fc.property(tree, ({ nodes, order, flip }) => {
        const vertices = order.map(i => nodes[i][1]);
        const place = (i: number): number => order.indexOf(i);
        const edges = nodes.slice(1).map(([parent], i): [number, number] => {
          const edge: [number, number] = [place(parent % (i + 1)), place(i + 1)];
          return flip.next().value ? edge : [edge[1], edge[0]];
        });
        const skeleton = parse({ vertices, edges, root: place(0) });
        checkTree(skeleton);
        expect([...skeleton.positionsNm.slice(0, 3)]).toEqual(nodes[0][1]);
        const at = (i: number): string => String([...skeleton.positionsNm.slice(3 * i, 3 * i + 3)]);
        const made = Array.from(skeleton.parents, (parent, i) =>
          parent < 0 ? '' : [at(parent), at(i)].sort().join('|'),
        );
        const given = edges.map(([a, b]) => [String(vertices[a]), String(vertices[b])].sort().join('|'));
        expect(made.filter(Boolean).sort()).toEqual(given.sort());
      }),
    );
  });

  test('survives hostile bytes', async () => {
    const plain = bytesOf({ ...two, radius: [1, 2], compartment: [1, 3] });
    const outcomes = await survivesHostileBytes({
      format: 'cave skeleton',
      valid: [real, plain],
      parse: bytes => parseSkeletonDict(bytes),
      check: checkTree,
    });
    expect(outcomes.truncated).toEqual({ refused: real.length + plain.length, accepted: 0 });
    expect(outcomes.flipped.refused).toBeGreaterThan(300);
    expect(outcomes.flipped.accepted).toBeGreaterThan(10); // a digit became another one
    expect(outcomes.random.refused).toBeGreaterThan(9_900);
  });
});

function checkTree(skeleton: Skeleton): void {
  const { nodeCount, positionsNm, radiiNm, parents, compartments } = skeleton;
  const lengths = [positionsNm.length / 3, radiiNm.length, parents.length, compartments.length];
  if (lengths.some(length => length !== nodeCount)) throw new Error(`lengths ${lengths}`);
  parents.forEach((parent, i) => {
    if (parent >= i || parent < -1) throw new Error(`node ${i} hangs on ${parent}`);
  });
  if (!positionsNm.every(Number.isFinite)) throw new Error('a position is not finite');
}
