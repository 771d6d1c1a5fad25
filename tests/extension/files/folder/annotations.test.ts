import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fixture, memory, sceneFrom } from './disk-source';

/** What Neuroglancer reads: geometries in nm, each flat. */
const expected: Record<string, { annotations: Record<string, { geometry: number[] }> }> = JSON.parse(
  readFileSync(
    fileURLToPath(new URL('../../../fixtures/precomputed/annotations/expected.json', import.meta.url)),
    'utf8',
  ),
);
const geometries = (folder: string): number[][] =>
  Object.values(expected[folder].annotations).map(({ geometry }) => geometry);

const triples = (values: ArrayLike<number>): number[][] =>
  Array.from({ length: values.length / 3 }, (_, i) => [values[3 * i], values[3 * i + 1], values[3 * i + 2]]);
const inOrder = (rows: number[][]): number[][] => rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);

function expectSame(drawn: number[][], told: number[][], steps: readonly number[]): void {
  expect(drawn.length).toBe(told.length);
  for (const [i, row] of inOrder(drawn).entries()) {
    for (const k of [0, 1, 2])
      expect(Math.abs(row[k] - inOrder(told)[i][k])).toBeLessThanOrEqual(0.51 * steps[k] + 1e-2);
  }
}

test('points are where Neuroglancer reads them, each with its id', async () => {
  const { scene, decoded } = await sceneFrom(fixture('annotations/point'));
  const [item] = decoded.items;
  if (item.kind !== 'points') throw new Error(item.kind);
  expectSame(triples(item.positionsNm), geometries('point'), item.item.packed.stepNm);
  expect([...(item.ids ?? [])].map(String).sort()).toEqual(Object.keys(expected.point.annotations).sort());
  expect(scene).toMatchObject({ notes: [], cells: [] });
});

test('polylines are lines, boxes their twelve edges', async () => {
  const lines = await sceneFrom(fixture('annotations/polyline'));
  const [line] = lines.decoded.items;
  if (line.kind !== 'skeletons') throw new Error(line.kind);
  expectSame(triples(line.positionsNm), geometries('polyline').flatMap(triples), line.item.packed.stepNm);
  expect([...line.parents].filter(parent => parent < 0).length).toBe(5);
  expect(line.item.radiusScale).toBe(0);
  const boxes = await sceneFrom(fixture('annotations/axis_aligned_bounding_box'));
  const [box] = boxes.decoded.items;
  if (box.kind !== 'skeletons') throw new Error(box.kind);
  expect([...box.parents].filter(parent => parent >= 0).length).toBe(12 * 5);
  const corners = geometries('axis_aligned_bounding_box').flatMap(([ax, ay, az, bx, by, bz]) => {
    // each corner of a face, its first again where the face closes, and each once more for the edge between the faces
    const face = [
      [ax, ay],
      [bx, ay],
      [bx, by],
      [ax, by],
    ];
    return [az, bz].flatMap(z => [...face, face[0], ...face].map(([x, y]) => [x, y, z]));
  });
  expectSame(triples(box.positionsNm), corners, box.item.packed.stepNm);
});

const info = (more: object): object => ({
  '@type': 'neuroglancer_annotations_v1',
  annotation_type: 'POINT',
  dimensions: { z: [40, 'nm'], t: [1, 's'], y: [4, 'nm'], x: [4, 'nm'] },
  lower_bound: [0, 0, 0, 0],
  upper_bound: [9, 9, 9, 9],
  ...more,
});
const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
/** A cell of points: their number, coordinates, ids. */
function cell(points: number[][], ids: bigint[]): Uint8Array {
  const bytes = [BigUint64Array.of(BigInt(ids.length)), Float32Array.from(points.flat()), BigUint64Array.from(ids)];
  return Uint8Array.from(bytes.flatMap(part => [...new Uint8Array(part.buffer)]));
}
const positions = async (
  ...given: Parameters<typeof sceneFrom>
): Promise<{ points: number[][]; notes: readonly string[] }> => {
  const { scene, decoded } = await sceneFrom(...given);
  const [item] = decoded.items;
  if (item.kind !== 'points') throw new Error(item.kind);
  return { points: inOrder(triples(item.positionsNm)).map(row => row.map(Math.round)), notes: scene.notes };
};

