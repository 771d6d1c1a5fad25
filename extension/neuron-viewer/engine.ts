/**
 * The heavy half of the neuron viewer, loaded when the first neurons are shown. All views of a page share one renderer
 * and one queue of frames; both go when the last view does.
 */

import { openScene } from './opening';
import { FrameQueue } from './picture/frame-queue';
import { PictureRenderer } from './picture/picture-renderer';
import { NeuronView } from './view';
import type { IViewOptions } from './view-options';
import { WorkQueue } from './work-queue';

export type { IViewOptions, NeuronView };

interface IShared {
  readonly renderer: PictureRenderer;
  readonly queue: FrameQueue;
  readonly views: Set<NeuronView>;
  /** Scenes on their way. */
  opening: number;
}

/** Of all pages' views; it holds nothing while there is no work. */
const work = new WorkQueue();

let shared: IShared | undefined;

let graphicsBytes: number | undefined;

/**
 * Show a stored scene in `host`. It is unpacked in turns that leave the page alive, and `host` shows how far that is.
 *
 * @throws {FormatError} when the scene is not one; an `Error` when the browser has no WebGL2; a `DOMException`
 *   `AbortError` when the options' signal says so.
 */
export async function openView(host: HTMLElement, scene: unknown, options: IViewOptions): Promise<NeuronView> {
  shared ??= share();
  const own = shared;
  own.opening += 1;
  try {
    const opened = await openScene(host, scene, work, own.renderer, options);
    options.signal?.throwIfAborted();
    const view = new NeuronView(host, opened, own.renderer, own.queue, options);
    own.views.add(view);
    return view;
  } finally {
    own.opening -= 1;
    endWhenEmpty(own);
  }
}

/** How much all views of the page may have on the GPU, in bytes; one of them takes three fifths of it at most. */
export function limitGraphicsMemory(bytes: number): void {
  graphicsBytes = bytes;
  shared?.renderer.limitMemory(bytes);
}

/** Free what a view holds, and with the last view the WebGL context. */
export function closeView(view: NeuronView): void {
  view.dispose();
  if (shared?.views.delete(view)) endWhenEmpty(shared);
}

function endWhenEmpty(own: IShared): void {
  if (own !== shared || own.views.size > 0 || own.opening > 0) return;
  own.renderer.dispose();
  shared = undefined;
}

function share(): IShared {
  const renderer = new PictureRenderer();
  if (graphicsBytes !== undefined) renderer.limitMemory(graphicsBytes);
  const views = new Set<NeuronView>();
  renderer.onRestored = () => {
    for (const view of views) view.redraw();
  };
  return { renderer, queue: new FrameQueue(), views, opening: 0 };
}
