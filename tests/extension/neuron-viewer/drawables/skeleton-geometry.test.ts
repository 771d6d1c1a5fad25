import { describe, expect, test } from 'vitest';
import {
  EDGE_KIND,
  type IEdges,
  skeletonEdges,
  skeletonNodes,
} from '../../../../extension/neuron-viewer/drawables/skeleton-geometry';
import {
  type DecodedSkeletons,
  packSkeletons,
  unpackSkeletons,
} from '../../../../kernel-helpers/contract/scene/skeletons.js';
import type { Neuron } from '../../../../kernel-helpers/core/skeleton.js';
import { neuronOf, smallRows } from '../../../contract/neurons.js';

const originUm = [100, 200, 50] as const;
const decodedOf = (...neurons: Neuron[]): DecodedSkeletons =>
  unpackSkeletons(
    {
      kind: 'skeletons',
      key: 'a',
      name: 'neurons',
      opacity: 1,
      radiusScale: 1,
      trees: neurons.map(({ skeleton }, n) => ({ cell: n, nodeCount: skeleton.nodeCount })),
      packed: packSkeletons(neurons.map(neuron => neuron.skeleton)),
    },
    'items[0]',
  );
const edgesOf = (...neurons: Neuron[]) => skeletonEdges(decodedOf(...neurons));
const edges = (geometry: IEdges): number[][] =>
  Array.from({ length: geometry.edgeCount }, (_, e) => [...geometry.edges.data.subarray(4 * e, 4 * e + 4)]);

describe('edges', () => {
  test('are a sphere for the soma, a taper out of it, and a round cone for every other segment', () => {
    expect(edges(edgesOf(neuronOf(smallRows)))).toEqual([
      [0, 0, 0, EDGE_KIND.sphere],
      [0, 1, 0, EDGE_KIND.leavesSoma],
      [1, 2, 0, EDGE_KIND.neurite],
    ]);
  });

  test("never join two neurons, and carry their neuron's number", () => {
    expect(edges(edgesOf(neuronOf(smallRows), neuronOf(smallRows))).slice(3)).toEqual([
      [3, 3, 1, EDGE_KIND.sphere],
      [3, 4, 1, EDGE_KIND.leavesSoma],
      [4, 5, 1, EDGE_KIND.neurite],
    ]);
  });

  test('of a soma of several nodes have a sphere each and no taper between', () => {
    const soma = neuronOf([
      [0, 0, 0, 5000, -1, 1],
      [2000, 0, 0, 4000, 0, 1],
    ]);
    expect(edges(edgesOf(soma)).map(edge => edge[3])).toEqual([EDGE_KIND.sphere, EDGE_KIND.sphere, EDGE_KIND.neurite]);
  });

  test('show a lone node', () => {
    expect(edges(edgesOf(neuronOf([[0, 0, 0, 100, -1, 3]])))).toEqual([[0, 0, 0, EDGE_KIND.sphere]]);
  });
});

describe('nodes', () => {
  test('are in µm from the origin, with their radius', () => {
    const nodes = skeletonNodes(decodedOf(neuronOf(smallRows)), originUm);
    const soma = [0, 1, 2].map(k => nodes.data[k] + originUm[k]);
    expect(soma[0]).toBeCloseTo(100, 2);
    expect(soma[1]).toBeCloseTo(200, 2);
    expect(nodes.data[3]).toBeCloseTo(6, 3);
    expect(nodes.data[8]).toBeCloseTo(30, 2);
  });
});

describe('levels of detail', () => {
  const crooked = neuronOf([
    [0, 0, 0, 5000, -1, 1],
    ...Array.from(
      { length: 200 },
      (_, i) => [8000 + i * 500, 300 * Math.sin(i), 200 * Math.cos(i * 2.1), 150, i, 3] as const,
    ),
  ]);

  test('leave out nodes, and never a soma, a root or a tip', () => {
    const all = skeletonEdges(decodedOf(crooked, crooked));
    const fewer = skeletonEdges(decodedOf(crooked, crooked), 500);
    expect(fewer.edgeCount).toBeLessThan(all.edgeCount / 4);
    for (const { firstEdge, edges: texels } of [all, fewer]) {
      const second = [...texels.data.subarray(4 * firstEdge[1], 4 * firstEdge[1] + 4)];
      expect(second).toEqual([201, 201, 1, EDGE_KIND.sphere]);
      expect(texels.data[4 * (firstEdge[2] - 1) + 1]).toBe(401);
    }
    expect([...fewer.firstEdge].at(-1)).toBe(fewer.edgeCount);
  });
});
