import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  directionDifferenceDeg,
  orientationDifferenceDeg,
  receptiveFieldDistanceDeg,
} from '../../../kernel-helpers/core/functional/index.js';
import { mirror } from '../../mirror.js';
import { always } from '../../reference/properties.js';
import { expectClose } from '../stats/regression/fixture.js';

test('orientations are at most 90° apart, and directions 180°, the short way around', () => {
  expect(orientationDifferenceDeg(175, 10)).toBe(15);
  expect(orientationDifferenceDeg(0, 90)).toBe(90);
  expect(orientationDifferenceDeg(10, 190)).toBe(0);
  expect(directionDifferenceDeg(350, 10)).toBe(20);
  expect(directionDifferenceDeg(10, 190)).toBe(180);
  expect(directionDifferenceDeg(-350, 730)).toBe(0);
  const angle = fc.double({ min: -1000, max: 1000, noNaN: true });
  always(
    fc.property(angle, angle, (a, b) => {
      const expected = (Math.acos(Math.min(1, Math.max(-1, Math.cos((a - b) * (Math.PI / 90))))) * 90) / Math.PI;
      expect(Math.abs(orientationDifferenceDeg(a, b) - expected)).toBeLessThan(1e-5);
      expect(orientationDifferenceDeg(a, b)).toBe(orientationDifferenceDeg(b, a));
    }),
  );
});

test('an angle that is missing is refused by name', () => {
  expect(() => orientationDifferenceDeg(Number.NaN, 0)).toThrow(
    'orientationDifferenceDeg aDeg is not an angle: received NaN, expected degrees',
  );
  expect(() =>
    receptiveFieldDistanceDeg(
      { azimuthDeg: 0, elevationDeg: 0 },
      { azimuthDeg: 0, elevationDeg: Number.POSITIVE_INFINITY },
    ),
  ).toThrow('receptiveFieldDistanceDeg b.elevationDeg is not an angle');
});

test('receptive fields are as far apart as the lines of sight to them', () => {
  const at = (azimuthDeg: number, elevationDeg: number) => ({ azimuthDeg, elevationDeg });
  expectClose(receptiveFieldDistanceDeg(at(0, 0), at(30, 0)), 30, 1e-14);
  expectClose(receptiveFieldDistanceDeg(at(7, -20), at(7, 25)), 45, 1e-14);
  expectClose(receptiveFieldDistanceDeg(at(0, 90), at(123, 0)), 90, 1e-14);
  expectClose(receptiveFieldDistanceDeg(at(0, 0), at(180, 0)), 180, 1e-14);
  expect(receptiveFieldDistanceDeg(at(3, 4), at(3, 4))).toBe(0);
  // On a flat map 5; small angles keep their digits.
  expectClose(receptiveFieldDistanceDeg(at(0, 0), at(3e-6, 4e-6)), 5e-6, 1e-12);
  const degrees = fc.double({ min: -80, max: 80, noNaN: true });
  always(
    fc.property(degrees, degrees, degrees, degrees, (a, b, c, d) => {
      const ray = (azimuth: number, elevation: number): number[] => {
        const [u, v] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
        return [Math.cos(v) * Math.cos(u), Math.cos(v) * Math.sin(u), Math.sin(v)];
      };
      const [p, q] = [ray(a, b), ray(c, d)];
      const chord = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
      expectClose(
        receptiveFieldDistanceDeg(at(a, b), at(c, d)),
        (2 * Math.asin(Math.min(1, chord / 2)) * 180) / Math.PI,
        1e-6,
        1e-9,
      );
    }),
  );
});

// Beside the mirror lies what was converted from pickles.
const twins = mirror === undefined ? '' : join(mirror, '..', 'derived', 'proofread_axon_cells_v1412.csv');

test.skipIf(!existsSync(twins))('the directions of 843 digital twins lie on the axis of their orientations', () => {
  const [header, ...rows] = readFileSync(twins, 'utf8')
    .trim()
    .split('\n')
    .map(line => line.split(','));
  const column = (name: string): number[] => {
    const at = header.indexOf(name);
    return rows.filter(row => row[at] !== '').map(row => (Number(row[at]) * 180) / Math.PI);
  };
  const [orientations, directions] = [column('pref_ori'), column('pref_dir')];
  expect(orientations).toHaveLength(843);
  // So `preferredDirectionOnAxisDeg` is to `preferredOrientationDeg` what pref_dir is to pref_ori.
  const apart = orientations.map((orientation, i) => orientationDifferenceDeg(orientation, directions[i]));
  expect(Math.max(...apart)).toBeLessThan(1e-9);
});
