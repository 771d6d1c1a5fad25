import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Table } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { InvalidArgumentError, NotFoundError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { openAnnotations } from '../../../kernel-helpers/io/precomputed/annotations.js';
import { folderStore, memoryStore } from './folder-stores.js';
import { cloudVolumeFixtures } from './shared-fixtures.js';

const fixtures = fileURLToPath(new URL('../../fixtures/precomputed/annotations', import.meta.url));
interface Expected {
  annotations: Record<
    string,
    { geometry: number[]; properties: Record<string, number | number[]>; related: Record<string, string[]> }
  >;
  related: Record<string, Record<string, string[]>>;
}
const expected: Record<string, Expected> = JSON.parse(readFileSync(`${fixtures}/expected.json`, 'utf8'));

/** A row as plain values; ids as strings, lists as arrays. */
function row(table: Table, i: number): Record<string, unknown> {
  const plain = (value: unknown): unknown => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    return Array.from(value as Iterable<unknown>, plain);
  };
  return Object.fromEntries(table.schema.fields.map(({ name }) => [name, plain(table.getChild(name)?.get(i))]));
}
const ids = (table: Table): string[] => Array.from({ length: table.numRows }, (_, i) => String(table.get(i)?.id));
const types = (table: Table): Record<string, string> =>
  Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]));

/** Columns that hold the geometry, in the order of the expected numbers. */
const GEOMETRY: Record<string, string[]> = {
  point: ['x_nm', 'y_nm', 'z_nm'],
  line: ['a_x_nm', 'a_y_nm', 'a_t_s', 'b_x_nm', 'b_y_nm', 'b_t_s'],
  axis_aligned_bounding_box: ['a_x_nm', 'a_y_nm', 'a_z_nm', 'b_x_nm', 'b_y_nm', 'b_z_nm'],
  ellipsoid: ['u_nm', 'c', 'radius_u_nm', 'radius_c'],
  polyline: ['x_nm', 'y_nm', 'z_nm'],
  sharded: ['a_x_nm', 'a_y_nm', 'a_z_nm', 'b_x_nm', 'b_y_nm', 'b_z_nm'],
};

function geometryOf(name: string, values: Record<string, unknown>): number[] {
  const columns = GEOMETRY[name].map(column => values[column]);
  if (name !== 'polyline') return columns as number[];
  const [x, y, z] = columns as number[][];
  return x.flatMap((_, i) => [x[i], y[i], z[i]]);
}

