import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DirectionTuning,
  directionDifferenceDeg,
  directionTuning,
  orientationDifferenceDeg,
  tuningCurve,
} from '../../../kernel-helpers/core/functional/index.js';
import { parseNpy } from '../../../kernel-helpers/io/table/npy.js';
import { mirrorFile } from '../../io/source/mirror-file.js';
import { always } from '../../reference/properties.js';
import { walkOf } from '../../reference/tuning.js';
import { expectClose, fixture } from '../stats/regression/fixture.js';

interface Case {
  readonly name: string;
  readonly responses: number[];
  readonly directionsDeg: number[];
  readonly directions: number[];
  readonly mean: number[];
  readonly sem: (number | 'nan')[];
  readonly trials: number[];
  readonly gOsi: number;
  readonly gDsi: number;
  readonly osi: number | null;
  readonly dsi: number | null;
  readonly preferredOrientationDeg: number;
  readonly preferredDirectionDeg: number;
}

describe('tuningCurve and directionTuning agree with pandas 3.1.1 and numpy 2.4.6', () => {
  for (const expected of fixture<Case[]>('functional/tuning.json')) {
    test(expected.name, () => {
      const curve = tuningCurve(expected.responses, expected.directionsDeg);
      expect([...curve.directionsDeg]).toEqual(expected.directions);
      expect([...curve.trials]).toEqual(expected.trials);
      expectClose(curve.mean, expected.mean, 1e-12);
      expect(Array.from(curve.sem, Number.isNaN)).toEqual(expected.sem.map(value => value === 'nan'));
      expectClose(
        curve.sem.filter(value => !Number.isNaN(value)),
        expected.sem.filter(value => value !== 'nan'),
        1e-12,
      );
      const tuning = directionTuning(expected.responses, expected.directionsDeg) as DirectionTuning;
      expectClose(tuning.gOsi, expected.gOsi, 1e-12);
      expectClose(tuning.gDsi, expected.gDsi, 1e-12);
      for (const field of ['osi', 'dsi'] as const) {
        if (expected[field] === null) expect(tuning[field]).toBeUndefined();
        else expectClose(tuning[field], expected[field], 1e-12);
      }
      expectClose(tuning.preferredOrientationDeg, expected.preferredOrientationDeg, 1e-12, 1e-12);
      expectClose(tuning.preferredDirectionDeg, expected.preferredDirectionDeg, 1e-12, 1e-12);
      expectClose(tuning.preferredDirectionRad, (expected.preferredDirectionDeg * Math.PI) / 180, 1e-12, 1e-14);
      expectClose(tuning.preferredOrientationRad, (expected.preferredOrientationDeg * Math.PI) / 180, 1e-12, 1e-14);
    });
  }
});

