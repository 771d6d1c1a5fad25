import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  between,
  cameraAxes,
  eye,
  eyeDistance,
  fitPoints,
  type ICamera,
  orbit,
  pan,
  project,
  unitsPerPixel,
  type Vector3,
  zoomTo,
} from '../../../../extension/neuron-viewer/camera/camera';

const [width, height] = [900, 600];
const straight: ICamera = {
  target: [0, 0, 0],
  azimuth: 0,
  elevation: 0,
  roll: 0,
  distance: 1000,
  projection: 'perspective',
};
const angle = fc.double({ min: -1.5, max: 1.5, noNaN: true });
const length = fc.double({ min: -500, max: 500, noNaN: true });
const anyCamera: fc.Arbitrary<ICamera> = fc.record({
  target: fc.tuple(length, length, length),
  azimuth: angle,
  elevation: angle,
  roll: fc.double({ min: -3, max: 3, noNaN: true }),
  distance: fc.double({ min: 50, max: 5000, noNaN: true }),
  projection: fc.constantFrom('perspective' as const, 'orthographic' as const),
});
const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

describe('the axes', () => {
  test('seen from the front are right = x, up = -y (towards the pia), ahead = z', () => {
    const { right, up, forward } = cameraAxes(straight);
    expect([right, up, forward].map(axis => axis.map(v => v + 0))).toEqual([
      [1, 0, 0],
      [0, -1, 0],
      [0, 0, 1],
    ]);
  });

  test('are unit vectors at right angles for any angles', () => {
    fc.assert(
      fc.property(anyCamera, camera => {
        const { right, up, forward } = cameraAxes(camera);
        for (const axis of [right, up, forward]) expect(dot(axis, axis)).toBeCloseTo(1, 10);
        for (const [a, b] of [
          [right, up],
          [up, forward],
          [forward, right],
        ])
          expect(dot(a, b)).toBeCloseTo(0, 10);
      }),
    );
  });
});

describe('project', () => {
  test('puts the target in the middle at its distance', () => {
    fc.assert(
      fc.property(anyCamera, camera => {
        const { x, y, depth } = project(camera, camera.target, width, height);
        expect(x).toBeCloseTo(width / 2, 6);
        expect(y).toBeCloseTo(height / 2, 6);
        expect(depth).toBeCloseTo(eyeDistance(camera), 6);
      }),
    );
  });

  test('shows greater depth lower on the screen', () => {
    expect(project(straight, [0, 100, 0], width, height).y).toBeGreaterThan(height / 2);
  });

  test('spans unitsPerPixel at the target', () => {
    const shift = 50 * unitsPerPixel(straight, height);
    expect(project(straight, [shift, 0, 0], width, height).x).toBeCloseTo(width / 2 + 50, 9);
  });

  test('has the eye at depth 0', () => {
    expect(project(straight, eye(straight), width, height).depth).toBeCloseTo(0, 9);
  });
});

describe('pan', () => {
  test('moves what is at the target by as many pixels as the pointer moved', () => {
    fc.assert(
      fc.property(anyCamera, fc.nat(200), fc.nat(200), (camera, dx, dy) => {
        const { x, y } = project(pan(camera, dx, dy, height), camera.target, width, height);
        expect(x).toBeCloseTo(width / 2 + dx, 5);
        expect(y).toBeCloseTo(height / 2 + dy, 5);
      }),
    );
  });
});

describe('zoomTo', () => {
  test('keeps what lies under the cursor under the cursor', () => {
    fc.assert(
      fc.property(anyCamera, fc.double({ min: 0.3, max: 3, noNaN: true }), (camera, factor) => {
        const cursor = [120, -80] as const;
        const { right, up } = cameraAxes(camera);
        const unit = unitsPerPixel(camera, height);
        const under = camera.target.map((v, k) => v + (right[k] * cursor[0] - up[k] * cursor[1]) * unit);
        const zoomed = zoomTo(camera, factor, cursor, height, [1, 1e6]);
        const place = project(zoomed, under as unknown as Vector3, width, height);
        expect(place.x).toBeCloseTo(width / 2 + cursor[0], 4);
        expect(place.y).toBeCloseTo(height / 2 + cursor[1], 4);
        expect(zoomed.distance).toBeCloseTo(camera.distance * factor, 6);
      }),
    );
  });

  test('stops at its limits without drifting', () => {
    const stopped = zoomTo(straight, 0.5, [300, 200], height, [1000, 2000]);
    expect(stopped).toEqual(straight);
  });
});

describe('orbit', () => {
  test('to the right moves the eye to the left, downwards moves it up to the pia', () => {
    expect(eye(orbit(straight, 0.3, 0))[0]).toBeLessThan(0);
    expect(eye(orbit(straight, 0, 0.3))[1]).toBeLessThan(0);
  });

  test('never tips over the poles', () => {
    expect(orbit(straight, 0, 100).elevation).toBeLessThan(Math.PI / 2);
    expect(orbit(straight, 0, -100).elevation).toBeGreaterThan(-Math.PI / 2);
  });
});

describe('fitPoints', () => {
  const origin: Vector3 = [700, 500, 900];

  test('has every point in the picture, before the eye', () => {
    const points = fc.array(fc.tuple(length, length, length), { minLength: 1, maxLength: 30 });
    const anyAspect = fc.double({ min: 0.4, max: 3, noNaN: true });
    fc.assert(
      fc.property(points, angle, angle, anyAspect, (given, azimuth, elevation, aspect) => {
        const camera = fitPoints(
          Float32Array.from(given.flat()),
          origin,
          aspect,
          { azimuth, elevation, roll: 0 },
          'perspective',
          1,
        );
        for (const p of given) {
          const at: Vector3 = [p[0] + origin[0], p[1] + origin[1], p[2] + origin[2]];
          const { x, y, depth } = project(camera, at, aspect * height, height);
          expect(depth).toBeGreaterThan(0);
          expect(Math.abs(x / (aspect * height) - 0.5)).toBeLessThan(0.501);
          expect(Math.abs(y / height - 0.5)).toBeLessThan(0.501);
        }
      }),
    );
  });

  test('is tight: the outermost points lie on the edge, and off-centre points are centred', () => {
    const points = Float32Array.of(0, 100, 0, 0, 300, 0, 10, 200, 0);
    const camera = fitPoints(points, origin, 1.5, { azimuth: 0, elevation: 0, roll: 0 }, 'perspective', 1);
    expect(project(camera, [700, 600, 900], width, height).y).toBeCloseTo(0, 3);
    expect(project(camera, [700, 800, 900], width, height).y).toBeCloseTo(height, 3);
    expect(camera.target).toEqual([705, 700, 900]);
  });

  test('of a single point stands a unit away', () => {
    expect(fitPoints(Float32Array.of(1, 2, 3), origin, 1.5)).toMatchObject({ distance: 1 });
  });
});

describe('between two cameras', () => {
  const other: ICamera = {
    target: [10, 0, 0],
    azimuth: 2 * Math.PI - 0.2,
    elevation: 0.5,
    roll: 0.3,
    distance: 4000,
    projection: 'perspective',
  };

  test('begins at the one and ends at the other', () => {
    expect(between(straight, other, 0)).toEqual(straight);
    const end = between(straight, other, 1);
    expect(end.distance).toBeCloseTo(4000, 9);
    expect(end.target).toEqual([10, 0, 0]);
  });

  test('turns the shorter way and zooms in equal ratios', () => {
    const half = between(straight, other, 0.5);
    expect(half.azimuth).toBeCloseTo(-0.1, 9);
    expect(half.distance).toBeCloseTo(2000, 9);
  });
});
