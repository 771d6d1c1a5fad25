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

/** Numbers on their way from the GPU. */
export interface IReading {
  /** Whether the GPU is still at it: asked again and again, it never holds up the page. */
  isBusy(): boolean;
  /** The numbers; waits for them while it is busy. To be called once. */
  take(): IIdBuffer;
  /** Instead of `take`, when nobody wants them. */
  drop(): void;
}

/**
 * `scene` must be in its `pick` pass. The target lives only until it is drawn, and the numbers until they are taken:
 * pictures are picked from far less often than they are drawn, and 24 viewers would otherwise hold 24 of them.
 */
export function readIds(
  three: WebGLRenderer,
  scene: Scene,
  camera: Camera,
  widthPx: number,
  heightPx: number,
): IReading {
  const target = new WebGLRenderTarget(widthPx, heightPx, {
    format: RGBAIntegerFormat,
    type: UnsignedIntType,
    internalFormat: 'RGBA32UI',
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    generateMipmaps: false,
  });
  const gl = three.getContext() as WebGL2RenderingContext;
  const packed = gl.createBuffer();
  try {
    three.setRenderTarget(target);
    three.clear(true, true, false);
    three.render(scene, camera);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, packed);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, 16 * widthPx * heightPx, gl.STREAM_READ);
    gl.readPixels(0, 0, widthPx, heightPx, gl.RGBA_INTEGER, gl.UNSIGNED_INT, 0);
  } finally {
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    three.setRenderTarget(null);
    target.dispose();
  }
  const isBusy = drawingOf(gl);
  return {
    isBusy,
    take() {
      const numbers = new Uint32Array(4 * widthPx * heightPx);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, packed);
      gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, numbers);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      gl.deleteBuffer(packed);
      return idsOf(numbers, widthPx, heightPx);
    },
    drop: () => gl.deleteBuffer(packed),
  };
}

/** Whether the GPU is still at what it was told until now. */
export function drawingOf(gl: WebGL2RenderingContext): () => boolean {
  let fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  return () => {
    if (!fence || gl.isContextLost()) return false;
    if (gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.UNSIGNALED) return true;
    gl.deleteSync(fence);
    fence = null;
    return false;
  };
}

function idsOf(numbers: Uint32Array, widthPx: number, heightPx: number): IIdBuffer {
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