describe('directionTuning', () => {
  const circle = [0, 45, 90, 135, 180, 225, 270, 315];

  test('of a response to one direction alone is all selectivity', () => {
    const tuning = directionTuning([0, 0, 0, 2, 0, 0, 0, 0], circle) as DirectionTuning;
    expect(tuning).toMatchObject({ osi: 1, dsi: 1, peakDirectionDeg: 135 });
    expectClose(tuning.gOsi, 1, 1e-15);
    expectClose(tuning.gDsi, 1, 1e-15);
    expectClose(tuning.preferredDirectionDeg, 135, 1e-14);
    expectClose(tuning.preferredOrientationDeg, 135, 1e-14);
  });

  test('of equal responses prefers nothing', () => {
    expect(
      directionTuning(
        circle.map(() => 3),
        circle,
      ),
    ).toMatchObject({
      gOsi: 0,
      gDsi: 0,
      osi: 0,
      dsi: 0,
      preferredOrientationDeg: undefined,
      preferredDirectionDeg: undefined,
      preferredDirectionOnAxisDeg: undefined,
      preferredOrientationRad: undefined,
    });
  });

  test('of equal responses to opposite directions has an orientation and no direction', () => {
    const tuning = directionTuning([0, 4, 0, 0, 0, 4, 0, 0], circle) as DirectionTuning;
    expectClose(tuning.preferredOrientationDeg, 45, 1e-14);
    expect(tuning).toMatchObject({ gDsi: 0, dsi: 0, preferredDirectionDeg: undefined });
  });

  test('is undefined without a response', () => {
    expect(directionTuning([], [])).toBeUndefined();
    expect(directionTuning([0, 0], [0, 180])).toBeUndefined();
    expect(tuningCurve([], []).mean.length).toBe(0);
  });

  test('refuses negative responses, and directions that are not there', () => {
    expect(() => directionTuning([1, -0.5, 2], [0, 90, 180])).toThrow(
      'directionTuning response at 90° is out of range: received a mean of -0.5, expected 0 or more',
    );
    expect(() => directionTuning([1, 2], [0])).toThrow('directionsDeg has the wrong length: received 1, expected 2');
    expect(() => directionTuning([1, Number.NaN], [0, 90])).toThrow('responses at index 1 is missing or not finite');
  });

  test('turns with the stimulus, and agrees with a walk of as many steps', () => {
    const responses = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 });
    always(
      fc.property(responses, fc.integer({ min: -800, max: 800 }), (r, turn) => {
        const tuning = directionTuning(r, circle);
        const [x, y] = walkOf(r, circle);
        const steps = r.reduce((sum, value) => sum + value, 0);
        if (steps === 0) return expect(tuning).toBeUndefined();
        expectClose(tuning?.gDsi, Math.hypot(x, y) / steps, 1e-9, 1e-12);
        const turned = directionTuning(
          r,
          circle.map(direction => direction + turn),
        ) as DirectionTuning;
        expectClose(turned.gOsi, tuning?.gOsi as number, 1e-9, 1e-12);
        if (tuning?.preferredDirectionDeg === undefined) return expect(turned.preferredDirectionDeg).toBeUndefined();
        expect(
          directionDifferenceDeg(turned.preferredDirectionDeg as number, tuning.preferredDirectionDeg + turn),
        ).toBeLessThan(1e-6);
        expect(directionDifferenceDeg((Math.atan2(y, x) * 180) / Math.PI, tuning.preferredDirectionDeg)).toBeLessThan(
          1e-6,
        );
      }),
    );
  });
});

const responsesFile = mirrorFile('microns2025/tuned-unit-responses');
const directionsFile = mirrorFile('microns2025/directions');

test.skipIf(!responsesFile || !directionsFile)(
  'the units of Fig. 3g stand in the order of their preferred directions',
  () => {
    const { data } = parseNpy(readFileSync(responsesFile as string));
    const directionsDeg = parseNpy(readFileSync(directionsFile as string)).data as Float64Array;
    const bins = Array.from({ length: 64 }, (_, k) => directionsDeg[Math.floor(k / 4)]);
    const tunings = Array.from(
      { length: 80 },
      (_, unit) => directionTuning((data as Float64Array).slice(64 * unit, 64 * (unit + 1)), bins) as DirectionTuning,
    );
    // The file holds five units for each of the 16 directions in turn, sorted by a fit that it does not hold.
    const orientations = tunings.map((tuning, unit) =>
      orientationDifferenceDeg(tuning.preferredOrientationDeg as number, directionsDeg[Math.floor(unit / 5)]),
    );
    expect(Math.max(...orientations)).toBeLessThan(14.1);
    const directions = tunings.map((tuning, unit) =>
      directionDifferenceDeg(tuning.preferredDirectionOnAxisDeg as number, directionsDeg[Math.floor(unit / 5)]),
    );
    // All but four: they answer to both directions about as much, and the fit chose the other one.
    expect(directions.filter(apart => apart < 14.1)).toHaveLength(76);
    expect(directions.filter(apart => apart > 170)).toHaveLength(4);
    // Through the first half turn our angle ascends unit by unit, never falling back by as much as a degree.
    const first = tunings.slice(0, 40).map(tuning => tuning.preferredOrientationDeg as number);
    const fallsBack = first.map((angle, unit) => Math.max(...first.slice(0, unit + 1)) - angle);
    expect(Math.max(...fallsBack)).toBeLessThan(1);
    expectClose(tunings.reduce((sum, tuning) => sum + tuning.gOsi, 0) / 80, 0.6781770566237522, 1e-12);
    expectClose(tunings.reduce((sum, tuning) => sum + tuning.gDsi, 0) / 80, 0.1650352234986671, 1e-12);
  },
);
