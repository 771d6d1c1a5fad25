/** Views that pages may ask for, by the key that their scenes carry. */

import type { LiveSource } from '../../contract/live-view.js';

const views = new Map<string, WeakRef<LiveSource>>();
const forgotten = new FinalizationRegistry<string>(key => views.delete(key));
let nextKey = 1;

/** Different in every kernel, so that a saved page does not take another kernel's view for its own. */
const kernelPart: string = globalThis.crypto.randomUUID().slice(0, 13);

/** A key for a view, which lives as long as the view does: a variable that holds it, or its output being shown. */
export function registerView(view: LiveSource): string {
  const key = `${kernelPart}-${nextKey++}`;
  views.set(key, new WeakRef(view));
  forgotten.register(view, key);
  return key;
}

/** The view of a key, while anything in the kernel holds it. */
export function findView(key: string): LiveSource | undefined {
  return views.get(key)?.deref();
}
