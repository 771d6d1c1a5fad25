import { decodeScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import { expect, test } from 'vitest';
import { frameUniforms } from '../../../extension/neuron-viewer/drawables/frame-uniforms';
import { preparingSteps, readingSteps } from '../../../extension/neuron-viewer/opening';
import { prepareScene } from '../../../extension/neuron-viewer/picture/prepare-scene';
import { bumpySphere, cell, meshes, points, rod, sceneOf, skeletons } from '../../ui/viewer/scenes';

/** What the steps make, and how many they are. */
function counted<T>(steps: Steps<T>): { made: T; count: number } {
  for (let count = 0; ; count += 1) {
    const next = steps.next();
    if (next.done) return { made: next.value, count };
  }
}

const cells = Array.from({ length: 40 }, (_, n) => cell(n));
const many = Float32Array.from({ length: 3 * 300_000 }, (_, i) => (i * 7919) % 1_000_003);

test.each([
  ['skeletons', async () => skeletons(cells.map((_, n) => rod(9_000, 100 + n, 10_000, [n * 500, 0])))],
  ['points', async () => points({ positionsNm: many })],
  ['surfaces', async () => meshes(cells.map((_, n) => bumpySphere([n * 9_000, 0, 0], 3_000, 12)))],
])('the steps of %s are about as many as expected, which is what progress is told by', async (_, make) => {
  const scene = sceneOf(cells, [await make()]);
  let read = 0;
  const decoded = await decodeScene(scene, steps => {
    const { made, count } = counted(steps);
    read = count;
    return made;
  });
  const prepared = counted(
    prepareScene(decoded, { frame: frameUniforms(), limits: { viewBytes: 1e9, textureSize: 4096 } }),
  );
  for (const [expected, count] of [
    [readingSteps(scene.items), read],
    [preparingSteps(scene.items), prepared.count],
  ]) {
    expect(count / expected).toBeGreaterThan(0.6);
    expect(count / expected).toBeLessThan(1.4);
  }
});
