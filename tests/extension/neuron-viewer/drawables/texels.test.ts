import { expect, test } from 'vitest';
import { TEXTURE_WIDTH, textureSize } from '../../../../extension/neuron-viewer/drawables/texels';

test('textures are one row until they are full, then as many as are needed', () => {
  expect(textureSize(0)).toEqual({ width: 1, height: 1 });
  expect(textureSize(5)).toEqual({ width: 5, height: 1 });
  expect(textureSize(TEXTURE_WIDTH + 1)).toEqual({ width: TEXTURE_WIDTH, height: 2 });
});
