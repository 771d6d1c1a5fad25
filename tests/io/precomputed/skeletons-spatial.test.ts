import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FormatError, InvalidArgumentError, SourceError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { openSkeletons } from '../../../kernel-helpers/io/precomputed/skeletons.js';
import { parseSpatialCell, spatialCellNames } from '../../../kernel-helpers/io/precomputed/skeletons-spatial.js';
import { survivesHostileBytes } from '../hostile.js';
import { folderStore, memoryStore } from './folder-stores.js';
import { cloudVolumeFixtures } from './shared-fixtures.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the spatial index of skeletons', () => {
  const store = memoryStore({
    info: { '@type': 'neuroglancer_skeletons', spatial_index: { chunk_size: [100, 100, 50] } },
    '10-110_0-100_0-50.spatial': '{"7": [10, 0, 0, 60, 50, 50], "18446744073709551615": [90, 90, 0, 110, 100, 10]}',
    '110-150_0-100_0-50.spatial': '{"7": [110, 0, 0, 120, 50, 50], "8": [140, 0, 0, 150, 1, 1]}',
  });
  const volume = { minNm: [10, 0, 0], maxNm: [150, 100, 50] };

  test('gives the ids whose boxes touch a box', async () => {
    const skeletons = await openSkeletons(store);
    const ids = (minNm: number[], maxNm: number[]): Promise<BigUint64Array> =>
      skeletons.idsInBox({ minNm, maxNm }, volume);
    expect([...(await ids([0, 0, 0], [200, 200, 200]))]).toEqual([7n, 8n, 2n ** 64n - 1n]);
    expect([...(await ids([61, 0, 0], [109, 100, 50]))]).toEqual([2n ** 64n - 1n]);
    expect([...(await ids([60, 0, 0], [90, 89, 50]))]).toEqual([7n]);
    expect([...(await ids([400, 0, 0], [500, 10, 10]))]).toEqual([]);
  });

  test('says when there is no index, and when a cell of it is missing', async () => {
    const without = await openSkeletons(memoryStore({ info: {} }));
    await expect(without.idsInBox(volume, volume)).rejects.toThrow(UnsupportedError);
    const other = { ...volume, minNm: [0, 0, 0] };
    const skeletons = await openSkeletons(store);
    await expect(skeletons.idsInBox(volume, other)).rejects.toThrow(SourceError);
    await expect(skeletons.idsInBox(volume, other)).rejects.toThrow('memory:/0-100_0-100_0-50.spatial is not there');
  });

  test('names the cells that touch a box, those at the end of the volume cut off', () => {
    const big = { minNm: [0, 0, 0], maxNm: [250, 100, 60] };
    expect(spatialCellNames([100, 100, 50], big, { minNm: [-5, 20, 49], maxNm: [100, 30, 1000] })).toEqual([
      '0-100_0-100_0-50.spatial',
      '100-200_0-100_0-50.spatial',
      '0-100_0-100_50-60.spatial',
      '100-200_0-100_50-60.spatial',
    ]);
    const far = { minNm: [0, 0, 0], maxNm: [1e9, 1e9, 1e9] };
    expect(() => spatialCellNames([100, 100, 50], far, far)).toThrow(InvalidArgumentError);
    expect(() => spatialCellNames([0, 100, 50], big, big)).toThrow('cell size is not above 0: received 0');
  });

  test.skipIf(!cloudVolumeFixtures)('reads the file that cloud-volume tests with', async () => {
    const folder = `${cloudVolumeFixtures}/skeleton_spatial_index`;
    const file = readFileSync(`${folder}/0-8192_0-8192_0-20480.spatial`);
    const json: Record<string, number[]> = JSON.parse(file.toString());
    const cell = parseSpatialCell(file);
    expect(cell.ids.length).toBe(Object.keys(json).length);
    expect(cell.ids.length).toBeGreaterThan(100);
    const at = cell.ids.indexOf(59385275n);
    expect([...cell.boxesNm.subarray(6 * at, 6 * at + 6)]).toEqual([0, 0, 0, 7520, 8176, 15880]);
    const skeletons = await openSkeletons(folderStore(folder));
    const box = { minNm: [0, 0, 0], maxNm: [8192, 8192, 20480] };
    expect(await skeletons.idsInBox({ ...box, maxNm: [8191, 8191, 20479] }, box)).toEqual(cell.ids.slice().sort());
  });

  test('says what is no id and what is no box', () => {
    const wrong = (text: string): string => {
      try {
        parseSpatialCell(bytes(text), 'a.spatial');
        return 'accepted';
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        return (error as Error).message.replace('precomputed spatial index a.spatial ', '');
      }
    };
    expect(wrong('{"x": [0,0,0,1,1,1]}')).toBe('"x" is not valid: received "x", expected an id from 0 to 2^64 - 1');
    expect(wrong('{"18446744073709551616": [0,0,0,1,1,1]}')).toContain('expected an id from 0 to 2^64 - 1');
    expect(wrong('{"1": [0,0,0,1,1]}')).toBe(
      '["1"] is not valid: received [0,0,0,1,1], expected an array of 6 numbers',
    );
    expect(wrong('{"1": [0,0,2,1,1,1]}')).toContain('expected a box that ends behind its start');
  });

  test('never crashes or hangs on what is no index', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'precomputed spatial index',
      valid: [bytes('{"7": [10, 0, 0, 60, 50, 50], "18446744073709551615": [90, 90, 0, 110, 100, 10]}')],
      parse: file => parseSpatialCell(file),
      check: ({ ids, boxesNm }) => expect(boxesNm.length).toBe(6 * ids.length),
      runs: 3000,
    });
    expect(outcomes.truncated.accepted).toBe(0);
    expect(outcomes.flipped.refused).toBeGreaterThan(50);
    expect(outcomes.random.refused).toBeGreaterThan(2900);
  });
});
