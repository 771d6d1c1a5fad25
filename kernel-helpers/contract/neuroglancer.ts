/** The words in which a notebook's Neuroglancer tab and its kernel tell each other what the tab shows. */

import { FormatError } from '../errors.js';

/** The comm on which a page tells the kernel of a notebook what its tab shows; the page opens it, tab or not. */
export const NEUROGLANCER_TARGET = 'connectome.neuroglancer';

/** A Neuroglancer state: JSON, 64-bit ids as strings. */
export type NeuroglancerJson = Readonly<Record<string, unknown>>;

/** From the page, first when it opens the comm: what the notebook's tab shows; `null` when it has none. */
export interface NeuroglancerNews {
  readonly op: 'state';
  readonly state: NeuroglancerJson | null;
}

/** From the kernel: show this in the notebook's tab; open one when it has none. */
export interface NeuroglancerRequest {
  readonly op: 'open';
  readonly state: NeuroglancerJson;
}

/**
 * A message of the page.
 *
 * @throws {FormatError} when it is none.
 */
export function checkNeuroglancerNews(value: unknown): NeuroglancerNews {
  const { op, state } = objectOf(value, 'message');
  if (op !== 'state') throw bad('op', op, 'state');
  return { op, state: state === null ? null : objectOf(state, 'state') };
}

/**
 * A message of the kernel.
 *
 * @throws {FormatError} when it is none.
 */
export function checkNeuroglancerRequest(value: unknown): NeuroglancerRequest {
  const { op, state } = objectOf(value, 'message');
  if (op !== 'open') throw bad('op', op, 'open');
  return { op, state: objectOf(state, 'state') };
}

function objectOf(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw bad(at, value, 'an object');
}

function bad(at: string, received: unknown, expected: string): FormatError {
  const shown = typeof received === 'string' ? received : value(received);
  return new FormatError(`neuroglancer ${at} is not valid: received ${shown}, expected ${expected}`, {
    format: 'neuroglancer message',
    at,
  });
}

function value(received: unknown): string {
  return received === null ? 'null' : Array.isArray(received) ? 'an array' : typeof received;
}
