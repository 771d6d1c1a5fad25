import { expect, test } from 'vitest';
import { cameraAxes } from '../../../../extension/neuron-viewer/camera/camera';
import { STANDARD_VIEWS } from '../../../../extension/neuron-viewer/camera/standard-views';

test.each([
  ['front', [0, 0, 1], [0, -1, 0]],
  ['back', [0, 0, -1], [0, -1, 0]],
  ['left', [1, 0, 0], [0, -1, 0]],
  ['right', [-1, 0, 0], [0, -1, 0]],
  ['top', [0, 1, 0], [0, 0, 1]],
  ['bottom', [0, -1, 0], [0, 0, -1]],
] as const)('from the %s one looks along %j with %j up', (view, forward, up) => {
  const axes = cameraAxes(STANDARD_VIEWS[view]);
  forward.forEach((value, k) => {
    expect(axes.forward[k]).toBeCloseTo(value, 2);
  });
  up.forEach((value, k) => {
    expect(axes.up[k]).toBeCloseTo(value, 2);
  });
});
