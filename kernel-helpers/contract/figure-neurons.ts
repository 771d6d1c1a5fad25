import type { Fault } from './figure-text.js';
import { isIdText } from './id-text.js';
import { receivedText } from './received.js';

/** Whom a point of a figure stands for: one neuron, several (a bar), or nobody. Ids are decimal strings. */
export type PointNeurons = string | readonly string[] | null;

/**
 * Why `value` may not stand as the `neurons` of a trace with `points` points; null when it may. It must have one entry a
 * point, each a 64-bit id, a list of them, or null.
 */
export function neuronsFault(value: unknown, points: number): Fault | null {
  if (!Array.isArray(value) || value.length !== points) {
    const received = Array.isArray(value) ? `${value.length} entries` : receivedText(value, 80);
    return { received, expected: `one entry for each of ${points} points` };
  }
  for (const entry of value) {
    const ids: readonly unknown[] = Array.isArray(entry) ? entry : entry === null ? [] : [entry];
    const bad = ids.find(id => !isIdText(id));
    if (bad !== undefined) {
      return { received: receivedText(bad, 80), expected: '64-bit ids as decimal strings, or null' };
    }
  }
  return null;
}
