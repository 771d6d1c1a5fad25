/** What has changed of how a scene is looked at. Pure. */

import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import { sameJson } from './same-scene';

const fields = ['camera', 'hidden', 'hiddenItems', 'selected'] as const;

/** Fields to be stored anew; `undefined` for one to be taken out. */
export type ViewChange = { readonly [Field in keyof SceneView]: SceneView[Field] | undefined };

/** The fields in which `after` differs from `before`. */
export function changeOf(before: SceneView, after: SceneView): ViewChange {
  return Object.fromEntries(
    fields.filter(field => !sameJson(before[field], after[field])).map(field => [field, after[field]]),
  );
}

/** `view` with the changed fields in it, as plain JSON; the other fields may be those of another view of the same output. */
export function withChange(view: SceneView, change: ViewChange): SceneView {
  return JSON.parse(JSON.stringify({ ...view, ...change })) as SceneView;
}
