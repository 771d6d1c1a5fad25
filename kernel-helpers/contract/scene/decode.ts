/** A stored scene, checked and unpacked. */

import { checkScene } from './check.js';
import { type DecodedMeshes, unpackMeshes } from './meshes.js';
import { type DecodedPoints, unpackPoints } from './points.js';
import type { Scene, SceneBox } from './scene.js';
import { type DecodedSkeletons, unpackSkeletons } from './skeletons.js';

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
 * @throws {FormatError} when it is no scene; the message names the field.
 */
export async function decodeScene(value: unknown): Promise<DecodedScene> {
  const scene = checkScene(value);
  const items = await Promise.all(
    scene.items.map(async (item, i): Promise<DecodedItem> => {
      const at = `items[${i}]`;
      if (item.kind === 'skeletons') return unpackSkeletons(item, at);
      if (item.kind === 'meshes') return unpackMeshes(item, at);
      if (item.kind === 'points') return unpackPoints(item, at, scene.cells.length);
      return { kind: 'box', item };
    }),
  );
  return { scene, items };
}
