import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ICamera, project, type Vector3 } from '../../../../extension/neuron-viewer/camera/camera';
import { pinch, type TwoFingers } from '../../../../extension/neuron-viewer/camera/touch';

const [width, height] = [900, 600];
const camera: ICamera = {
  target: [10, 20, 30],
  azimuth: 0.4,
  elevation: 0.2,
  roll: 0.1,
  distance: 500,
  projection: 'perspective',
};
const free = [1e-6, 1e9] as const;
const place = fc.tuple(fc.integer({ min: -250, max: 250 }), fc.integer({ min: -250, max: 250 }));

/** The point at the target's depth under a place, found by following the camera's own projection back. */
function under(at: ICamera, [x, y]: readonly [number, number]): Vector3 {
  const step = 1e-3;
  const along = (v: Vector3): readonly [number, number] => {
    const seen = project(at, v, width, height);
    return [seen.x - width / 2, seen.y - height / 2];
  };
  const move = (k: number, by: number): Vector3 =>
    at.target.map((value, axis) => (axis === k ? value + by : value)) as never;
  // Three probes give the plane's axes in pixels; those that keep the depth are combined by least squares.
  const columns = [0, 1, 2].map(k => along(move(k, step)).map(value => value / step));
  const [u, v] = [columns.map(c => c[0]), columns.map(c => c[1])];
  const dot = (a: number[], b: number[]): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const determinant = dot(u, u) * dot(v, v) - dot(u, v) ** 2;
  const a = (x * dot(v, v) - y * dot(u, v)) / determinant;
  const b = (y * dot(u, u) - x * dot(u, v)) / determinant;
  return at.target.map((value, k) => value + a * u[k] + b * v[k]) as never;
}

test('two fingers keep what they hold, wherever they go', () => {
  fc.assert(
    fc.property(place, place, place, place, (a, b, c, d) => {
      const apart = (p: readonly number[], q: readonly number[]): number => Math.hypot(p[0] - q[0], p[1] - q[1]);
      fc.pre(apart(a, b) > 40 && apart(c, d) > 40);
      const [from, to]: [TwoFingers, TwoFingers] = [
        [a, b],
        [c, d],
      ];
      const moved = pinch(camera, from, to, height, free);
      from.forEach((finger, i) => {
        const seen = project(moved, under(camera, finger), width, height);
        expect(seen.x - width / 2).toBeCloseTo(to[i][0], 0);
        expect(seen.y - height / 2).toBeCloseTo(to[i][1], 0);
      });
    }),
    { numRuns: 50 },
  );
});

test('fingers that close in on each other zoom out within the limits', () => {
  const { distance } = pinch(
    camera,
    [
      [-100, 0],
      [100, 0],
    ],
    [
      [-1, 0],
      [1, 0],
    ],
    height,
    [1, 2000],
  );
  expect(distance).toBe(2000);
});

test('a turn of two fingers rolls the picture with them', () => {
  const turned = pinch(
    { ...camera, roll: 0 },
    [
      [-100, 0],
      [100, 0],
    ],
    [
      [0, -100],
      [0, 100],
    ],
    height,
    free,
  );
  expect(turned.roll).toBeCloseTo(Math.PI / 2, 9);
});
