import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, SourceError } from '../../../kernel-helpers/errors.js';
import { parseJson, readInfo } from '../../../kernel-helpers/io/precomputed/info.js';
import { JsonFields } from '../../../kernel-helpers/io/precomputed/json-fields.js';
import { always } from '../../reference/properties.js';
import { memoryStore } from './folder-stores.js';

describe('readInfo', () => {
  test('gives the object in the info file', async () => {
    const store = memoryStore({ info: { '@type': 'neuroglancer_skeletons', vertex_attributes: [] } });
    expect(await readInfo(store)).toEqual({ '@type': 'neuroglancer_skeletons', vertex_attributes: [] });
    expect(store.requests).toEqual(['get info']);
    expect(await readInfo(store, { type: 'neuroglancer_skeletons' })).toHaveProperty('vertex_attributes');
  });

  test('says which file is missing, of another type, or no object', async () => {
    await expect(readInfo(memoryStore({}))).rejects.toThrow(
      new SourceError(
        'precomputed info memory:/info is not there: received no file, expected an info file (give the folder that holds it)',
        { url: 'memory:/info' },
      ),
    );
    const mesh = memoryStore({ 'a/info': { '@type': 'neuroglancer_legacy_mesh' } });
    await expect(readInfo(mesh, { path: 'a/info', type: 'neuroglancer_skeletons' })).rejects.toThrow(
      'precomputed info memory:/a/info @type is not valid: received "neuroglancer_legacy_mesh", expected "neuroglancer_skeletons"',
    );
    await expect(readInfo(memoryStore({ info: '[1]' }))).rejects.toThrow(
      'precomputed info memory:/info is not valid: received [1], expected an object',
    );
    await expect(readInfo(memoryStore({ info: 'null' }))).rejects.toThrow(FormatError);
  });

  test('names the character where the JSON breaks', async () => {
    const error = await readInfo(memoryStore({ info: '{"a": 1,}' })).catch(error => error);
    expect(error).toMatchObject({ format: 'precomputed info', at: 'character 8', file: 'memory:/info' });
    expect(error.message).toContain('precomputed info memory:/info character 8 is not JSON: ');
    await expect(readInfo(memoryStore({ info: '' }))).rejects.toThrow('character 0 is not JSON');
    await expect(readInfo(memoryStore({ info: Uint8Array.of(0x22, 0xff, 0x22) }))).rejects.toThrow(
      'precomputed info memory:/info is not text: received bytes that are no UTF-8, expected JSON',
    );
  });

  test('reads back every JSON value', () => {
    always(
      fc.property(fc.jsonValue(), value => {
        const text = JSON.stringify(value);
        expect(parseJson(new TextEncoder().encode(text), 'thing')).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('JsonFields', () => {
  const fields = new JsonFields(
    { name: 'a', size: 3, big: 2 ** 53, list: [1, 2.5], parts: [{ kind: 'x' }, 7], 'odd name': 1, nothing: null },
    { format: 'thing', file: 'info' },
  );
  const message = (run: () => unknown): string => {
    try {
      return `gave ${JSON.stringify(run())}`;
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
      return `${(error as FormatError).at}: ${(error as Error).message}`;
    }
  };

  test('gives fields in the type asked for', () => {
    expect(fields.string('name')).toBe('a');
    expect(fields.choice('name', ['a', 'b'])).toBe('a');
    expect(fields.integer('size', 0, 3)).toBe(3);
    expect(fields.numbers('list', 2)).toEqual([1, 2.5]);
    expect(fields.has('nothing')).toBe(false);
    expect(fields.objects('absent')).toEqual([]);
    expect(fields.names()).toHaveLength(7);
  });

  test('says what stands there instead', () => {
    expect(message(() => fields.string('size'))).toBe(
      'size: thing info size is not valid: received 3, expected a string',
    );
    expect(message(() => fields.number('absent'))).toBe(
      'absent: thing info absent is not valid: received nothing, expected a number',
    );
    expect(message(() => fields.integer('size', 4))).toBe(
      'size: thing info size is not valid: received 3, expected a whole number, 4 or more',
    );
    expect(message(() => fields.integer('big', 0))).toContain('received 9007199254740992, expected a whole number');
    expect(message(() => fields.integers('list', 0))).toBe(
      'list[1]: thing info list[1] is not valid: received 2.5, expected a whole number, 0 or more',
    );
    expect(message(() => fields.numbers('list', 3))).toContain('received [1,2.5], expected an array of 3 numbers');
    expect(message(() => fields.strings('list'))).toContain('list[0] is not valid: received 1, expected a string');
    expect(message(() => fields.objects('parts'))).toBe(
      'parts[1]: thing info parts[1] is not valid: received 7, expected an object',
    );
    expect(message(() => fields.string('toString'))).toContain('received nothing');
    expect(message(() => fields.string('odd name'))).toContain('thing info ["odd name"] is not valid');
  });
});
