import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PointColumns, packPoints, unpackPoints } from '../../../kernel-helpers/contract/scene/points.js';
import type { ScenePoints } from '../../../kernel-helpers/contract/scene/scene.js';

const item = (points: PointColumns): ScenePoints => ({
  kind: 'points',
  key: 'points-1',
  name: 'points',
  role: 'points',
  opacity: 1,
  radiusNm: 400,
  color: null,
  packed: JSON.parse(JSON.stringify(packPoints(points))),
});
const nm = fc.float({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true });
const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const point = fc.record({
  place: fc.tuple(nm, nm, nm),
  radius: fc.float({ min: 1, max: 1e5, noNaN: true }),
  id,
  partner: id,
  cell: fc.integer({ min: -1, max: 70_000 }),
  side: fc.integer({ min: 0, max: 2 }),
});

test('points that went through a notebook lie within half a step, and have the ids, cells and sides they had', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 50 }), given => {
      const columns = {
        positionsNm: Float32Array.from(given.flatMap(({ place }) => place)),
        radiiNm: Float32Array.from(given, ({ radius }) => radius),
        ids: BigUint64Array.from(given, entry => entry.id),
        partners: BigUint64Array.from(given, ({ partner }) => partner),
        cells: Int32Array.from(given, ({ cell }) => cell),
        sides: Uint8Array.from(given, ({ side }) => side),
      };
      const stored = item(columns);
      const back = unpackPoints(stored, 'items[0]', 70_001);
      const { stepNm } = stored.packed;
      columns.positionsNm.forEach((value, i) => {
        // A float32 of a million has steps of a sixteenth.
        expect(Math.abs(back.positionsNm[i] - value)).toBeLessThanOrEqual(stepNm[i % 3] / 2 + 0.13);
      });
      const { ids, partners, cells, sides } = back;
      expect({ ids, partners, cells, sides }).toEqual({
        ids: columns.ids,
        partners: columns.partners,
        cells: columns.cells,
        sides: columns.sides,
      });
      columns.radiiNm.forEach((radius, i) => {
        // 255 steps over at most five powers of ten.
        expect(Math.abs(Math.log(back.radiiNm?.[i] ?? 0) - Math.log(radius))).toBeLessThan(
          Math.log(1e5) / 255 / 2 + 1e-3,
        );
      });
    }),
  );
});

test('ids that are a part of a longer array are those of that part', () => {
  const ids = BigUint64Array.of(1n, 2n ** 63n + 5n, 3n).subarray(1, 2);
  expect(unpackPoints(item({ positionsNm: Float32Array.of(1, 2, 3), ids }), 'items[0]', 0).ids).toEqual(
    BigUint64Array.of(2n ** 63n + 5n),
  );
});

describe('what cannot be packed is refused', () => {
  test('columns of different lengths', () => {
    expect(() => packPoints({ positionsNm: Float32Array.of(1, 2, 3), sides: Uint8Array.of(1, 2) })).toThrow(
      'scene points do not fit: received 2 sides for 1 positions, expected one each',
    );
  });

  test('a coordinate that is not finite', () => {
    expect(() => packPoints({ positionsNm: Float32Array.of(1, 2, Number.NaN) })).toThrow(
      'scene point 0 has a bad coordinate',
    );
  });
});

test('synapses that lie together take under 16 bytes of text each, their ids included', () => {
  const count = 20_000;
  const random = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
  const packed = packPoints({
    positionsNm: Float32Array.from({ length: 3 * count }, (_, i) => Math.floor(i / 3) * 20 + 300 * random(i)),
    ids: BigUint64Array.from({ length: count }, (_, i) => 864691135000000000n + BigInt(Math.floor(1e9 * random(i)))),
    partners: BigUint64Array.from(
      { length: count },
      (_, i) => 864691135000000000n + BigInt(Math.floor(1e6 * random(i + 0.5))),
    ),
    cells: Int32Array.from({ length: count }, (_, i) => Math.floor(i / 1000)),
    sides: Uint8Array.from({ length: count }, (_, i) => 1 + (Math.floor(i / 500) % 2)),
  });
  expect(JSON.stringify(packed).length / count).toBeLessThan(16);
});
