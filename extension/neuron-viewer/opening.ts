/** A scene on its way to the screen: worked on in turns, with its progress shown where it will be. */

import { decodeScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { SceneItem } from 'connectome-helpers/dist/contract/scene/scene.js';
import { EVERY } from 'connectome-helpers/dist/contract/steps.js';
import { movingTrianglesReady } from './drawables/moving-triangles';
import { element } from './overlay/element';
import type { PictureRenderer } from './picture/picture-renderer';
import { type IPreparedScene, prepareScene } from './picture/prepare-scene';
import type { IViewOptions } from './view-options';
import type { IWork, WorkQueue } from './work-queue';

/** What opens sooner than this says nothing. */
const patienceMs = 300;
/** Part of the steps that is reading; the others make what is drawn. */
const readingPart = 0.75;

/**
 * The scene ready to be looked at. `host` shows how far it is.
 *
 * @throws {FormatError} when the value is no scene; {DOMException} `AbortError` when the signal says so.
 */
export async function openScene(
  host: HTMLElement,
  value: unknown,
  queue: WorkQueue,
  { frame }: Pick<PictureRenderer, 'frame'>,
  { trans, signal }: Pick<IViewOptions, 'trans' | 'signal'>,
): Promise<IPreparedScene> {
  let inSight = false;
  const sight = new IntersectionObserver(entries => {
    inSight = entries[entries.length - 1].isIntersecting;
  });
  sight.observe(host);
  const start = performance.now();
  const bar = element('div', 'opening');
  bar.setAttribute('role', 'progressbar');
  const tell = (part: number): void => {
    if (performance.now() - start < patienceMs) return;
    if (!bar.isConnected) host.append(bar);
    const percent = Math.floor(100 * part);
    bar.setAttribute('aria-valuenow', String(percent));
    bar.textContent = trans.__('Opening neurons … %1 %', percent);
    bar.style.setProperty('--jp-connectome-part', String(part));
  };
  const turns = (from: number, to: number, expected: number): IWork => ({
    isUrgent: () => inSight,
    ...(signal ? { signal } : {}),
    onTurn: steps => tell(from + (to - from) * Math.min(0.99, steps / Math.max(1, expected))),
  });
  try {
    const decoded = await decodeScene(value, (steps, { items }) =>
      queue.run(steps, turns(0, readingPart, readingSteps(items))),
    );
    if (decoded.items.some(({ kind }) => kind === 'meshes')) await movingTrianglesReady;
    return await queue.run(prepareScene(decoded, frame), turns(readingPart, 1, preparingSteps(decoded.scene.items)));
  } finally {
    sight.disconnect();
    bar.remove();
  }
}

/** About how many steps it takes to unpack items: by the length of their texts and of what comes out. */
export function readingSteps(items: readonly SceneItem[]): number {
  let steps = 0;
  for (const item of items) {
    if (item.kind === 'box') continue;
    for (const text of Object.values(item.packed)) {
      if (typeof text === 'string') steps += text.length / 16_384;
    }
    if (item.kind === 'skeletons') steps += (7 * item.packed.nodeCount) / EVERY;
    if (item.kind === 'points') steps += (6 * item.packed.count) / EVERY;
    if (item.kind === 'meshes') steps += item.parts.length;
  }
  return Math.ceil(steps);
}

/** About how many steps it takes to make of them what is drawn. */
export function preparingSteps(items: readonly SceneItem[]): number {
  let steps = 0;
  for (const item of items) {
    if (item.kind === 'skeletons') steps += 2 * item.trees.length + (2 * item.packed.nodeCount) / EVERY;
    if (item.kind === 'points') steps += (2 * item.packed.count) / EVERY;
    if (item.kind === 'meshes') steps += 2 * item.parts.length;
  }
  return Math.ceil(steps);
}
