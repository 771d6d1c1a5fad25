import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, SourceError } from '../../../kernel-helpers/errors.js';
import { parseJson } from '../../../kernel-helpers/formats/precomputed/parse-json.js';
import {
  openSegmentProperties,
  parseSegmentProperties,
} from '../../../kernel-helpers/io/precomputed/segment-properties.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';
import { memoryStore } from './folder-stores.js';

const INFO = {
  '@type': 'neuroglancer_segment_properties',
  inline: {
    ids: ['864691135571546917', '18446744073709551615', '0'],
    properties: [
      { id: 'name', type: 'label', values: ['a', '', 'ü'] },
      { id: 'about', type: 'description', values: ['x', 'y', 'z'] },
      {
        id: 'kind',
        type: 'tags',
        tags: ['BC', 'MC'],
        tag_descriptions: ['basket', 'Martinotti'],
        values: [[0, 1], [], [1]],
      },
      { id: 'size', type: 'number', data_type: 'int16', description: 'in voxels', values: [-5, 0, 32767] },
      { id: 'ratio', type: 'number', data_type: 'float32', values: [0.1, 1, -2] },
      { id: 'id', type: 'string', values: ['p', 'q', 'r'] },
    ],
  },
};

describe('openSegmentProperties', () => {
  test('gives a row for each segment, ids exact, every property in its type', async () => {
    const { table, properties, url } = await openSegmentProperties(memoryStore({ 'p/info': INFO }), { folder: 'p' });
    expect(url).toBe('memory:/p');
    expect(Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]))).toEqual({
      id: 'Uint64',
      name: 'Utf8',
      about: 'Utf8',
      kind: 'List<Utf8>',
      size: 'Int16',
      ratio: 'Float32',
      id_2: 'Utf8',
    });
    expect([...(table.getChild('id') ?? [])]).toEqual([864691135571546917n, 2n ** 64n - 1n, 0n]);
    expect([...(table.getChild('name') ?? [])]).toEqual(['a', '', 'ü']);
    expect([...(table.getChild('kind') ?? [])].map(list => [...list])).toEqual([['BC', 'MC'], [], ['MC']]);
    expect([...(table.getChild('size') ?? [])]).toEqual([-5, 0, 32767]);
    expect([...(table.getChild('ratio') ?? [])]).toEqual([Math.fround(0.1), 1, -2]);
    expect([...(table.getChild('id_2') ?? [])]).toEqual(['p', 'q', 'r']);
    expect(properties[2].tags?.get('MC')).toBe('Martinotti');
    expect(properties[3]).toEqual({ id: 'size', type: 'number', description: 'in voxels', tags: undefined });
  });

  test('is found by a segmentation that names it', async () => {
    const volume = { '@type': 'neuroglancer_multiscale_volume', scales: [], segment_properties: 'p' };
    const { url, table } = await openSegmentProperties(memoryStore({ info: volume, 'p/info': INFO }));
    expect(url).toBe('memory:/p');
    expect(table.numRows).toBe(3);
  });

  test('no inline properties are an empty table, and a property may be called __proto__', () => {
    expect(parseSegmentProperties({ '@type': INFO['@type'] }).table.numRows).toBe(0);
    const odd = parseSegmentProperties({
      '@type': INFO['@type'],
      inline: { ids: ['1'], properties: [{ id: '__proto__', type: 'string', values: ['x'] }] },
    });
    expect(odd.table.schema.fields.map(field => field.name)).toEqual(['id', '__proto__']);
    expect(odd.table.getChild('__proto__')?.get(0)).toBe('x');
  });

  test('names the place of what is wrong', async () => {
    const wrong = (change: (inline: { ids: unknown; properties: Record<string, unknown>[] }) => void): string => {
      const info = structuredClone(INFO);
      change(info.inline);
      try {
        parseSegmentProperties(info, 'a/info');
        return 'accepted';
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        return (error as Error).message.replace('precomputed segment properties a/info inline.', '');
      }
    };
    expect(wrong(inline => Object.assign(inline, { ids: ['1', '2', '18446744073709551616'] }))).toBe(
      'ids[2] is not valid: received "18446744073709551616", expected a string of the digits of an id from 0 to 2^64 - 1',
    );
    expect(wrong(inline => Object.assign(inline, { ids: ['1', '2', '1'] }))).toBe(
      'ids[2] is not valid: received "1", expected every id once',
    );
    expect(wrong(inline => Object.assign(inline, { ids: [1, 2, 3] }))).toContain('ids[0] is not valid: received 1');
    expect(wrong(inline => Object.assign(inline, { ids: ['1'] }))).toBe(
      'properties[0].values is not valid: received ["a","","ü"], expected an array of 1 strings',
    );
    const set =
      (i: number, field: string, value: unknown): ((inline: { properties: Record<string, unknown>[] }) => void) =>
      ({ properties }) => {
        properties[i][field] = value;
      };
    expect(wrong(set(3, 'values', [0, 0, 32768]))).toBe(
      'properties[3].values[2] is not valid: received 32768, expected a number that int16 can hold',
    );
    expect(wrong(set(3, 'values', [0, 0.5, 1]))).toContain('values[1] is not valid: received 0.5');
    expect(wrong(set(3, 'data_type', 'uint64'))).toContain('properties[3].data_type is not valid: received "uint64"');
    expect(wrong(set(2, 'values', [[0], [2], []]))).toBe(
      'properties[2].values[1] is not valid: received [2], expected a list of whole numbers below 2, the number of tags',
    );
    expect(wrong(set(2, 'tags', ['BC', 'BC']))).toContain('expected tags that differ');
    expect(wrong(set(2, 'tag_descriptions', ['x']))).toContain('expected an array of 2 strings');
    expect(wrong(set(1, 'type', 'label'))).toBe(
      'properties[1].type is not valid: received "label", expected at most one property of type label',
    );
    expect(wrong(set(1, 'type', 'date'))).toContain(
      'expected one of "label", "description", "string", "tags", "number"',
    );
    await expect(openSegmentProperties(memoryStore({}))).rejects.toThrow(SourceError);
    await expect(openSegmentProperties(memoryStore({ info: '{"@type": ' }))).rejects.toThrow('is not JSON');
  });

  test('gives back what was written', () => {
    const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const row = fc.tuple(fc.string(), fc.integer({ min: -128, max: 127 }), fc.subarray([0, 1, 2]));
    always(
      fc.property(fc.uniqueArray(id, { maxLength: 8 }), fc.array(row, { minLength: 8, maxLength: 8 }), (ids, rows) => {
        const values = (k: number): unknown[] => rows.slice(0, ids.length).map(row => row[k]);
        const text = JSON.stringify({
          '@type': 'neuroglancer_segment_properties',
          inline: {
            ids: ids.map(String),
            properties: [
              { id: 's', type: 'string', values: values(0) },
              { id: 'n', type: 'number', data_type: 'int8', values: values(1) },
              { id: 't', type: 'tags', tags: ['a', 'b', 'c'], values: values(2) },
            ],
          },
        });
        const info = parseJson(new TextEncoder().encode(text), 'x') as Record<string, unknown>;
        const { table } = parseSegmentProperties(info);
        ids.forEach((id, i) => {
          expect(table.getChild('id')?.get(i)).toBe(id);
          expect(table.getChild('s')?.get(i)).toBe(rows[i][0]);
          expect(table.getChild('n')?.get(i)).toBe(rows[i][1]);
          expect([...(table.getChild('t')?.get(i) ?? [])]).toEqual(rows[i][2].map(tag => 'abc'[tag]));
        });
      }),
    );
  });

  test('never crashes or hangs on what is no properties', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'precomputed segment properties',
      valid: [new TextEncoder().encode(JSON.stringify(INFO))],
      parse: bytes =>
        parseSegmentProperties((parseJson(bytes, 'precomputed segment properties') ?? {}) as Record<string, unknown>),
      check: ({ table, properties }) => expect(table.schema.fields).toHaveLength(properties.length + 1),
      runs: 2000,
    });
    expect(outcomes.truncated.accepted).toBe(0);
    expect(outcomes.flipped.refused).toBeGreaterThan(500);
    expect(outcomes.random.refused).toBe(2000);
  });
});
