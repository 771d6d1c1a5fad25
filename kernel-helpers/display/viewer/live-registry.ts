/** Views that pages may ask for, by the key that their scenes carry. */

import type { LiveSource } from '../../contract/live-view.js';
import { LiveRegistry } from '../live-registry.js';

const views: LiveRegistry<LiveSource> = new LiveRegistry();

/** A key for a view, which lives as long as the view does. */
export function registerView(view: LiveSource): string {
  return views.register(view);
}

/** The view of a key, while anything in the kernel holds it. */
export function findView(key: string): LiveSource | undefined {
  return views.find(key);
}
