/** Pictures of a view that are not on the screen. */

import type { ILayerPlanes } from '../overlay/layer-planes';
import type { FrameQueue } from './frame-queue';
import type { IPictureScene, IPictureSpec, PictureRenderer } from './picture-renderer';
import { ProgressivePicture } from './progressive-picture';

/** What pictures of a view are drawn with: all of it is the view's, and goes with it. */
export interface IStudio {
  readonly renderer: PictureRenderer;
  readonly queue: FrameQueue;
  readonly pictured: IPictureScene;
  readonly planes: ILayerPlanes;
}

/**
 * Draws a picture with all its samples when nothing else waits, in turns that leave the page alive.
 *
 * @throws {DOMException} `AbortError` when `signal` says so.
 */
export function takePicture(
  { renderer, queue, pictured }: IStudio,
  canvas: HTMLCanvasElement,
  spec: IPictureSpec,
  signal: AbortSignal,
): Promise<void> {
  const picture = new ProgressivePicture(renderer, pictured, canvas);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      queue.cancel(picture);
      reject(signal.reason);
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    picture.onDone = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    picture.begin(spec);
    queue.last(picture);
  });
}
