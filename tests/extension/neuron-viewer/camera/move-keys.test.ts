import { expect, test } from 'vitest';
import { type ICamera, project } from '../../../../extension/neuron-viewer/camera/camera';
import { moveByKey } from '../../../../extension/neuron-viewer/camera/move-keys';

const camera: ICamera = {
  target: [0, 0, 0],
  azimuth: 0,
  elevation: 0,
  roll: 0,
  distance: 100,
  projection: 'perspective',
};
const press = (key: string, held: Partial<KeyboardEvent> = {}): ICamera | undefined =>
  moveByKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held }, camera, [1, 1000], 600);

test('arrows turn, with shift they move what is seen, plus and minus zoom', () => {
  expect(press('ArrowRight')?.azimuth).toBeCloseTo(Math.PI / 24, 9);
  expect(press('ArrowDown')?.elevation).toBeCloseTo(Math.PI / 24, 9);
  const moved = press('ArrowRight', { shiftKey: true }) as ICamera;
  expect(project(moved, [0, 0, 0], 900, 600).x).toBeCloseTo(410, 6);
  expect(press('+')?.distance).toBeCloseTo(80, 9);
  expect(press('-')?.distance).toBeCloseTo(125, 9);
});

test('other keys, and keys held with Ctrl or Alt, move nothing', () => {
  expect(press('x')).toBeUndefined();
  expect(press('ArrowRight', { ctrlKey: true })).toBeUndefined();
  expect(press('-', { metaKey: true })).toBeUndefined();
});
