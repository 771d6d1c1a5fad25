/**
 * The heavy half of the neuron viewer, loaded when the first neurons are shown. All views of a page share one renderer
 * and one queue of frames; both go when the last view does.
 */

import { decodeScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import { FrameQueue } from './picture/frame-queue';
import { PictureRenderer } from './picture/picture-renderer';
import { NeuronView } from './view';
import type { IViewOptions } from './view-options';

export type { IViewOptions, NeuronView };

interface IShared {
  readonly renderer: PictureRenderer;
  readonly queue: FrameQueue;
  readonly views: Set<NeuronView>;
}

let shared: IShared | undefined;

/**
 * Show a stored scene in `host`.
 *
 * @throws {FormatError} when the scene is not one; an `Error` when the browser has no WebGL2.
 */
export async function openView(host: HTMLElement, scene: unknown, options: IViewOptions): Promise<NeuronView> {
  const decoded = await decodeScene(scene);
  shared ??= share();
  const { renderer, queue, views } = shared;
  const view = new NeuronView(host, decoded, renderer, queue, options);
  views.add(view);
  return view;
}

/** Free what a view holds, and with the last view the WebGL context. */
export function closeView(view: NeuronView): void {
  view.dispose();
  if (!shared?.views.delete(view) || shared.views.size > 0) return;
  shared.renderer.dispose();
  shared = undefined;
}

function share(): IShared {
  const renderer = new PictureRenderer();
  const views = new Set<NeuronView>();
  renderer.onRestored = () => {
    for (const view of views) view.redraw();
  };
  return { renderer, queue: new FrameQueue(), views };
}
