import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import {
  type AnnotationBlock,
  type AnnotationLayout,
  annotationLayout,
  decodeAnnotation,
  decodeAnnotations,
} from '../../../kernel-helpers/formats/precomputed/annotations-decode.js';
import {
  type AnnotationsInfo,
  PROPERTY_BYTES,
  type PropertyType,
} from '../../../kernel-helpers/formats/precomputed/annotations-info.js';
import { annotationTable } from '../../../kernel-helpers/io/precomputed/annotations-table.js';
import { survivesHostileBytes } from '../../io/hostile.js';
import { always } from '../../reference/properties.js';

interface Annotation {
  id: bigint;
  /** Points of a polyline; of the others, one array. */
  points: number[];
  /** Bytes of each property, in the order of the info file. */
  values: number[][];
  related: bigint[][];
}

/** Bytes of one annotation without its related ids, written from the specification with a DataView. */
function encodeOne(info: AnnotationsInfo, { points, values }: Annotation): number[] {
  const floats = (numbers: number[]): number[] => [...new Uint8Array(Float32Array.from(numbers).buffer)];
  const word = (number: number): number[] => [...new Uint8Array(Uint32Array.of(number).buffer)];
  const out = info.geometry === 'POLYLINE' ? word(points.length / info.dimensions.length) : [];
  out.push(...floats(points));
  const size = (type: PropertyType): number => (type.startsWith('rgb') ? 1 : PROPERTY_BYTES[type]);
  for (const wanted of [4, 2, 1]) {
    info.properties.forEach(({ type }, i) => {
      if (size(type) === wanted) out.push(...values[i]);
    });
  }
  while (out.length % 4) out.push(0);
  return out;
}

function encodeMany(info: AnnotationsInfo, annotations: Annotation[]): Uint8Array {
  const count = [...new Uint8Array(BigUint64Array.of(BigInt(annotations.length)).buffer)];
  const ids = [...new Uint8Array(BigUint64Array.from(annotations, ({ id }) => id).buffer)];
  return Uint8Array.from([...count, ...annotations.flatMap(annotation => encodeOne(info, annotation)), ...ids]);
}

function encodeWithRelated(info: AnnotationsInfo, annotation: Annotation): Uint8Array {
  const related = annotation.related.flatMap(ids => [
    ...new Uint8Array(Uint32Array.of(ids.length).buffer),
    ...new Uint8Array(BigUint64Array.from(ids).buffer),
  ]);
  return Uint8Array.from([...encodeOne(info, annotation), ...related]);
}

const INFO: AnnotationsInfo = {
  geometry: 'POINT',
  dimensions: ['x', 'y', 'z'].map(name => ({ name, scale: 1, unit: 'nm' })),
  lowerBound: [0, 0, 0],
  upperBound: [1, 1, 1],
  properties: [
    { id: 'a', type: 'uint8', description: undefined, enumLabels: undefined },
    { id: 'b', type: 'float32', description: undefined, enumLabels: undefined },
  ],
  relationships: [{ id: 'cell', folder: 'cell', sharding: undefined }],
  byId: undefined,
  spatial: [],
};
const TWO: Annotation[] = [
  { id: 7n, points: [1, 2, 3], values: [[9], [0, 0, 128, 63]], related: [[1n, 2n]] },
  { id: 2n ** 64n - 1n, points: [4, 5, 6], values: [[8], [0, 0, 0, 64]], related: [[]] },
];

/** Every number of a block must come from its bytes, and every annotation must lie in them. */
function checkBlock(block: AnnotationBlock, layout: AnnotationLayout): void {
  for (const start of block.starts) if (start % 4 !== 0 || start >= block.bytes.length) throw new Error(`at ${start}`);
  const info = { ...INFO, geometry: layout.geometry };
  const table = annotationTable(info, layout, [{ block }], block.related !== undefined);
  expect(table.numRows).toBe(block.ids.length);
  for (const field of table.schema.fields) expect(table.getChild(field.name)?.length).toBe(table.numRows);
}

