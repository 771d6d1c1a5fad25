import { describe, expect, test } from 'vitest';
import { EDGE_KIND, sceneGeometry, TEXTURE_WIDTH, textureSize } from '../../../extension/neuron-viewer/geometry';
import { decodeScene, encodeScene } from '../../../kernel-helpers/contract/scene-codec.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import { neuronOf, smallRows } from '../../contract/neurons.js';

const geometryOf = (...neurons: Neuron[]) =>
  sceneGeometry(
    decodeScene(encodeScene(neurons, { title: '', caption: '', colors: neurons.map((_, n) => `#0${n}8cf9`) })),
  );
const edges = (geometry: ReturnType<typeof geometryOf>): number[][] =>
  Array.from({ length: geometry.edgeCount }, (_, e) => [...geometry.edges.data.subarray(4 * e, 4 * e + 4)]);

describe('edges', () => {
  test('are a sphere for the soma, a taper out of it, and a round cone for every other segment', () => {
    expect(edges(geometryOf(neuronOf(smallRows)))).toEqual([
      [0, 0, 0, EDGE_KIND.sphere],
      [0, 1, 0, EDGE_KIND.leavesSoma],
      [1, 2, 0, EDGE_KIND.neurite],
    ]);
  });

  test("never join two neurons, and carry their neuron's number", () => {
    expect(edges(geometryOf(neuronOf(smallRows), neuronOf(smallRows))).slice(3)).toEqual([
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
    expect(edges(geometryOf(soma)).map(edge => edge[3])).toEqual([
      EDGE_KIND.sphere,
      EDGE_KIND.sphere,
      EDGE_KIND.neurite,
    ]);
  });

  test('show a lone node', () => {
    expect(edges(geometryOf(neuronOf([[0, 0, 0, 100, -1, 3]])))).toEqual([[0, 0, 0, EDGE_KIND.sphere]]);
  });
});

describe('nodes', () => {
  test('are in µm from an origin in the middle, with their radius', () => {
    const { originUm, nodes } = geometryOf(neuronOf(smallRows));
    const soma = [0, 1, 2].map(k => nodes.data[k] + originUm[k]);
    expect(soma[0]).toBeCloseTo(100, 2);
    expect(soma[1]).toBeCloseTo(200, 2);
    expect(nodes.data[3]).toBeCloseTo(6, 3);
    expect(Math.abs(nodes.data[0])).toBeLessThan(25);
  });

  test('are bounded with their radius', () => {
    const { boundsUm } = geometryOf(neuronOf(smallRows));
    expect(boundsUm.min.map(v => Math.round(v))).toEqual([94, 194, 44]);
    expect(boundsUm.max.map(v => Math.round(v))).toEqual([130, 206, 56]);
  });
});

test('colours are one texel a neuron, shown', () => {
  const { colors } = geometryOf(neuronOf(smallRows), neuronOf(smallRows));
  expect([...colors.data.subarray(0, 8)]).toEqual([0x00, 0x8c, 0xf9, 255, 0x01, 0x8c, 0xf9, 255]);
});

test('textures are one row until they are full, then as many as are needed', () => {
  expect(textureSize(0)).toEqual({ width: 1, height: 1 });
  expect(textureSize(5)).toEqual({ width: 5, height: 1 });
  expect(textureSize(TEXTURE_WIDTH + 1)).toEqual({ width: TEXTURE_WIDTH, height: 2 });
});