describe('annotations written by neuroglancer', () => {
  for (const [name, { annotations, related }] of Object.entries(expected)) {
    test(`${name}: geometry, properties and related ids are those neuroglancer reads`, async () => {
      const folder = await openAnnotations(folderStore(`${fixtures}/${name}`));
      const all = await folder.all();
      const wanted = Object.keys(annotations);
      expect(wanted.length).toBeGreaterThan(3);
      expect(ids(all).sort()).toEqual(wanted.sort());
      const byIds = await folder.byIds(wanted);
      expect(ids(byIds)).toEqual(wanted);
      for (const [i, id] of wanted.entries()) {
        const { geometry, properties, related } = annotations[id];
        const one = row(byIds, i);
        geometryOf(name, one).forEach((value, k) => {
          expect(value).toBeCloseTo(geometry[k], 9);
        });
        expect(geometryOf(name, one)).toHaveLength(geometry.length);
        for (const [property, value] of Object.entries(properties)) {
          expect(one[`${property}_code`] ?? one[property]).toEqual(value);
        }
        for (const [relationship, objects] of Object.entries(related)) expect(one[relationship]).toEqual(objects);
        const { [Object.keys(related)[0]]: _, ...rest } = row(await folder.byId(id), 0);
        expect(one).toMatchObject(rest);
        const place = ids(all).indexOf(id);
        expect(one).toMatchObject(row(all, place));
      }
      for (const [relationship, objects] of Object.entries(related)) {
        for (const [object, found] of Object.entries(objects)) {
          expect(ids(await folder.relatedTo(relationship, object))).toEqual(found);
        }
      }
    });
  }

  test('columns have the types of the info file; labels are dictionaries beside their numbers', async () => {
    const folder = await openAnnotations(folderStore(`${fixtures}/point`));
    const table = await folder.byId('2');
    expect(types(table)).toEqual({
      id: 'Uint64',
      x_nm: 'Float64',
      y_nm: 'Float64',
      z_nm: 'Float64',
      u8: 'Dictionary<Int32, Utf8>',
      u8_code: 'Uint8',
      score: 'Float32',
      u16: 'Uint16',
      i8: 'Int8',
      signed: 'Int32',
      colour: 'FixedSizeList[3]<Uint8>',
      kind: 'Dictionary<Int32, Utf8>',
      kind_code: 'Int32',
      large: 'Uint32',
      i16: 'Int16',
      tint: 'FixedSizeList[4]<Uint8>',
      segment: 'List<Uint64>',
      'nuclei near': 'List<Uint64>',
    });
    // 7 has no label in the info file
    expect(row(table, 0)).toMatchObject({ kind: '7', kind_code: 7, u8: 'no', u8_code: 0 });
    const kinds = new Map<unknown, unknown>();
    const all = await folder.all();
    for (let i = 0; i < all.numRows; i++) kinds.set(row(all, i).kind_code, row(all, i).kind);
    expect(kinds).toEqual(
      new Map<unknown, unknown>([
        [7, '7'],
        [2, 'soma'],
        [1000, 'axon'],
        [-1, 'axon'],
      ]),
    );
  });

  test('a box gives the lines that pass through it, each once, from both levels', async () => {
    const folder = await openAnnotations(folderStore(`${fixtures}/sharded`));
    const lines = Object.entries(expected.sharded.annotations);
    // walked in steps so small that none misses the box's inside
    const passes = (g: number[], min: number[], max: number[]): boolean => {
      for (let s = 0; s <= 20_000; s++) {
        if (
          [0, 1, 2].every(k => {
            const at = g[k] + ((g[k + 3] - g[k]) * s) / 20_000;
            return at >= min[k] && at <= max[k];
          })
        )
          return true;
      }
      return false;
    };
    for (const [min, max] of [
      [
        [1000, 1000, 0],
        [2000, 2500, 20000],
      ],
      [
        [1600, 2000, 10000],
        [1601, 4000, 40000],
      ],
      [
        [0, 0, 0],
        [4800, 4000, 40000],
      ],
    ]) {
      const found = ids(await folder.inBox({ min, max }));
      expect(new Set(found).size).toBe(found.length);
      expect([...found].sort()).toEqual(
        lines
          .filter(([, { geometry }]) => passes(geometry, min, max))
          .map(([id]) => id)
          .sort(),
      );
    }
    expect((await folder.inBox({ min: [4900, 0, 0], max: [5000, 1, 1] })).numRows).toBe(0);
  });

  test('the coarse levels alone are a sample', async () => {
    const folder = await openAnnotations(folderStore(`${fixtures}/sharded`));
    expect((await folder.all({ levels: 1 })).numRows).toBe(10);
    expect((await folder.all()).numRows).toBe(40);
    expect((await folder.all({ levels: 9 })).numRows).toBe(40);
    await expect(folder.all({ levels: 0 })).rejects.toThrow(
      'levels is no number of levels: received 0, expected 1 to 2',
    );
  });
});

