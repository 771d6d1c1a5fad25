import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSynapses } from '../../../../kernel-helpers/core/connectivity/index.js';
import {
  POPULATION,
  pairPopulations,
  potentialPairs,
  proximities,
  proximity,
} from '../../../../kernel-helpers/core/morphology/index.js';
import { growColumn } from '../../../../kernel-helpers/core/sample/column.js';
import { columnNames, isTable, numberColumn, tableOf } from '../../../../kernel-helpers/core/table.js';
import { slowProximity } from '../../../reference/co-travel.js';
import { always } from '../../../reference/properties.js';
import { anyCable, flat } from './cables.js';

const random = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/proximity/random.json'), 'utf8'),
).cables;
const setting = { radiusNm: 5000, stepNm: 1000 };
const line = (x: number, y: number) => ({ positionsNm: [x, y, 0, x + 3000, y, 0], edges: [0, 1] });

describe('proximities', () => {
  test('lists the pairs that a look at every pair of points finds, and no others', async () => {
    const cables = fc.array(anyCable, { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        cables,
        cables,
        fc.constantFrom(0.5, 1, 3),
        fc.constantFrom(1, 4),
        async (a, b, radiusNm, stepNm) => {
          const near = await proximities(a.map(flat), b.map(flat), { radiusNm, stepNm });
          const found = Array.from(near.a, (i, k) => [
            i,
            near.b[k],
            near.lengthANm[k],
            near.lengthBNm[k],
            near.minDistanceNm[k],
          ]);
          const expected = a.flatMap((first, i) =>
            b.flatMap((second, j) => {
              const { lengthANm, lengthBNm, minDistanceNm } = slowProximity(first, second, radiusNm, stepNm);
              return minDistanceNm === undefined ? [] : [[i, j, lengthANm, lengthBNm, minDistanceNm]];
            }),
          );
          expect(found).toHaveLength(expected.length);
          found.forEach((row, k) => {
            row.forEach((value, column) => {
              expect(value).toBeCloseTo(expected[k][column], 9);
            });
          });
        },
      ),
      { seed: 20250409 },
    );
  });

  test('gives what proximity gives of each pair, of the compartments asked for', async () => {
    const skeletons = growColumn({ cellCount: 7 }).neurons.map(neuron => neuron.skeleton);
    const options = { ...setting, compartmentsA: [2], compartmentsB: [3, 4] };
    const near = await proximities(skeletons, skeletons, options);
    expect(near.pairCount).toBeGreaterThan(3);
    let k = 0;
    for (const [i, a] of skeletons.entries()) {
      for (const [j, b] of skeletons.entries()) {
        const single = proximity(a, b, options);
        if (single.minDistanceNm === undefined) continue;
        expect([near.a[k], near.b[k], near.minDistanceNm[k]]).toEqual([i, j, single.minDistanceNm]);
        expect(near.lengthANm[k]).toBeCloseTo(single.lengthANm, 6);
        expect(near.lengthBNm[k]).toBeCloseTo(single.lengthBNm, 6);
        k++;
      }
    }
    expect(k).toBe(near.pairCount);
  });

  test('is a table of its pairs, and says how it was made', async () => {
    const near = await proximities([line(0, 0), line(0, 90_000)], [line(0, 1000)], setting);
    expect(near).toMatchObject({ pairCount: 1, aCount: 2, bCount: 1, radiusNm: 5000, stepNm: 1000, numRows: 1 });
    expect(isTable(near)).toBe(true);
    expect(columnNames(near)).toEqual(['a', 'b', 'length_a_nm', 'length_b_nm', 'min_distance_nm']);
    expect([...numberColumn(near, 'min_distance_nm')]).toEqual([1000]);
  });

  test('leaves out pairs whose length on the second cable is less than asked for', async () => {
    const all = await proximities(random.slice(0, 5), random.slice(5), setting);
    const sorted = Float64Array.from(all.lengthBNm).sort();
    const minLengthNm = sorted[sorted.length >> 1];
    const few = await proximities(random.slice(0, 5), random.slice(5), { ...setting, minLengthNm });
    expect([...few.lengthBNm]).toEqual([...all.lengthBNm].filter(length => length >= minLengthNm));
    expect(few.pairCount).toBeLessThan(all.pairCount);
  });

  test('finds nothing in lists without cables', async () => {
    expect((await proximities([], [], setting)).pairCount).toBe(0);
    expect((await proximities([line(0, 0)], [], setting)).pairCount).toBe(0);
    expect((await proximities([], [line(0, 0)], setting)).bCount).toBe(1);
  });

  test('tells how far it is, and stops with the reason of its signal', async () => {
    const steps: object[] = [];
    await proximities(random, random, { ...setting, onProgress: step => steps.push(step) });
    expect(steps.at(-1)).toEqual({ done: 10, total: 10 });
    const reason = new Error('enough');
    await expect(proximities(random, random, { ...setting, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('hears an abort while it works', async () => {
    const controller = new AbortController();
    const many = Array.from({ length: 200_000 }, () => random[0]);
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 0);
    await expect(proximities(many, [random[0]], { ...setting, signal: controller.signal })).rejects.toBe(reason);
  });

  test('refuses more pieces than memory holds before they are cut', async () => {
    const short = { positionsNm: [0, 0, 0, 9, 0, 0], edges: [0, 1] };
    const long = { positionsNm: [0, 0, 0, 2 ** 26 - 4, 0, 0], edges: [0, 1] };
    await expect(proximities([short], [short, long], { radiusNm: 1, stepNm: 1 })).rejects.toThrow(
      'proximities stepNm makes too many pieces: received 1, expected one that makes at most 67108864; choose a longer step, or give fewer cables at a time',
    );
  });

  test('names the cable that is at fault', async () => {
    const broken = { positionsNm: [0, 0, Number.NaN], edges: [] };
    await expect(proximities([line(0, 0), broken], [line(0, 0)], setting)).rejects.toThrow(
      /proximities a\[1\] of point 0/,
    );
    await expect(proximities([], [broken], setting)).rejects.toThrow(/proximities b\[0\] of point 0/);
    await expect(proximities([], [], { radiusNm: 0, stepNm: 1 })).rejects.toThrow(
      /proximities radiusNm is not a length/,
    );
    await expect(proximities([], [], { ...setting, minLengthNm: -1 })).rejects.toThrow(/minLengthNm is not a length/);
  });
});

describe('potentialPairs', () => {
  test('names the pairs by their ids, without those of a cell and itself or of no length', async () => {
    const point = { positionsNm: [0, 0, 0], edges: [0, 0] };
    const near = await proximities([line(0, 0), line(0, 500)], [line(0, 1000), line(0, 0), point], setting);
    expect(near.pairCount).toBe(6);
    const pairs = potentialPairs(near, [1n, 2n], [3n, 1n, 4n]);
    expect([...pairs.pre]).toEqual([1n, 2n, 2n]);
    expect([...pairs.post]).toEqual([3n, 3n, 1n]);
    expect([...pairs.overlapNm]).toEqual([3000, 3000, 3000]);
    expect(() => potentialPairs(near, [1n], [3n, 1n, 4n])).toThrow(
      /preIds is not one a cable: received 1 ids, expected 2/,
    );
  });
});

describe('pairPopulations', () => {
  const synapses = tableOf({ pre_id: [1n, 1n, 2n], post_id: [11n, 13n, 99n] });
  const options = { wiring: fromSynapses(synapses), preIds: [1n, 2n], postIds: [11n, 12n, 13n, 2n] };
  const cables = [line(0, 0), line(0, 500)];
  const others = [line(0, 1000), line(0, 2000), line(0, 90_000), line(0, 80_000)];
  const { none, connected, adp, sameRegion } = POPULATION;

  test('are connected, near without a synapse, and in the same region', async () => {
    const near = await proximities(cables, others, setting);
    const regions = { preRegions: ['V1', 'V1'], postRegions: ['V1', 'AL', 'AL', 'V1'] };
    const { codes, counts } = pairPopulations(near, { ...options, ...regions });
    // a synapse without proximity is a connection; a cell and itself are no pair
    expect([...codes]).toEqual([connected, adp, connected, sameRegion, adp, adp, none, none]);
    expect(counts).toEqual({ none: 2, connected: 2, adp: 3, sameRegion: 1 });
  });

  test('have no pairs of the same region when no regions are known', async () => {
    const { codes } = pairPopulations(await proximities(cables, others, setting), options);
    expect([...codes]).toEqual([connected, adp, connected, none, adp, adp, none, none]);
  });

  test('need the region of every cell or of none', async () => {
    const near = await proximities(cables, others, setting);
    expect(() => pairPopulations(near, { ...options, preRegions: ['V1', 'V1'] })).toThrow(
      /postRegions .* received none/,
    );
    expect(() => pairPopulations(near, { ...options, preRegions: ['V1'], postRegions: [] })).toThrow(
      /received 1 regions/,
    );
  });
});

test('fast-check and the slow twin see cables of every kind', () => {
  let near = 0;
  let far = 0;
  always(
    fc.property(anyCable, anyCable, (a, b) => {
      if (slowProximity(a, b, 2, 1).minDistanceNm === undefined) far++;
      else near++;
    }),
  );
  expect(Math.min(near, far)).toBeGreaterThan(10);
});
