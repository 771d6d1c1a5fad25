/** Arrays laid out as textures, which is how shaders read them by index. Pure. */

/** Wide enough for 4 million numbers in as many rows, which every WebGL2 device takes. */
export const TEXTURE_WIDTH = 2048;
/** For more than that: 16 million in 4,096 rows, which nearly every device takes. */
const wideWidth = 4096;

/** One texture's worth of numbers: `data[4 * i + channel]`, rows of `width` texels, padded with zeros. */
export interface ITexels<T> {
  readonly data: T;
  readonly width: number;
  readonly height: number;
}

/** The smallest texture with so many texels, and at least one. */
export function textureSize(count: number): { readonly width: number; readonly height: number } {
  const widest = count > TEXTURE_WIDTH ** 2 ? wideWidth : TEXTURE_WIDTH;
  const width = Math.max(1, Math.min(widest, count));
  return { width, height: Math.max(1, Math.ceil(count / width)) };
}
