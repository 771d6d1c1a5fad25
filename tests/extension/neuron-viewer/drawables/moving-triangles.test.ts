import type { DecodedMesh } from 'connectome-helpers/dist/contract/scene/meshes.js';
import { unpackMeshes } from 'connectome-helpers/dist/contract/scene/meshes.js';
import { atOnce } from 'connectome-helpers/dist/contract/steps.js';
import type { Group, Mesh } from 'three';
import { beforeAll, expect, test } from 'vitest';
import { CellColors } from '../../../../extension/neuron-viewer/drawables/cell-colors';
import type { IDrawable } from '../../../../extension/neuron-viewer/drawables/drawable';
import { frameUniforms } from '../../../../extension/neuron-viewer/drawables/frame-uniforms';
import { meshDrawable } from '../../../../extension/neuron-viewer/drawables/mesh-drawable';
import { movingTriangles, movingTrianglesReady } from '../../../../extension/neuron-viewer/drawables/moving-triangles';
import { bumpySphere, meshes } from '../../../ui/viewer/scenes';

/** 14,400 triangles and 400. */
let large: DecodedMesh;
let small: DecodedMesh;
let drawable: IDrawable;

beforeAll(async () => {
  await movingTrianglesReady;
  const item = await meshes([bumpySphere([0, 0, 0], 8_000, 60), bumpySphere([30_000, 0, 0], 8_000, 10)]);
  const decoded = await unpackMeshes(item, 'test');
  [large, small] = decoded.meshes;
  const context = {
    originUm: [0, 0, 0],
    cells: new CellColors(['#ffffff', '#ffffff']),
    frame: frameUniforms(),
  } as const;
  drawable = atOnce(meshDrawable(decoded, 0, context));
});

test('about an eighth of the triangles is left, on the same vertices, nowhere far from the whole', () => {
  const corners = movingTriangles(large) as Uint32Array;
  expect(large.part.triangleCount).toBe(14_400);
  expect(corners.length / 3).toBeGreaterThan(900);
  expect(corners.length / 3).toBeLessThanOrEqual(1_800);
  // Each triangle's middle lies between the least and the greatest radius of the bumps, but for the grid's cell.
  const { part, quantised } = large;
  for (let t = 0; t < corners.length; t += 3) {
    const middle = [0, 1, 2].map(
      k =>
        [0, 1, 2].reduce((sum, c) => sum + part.originNm[k] + quantised[4 * corners[t + c] + k] * part.stepNm[k], 0) /
        3,
    );
    const radius = Math.hypot(...middle);
    expect(radius).toBeGreaterThan(8_000 * 0.85 - 1_500);
    expect(radius).toBeLessThan(8_000 * 1.15 + 1);
  }
});

test('a small surface is left as it is', () => {
  expect(small.part.triangleCount).toBe(400);
  expect(movingTriangles(small)).toBeUndefined();
});

test('only moving pictures have fewer triangles, and only where frames are slow', () => {
  const frame = { camera: {} as never, widthPx: 9, heightPx: 9 };
  const drawn = (): (number | undefined)[] =>
    (drawable.object as Group).children.map(child => (child as Mesh).geometry.index?.count);
  const whole = [3 * 14_400, 3 * 400];
  const make = (slow: boolean): void => {
    if (drawable.make) atOnce(drawable.make({ ...frame, moving: true, slow }));
  };
  make(false);
  drawable.prepare({ ...frame, moving: true });
  expect(drawn()).toEqual(whole);
  make(true);
  drawable.prepare({ ...frame, moving: true });
  expect(drawn()[0]).toBeLessThanOrEqual(3 * 1_800);
  expect(drawn()[1]).toBe(whole[1]);
  drawable.prepare({ ...frame, moving: false });
  expect(drawn()).toEqual(whole);
});
