import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPointGrid } from '../../../kernel-helpers/core/spatial/point-grid.js';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';
import { always } from '../../reference/properties.js';

type Place = readonly [number, number, number];

/** Whole numbers near each other and far numbers of any kind: ties, equal points, and points on the walls of cells. */
const coordinate = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -6, max: 6 }) },
  { weight: 2, arbitrary: fc.double({ min: -40, max: 40, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: -1e9, max: 1e9, noNaN: true }) },
);
const place = fc.tuple(coordinate, coordinate, coordinate);
const places = fc.array(place, { maxLength: 40 });
const cell = fc.constantFrom(0.3, 1, 2, 7, 1e6);

const distance = (a: Place, b: Place): number =>
  Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));

function nearestOfAll(points: readonly Place[], at: Place, maxNm: number): number {
  let best = -1;
  for (const [i, point] of points.entries()) {
    const near = best < 0 ? distance(point, at) <= maxNm : distance(point, at) < distance(points[best], at);
    if (near) best = i;
  }
  return best;
}

describe('nearest', () => {
  test('is the point that a look at all of them finds, the first of equals', () => {
    const reach = fc.oneof(
      fc.constantFrom(0, 1, 2, 5, Number.POSITIVE_INFINITY),
      fc.double({ min: 0, max: 50, noNaN: true }),
    );
    always(
      fc.property(places, place, reach, cell, (points, at, maxNm, cellNm) => {
        const grid = buildPointGrid(Float64Array.from(points.flat()), cellNm);
        expect(grid.nearest(...at, maxNm)).toBe(nearestOfAll(points, at, maxNm));
      }),
    );
  });

  test('reads Float32Array and plain arrays, and has no limit unless told', () => {
    expect(buildPointGrid(Float32Array.of(0, 0, 0, 10, 0, 0), 1).nearest(1e7, 0, 0)).toBe(1);
    expect(buildPointGrid([0, 0, 0, 10, 0, 0], 1).nearest(4.9, 0, 0)).toBe(0);
  });

  test('is -1 where nothing is near enough, and in a grid without points', () => {
    expect(buildPointGrid([0, 0, 0], 1).nearest(3, 0, 0, 2.9)).toBe(-1);
    expect(buildPointGrid([0, 0, 0], 1).nearest(3, 0, 0, 3)).toBe(0);
    expect(buildPointGrid([], 1).nearest(0, 0, 0)).toBe(-1);
  });
});

describe('within', () => {
  test('visits each point within the radius once, with its distance', () => {
    const radius = fc.oneof(fc.constantFrom(0, 1, 2, 5), fc.double({ min: 0, max: 60, noNaN: true }));
    always(
      fc.property(places, place, radius, cell, (points, at, radiusNm, cellNm) => {
        const found: [number, number][] = [];
        const grid = buildPointGrid(Float64Array.from(points.flat()), cellNm);
        grid.within(...at, radiusNm, (index, distanceNm) => found.push([index, distanceNm]));
        const expected = points.flatMap((point, i) =>
          distance(point, at) <= radiusNm ? [[i, distance(point, at)] as const] : [],
        );
        expect(found.sort((a, b) => a[0] - b[0])).toEqual(expected);
      }),
    );
  });

  test('misses no point that rounding brings to the radius', () => {
    // 3e4 - point is 2e4 in double precision, and the cell of the point ends at 1e4
    const point = 1e4 - 2 ** -39;
    expect([point < 1e4, 3e4 - point]).toEqual([true, 2e4]);
    const found: number[] = [];
    buildPointGrid([0, 0, 0, point, 0, 0, 9e4, 0, 0], 1e4).within(3e4, 0, 0, 2e4, index => found.push(index));
    expect(found).toEqual([1]);
  });
});

test('points spread wider than the cells allow get larger cells', () => {
  const grid = buildPointGrid([0, 0, 0, 1e15, 1e15, 1e15, 1, 1, 1], 1);
  expect(grid.cellNm).toBeGreaterThan(1e12);
  expect([grid.nearest(2, 2, 2), grid.nearest(9e14, 9e14, 9e14), grid.pointCount]).toEqual([2, 1, 3]);
});

test('refuses what is no point, no size and no distance', () => {
  expect(() => buildPointGrid([0, 0], 1)).toThrow(/not three numbers a point: received 2 numbers/);
  expect(() => buildPointGrid([0, 0, 0, 0, Number.NaN, 0], 1)).toThrow(
    /positionsNm of point 1 is missing .* NaN for y/,
  );
  for (const cellNm of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => buildPointGrid([0, 0, 0], cellNm)).toThrow(InvalidArgumentError);
  }
  const grid = buildPointGrid([0, 0, 0], 1);
  expect(() => grid.nearest(Number.NaN, 0, 0)).toThrow(/place is not finite/);
  expect(() => grid.nearest(0, 0, 0, -1)).toThrow(/maxNm is not a distance/);
  expect(() => grid.within(0, 0, 0, Number.NaN, () => {})).toThrow(/radiusNm is not a distance/);
});