describe('decodeAnnotations', () => {
  const layout = annotationLayout(INFO);
  const bytes = encodeMany(INFO, TWO);

  test('reads the values, properties sorted by size whatever the order of the info file', () => {
    expect(layout.propertyAt).toEqual([4, 0]);
    const table = annotationTable(INFO, layout, [{ block: decodeAnnotations(bytes, layout) }], false);
    expect(table.toArray().map(row => ({ ...row }))).toEqual([
      { id: 7n, x_nm: 1, y_nm: 2, z_nm: 3, a: 9, b: 1 },
      { id: 2n ** 64n - 1n, x_nm: 4, y_nm: 5, z_nm: 6, a: 8, b: 2 },
    ]);
  });

  test('reads the same from bytes that lie anywhere in a buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeAnnotations(shifted.subarray(3), layout)).toEqual(decodeAnnotations(bytes, layout));
  });

  test('says where and why bytes are no annotations', () => {
    const wrong = (bytes: Uint8Array): string => {
      try {
        decodeAnnotations(bytes, layout, 'a/0_0_0');
        return 'accepted';
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        return (error as Error).message.replace('precomputed annotations a/0_0_0 ', '');
      }
    };
    const many = bytes.slice();
    many.fill(0xff, 0, 8);
    expect(wrong(many)).toBe(
      'byte 0 tells of more annotations than there is room for: received 18446744073709551615, expected at most 2 in 56 bytes',
    );
    expect(wrong(bytes.slice(0, -1))).toContain('expected at most 1 in 55 bytes');
    expect(wrong(Uint8Array.of(...bytes, 0))).toBe('byte 64 goes on after the ids: received 1 bytes, expected none');
    expect(wrong(new Uint8Array(3))).toContain('ends inside the number of annotations: received 3 bytes, expected 8');
    const one = encodeWithRelated(INFO, TWO[0]);
    one[20] = 9;
    expect(() => decodeAnnotation(7n, one, layout, 'a/7')).toThrow(
      'precomputed annotations a/7 byte 24 ends inside the ids in relationship cell: received 16 bytes, expected 9 × 8 = 72',
    );
  });

  test('gives back what was written, for every geometry and any properties', () => {
    const type = fc.constantFrom(...(Object.keys(PROPERTY_BYTES) as PropertyType[]));
    const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    const geometry = fc.constantFrom(
      'POINT' as const,
      'LINE' as const,
      'AXIS_ALIGNED_BOUNDING_BOX' as const,
      'ELLIPSOID' as const,
      'POLYLINE' as const,
    );
    const shape = fc.record({
      geometry,
      rank: fc.integer({ min: 1, max: 4 }),
      types: fc.array(type, { maxLength: 6 }),
      relations: fc.integer({ min: 0, max: 2 }),
    });
    const folder = shape.chain(({ geometry, rank, types, relations }) => {
      const vectors = geometry === 'POINT' ? [1, 1] : geometry === 'POLYLINE' ? [0, 4] : [2, 2];
      const points = fc
        .integer({ min: vectors[0], max: vectors[1] })
        .chain(count => fc.array(float, { minLength: rank * count, maxLength: rank * count }));
      const values = fc.tuple(
        ...types.map(type =>
          fc.array(fc.nat(255), { minLength: PROPERTY_BYTES[type], maxLength: PROPERTY_BYTES[type] }),
        ),
      );
      const related = fc.array(fc.array(id, { maxLength: 3 }), { minLength: relations, maxLength: relations });
      const annotations = fc.array(fc.record({ id, points, values, related }), { maxLength: 5 });
      return fc.tuple(fc.constant({ geometry, rank, types, relations }), annotations);
    });
    always(
      fc.property(folder, ([{ geometry, rank, types, relations }, annotations]) => {
        const info: AnnotationsInfo = {
          ...INFO,
          geometry,
          dimensions: Array.from({ length: rank }, (_, k) => ({ name: `d${k}`, scale: 1, unit: '' })),
          properties: types.map((type, i) => ({ id: `p${i}`, type, description: undefined, enumLabels: undefined })),
          relationships: Array.from({ length: relations }, (_, r) => ({
            id: `r${r}`,
            folder: '',
            sharding: undefined,
          })),
        };
        const layout = annotationLayout(info);
        const many = decodeAnnotations(encodeMany(info, annotations), layout);
        const singles = annotations.map(a => decodeAnnotation(a.id, encodeWithRelated(info, a), layout));
        const table = annotationTable(info, layout, [{ block: many }], false);
        const related = annotationTable(
          info,
          layout,
          singles.map(block => ({ block })),
          true,
        );
        annotations.forEach((annotation, i) => {
          for (const found of [table, related]) {
            expect(found.getChild('id')?.get(i)).toBe(annotation.id);
            expect(pointsOf(found.get(i) as unknown as Record<string, unknown>, geometry, rank)).toEqual(
              annotation.points,
            );
            types.forEach((type, p) => {
              expect(bytesOf(found.getChild(`p${p}`)?.get(i), type)).toEqual(annotation.values[p]);
            });
          }
          annotation.related.forEach((ids, r) => {
            expect(Array.from(related.getChild(`r${r}`)?.get(i) as ArrayLike<bigint>)).toEqual(ids);
          });
        });
      }),
    );
  });

  test('never crashes, hangs or makes up annotations', async () => {
    for (const geometry of ['POINT', 'POLYLINE'] as const) {
      const info = { ...INFO, geometry };
      const layout = annotationLayout(info);
      const valid = [encodeMany(info, TWO)];
      const outcomes = await survivesHostileBytes({
        format: 'precomputed annotations',
        valid,
        parse: bytes => decodeAnnotations(bytes, layout),
        check: block => checkBlock(block, layout),
        runs: 3000,
      });
      expect(outcomes.truncated).toEqual({ refused: valid[0].length, accepted: 0 });
      expect(outcomes['hostile count'].refused).toBeGreaterThan(10);
      expect(outcomes.random.refused).toBeGreaterThan(2900);
      const one = encodeWithRelated(info, TWO[0]);
      const single = await survivesHostileBytes({
        format: 'precomputed annotations',
        valid: [one],
        parse: bytes => decodeAnnotation(7n, bytes, layout),
        check: block => checkBlock(block, layout),
        runs: 3000,
      });
      expect(single.truncated).toEqual({ refused: one.length, accepted: 0 });
      expect(single.flipped.accepted).toBeGreaterThan(20);
    }
  });
});

function pointsOf(row: Record<string, unknown>, geometry: string, rank: number): number[] {
  const names = Array.from({ length: rank }, (_, k) => `d${k}`);
  if (geometry === 'POLYLINE') {
    const lists = names.map(name => [...(row[name] as Iterable<number>)]);
    return lists[0].flatMap((_, i) => lists.map(list => list[i]));
  }
  if (geometry === 'POINT') return names.map(name => row[name] as number);
  const prefixes = geometry === 'ELLIPSOID' ? ['', 'radius_'] : ['a_', 'b_'];
  return prefixes.flatMap(prefix => names.map(name => row[prefix + name] as number));
}

/** A property's value as the bytes it was stored in. */
function bytesOf(value: unknown, type: PropertyType): number[] {
  if (type === 'rgb' || type === 'rgba') return [...(value as Iterable<number>)];
  const arrays = {
    uint8: Uint8Array,
    int8: Int8Array,
    uint16: Uint16Array,
    int16: Int16Array,
    uint32: Uint32Array,
    int32: Int32Array,
    float32: Float32Array,
  };
  return [...new Uint8Array(arrays[type].of(value as number).buffer)];
}
