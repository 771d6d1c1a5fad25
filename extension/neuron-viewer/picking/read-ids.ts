/** Draws the numbers of what shows, and reads them back. */

import {
  type Camera,
  NearestFilter,
  RGBAIntegerFormat,
  type Scene,
  UnsignedIntType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { IIdBuffer } from './id-buffer';

/**
 * `scene` must be in its `pick` pass. The target lives only as long as this takes: pictures are picked from far less
 * often than they are drawn, and 24 viewers would otherwise hold 24 of them.
 */
export function readIds(
  three: WebGLRenderer,
  scene: Scene,
  camera: Camera,
  widthPx: number,
  heightPx: number,
): IIdBuffer {
  const target = new WebGLRenderTarget(widthPx, heightPx, {
    format: RGBAIntegerFormat,
    type: UnsignedIntType,
    internalFormat: 'RGBA32UI',
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    generateMipmaps: false,
  });
  const numbers = new Uint32Array(4 * widthPx * heightPx);
  try {
    three.setRenderTarget(target);
    three.clear(true, true, false);
    three.render(scene, camera);
    const gl = three.getContext() as WebGL2RenderingContext;
    gl.readPixels(0, 0, widthPx, heightPx, gl.RGBA_INTEGER, gl.UNSIGNED_INT, numbers);
  } finally {
    three.setRenderTarget(null);
    target.dispose();
  }
  const elements = new Uint32Array(widthPx * heightPx);
  const items = new Uint16Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    // WebGL's rows begin at the bottom.
    const row = (heightPx - 1 - y) * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      elements[y * widthPx + x] = numbers[4 * (row + x)];
      items[y * widthPx + x] = numbers[4 * (row + x) + 1];
    }
  }
  return { widthPx, heightPx, elements, items };
}
