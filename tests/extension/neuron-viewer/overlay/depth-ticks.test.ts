import { expect, test } from 'vitest';
import { type ICamera, project } from '../../../../extension/neuron-viewer/camera/camera';
import { depthTicks } from '../../../../extension/neuron-viewer/overlay/depth-ticks';

const camera: ICamera = {
  target: [40, 500, -20],
  azimuth: 0.4,
  elevation: 0.1,
  roll: 0,
  distance: 3000,
  projection: 'perspective',
};

test('ticks stand at round depths of the line down through the target', () => {
  for (const projection of ['perspective', 'orthographic'] as const) {
    const ticks = depthTicks({ ...camera, projection }, 900, 600);
    expect(ticks.map(tick => tick.depthUm)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    for (const { depthUm, y } of ticks) {
      expect(y).toBeCloseTo(project({ ...camera, projection }, [40, depthUm, -20], 900, 600).y, 6);
    }
  }
});

test('ticks are never too near each other', () => {
  for (const distance of [5, 70, 800, 9000]) {
    const ticks = depthTicks({ ...camera, distance }, 900, 600);
    expect(ticks.length).toBeGreaterThan(2);
    ticks.slice(1).forEach((tick, i) => {
      expect(tick.y - ticks[i].y).toBeGreaterThan(40);
    });
  }
});

test('there is no ruler while depth does not run down the picture', () => {
  expect(depthTicks({ ...camera, elevation: 1 }, 900, 600)).toEqual([]);
  expect(depthTicks({ ...camera, roll: 0.3 }, 900, 600)).toEqual([]);
  expect(depthTicks({ ...camera, roll: Math.PI }, 900, 600)).toEqual([]);
});
