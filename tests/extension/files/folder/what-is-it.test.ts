import { expect, test } from 'vitest';
import { folderKind, isShownFolder } from '../../../../extension/files/folder/what-is-it';

test('a folder is what its @type says, without one what its fields say', () => {
  expect(folderKind({ '@type': 'neuroglancer_skeletons' })).toBe('skeletons');
  expect(folderKind({ '@type': 'neuroglancer_multilod_draco' })).toBe('meshes');
  expect(folderKind({ type: 'image', scales: [] })).toBe('volume');
  expect(folderKind({ skeletons: 'skeletons' })).toBe('volume');
  expect(folderKind({ vertex_attributes: [] })).toBe('skeletons');
  for (const other of [null, 7, [], 'x', {}, { '@type': 'toString' }, { '@type': '__proto__', scales: [] }]) {
    expect(folderKind(other)).toBeUndefined();
  }
});

test('a file named info opens a folder only when it is the info of one', () => {
  expect(isShownFolder('{"@type": "neuroglancer_annotations_v1"}')).toBe(true);
  // a table has no shape
  expect(isShownFolder('{"@type": "neuroglancer_segment_properties"}')).toBe(false);
  for (const text of ['', 'Directory: dir, Node: Top', '{"name": "info"}', '[]'])
    expect(isShownFolder(text)).toBe(false);
});
