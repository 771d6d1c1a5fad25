import { expect, test } from 'vitest';
import { sceneOfFile } from '../../../../extension/files/scene-of-file.js';
import { exportObj } from '../../../../extension/neuron-viewer/export/obj.js';
import { decodeScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import type { SceneMeshes } from '../../../../kernel-helpers/contract/scene/scene.js';
import { viewer } from '../../../../kernel-helpers/display/viewer/index.js';
import { bumpySphere } from '../../../ui/viewer/scenes.js';

test('a file of any title opens as large as it was, since its unit comes first', async () => {
  const shown = await viewer({ id: 1n, mesh: bumpySphere([0, 0, 0], 5000, 6) }, { title: 'units: nm' }).scene();
  const { content } = exportObj(
    {
      decoded: await decodeScene(shown),
      camera: { target: [0, 0, 0], azimuth: 0, elevation: 0, roll: 0, distance: 1, projection: 'perspective' },
      hidden: new Set(),
      hiddenItems: new Set(),
      view: {},
    },
    'tubes',
  );
  expect(String(content).split('\n').slice(0, 2)).toEqual(['# units: um', '# units: nm']);
  const words = { assumedUnit: (unit: string) => unit, leftOut: (count: number) => `${count}` };
  const opened = await sceneOfFile('a.obj', new TextEncoder().encode(String(content)), words);
  const [before, after] = [shown, opened].map(({ items }) => (items[0] as SceneMeshes).parts[0].originNm);
  expect(opened.notes).toEqual([]);
  for (let k = 0; k < 3; k += 1) expect(after[k] / before[k]).toBeCloseTo(1, 2);
});
