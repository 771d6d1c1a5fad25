import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ICamera, project, type Vector3 } from '../../../../extension/neuron-viewer/camera/camera';
import { nearestUmPerPixel, treeSpheres } from '../../../../extension/neuron-viewer/drawables/tree-spheres';
import type { DecodedSkeletons } from '../../../../kernel-helpers/contract/scene/skeletons.js';

const size = { widthPx: 900, heightPx: 600, moving: false } as const;
const number = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const anyCamera: fc.Arbitrary<ICamera> = fc.record({
  target: fc.tuple(number(500), number(500), number(500)) as fc.Arbitrary<Vector3>,
  azimuth: number(3),
  elevation: number(1.5),
  roll: number(3),
  distance: fc.double({ min: 10, max: 3000, noNaN: true }),
  projection: fc.constantFrom('perspective' as const, 'orthographic' as const),
});

test('a sphere holds all nodes of its tree with their radius', () => {
  const decoded = {
    firstNode: Uint32Array.of(0, 2),
    positionsNm: Float32Array.of(0, 0, 0, 20_000, 0, 0),
    radiiNm: Float32Array.of(5000, 1000),
    item: { radiusScale: 1 },
  } as unknown as DecodedSkeletons;
  expect([...treeSpheres(decoded)]).toEqual([10, 0, 0, 15]);
});

describe('what is in the picture', () => {
  test('is never taken for outside: a point that is seen has its sphere in the picture', () => {
    fc.assert(
      fc.property(
        anyCamera,
        number(800),
        number(800),
        number(800),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (camera, x, y, z, radius) => {
          const { x: px, y: py, depth } = project(camera, [x, y, z], size.widthPx, size.heightPx);
          const isSeen = depth > 0 && px >= 0 && px <= size.widthPx && py >= 0 && py <= size.heightPx;
          const [um] = nearestUmPerPixel(Float64Array.of(x, y, z, radius), { camera, ...size });
          if (isSeen) expect(um).not.toBeNaN();
        },
      ),
    );
  });

  test('is not what lies behind the eye or far aside', () => {
    const camera: ICamera = {
      target: [0, 0, 0],
      azimuth: 0,
      elevation: 0,
      roll: 0,
      distance: 100,
      projection: 'perspective',
    };
    const spheres = Float64Array.of(0, 0, -500, 10, 400, 0, 0, 10, 0, 0, 0, 10);
    const [behind, aside, middle] = nearestUmPerPixel(spheres, { camera, ...size });
    expect([behind, aside]).toEqual([Number.NaN, Number.NaN]);
    // 90 µm from the eye to the sphere, 20 degrees high.
    expect(middle).toBeCloseTo((2 * 90 * Math.tan(Math.PI / 18)) / 600, 10);
  });
});
