import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, test } from 'vitest';
import type { IDataStatus } from '../../../extension/neuroglancer/messages';
import { notesOf } from '../../../extension/neuroglancer/notes';

const trans = nullTranslator.load('jupyterlab_connectome');
const notes = (data: Partial<IDataStatus>, isLate = false): readonly string[] =>
  notesOf({ layers: [], lostPieces: 0, ...data }, isLate, trans);
const EM = 'https://storage.googleapis.com/b/em/info';

describe('notes above the picture', () => {
  test('are none while all is well', () => {
    expect(notes({ layers: [{ name: 'em', problems: [], awaited: ['precomputed://gs://b/em'] }] })).toEqual([]);
  });

  test('say once, and shortly, why a layer cannot be shown', () => {
    const long = `${EM} not found: Fetching "${EM}?alt=media&x=1" resulted in HTTP error 404: Not Found.`;
    const none = `Fetching "${EM}" resulted in HTTP error 0: Network or CORS error.`;
    expect(
      notes({
        layers: [
          { name: 'em', problems: [`${EM} not found`, long], awaited: [] },
          { name: 'seg', problems: [none, 'no voxels'], awaited: [] },
        ],
      }),
    ).toEqual([
      `em cannot be shown: ${EM} answers 404 Not Found`,
      'seg cannot be shown: no answer from storage.googleapis.com (no network, or it does not answer pages of other sites)',
      'seg cannot be shown: no voxels',
    ]);
  });

  test('name what lets one wait, after a while', () => {
    const awaited = [
      'precomputed://https://a.org/em',
      'gs://bucket/seg/|neuroglancer-precomputed:',
      'local://x',
      'odd',
    ];
    const layers = [{ name: 'em', problems: [], awaited }];
    expect(notes({ layers })).toEqual([]);
    expect(notes({ layers }, true)).toEqual([
      'em waits for an answer from a.org',
      'em waits for an answer from bucket',
      'em waits for an answer from x',
      'em waits for an answer from odd',
    ]);
  });

  test('count pieces that are lost', () => {
    expect(notes({ lostPieces: 1 })).toEqual(['1 piece of what is in sight could not be read']);
    expect(notes({ lostPieces: 12 })).toEqual(['12 pieces of what is in sight could not be read']);
  });
});
