/** A stored scene, checked and unpacked. */

import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { atOnce, type Steps } from '../steps.js';
import { checkScene } from './check.js';
import { type DecodedMeshes, meshSteps } from './meshes.js';
import { type DecodedPoints, pointSteps } from './points.js';
import type { Scene, SceneBox } from './scene.js';
import { type DecodedSkeletons, skeletonSteps } from './skeletons.js';

export interface DecodedBox {
  readonly kind: 'box';
  readonly item: SceneBox;
}

export type DecodedItem = DecodedSkeletons | DecodedMeshes | DecodedPoints | DecodedBox;

/** A scene with its arrays unpacked, item for item. */
export interface DecodedScene {
  readonly scene: Scene;
  readonly items: readonly DecodedItem[];
}

/**
 * The value may come from anyone's notebook: it is checked as strictly as {@link checkScene} does before anything is
 * inflated, and no more is inflated than its counts promise.
 *
 * `run` does the pieces of the work; in a page it leaves time for other things between them.
 *
 * @throws {FormatError} when it is no scene; the message names the field.
 */
export async function decodeScene(
  value: unknown,
  run: <T>(steps: Steps<T>, scene: Scene) => T | Promise<T> = atOnce,
): Promise<DecodedScene> {
  const scene = checkScene(value);
  if (scene.items.some(({ kind }) => kind === 'meshes')) await MeshoptDecoder.ready;
  return { scene, items: await run(itemSteps(scene), scene) };
}

function* itemSteps({ items, cells }: Scene): Steps<DecodedItem[]> {
  const decoded: DecodedItem[] = [];
  for (const [i, item] of items.entries()) {
    const at = `items[${i}]`;
    if (item.kind === 'skeletons') decoded.push(yield* skeletonSteps(item, at));
    else if (item.kind === 'meshes') decoded.push(yield* meshSteps(item, at));
    else if (item.kind === 'points') decoded.push(yield* pointSteps(item, at, cells.length));
    else decoded.push({ kind: 'box', item });
  }
  return decoded;
}
