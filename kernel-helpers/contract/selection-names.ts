/** Selections kept under a name in a notebook, and the words in which its page and its kernel tell each other. */

import { FormatError } from '../errors.js';
import { receivedText } from './received.js';
import { checkSelection, type Selection } from './selection.js';

/** The most selections that a notebook keeps. */
export const MOST_NAMED_SELECTIONS = 200;

/** The longest name of one. */
const longestName = 100;

/**
 * What both sides send on the comm of the selection.
 *
 * `save`: this name is of this selection. `keep`: likewise, unless the other side has another of that name. `forget`:
 * the name is of none. The kernel tells every `save` and `forget` to all pages, also to the one that said it, so that
 * what it heard last counts everywhere. A page that begins the conversation says `keep` of all that the notebook has.
 */
export type NamedSelectionMessage =
  | { readonly op: 'save' | 'keep'; readonly name: string; readonly selection: Selection }
  | { readonly op: 'forget'; readonly name: string };

/** Whether a message on the comm of the selection is of names. */
export function isNamedSelectionMessage(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { op } = value as { readonly op?: unknown };
  return op === 'save' || op === 'keep' || op === 'forget';
}

/**
 * A message of the other side.
 *
 * @throws {FormatError} when it is none.
 */
export function checkNamedSelectionMessage(value: unknown): NamedSelectionMessage {
  if (!isNamedSelectionMessage(value)) throw bad('message', value, 'save, keep or forget with a name');
  const { op, name, selection } = value as Readonly<Record<string, unknown>>;
  if (!isSelectionName(name)) throw bad('name', name, expectedName);
  if (op === 'forget') return { op, name };
  return { op: op === 'save' ? op : 'keep', name, selection: checkSelection(selection) };
}

/** What a name must be, in words. */
export const expectedName: string = `1 to ${longestName} characters without line breaks, and no blank at either end`;

/** Whether a selection can be kept under it. `__proto__` is none: not everything that copies a notebook takes it along. */
export function isSelectionName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= longestName &&
    value === value.trim() &&
    value !== '__proto__' &&
    !/[\p{Cc}\u2028\u2029]/u.test(value)
  );
}

/**
 * What of a notebook's metadata can be read as selections with names, in order, at most
 * {@link MOST_NAMED_SELECTIONS}. What cannot is left out: a notebook may come from anywhere.
 */
export function readNamedSelections(value: unknown): ReadonlyMap<string, Selection> {
  const named = new Map<string, Selection>();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return named;
  for (const name in value) {
    if (named.size >= MOST_NAMED_SELECTIONS) break;
    if (!Object.hasOwn(value, name) || !isSelectionName(name)) continue;
    const selection = readSelection((value as Readonly<Record<string, unknown>>)[name]);
    if (selection) named.set(name, selection);
  }
  return named;
}

function readSelection(value: unknown): Selection | undefined {
  try {
    return checkSelection(value);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function bad(at: string, received: unknown, expected: string): FormatError {
  return new FormatError(
    `named selection ${at} is not valid: received ${receivedText(received, 60)}, expected ${expected}`,
    { format: 'named selection', at },
  );
}
