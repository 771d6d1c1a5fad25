/** Everything in a view at once: what is shown, and how it is looked at. */

import type { SceneView } from '../../contract/scene/scene.js';
import type { ViewerOptions } from './model.js';
import type { Shown } from './shown.js';

/** What somebody else looked at, such as `neuroglancer.scene(link)` reads: options given to `viewer` stand before its own. */
export interface ShownScene {
  readonly shown: readonly Shown[];
  readonly options?: ViewerOptions;
  /** Where it is looked at from, and what of it is hidden. */
  readonly view?: SceneView;
  /** What a reader must know of what is not shown as it is. */
  readonly notes?: readonly string[];
}

/** Told apart from what is shown by its list. */
export function isShownScene(given: unknown): given is ShownScene {
  return typeof given === 'object' && given !== null && Array.isArray((given as Partial<ShownScene>).shown);
}
