import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discretise, proximity, proximityRegions } from '../../../../kernel-helpers/core/morphology/index.js';
import { InvalidArgumentError } from '../../../../kernel-helpers/errors.js';
import { parseSkeletonNpz } from '../../../../kernel-helpers/io/morphology.js';
import { mirror } from '../../../mirror.js';
import { slowProximity } from '../../../reference/co-travel.js';
import { always } from '../../../reference/properties.js';
import { anyCable, flat, skeleton } from './cables.js';

const fixtures = join(import.meta.dirname, '../../../fixtures/proximity');
const random = JSON.parse(readFileSync(join(fixtures, 'random.json'), 'utf8'));
const sample = JSON.parse(readFileSync(join(fixtures, 'sample.json'), 'utf8'));
const samples =
  mirror &&
  join(
    mirror,
    'raw.githubusercontent.com/spapa013/microns-funconn-2025/9b6d9fd4f104e0664bae2be7293eae8cc09abb05/methods/sample_data/skeletons',
  );

/** Equal but for the order of additions. */
function expectClose(found: object, expected: Record<string, number | null | undefined>): void {
  for (const [name, value] of Object.entries(found)) {
    const wanted = expected[name] ?? undefined;
    if (wanted === undefined || wanted === 0) expect(value).toBe(wanted);
    else expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-12);
  }
}

describe('proximity', () => {
  test('counts every piece with an end within the radius, that distance included', () => {
    const axon = { positionsNm: [0, 0, 0, 20_000, 0, 0], edges: [0, 1] };
    const dendrite = { positionsNm: [8_000, 3_000, 0, 8_000, 40_000, 0], edges: [0, 1] };
    // near are the axon's points 4,000 to 12,000 and, of the dendrite, 3,000 to 5,000
    expect(proximity(axon, dendrite, { radiusNm: 5000, stepNm: 1000 })).toEqual({
      lengthANm: 10_000,
      lengthBNm: 3_000,
      minDistanceNm: 3000,
    });
    expect(proximity(axon, dendrite, { radiusNm: 2999, stepNm: 1000 })).toEqual({
      lengthANm: 0,
      lengthBNm: 0,
      minDistanceNm: undefined,
    });
  });

  test('is what a look at every pair of points gives, whatever the graphs', () => {
    const radius = fc.constantFrom(0.5, 1, 2, 3, 5, 40);
    always(
      fc.property(anyCable, anyCable, radius, fc.constantFrom(0.5, 1, 4), (a, b, radiusNm, stepNm) => {
        const slow = slowProximity(a, b, radiusNm, stepNm);
        expectClose(proximity(flat(a), flat(b), { radiusNm, stepNm }), { ...slow });
      }),
    );
  });

  test('takes compartments by name as by code, and none that there are not', () => {
    const cell = skeleton([0, 0, 0, -1, 1], [0, 9, 0, 0, 2], [0, -5, 0, 0, 3], [4, 0, 0, 0, 9]);
    const options = { radiusNm: 1, stepNm: 1 };
    for (const [names, codes] of [
      [['axon'], [2]],
      [
        ['basalDendrite', 'apicalDendrite'],
        [3, 4],
      ],
      [['unknown'], [0, 9]],
    ] as const) {
      const found = proximity(cell, cell, { ...options, compartmentsA: names });
      expect(found.lengthANm).toBeGreaterThan(0);
      expect(found).toEqual(proximity(cell, cell, { ...options, compartmentsA: codes }));
    }
    expect(() => proximity(cell, cell, { ...options, compartmentsB: ['axom' as 'axon'] })).toThrow(
      'proximity compartments at index 0 is unknown: received axom, expected one of unknown, soma, axon',
    );
  });

  test('is the same the other way round', () => {
    const [a, b] = [random.cables[0], random.cables[5]];
    const [there, back] = [proximity(a, b, SETTING), proximity(b, a, SETTING)];
    expectClose(there, {
      lengthANm: back.lengthBNm,
      lengthBNm: back.lengthANm,
      minDistanceNm: back.minDistanceNm,
    });
    expect(there.lengthANm).toBeGreaterThan(0);
  });

  test("agrees with scipy's trees on random cables", () => {
    for (const { a, b, radiusNm, stepNm, ...expected } of random.pairs) {
      expectClose(proximity(random.cables[a], random.cables[b], { radiusNm, stepNm }), expected);
    }
  });

  test('looks only at the compartments asked for', () => {
    const a = skeleton([0, 0, 0, -1, 1], [0, 5000, 0, 0, 2], [0, -5000, 0, 0, 3]);
    const b = skeleton([0, 5200, 0, -1, 1], [0, 9000, 0, 0, 2], [0, 5200, 3000, 0, 3]);
    const setting = { radiusNm: 500, stepNm: 1000 };
    expect(proximity(a, b, setting)).toMatchObject({ lengthANm: 1000, lengthBNm: 950 + 1000 });
    expect(proximity(a, b, { ...setting, compartmentsA: [2], compartmentsB: [3, 4] })).toMatchObject({
      lengthANm: 1000,
      lengthBNm: 1000,
    });
    expect(proximity(a, b, { ...setting, compartmentsA: [3] }).lengthANm).toBe(0);
  });

  test('finds nothing where there is no cable, and no length where edges have none', () => {
    const nothing = { lengthANm: 0, lengthBNm: 0, minDistanceNm: undefined };
    const line = { positionsNm: [0, 0, 0, 500, 0, 0], edges: [0, 1] };
    expect(proximity(skeleton(), skeleton(), SETTING)).toEqual(nothing);
    expect(proximity(skeleton([0, 0, 0, -1, 2]), line, SETTING)).toEqual(nothing);
    expect(proximity(line, { positionsNm: [0, 0, 0], edges: [] }, SETTING)).toEqual(nothing);
    expect(proximity(line, { positionsNm: [0, 0, 9], edges: [0, 0] }, SETTING)).toEqual({
      lengthANm: 500,
      lengthBNm: 0,
      minDistanceNm: 9,
    });
  });

  test('counts parts that are not connected, and edges that are there twice, each', () => {
    const b = { positionsNm: [0, 100, 0, 400, 100, 0], edges: [0, 1] };
    const parts = { positionsNm: [0, 0, 0, 300, 0, 0, 0, 50, 0, 200, 50, 0], edges: [0, 1, 2, 3, 3, 2] };
    expect(proximity(parts, b, SETTING).lengthANm).toBe(300 + 200 + 200);
  });

  test('is as exact far from the origin as the positions are', () => {
    const at = (offset: number, array: (values: number[]) => ArrayLike<number>) => {
      const [a, b] = [random.cables[0], random.cables[5]].map(({ positionsNm, edges }) => ({
        positionsNm: array(positionsNm.map((value: number) => Math.round(value) + offset)),
        edges,
      }));
      return proximity(a, b, { radiusNm: 5000, stepNm: 1000 });
    };
    const here = at(0, values => values);
    expect(here.lengthANm).toBeGreaterThan(0);
    for (const far of [
      at(2 ** 40, values => Float64Array.from(values)),
      at(2 ** 21, values => Float32Array.from(values)),
    ]) {
      // cuts between nodes move by the last digit of a coordinate
      expect(Math.abs(far.lengthANm / here.lengthANm - 1)).toBeLessThan(1e-6);
    }
  });

  test('refuses a radius, step or position that is none', () => {
    const line = { positionsNm: [0, 0, 0, 500, 0, 0], edges: [0, 1] };
    for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => proximity(line, line, { radiusNm: bad, stepNm: 1 })).toThrow(/proximity radiusNm is not a length/);
      expect(() => proximity(line, line, { radiusNm: 1, stepNm: bad })).toThrow(/proximity stepNm is not a length/);
    }
    const broken = { positionsNm: [0, 0, 0, Number.POSITIVE_INFINITY, 0, 0], edges: [0, 1] };
    expect(() => proximity(line, broken, SETTING)).toThrow(/proximity b of point 1 .*received Infinity for x/);
    expect(() => proximity(line, line, { ...SETTING, compartmentsA: [2] })).toThrow(InvalidArgumentError);
  });
});

