import { unpackMeshes } from 'connectome-helpers/dist/contract/scene/meshes.js';
import { unpackSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { atOnce } from 'connectome-helpers/dist/contract/steps.js';
import type { Group, Mesh } from 'three';
import { expect, test, vi } from 'vitest';
import { CellColors } from '../../../../extension/neuron-viewer/drawables/cell-colors';
import type { IDrawableContext, IDrawnFrame } from '../../../../extension/neuron-viewer/drawables/drawable';
import { frameUniforms } from '../../../../extension/neuron-viewer/drawables/frame-uniforms';
import { meshDrawable } from '../../../../extension/neuron-viewer/drawables/mesh-drawable';
import { movingTrianglesReady } from '../../../../extension/neuron-viewer/drawables/moving-triangles';
import { skeletonDrawable } from '../../../../extension/neuron-viewer/drawables/skeleton-drawable';
import { ViewMemory } from '../../../../extension/neuron-viewer/drawables/view-memory';
import { bumpySphere, meshes, rod, skeletons } from '../../../ui/viewer/scenes';

const frameAt = (distance: number): IDrawnFrame => ({
  camera: { target: [0, 0, 0], azimuth: 0, elevation: 0, roll: 0, distance, projection: 'perspective' },
  widthPx: 900,
  heightPx: 600,
  moving: false,
});

function contextOf(viewBytes: number, textureSize = 4096) {
  const memory = new ViewMemory({ viewBytes, textureSize });
  const told = vi.fn();
  memory.onFull = told;
  const cells = new CellColors(['#ffffff']);
  const context: IDrawableContext = { originUm: [0, 0, 0], cells, frame: frameUniforms(), memory };
  return { memory, told, context };
}

/** 3,000 nodes on a wave of 1 µm and 100 µm: what lies on its way matters from near. */
const wave = rod(100_000, 200, 3_000);
for (let i = 0; i < wave.nodeCount; i += 1) wave.positionsNm[3 * i + 1] = 1_000 * Math.sin(i / 3);
const decoded = unpackSkeletons(skeletons([wave]), 'test');
/** 16 bytes for each of 2,048 × 2 texels. */
const nodeBytes = 16 * 2048 * 2;

const edgesDrawn = (object: unknown): number =>
  (object as Group).children
    .filter(child => child.visible)
    .reduce((sum, child) => sum + (child as Mesh).geometry.drawRange.count / 6, 0);

test('every texture is counted while it is there', () => {
  const { memory, told, context } = contextOf(1e9);
  const drawable = atOnce(skeletonDrawable(decoded, 0, context));
  expect(memory.usedBytes).toBe(nodeBytes);
  if (drawable.make) atOnce(drawable.make(frameAt(10)));
  drawable.prepare(frameAt(10));
  expect(edgesDrawn(drawable.object)).toBe(3_000);
  expect(memory.usedBytes).toBe(2 * nodeBytes);
  drawable.dispose();
  expect(memory.usedBytes).toBe(0);
  expect(told).not.toHaveBeenCalled();
});

test('without room for a level a coarser one is drawn, and it is told', () => {
  const { memory, told, context } = contextOf(nodeBytes + 16 * 2_900);
  const drawable = atOnce(skeletonDrawable(decoded, 0, context));
  if (drawable.make) atOnce(drawable.make(frameAt(10)));
  drawable.prepare(frameAt(10));
  expect(edgesDrawn(drawable.object)).toBeGreaterThan(100);
  expect(edgesDrawn(drawable.object)).toBeLessThan(2_900);
  expect(memory.roomBytes).toBeGreaterThanOrEqual(0);
  expect(told).toHaveBeenCalled();
});

test('a level that is not looked at gives its room to one that is', () => {
  const { memory, told, context } = contextOf(nodeBytes + 16 * (2048 * 2 + 1_000));
  const drawable = atOnce(skeletonDrawable(decoded, 0, context));
  for (const distance of [3_000, 20_000, 1_500, 10]) {
    if (drawable.make) atOnce(drawable.make(frameAt(distance)));
    drawable.prepare(frameAt(distance));
  }
  expect(edgesDrawn(drawable.object)).toBe(3_000);
  expect(memory.roomBytes).toBeGreaterThanOrEqual(0);
  expect(told).not.toHaveBeenCalled();
});

test('surfaces without room are drawn in fewer triangles, and it is told', async () => {
  await movingTrianglesReady;
  const surfaces = await unpackMeshes(await meshes([bumpySphere([0, 0, 0], 8_000, 60)]), 'test');
  const indexOf = (viewBytes: number) => {
    const { memory, told, context } = contextOf(viewBytes);
    const drawable = atOnce(meshDrawable(surfaces, 0, context));
    const used = memory.usedBytes;
    const triangles = ((drawable.object as Group).children[0] as Mesh).geometry.index?.count ?? 0;
    drawable.dispose();
    return { triangles: triangles / 3, told: told.mock.calls.length, used, left: memory.usedBytes };
  };
  const { vertexCount } = surfaces.meshes[0].part;
  expect(indexOf(1e9)).toEqual({ triangles: 14_400, told: 0, used: 12 * 14_400 + 12 * vertexCount, left: 0 });
  const less = indexOf(100_000);
  expect(less.triangles).toBeLessThanOrEqual(1_800);
  expect(less).toMatchObject({ told: 1, left: 0 });
});

test('a GPU of small textures is told of before one is made', () => {
  const { context } = contextOf(1e9, 1024);
  expect(() => atOnce(skeletonDrawable(decoded, 0, context))).toThrow(
    'neuron viewer texture is too large for this GPU: received 2048 × 2, expected at most 1024 × 1024',
  );
});
