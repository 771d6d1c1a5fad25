import { expect, test } from 'vitest';
import { STANDARD_VIEWS } from '../../../../extension/neuron-viewer/camera/standard-views';
import { axisEnds, axisPlace } from '../../../../extension/neuron-viewer/overlay/axis-places';

test('in cortex the pia is up and the white matter down, seen from the front', () => {
  const ends = axisEnds('cortex', 'pia', 'WM');
  const places = Object.fromEntries(ends.map(end => [end.name, axisPlace(end, STANDARD_VIEWS.front)]));
  expect(places.pia.y).toBeCloseTo(-1, 9);
  expect(places.WM.y).toBeCloseTo(1, 9);
  expect(places.x.x).toBeCloseTo(1, 9);
  expect(places.z.near).toBeCloseTo(-1, 9);
});

test('a volume has its own axes', () => {
  expect(axisEnds('volume', 'pia', 'WM').map(end => end.name)).toEqual(['x', '', 'y', '', 'z', '']);
});

test('a click on an end looks from there: the end then points at the reader', () => {
  for (const axes of ['cortex', 'volume'] as const) {
    for (const end of axisEnds(axes, 'pia', 'WM')) {
      expect(axisPlace(end, STANDARD_VIEWS[end.view]).near).toBeCloseTo(1, 5);
    }
  }
});
