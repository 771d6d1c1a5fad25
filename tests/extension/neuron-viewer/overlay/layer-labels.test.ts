import { expect, test } from 'vitest';
import type { ICamera } from '../../../../extension/neuron-viewer/camera/camera';
import { layerLabelPlaces } from '../../../../extension/neuron-viewer/overlay/layer-labels';
import { layerPlanes } from '../../../../extension/neuron-viewer/overlay/layer-planes';

const planes = layerPlanes(
  [100, 250, 400].map((depthUm, n) => ({ name: ['L1 | L2/3', 'L2/3 | L4', 'L4 | L5'][n], depthNm: depthUm * 1000 })),
  { min: [0, 0, 0], max: [300, 600, 300] },
);
const side: ICamera = {
  target: [150, 300, 150],
  azimuth: 0,
  elevation: 0,
  roll: 0,
  distance: 3000,
  projection: 'perspective',
};

test('from the side every layer has its name; from the pia those that would lie on another are left out', () => {
  expect(layerLabelPlaces(planes, side, 900, 600).map(place => place !== undefined)).toEqual([true, true, true, true]);
  const above = { ...side, elevation: Math.PI / 2 };
  const shown = layerLabelPlaces(planes, above, 900, 600).flatMap(place => place ?? []);
  expect(shown.length).toBeGreaterThan(0);
  shown.forEach((a, i) => {
    for (const b of shown.slice(i + 1)) expect(Math.abs(a.x - b.x) >= 44 || Math.abs(a.y - b.y) >= 13).toBe(true);
  });
});
