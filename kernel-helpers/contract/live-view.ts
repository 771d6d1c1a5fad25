/** What a view in the page and the kernel that made it say to each other, on the comm {@link LIVE_VIEW_TARGET}. */

import type { Scene, SceneItem, SceneMeshPart, SceneView } from './scene/scene.js';

/** The page opens it with {@link LiveOpening}. */
export const LIVE_VIEW_TARGET = 'connectome.viewer';

export interface LiveOpening {
  /** `live` of the stored scene. */
  readonly live: string;
  /** Keys of the items that the page has unpacked. */
  readonly keys: readonly string[];
}

/** An item whose packed arrays the page has already, by its key. */
export type KnownItem = SceneItem extends infer T
  ? T extends { packed: unknown }
    ? Omit<T, 'packed'> & { packed: null }
    : T
  : never;

/** From the kernel. */
export type LiveNews =
  | {
      readonly op: 'scene';
      readonly scene: Omit<Scene, 'items'> & { readonly items: readonly (SceneItem | KnownItem)[] };
    }
  | { readonly op: 'view'; readonly view: SceneView }
  /** The kernel does not know such a view (any more). */
  | { readonly op: 'gone' }
  /** With two buffers: `meshopt` vertices and indices, part after part. */
  | ({ readonly op: 'finer'; readonly request: number; readonly item: string } & Pick<
      FinerMeshes,
      'parts' | 'isLimited'
    >)
  | { readonly op: 'failed'; readonly request: number; readonly message: string };

/** From the page. */
export type LiveRequest =
  /** The fields that the reader changed, and those that are as at first again. What the kernel changed meanwhile stays. */
  | { readonly op: 'view'; readonly view: SceneView; readonly without?: readonly (keyof SceneView)[] }
  | {
      readonly op: 'finer';
      readonly request: number;
      readonly item: string;
      readonly parts: readonly number[];
      /** About so many triangles for each. */
      readonly triangles: number;
      /** `live` of the scene that the page shows: in another one, the parts may be of other neurons. */
      readonly live: string;
    }
  /** The answer to that request is not wanted any more. */
  | { readonly op: 'stop'; readonly request: number };

/** Surfaces in more detail, packed. */
export interface FinerMeshes {
  readonly parts: readonly SceneMeshPart[];
  /** There is more detail than is read. */
  readonly isLimited?: boolean;
  readonly vertices: Uint8Array;
  readonly indices: Uint8Array;
}

/** A view as the room that speaks with pages sees it. */
export interface LiveSource {
  /** The scene as it is now; its `live` ends in a number that grows with every change. */
  scene(): Promise<Scene>;
  /** How it is looked at now. */
  looked(): SceneView;
  /** The page changed this of how it is looked at; `without`: fields that are as at first again. */
  seen(changed: SceneView, without?: readonly (keyof SceneView)[]): void;
  /** @throws when there is no such item or part, and the signal's reason when that fires. */
  finer(item: string, parts: readonly number[], triangles: number, signal?: AbortSignal): Promise<FinerMeshes>;
  /** Called when the scene or only its view changed (with what of it did), until the returned function is. */
  listen(changed: (what: 'scene' | 'view', view?: SceneView) => void): () => void;
}
