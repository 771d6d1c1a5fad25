import { describe, expect, test } from 'vitest';
import { readPanelIndex } from '../../../extension/plugins/panel-index';

const panel = {
  id: 'ding2025/fig2d',
  notebook: '02-like-to-like.ipynb',
  title: 'Alike?',
  thumbnail: 'images/panels/ding2025-fig2d.png',
  status: 'reproduced exactly',
};

describe('the index of the gallery', () => {
  test('gives its panels, with the picture by its file name', () => {
    expect(readPanelIndex(JSON.stringify([panel]))).toEqual([{ ...panel, thumbnail: 'ding2025-fig2d.png' }]);
  });

  test.each([
    ['a notebook in another folder', { notebook: '../secret.ipynb' }],
    ['a picture in another folder', { thumbnail: 'images/panels/../../x.png' }],
    ['a picture that is none', { thumbnail: 'images/panels/x.svg' }],
    ['an address', { thumbnail: 'https://example.org/x.png' }],
    ['a title that is no text', { title: 3 }],
    ['a title without end', { title: 'x'.repeat(301) }],
    ['no status', { status: undefined }],
  ])('leaves out an entry with %s, and keeps the others', (_, change) => {
    expect(readPanelIndex(JSON.stringify([{ ...panel, ...change }, panel]))).toHaveLength(1);
  });

  test('is empty when the file is no index', () => {
    for (const text of ['', '{', '{}', 'null', '[null, 3]']) expect(readPanelIndex(text)).toEqual([]);
  });
});