describe('an annotation folder', () => {
  const info = {
    '@type': 'neuroglancer_annotations_v1',
    annotation_type: 'POINT',
    dimensions: { x: [1, 'nm'] },
    lower_bound: [0],
    upper_bound: [10],
    properties: [{ id: 'id', type: 'uint8' }],
    relationships: [{ id: '__proto__', key: '../other' }],
    by_id: { key: 'by_id' },
  };
  const point = Uint8Array.of(0, 0, 0x80, 0x3f, 9, 0, 0, 0, 0, 0, 0, 0);

  test('keeps every column, whatever its name', async () => {
    const folder = await openAnnotations(memoryStore({ 'a/info': info, 'a/by_id/5': point }), { folder: 'a' });
    expect(folder.info.relationships[0].folder).toBe('other');
    const table = await folder.byId(5);
    expect(table.schema.fields.map(field => field.name)).toEqual(['id', 'x_nm', 'id_2', '__proto__']);
    expect(row(table, 0)).toMatchObject({ id: '5', x_nm: 1, id_2: 9 });
  });

  test('says which ids and which relationships it has not', async () => {
    const folder = await openAnnotations(memoryStore({ 'a/info': info, 'a/by_id/5': point }), { folder: 'a' });
    await expect(folder.byId(6)).rejects.toThrow(
      new NotFoundError('memory:/a has no annotation of 1 of 1 ids: 6, expected ids of annotations', { known: [] }),
    );
    await expect(folder.byIds([5, 6, 7])).rejects.toThrow(
      "2 of 3 ids: 6, 7, expected ids of annotations; pass { missing: 'skip' }",
    );
    expect(ids(await folder.byIds([7, 5], { missing: 'skip' }))).toEqual(['5']);
    await expect(folder.relatedTo('cell', 1)).rejects.toThrow(
      'memory:/a has no relationship "cell": expected one of __proto__',
    );
    expect((await folder.relatedTo('__proto__', 1)).numRows).toBe(0);
  });

  test('says which index it has not, and refuses boxes that cannot be meant', async () => {
    const folder = await openAnnotations(memoryStore({ 'a/info': { ...info, by_id: undefined } }), { folder: 'a' });
    await expect(folder.all()).rejects.toThrow(UnsupportedError);
    await expect(folder.byId(1)).rejects.toThrow(
      'memory:/a has no such index: received an info file without by_id, expected one',
    );
    await expect((async () => folder.inBox({ min: [0, 0], max: [1, 1] }))()).rejects.toThrow(
      'inBox box has the wrong number of dimensions: received [0, 0], expected 1 numbers (x)',
    );
    const fine = { ...info, spatial: [{ key: 's', grid_shape: [1e9], chunk_size: [1e-8] }] };
    const many = await openAnnotations(memoryStore({ 'a/info': fine }), { folder: 'a' });
    await expect(many.all()).rejects.toThrow(InvalidArgumentError);
    await expect(many.all()).rejects.toThrow(
      'memory:/a a/s has too many cells to read them all: received 1000000000, expected at most 100000; give a smaller box, or { levels } for a sample',
    );
  });

  test('does not follow a path out of its store', async () => {
    await expect(openAnnotations(memoryStore({ info }))).rejects.toThrow(
      'relationships[0].key leads out of the folder that was opened: received "../other"; open a folder above and give this one as { folder }',
    );
  });
});

describe.skipIf(!cloudVolumeFixtures)('the annotations of H01 that cloud-volume tests with', () => {
  const folder = `${cloudVolumeFixtures}/precomputed_annotation`;
  const store = folderStore(folder);

  const reference = JSON.parse(readFileSync(`${fixtures}/expected-h01.json`, 'utf8'));
  const plain = (table: Table, i: number): object => {
    const { id, x_nm, y_nm, z_nm, class_label_code } = row(table, i);
    return { id, point: [x_nm, y_nm, z_nm], class_label: class_label_code };
  };

  test('give the 10,043 points of the coarsest level as neuroglancer reads them', async () => {
    const annotations = await openAnnotations(store);
    expect(annotations.info.spatial).toHaveLength(12);
    const table = await annotations.all({ levels: 1 });
    expect(table.numRows).toBe(10_043);
    expect(table.numRows).toBe(reference.count);
    const column = (name: string): ArrayLike<number> => table.getChild(name)?.toArray();
    for (const [k, name] of ['x_nm', 'y_nm', 'z_nm'].entries()) {
      expect(Array.from(column(name)).reduce((sum, value) => sum + value) / reference.sum[k]).toBeCloseTo(1, 12);
    }
    const all: BigUint64Array = table.getChild('id')?.toArray();
    expect(String(all.reduce((sum, id) => sum + id))).toBe(reference.sumOfIds);
    const classes: Record<number, number> = {};
    for (const code of Array.from(column('class_label_code'))) classes[code] = (classes[code] ?? 0) + 1;
    expect(classes).toEqual(reference.classes);
    for (const [i, point] of Object.entries(reference.some)) expect(plain(table, Number(i))).toEqual(point);
    const kinds = new Set(Array.from({ length: table.numRows }, (_, i) => table.getChild('class_label')?.get(i)));
    expect(kinds.has('axon')).toBe(true);
    expect([...kinds].every(kind => typeof kind === 'string' && !/\d/.test(kind))).toBe(true);
  });

  test('give one annotation and those of one skeleton as neuroglancer reads them', async () => {
    const annotations = await openAnnotations(store);
    const one = await annotations.byId(3867588737n);
    expect(one.numRows).toBe(1);
    const { skeleton_id, ...rest } = reference.byId;
    expect(plain(one, 0)).toEqual(rest);
    expect(row(one, 0).skeleton_id).toEqual(skeleton_id);
    const related = await annotations.relatedTo('skeleton_id', 243895108);
    expect(related.numRows).toBe(reference.relatedCount);
    reference.related.forEach((point: object, i: number) => {
      expect(plain(related, i)).toEqual(point);
    });
  });
});
