import { expect, test } from 'vitest';
import { fitPoints } from '../../../../extension/neuron-viewer/camera/camera.js';
import type { IExportedScene } from '../../../../extension/neuron-viewer/export/exported-scene.js';
import { strokesOf } from '../../../../extension/neuron-viewer/export/svg-strokes.js';
import { decodeScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import { viewer } from '../../../../kernel-helpers/display/viewer/index.js';
import { neuronOf } from '../../../contract/neurons.js';

/** A straight thin neurite of 100 µm. */
const neuron = (id: bigint, x: number) =>
  neuronOf(
    [
      [x, 0, 0, 10, -1, 3],
      [x, 100_000, 0, 10, 0, 3],
    ],
    { id },
  );

async function sceneOf(selected: string[]): Promise<IExportedScene> {
  const decoded = await decodeScene(await viewer([neuron(1n, 0), neuron(2n, 50_000)]).scene());
  const points = Float32Array.of(0, 0, 0, 50, 100, 0);
  const camera = fitPoints(points, [0, 0, 0], 1);
  return { decoded, camera, hidden: new Set(), hiddenItems: new Set(), view: { selected } };
}

test('what is selected stands out of the drawing, wider than the thinnest line; all else is dimmed', async () => {
  const standings = async (selected: string[]) => {
    const scene = await sceneOf(selected);
    const marks = strokesOf(scene, { camera: scene.camera, widthPx: 400, heightPx: 400 }, 0.1);
    return marks.map(mark => [mark.kind, mark.standing, mark.kind === 'stroke' ? mark.width : undefined]);
  };
  expect(await standings([])).toEqual([
    ['stroke', 'usual', 0.8],
    ['stroke', 'usual', 0.8],
  ]);
  expect(await standings(['2'])).toEqual([
    ['stroke', 'dimmed', 0.8],
    ['stroke', 'selected', 0.8 * 1.8],
  ]);
});
