import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cameraAxes } from '../../../extension/neuron-viewer/camera/camera';
import {
  axesOfQuaternion,
  axesOfTurn,
  quaternionOfAxes,
  turnOfAxes,
} from '../../../kernel-helpers/core/neuroglancer/orientation.js';
import { always } from '../../reference/properties.js';

const angle = fc.double({ min: -3.1, max: 3.1, noNaN: true });
const steep = fc.double({ min: -1.55, max: 1.55, noNaN: true });
const turns = fc.record({ azimuth: angle, elevation: steep, roll: angle });

function close(actual: readonly number[], expected: readonly number[], digits = 9): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of actual.entries()) expect(value).toBeCloseTo(expected[i], digits);
}

describe('the axes of a picture', () => {
  test("are the neuron viewer's camera's", () => {
    always(
      fc.property(turns, turn => {
        const { right, down, ahead } = axesOfTurn(turn);
        const viewer = cameraAxes(turn);
        close(right, viewer.right);
        close(
          down,
          viewer.up.map(part => -part),
        );
        close(ahead, viewer.forward);
      }),
    );
  });

  test('give the angles back', () => {
    always(
      fc.property(turns, turn => {
        const again = turnOfAxes(axesOfTurn(turn));
        close([again.azimuth, again.elevation, again.roll], [turn.azimuth, turn.elevation, turn.roll], 7);
      }),
    );
  });

  test('looking straight down have all of their turn in the azimuth', () => {
    const axes = axesOfTurn({ azimuth: 0.3, elevation: Math.PI / 2, roll: 0 });
    const again = turnOfAxes(axes);
    close([again.azimuth, again.elevation, again.roll], [0.3, Math.PI / 2, 0]);
  });

  test('and quaternions are the same turns, whichever of the four roots is taken', () => {
    always(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), parts => {
        fc.pre(Math.hypot(...parts) > 0.01);
        const length = Math.hypot(...parts);
        const unit = parts.map(part => part / length) as [number, number, number, number];
        const axes = axesOfQuaternion(unit);
        if (axes === undefined) throw new Error('no axes');
        const again = quaternionOfAxes(axes);
        // q and -q are the same turn.
        const sign = again.reduce((sum, part, i) => sum + part * unit[i], 0) < 0 ? -1 : 1;
        close(
          again.map(part => part * sign),
          unit,
          7,
        );
      }),
    );
  });

  test('of a quarter turn about y are those that Neuroglancer draws: the view looks along +x', () => {
    const axes = axesOfQuaternion([0, Math.SQRT1_2, 0, Math.SQRT1_2]);
    close(axes?.ahead ?? [], [1, 0, 0]);
    close(axes?.right ?? [], [0, 0, -1]);
    close(axes?.down ?? [], [0, 1, 0]);
  });

  test('of four zeros are none', () => {
    expect(axesOfQuaternion([0, 0, 0, 0])).toBeUndefined();
  });
});
