import { describe, expect, test } from 'vitest';
import { layerPlanes, planeOutlines } from '../../../../extension/neuron-viewer/overlay/layer-planes';

const bounds = { min: [0, 50, 0], max: [100, 400, 200] } as const;
const plane = (name: string, depthUm: number) => ({ name, depthNm: depthUm * 1000 });

describe('layer names', () => {
  test('that part layers in a chain are written halfway between the planes', () => {
    const { labels } = layerPlanes([plane('L2/3 | L4', 260), plane('L1 | L2/3', 100)], bounds);
    expect(labels).toEqual([
      { name: 'L1', depthUm: 75 },
      { name: 'L2/3', depthUm: 180 },
      { name: 'L4', depthUm: 330 },
    ]);
  });

  test('begin at the pia where it is given, which is written at its plane', () => {
    const { labels } = layerPlanes([plane('pia', 0), plane('L1 | L2/3', 100)], bounds);
    expect(labels).toEqual([
      { name: 'pia', depthUm: 0 },
      { name: 'L1', depthUm: 50 },
      { name: 'L2/3', depthUm: 250 },
    ]);
  });

  test('that do not fit to each other are all written at their planes', () => {
    const { labels } = layerPlanes([plane('L1 | L2/3', 100), plane('L4 | L5', 300)], bounds);
    expect(labels.map(label => label.depthUm)).toEqual([100, 300]);
  });

  test('of layers that hardly reach into the scene are left out', () => {
    const { labels } = layerPlanes([plane('L1 | L2/3', 30), plane('L2/3 | L4', 395)], bounds);
    expect(labels.map(label => label.name)).toEqual(['L2/3']);
  });

  test('of any other kind are written at their plane', () => {
    expect(layerPlanes([plane('imaging plane', 210), plane('vessel', 100)], bounds).labels).toEqual([
      { name: 'vessel', depthUm: 100 },
      { name: 'imaging plane', depthUm: 210 },
    ]);
  });
});

describe('planes', () => {
  test('reach a little beyond the neurons, and the box takes in those above and below', () => {
    const { boundsUm } = layerPlanes([plane('a', 10), plane('b', 500)], bounds);
    expect(boundsUm).toEqual({ min: [-6, 10, -6], max: [106, 500, 206] });
  });

  test('are four lines each, from the origin given', () => {
    const outlines = planeOutlines(layerPlanes([plane('a', 100)], bounds), [50, 100, 0]);
    expect(outlines.length).toBe(4 * 2 * 3);
    expect([...outlines.subarray(0, 6)]).toEqual([-56, 0, -6, 56, 0, -6]);
  });

  test('are none without layers', () => {
    const planes = layerPlanes([], bounds);
    expect(planes).toEqual({ depthsUm: [], labels: [], boundsUm: bounds });
  });
});
