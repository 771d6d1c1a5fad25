/** Views that pages may ask for, by the key that their scenes carry. */

import type { LiveSource } from '../../contract/live-view.js';

const views = new Map<string, WeakRef<LiveSource>>();
const forgotten = new FinalizationRegistry<string>(key => views.delete(key));
let nextKey = 1;

/** Different in every kernel, so that a saved page does not take another kernel's view for its own. */
const kernelPart: string = globalThis.crypto.randomUUID().slice(0, 13);

/** The last few are held, so that what a cell shows without naming it is still there when its page asks for it. */
const heldViews = 4;
const held: LiveSource[] = [];

/**
 * A key for a view, which lives as long as the view does: as long as a variable holds it, a page that shows it is open, or
 * it is one of the last {@link heldViews}. Pages that ask later are told that it is gone, and show what is stored.
 */
export function registerView(view: LiveSource): string {
  held.push(view);
  if (held.length > heldViews) held.shift();
  const key = `${kernelPart}-${nextKey++}`;
  views.set(key, new WeakRef(view));
  forgotten.register(view, key);
  return key;
}

/** The view of a key, while anything in the kernel holds it. */
export function findView(key: string): LiveSource | undefined {
  return views.get(key)?.deref();
}
