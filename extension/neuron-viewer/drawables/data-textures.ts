/** Texels on their way to the GPU. */

import { DataTexture, FloatType, IntType, RGBAFormat, RGBAIntegerFormat, UnsignedByteType } from 'three';
import type { ITexels } from './texels';

export function floatTexture({ data, width, height }: ITexels<Float32Array>): DataTexture {
  const texture = new DataTexture(data, width, height, RGBAFormat, FloatType);
  texture.needsUpdate = true;
  return texture;
}

export function integerTexture({ data, width, height }: ITexels<Int32Array>): DataTexture {
  const texture = new DataTexture(data, width, height, RGBAIntegerFormat, IntType);
  texture.internalFormat = 'RGBA32I';
  texture.needsUpdate = true;
  return texture;
}

/** Four bytes a texel, padded with zeros to the texture's size. */
export function byteTexture(bytes: Uint8Array, width: number, height: number): DataTexture {
  const data = new Uint8Array(4 * width * height);
  data.set(bytes);
  const texture = new DataTexture(data, width, height, RGBAFormat, UnsignedByteType);
  texture.needsUpdate = true;
  return texture;
}
