import { describe, expect, test } from 'vitest';
import { hasFolders, withAddresses, withFolders } from '../../../kernel-helpers/core/neuroglancer/jupyter-files.js';

const FILES = 'http://127.0.0.1:8888/user/a%20b/files/';
const state = {
  title: 'precomputed://jupyter:not/a/source',
  layers: [
    { type: 'image', name: 'em', source: 'precomputed://jupyter:data of mine/em' },
    {
      type: 'segmentation',
      name: 'seg',
      source: [{ url: 'jupyter:seg/|neuroglancer-precomputed:', subsources: { mesh: true } }, 'precomputed://gs://b/s'],
      skeletons: 'precomputed://jupyter:sk',
      shader: 'jupyter:untouched',
    },
    'odd',
  ],
};

describe('folders of this server', () => {
  test('get the address they have here, and their name back', () => {
    const here = withAddresses(state, FILES);
    expect(here).toEqual({
      title: 'precomputed://jupyter:not/a/source',
      layers: [
        { type: 'image', name: 'em', source: `precomputed://${FILES}data%20of%20mine/em` },
        {
          type: 'segmentation',
          name: 'seg',
          source: [
            { url: `${FILES}seg/|neuroglancer-precomputed:`, subsources: { mesh: true } },
            'precomputed://gs://b/s',
          ],
          skeletons: `precomputed://${FILES}sk`,
          shader: 'jupyter:untouched',
        },
        'odd',
      ],
    });
    expect(withFolders(here, FILES)).toEqual(state);
  });

  test('are only what lies under the address of the files', () => {
    const other = { layers: [{ source: `https://proxy.org/?to=${FILES}em` }, { source: 'http://127.0.0.1:8888/em' }] };
    expect(withFolders(other, FILES)).toEqual(other);
  });

  test('cannot lead out of that address', () => {
    const { layers } = withAddresses({ layers: [{ source: 'precomputed://jupyter:a?b#c/../d' }] }, FILES);
    expect(layers).toEqual([{ source: `precomputed://${FILES}a%3Fb%23c/../d` }]);
  });

  test('are told apart from what everyone can open', () => {
    expect(hasFolders(state)).toBe(true);
    expect(hasFolders({ layers: [{ source: 'precomputed://gs://b/jupyter:x' }] })).toBe(false);
    expect(hasFolders({ title: 'jupyter:a' })).toBe(false);
  });
});
