import { expect, test } from 'vitest';
import { fromSceneCamera, toSceneCamera } from '../../../../extension/neuron-viewer/camera/stored-camera';

const stored = { target: [1000, 2000, 3000], azimuth: 0.1, elevation: 0.2, distance: 4000 } as const;

test('a camera is stored in nanometres, without what is usual', () => {
  expect(fromSceneCamera(stored)).toEqual({
    target: [1, 2, 3],
    azimuth: 0.1,
    elevation: 0.2,
    roll: 0,
    distance: 4,
    projection: 'perspective',
  });
  expect(toSceneCamera(fromSceneCamera(stored))).toEqual(stored);
});

test('a rolled and orthographic camera comes back as it was', () => {
  const other = { ...stored, roll: 0.5, projection: 'orthographic' } as const;
  expect(toSceneCamera(fromSceneCamera(other))).toEqual(other);
});