describe('proximityRegions', () => {
  test('gives each stretch with its length, middle and nearest points, longest first', () => {
    const axon = { positionsNm: [0, 0, 0, 20_000, 0, 0], edges: [0, 1] };
    const fork = {
      positionsNm: [3_000, 1_000, 0, 3_000, 30_000, 0, 16_000, 500, 0, 16_000, 30_000, 0, 13_500, 500, 0],
      edges: [0, 1, 1, 3, 2, 3, 4, 3],
    };
    const regions = proximityRegions(axon, fork, { radiusNm: 1000, stepNm: 1000 });
    expect(regions.map(region => region.lengthANm)).toEqual([5000, 2000]);
    expect(regions[1]).toEqual({
      lengthANm: 2000,
      centreNm: [3000, 0, 0],
      closestANm: [3000, 0, 0],
      closestBNm: [3000, 1000, 0],
      minDistanceNm: 1000,
      segmentsNm: Float64Array.of(2000, 0, 0, 3000, 0, 0, 3000, 0, 0, 4000, 0, 0),
    });
    expect(regions[0].minDistanceNm).toBe(500);
  });

  test('adds up to the co-travel length, and is nearest where proximity is, whatever the graphs', () => {
    always(
      fc.property(anyCable, anyCable, fc.constantFrom(1, 2, 5), (a, b, radiusNm) => {
        const setting = { radiusNm, stepNm: 1 };
        const whole = proximity(flat(a), flat(b), setting);
        const regions = proximityRegions(flat(a), flat(b), setting);
        expect(regions.reduce((sum, { lengthANm }) => sum + lengthANm, 0)).toBeCloseTo(whole.lengthANm, 9);
        if (whole.minDistanceNm === undefined) expect(regions).toEqual([]);
        else expect(Math.min(...regions.map(r => r.minDistanceNm))).toBeCloseTo(whole.minDistanceNm, 12);
      }),
    );
  });

  test('takes what hangs together as one, and refuses what proximity refuses', () => {
    const loop = { positionsNm: [0, 0, 0, 9, 0, 0, 0, 9, 0], edges: [0, 1, 1, 2, 2, 0] };
    expect(proximityRegions(loop, loop, { radiusNm: 1, stepNm: 1 })).toHaveLength(1);
    expect(() => proximityRegions(loop, loop, { radiusNm: 0, stepNm: 1 })).toThrow(/proximityRegions radiusNm/);
  });
});

