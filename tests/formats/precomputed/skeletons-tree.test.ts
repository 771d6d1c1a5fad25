import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';
import type { AttributeValues } from '../../../kernel-helpers/formats/precomputed/skeletons-decode.js';
import type { SkeletonTree } from '../../../kernel-helpers/formats/precomputed/skeletons-tree.js';
import { PrecomputedSkeleton } from '../../../kernel-helpers/io/precomputed/skeletons.js';
import { always } from '../../reference/properties.js';

/** A skeleton whose node `i` lies at x = `i`. */
function graph(nodes: number, edges: number[], attributes: Record<string, AttributeValues> = {}): PrecomputedSkeleton {
  const positionsNm = new Float32Array(3 * nodes);
  for (let i = 0; i < nodes; i++) positionsNm[3 * i] = i;
  return new PrecomputedSkeleton(42n, {
    nodeCount: nodes,
    edgeCount: edges.length / 2,
    positionsNm,
    edges: Uint32Array.from(edges),
    attributes,
  });
}

/** Parent of each graph node as a graph node, -1 for roots. */
function parentsInGraph({ graphNodes, parents }: SkeletonTree): Record<number, number> {
  return Object.fromEntries(Array.from(graphNodes, (node, i) => [node, parents[i] < 0 ? -1 : graphNodes[parents[i]]]));
}

