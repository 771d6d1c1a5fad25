/** Arrays laid out as textures, which is how shaders read them by index. Pure. */

/** Wide enough for 16 million numbers in the 8,192 rows that every WebGL2 device has. */
export const TEXTURE_WIDTH = 2048;

/** One texture's worth of numbers: `data[4 * i + channel]`, rows of `width` texels, padded with zeros. */
export interface ITexels<T> {
  readonly data: T;
  readonly width: number;
  readonly height: number;
}

/** The smallest texture of at most {@link TEXTURE_WIDTH} columns with so many texels, and at least one. */
export function textureSize(count: number): { readonly width: number; readonly height: number } {
  const width = Math.max(1, Math.min(TEXTURE_WIDTH, count));
  return { width, height: Math.max(1, Math.ceil(count / width)) };
}