describe.skipIf(!samples)('the sample of Ding et al. 2025', () => {
  const read = (name: string) => parseSkeletonNpz(readFileSync(join(samples ?? '', `skeleton_${name}.npz`)));
  const cable = new Map(
    samples
      ? [327859, 560530, 222998]
          .map(id => `axon_${id}`)
          .concat([587885, 292965, 587744].map(id => `dend_${id}`))
          .map(name => [name, read(name)])
      : [],
  );
  const measure = (axon: number, dendrite: number, wholeNm: boolean) => {
    const [a, b] = [cable.get(`axon_${axon}`), cable.get(`dend_${dendrite}`)];
    if (a === undefined || b === undefined) throw new Error('no such sample');
    return proximity(a, b, { radiusNm: 5000, stepNm: 1000, ...(wholeNm ? { roundToNm: 1 } : {}) });
  };

  test("axon 327859 with dendrite 587885 has the lengths that the paper's notebook prints", () => {
    const { lengthANm, lengthBNm } = measure(327859, 587885, true);
    expect([Math.round(lengthANm), Math.round(lengthBNm)]).toEqual([35457, 37557]);
    const unrounded = measure(327859, 587885, false);
    expect(Math.abs(unrounded.lengthANm / 35457 - 1)).toBeLessThan(1e-4);
    expect(Math.abs(unrounded.lengthBNm / 37557 - 1)).toBeLessThan(1e-4);
  });

  test("all nine pairs agree with scipy's trees", () => {
    for (const { axon, dendrite, wholeNm, ...expected } of sample.pairs) {
      const found = measure(axon, dendrite, wholeNm);
      for (const [name, value] of Object.entries(found)) {
        // Skeletons keep 32 bits of a position: 0.06 nm here. At these places no point changes sides of the radius by it.
        const wanted: number | null = expected[name];
        if (wanted === null || wanted === 0) expect(value).toBe(wanted ?? undefined);
        else expect(Math.abs((value ?? 0) - wanted), `${axon} ${dendrite} ${name}`).toBeLessThan(1);
      }
    }
  });

  test('its proximities are as many and as long in all as a notebook shows', () => {
    const found = [560530, 327859, 222998].flatMap(axon =>
      [292965, 587885, 587744].map(dendrite => {
        const [a, b] = [cable.get(`axon_${axon}`), cable.get(`dend_${dendrite}`)];
        if (a === undefined || b === undefined) throw new Error('no such sample');
        const regions = proximityRegions(b, a, { radiusNm: 5000, stepNm: 1000, roundToNm: 1 });
        const lengthNm = regions.reduce((sum, region) => sum + region.lengthANm, 0);
        return [regions.length, Math.round(lengthNm / 100) / 10];
      }),
    );
    expect(found).toEqual([
      [3, 29.8],
      [5, 53.1],
      [8, 100.6],
      [0, 0],
      [3, 37.6],
      [5, 73.8],
      [5, 18.2],
      [1, 6.4],
      [4, 50],
    ]);
  });

  test('the longest pair is what every point against every other gives', () => {
    const [a, b] = [cable.get('axon_560530'), cable.get('dend_587744')];
    if (a === undefined || b === undefined) throw new Error('no such sample');
    const [axon, dendrite] = [discretise(a, { stepNm: 1000 }), discretise(b, { stepNm: 1000 })];
    const square = 5000 * 5000;
    let least = Number.POSITIVE_INFINITY;
    const near = Array.from({ length: dendrite.pointCount }, (_, p) => {
      const [x, y, z] = dendrite.positionsNm.subarray(3 * p, 3 * p + 3);
      let nearest = Number.POSITIVE_INFINITY;
      for (let q = 0; q < axon.positionsNm.length; q += 3) {
        const dx = axon.positionsNm[q] - x;
        if (dx > 5000 || dx < -5000) continue;
        const dy = axon.positionsNm[q + 1] - y;
        const dz = axon.positionsNm[q + 2] - z;
        nearest = Math.min(nearest, dx * dx + dy * dy + dz * dz);
      }
      least = Math.min(least, nearest);
      return nearest <= square;
    });
    let lengthNm = 0;
    for (let piece = 0; piece < dendrite.pieceCount; piece++) {
      if (near[dendrite.pieces[2 * piece]] || near[dendrite.pieces[2 * piece + 1]])
        lengthNm += dendrite.lengthsNm[piece];
    }
    const found = proximity(a, b, { radiusNm: 5000, stepNm: 1000 });
    expect(found.lengthBNm).toBeCloseTo(lengthNm, 6);
    expect(found.minDistanceNm).toBeCloseTo(Math.sqrt(least), 6);
  }, 30_000);
});

const SETTING = { radiusNm: 5000, stepNm: 1000 };
