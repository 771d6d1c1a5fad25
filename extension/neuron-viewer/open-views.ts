/** Which view is open in which element, for commands that are told no view. */

import type { NeuronView } from './view';

const views = new WeakMap<Element, () => NeuronView | undefined>();

/** `view` says what is open in `node` when it is asked. */
export function offerView(node: Element, view: () => NeuronView | undefined): void {
  views.set(node, view);
}

/** The view in an element, or in one that it stands in. */
export function viewAt(node: Element | null | undefined): NeuronView | undefined {
  for (let at = node; at; at = at.parentElement) {
    const view = views.get(at)?.();
    if (view) return view;
  }
  return undefined;
}
