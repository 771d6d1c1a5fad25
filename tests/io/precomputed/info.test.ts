import { describe, expect, test } from 'vitest';
import { FormatError, SourceError } from '../../../kernel-helpers/errors.js';
import { readInfo } from '../../../kernel-helpers/io/precomputed/info.js';
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
});