test('dimensions are taken by name, and one by one where there is no spatial index', async () => {
  const files = { info: info({ by_id: { key: 'ids' } }), 'ids/7': floats(1, 5, 2, 3), 'ids/8': floats(2, 5, 2, 30) };
  expect(await positions(memory(files))).toEqual({
    points: [
      [12, 8, 40],
      [120, 8, 80],
    ],
    notes: [],
  });
});

test('what several cells hold is drawn once, what is no number not at all, what is too much by its beginning', async () => {
  const level = (key: string): object => ({ key, grid_shape: [1, 1, 1, 2], chunk_size: [9, 9, 9, 9] });
  const files = {
    info: info({ spatial: [level('a'), level('b')] }),
    'a/0_0_0_0': cell(
      [
        [1, 0, 1, 1],
        [1, 0, 1, 2],
      ],
      [7n, 8n],
    ),
    'b/0_0_0_0': cell(
      [
        [1, 0, 1, 1],
        [1, 0, Number.NaN, 3],
      ],
      [7n, 9n],
    ),
    'b/0_0_0_1': cell([[1, 0, 1, 4]], [10n]),
    'b/readme': cell([], []),
  };
  expect(await positions(memory(files))).toEqual({
    points: [
      [4, 4, 40],
      [8, 4, 40],
      [16, 4, 40],
    ],
    notes: ['1 annotation has a coordinate that is no number, and is not shown.'],
  });
  const { notes, points } = await positions(memory(files), { limits: { annotations: 2 } });
  expect([points.length, notes]).toEqual([2, ['The first 2 annotations are shown: a tab takes no more.']]);
});

test('a claim of more annotations than there are bytes is refused before anything is made for it', async () => {
  const lying = cell([[1, 0, 1, 1]], [7n]);
  lying.fill(255, 0, 8);
  const spatial = [{ key: 'a', grid_shape: [1, 1, 1, 1], chunk_size: [9, 9, 9, 9] }];
  await expect(sceneFrom(memory({ info: info({ spatial }), 'a/0_0_0_0': lying }))).rejects.toThrow(
    'precomputed annotations a/0_0_0_0 byte 0 tells of more annotations than there is room for',
  );
});

test('ellipsoids are spheres of the same volume', async () => {
  const files = {
    info: info({ annotation_type: 'ELLIPSOID', by_id: { key: 'ids' } }),
    'ids/7': floats(1, 5, 2, 3, 1, 0, 10, 10),
  };
  const { scene, decoded } = await sceneFrom(memory(files));
  const [item] = decoded.items;
  if (item.kind !== 'points') throw new Error(item.kind);
  expect(item.radiiNm?.[0]).toBeCloseTo(40, 3);
  expect(scene.notes).toEqual(['Ellipsoids are shown as spheres of the same volume.']);
});

test('shards, and spaces without three lengths, are told', async () => {
  await expect(sceneFrom(fixture('annotations/sharded'))).rejects.toMatchObject({
    message: expect.stringContaining('lies in shards'),
    code: [
      'const annotations = await precomputed.openAnnotations(precomputed.openStore("data/seg"));',
      'await annotations.all()',
    ],
  });
  await expect(sceneFrom(fixture('annotations/line'))).rejects.toThrow(
    'data/seg holds annotations without three lengths: received x (nm), y (nm), t (s), expected x, y, z',
  );
  const outside = memory({ info: info({ by_id: { key: '../ids' } }) });
  await expect(sceneFrom(outside)).rejects.toThrow('leads out of the folder that was opened');
});
