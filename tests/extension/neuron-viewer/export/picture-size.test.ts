import { expect, test } from 'vitest';
import { checkPictureSize, sizeOfText } from '../../../../extension/neuron-viewer/export/picture-size';

test('a picture has whole sides that a browser can make, and the error says which', () => {
  expect(() => checkPictureSize(16, 16_384)).not.toThrow();
  expect(() => checkPictureSize(2400, 1600)).not.toThrow();
  for (const [width, height] of [
    [15, 100],
    [100.5, 100],
    [16_385, 16],
    [16_000, 16_000],
    [Number.NaN, 100],
  ]) {
    expect(() => checkPictureSize(width, height)).toThrow(
      /^a picture of .* cannot be made: expected whole numbers from 16 to 16,384/,
    );
  }
});

test('a size is read as people write it, and what is none is refused', () => {
  for (const text of ['4800 × 3200', '4800x3200', ' 4800 px * 3200 px ', '4800, 3200', '4800 3200']) {
    expect(sizeOfText(text)).toEqual([4800, 3200]);
  }
  for (const text of ['', '4800', '-1 × 5', '4800 × 3200 × 2', '1e3 × 1e3', '<b>']) {
    expect(() => sizeOfText(text)).toThrow('is no size: expected width × height, such as 4800 × 3200');
  }
});