describe('toSkeleton', () => {
  test('puts parents first, whatever way the edges point', () => {
    const tree = graph(4, [0, 2, 2, 1, 3, 2]).toSkeleton();
    expect(parentsInGraph(tree)).toEqual({ 0: -1, 2: 0, 1: 2, 3: 2 });
    expect([...tree.graphNodes]).toEqual([0, 2, 1, 3]);
    expect([...tree.parents]).toEqual([-1, 0, 1, 1]);
    expect([...tree.positionsNm].filter((_, k) => k % 3 === 0)).toEqual([0, 2, 1, 3]);
    expect(tree).toMatchObject({ nodeCount: 4, treeCount: 1 });
    expect([...tree.radiiNm]).toEqual([0, 0, 0, 0]);
    expect([...tree.compartments]).toEqual([0, 0, 0, 0]);
  });

  test('is rooted at the soma node with the largest radius, or where it is told to be', () => {
    const chain = [0, 1, 1, 2, 2, 3];
    const attributes = {
      radius: Float32Array.of(1, 5, 9, 2),
      compartment: Float32Array.of(3, 1, 1, 2),
    };
    const tree = graph(4, chain, attributes).toSkeleton();
    expect(parentsInGraph(tree)).toEqual({ 2: -1, 1: 2, 0: 1, 3: 2 });
    expect([...tree.compartments]).toEqual([1, 1, 3, 2]);
    expect([...tree.radiiNm]).toEqual([9, 5, 1, 2]);
    expect(parentsInGraph(graph(4, chain, attributes).toSkeleton({ root: 3 }))).toEqual({ 3: -1, 2: 3, 1: 2, 0: 1 });
    const cloudVolume = graph(2, [0, 1], { vertex_types: Uint8Array.of(2, 1) }).toSkeleton();
    expect(parentsInGraph(cloudVolume)).toEqual({ 1: -1, 0: 1 });
  });

  test('makes every part that is not connected a tree of its own', () => {
    const tree = graph(7, [0, 1, 5, 3, 3, 4], { compartment: Uint8Array.of(2, 2, 2, 2, 2, 1, 0) }).toSkeleton();
    expect(tree.treeCount).toBe(4);
    expect([...tree.graphNodes]).toEqual([5, 3, 4, 0, 1, 2, 6]);
    expect([...tree.parents]).toEqual([-1, 0, 1, -1, 3, -1, -1]);
    const other = graph(5, [0, 1, 2, 3, 3, 4], { compartment: Uint8Array.of(2, 2, 2, 2, 1) }).toSkeleton({ root: 0 });
    expect([...other.graphNodes]).toEqual([0, 1, 4, 3, 2]);
  });

  test('lists edges that say nothing new, and refuses loops unless it may break them', () => {
    const doubled = graph(3, [0, 1, 1, 0, 1, 2, 2, 2]).toSkeleton();
    expect(doubled.treeCount).toBe(1);
    expect([...doubled.droppedEdges].sort()).toEqual([0, 1, 2, 2]);
    const loop = graph(4, [0, 1, 1, 2, 2, 0, 2, 3]);
    expect(() => loop.toSkeleton()).toThrow(InvalidArgumentError);
    expect(() => loop.toSkeleton()).toThrow(
      /^toSkeleton skeleton 42 is no tree: received 1 edges that close a loop, the first from node \d to \d, expected none; pass \{ loops: 'break' \}/,
    );
    const broken = loop.toSkeleton({ loops: 'break' });
    expect(broken.nodeCount).toBe(4);
    expect(broken.droppedEdges.length).toBe(2);
  });

  test('takes no radius that is not finite', () => {
    const skeleton = graph(2, [0, 1], { radius: Float32Array.of(3, Number.NaN), r: Float32Array.of(1, 2) });
    expect(() => skeleton.toSkeleton()).toThrow(
      'toSkeleton skeleton 42 node 1 has no radius: received NaN, expected a finite number',
    );
    expect([...skeleton.toSkeleton({ radii: 'r' }).radiiNm]).toEqual([1, 2]);
  });

  test('takes attributes of other names, and says what it has when it has none of that name', () => {
    const skeleton = graph(2, [0, 1], { r: Float32Array.of(3, 4), kind: Int32Array.of(1, 4), wide: new Uint8Array(4) });
    const tree = skeleton.toSkeleton({ radii: 'r', compartments: 'kind' });
    expect([...tree.radiiNm]).toEqual([3, 4]);
    expect([...tree.compartments]).toEqual([1, 4]);
    expect(() => skeleton.toSkeleton({ radii: 'radius' })).toThrow(
      'toSkeleton skeleton 42 has no attribute of one number per node: received radius, expected one of r, kind, wide',
    );
    expect(() => skeleton.toSkeleton({ radii: 'wide' })).toThrow('received wide');
  });

  test('refuses a root that is no node and a compartment that is no code', () => {
    expect(() => graph(2, [0, 1]).toSkeleton({ root: 2 })).toThrow(
      'toSkeleton root is no node of skeleton 42: received 2, expected 0 to 1',
    );
    expect(() => graph(2, [0, 1], { compartment: Float32Array.of(1, 2.5) }).toSkeleton()).toThrow(
      'toSkeleton skeleton 42 node 1 has no compartment code: received 2.5, expected a whole number from 0 to 255',
    );
    expect(() => graph(1, [], { compartment: Int16Array.of(-1) }).toSkeleton()).toThrow('received -1');
  });

  test('makes an empty skeleton of an empty graph', () => {
    expect(graph(0, []).toSkeleton()).toMatchObject({ nodeCount: 0, treeCount: 0 });
  });

  test('keeps every node, once, and every edge of a forest', () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.array(fc.nat(), { maxLength: 80 }));
    always(
      fc.property(shape, ([nodes, ends]) => {
        const even = ends.slice(0, 2 * Math.floor(ends.length / 2)).map(end => end % nodes);
        const tree = graph(nodes, even).toSkeleton({ loops: 'break' });
        expect([...tree.graphNodes].sort((a, b) => a - b)).toEqual(Array.from({ length: nodes }, (_, i) => i));
        const pair = (a: number, b: number): string => `${Math.min(a, b)}-${Math.max(a, b)}`;
        const kept: string[] = [];
        tree.parents.forEach((parent, i) => {
          expect(parent).toBeLessThan(i);
          if (parent >= 0) kept.push(pair(tree.graphNodes[i], tree.graphNodes[parent]));
        });
        for (let j = 0; j < tree.droppedEdges.length; j += 2) {
          kept.push(pair(tree.droppedEdges[j], tree.droppedEdges[j + 1]));
        }
        const given: string[] = [];
        for (let j = 0; j < even.length; j += 2) given.push(pair(even[j], even[j + 1]));
        expect(kept.sort()).toEqual(given.sort());
        expect(tree.treeCount).toBe([...tree.parents].filter(parent => parent < 0).length);
        expect(tree.treeCount).toBe(nodes - kept.length + tree.droppedEdges.length / 2);
      }),
    );
  });
});
