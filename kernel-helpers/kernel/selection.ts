/**
 * What is selected in the views of this notebook: read it, change it, wait for it. Every view of the notebook shows the
 * same selection. In plain Node.js it is a selection of the process, which no view shows.
 *
 * @module
 */
import { distinctSelection, EMPTY_SELECTION, SELECTION_LIMITS, sameSelection } from '../contract/selection.js';
import { type IdLike, parseId } from '../core/ids.js';
import { InvalidArgumentError } from '../errors.js';
import { interruptSignal } from '../io/source/cancellation.js';
import { selectionStore } from './selection-store.js';
import { type CurrentSelection, currentSelection } from './selection-value.js';

export type { NamedSelections } from './selection-named.js';
export { forget, named, open, save } from './selection-named.js';
export type { CurrentNode, CurrentSelection } from './selection-value.js';

/** A neuron or synapse, by its id or as an object that has one. */
export type Selectable = IdLike | { readonly id: IdLike };

/** What {@link set} selects; what is left out is not selected. */
export interface SelectionRequest {
  readonly neurons?: Iterable<Selectable>;
  readonly synapses?: Iterable<Selectable>;
}

/** Ends what it was given by. */
export interface SelectionSubscription {
  dispose(): void;
}

/** Called with what is selected now, and what was before. */
export type SelectionHandler = (current: CurrentSelection, previous: CurrentSelection) => unknown;

/**
 * What is selected now: ids of neurons and synapses as bigint, and single nodes of neurons with their position in nm.
 * Frozen: the next selection is another object.
 *
 * @example
 * const { neurons } = selection.current;
 * console.log(neurons.length, 'neurons are selected');
 */
export let current: CurrentSelection = currentSelection(selectionStore.current);
selectionStore.listen(() => {
  current = currentSelection(selectionStore.current);
});

/**
 * Selects these neurons, and nothing else; with `{ neurons, synapses }` also synapses. Every open view shows it.
 *
 * @throws {InvalidArgumentError} when one of them is no id, such as a number of 2^53 or more, whose digits are lost.
 * @example
 * const column = await datasets.open('synthetic-column');
 * selection.set(column.neurons.filter(neuron => neuron.type === 'BC'));
 * selection.current.neurons.length;
 */
export function set(chosen: Iterable<Selectable> | SelectionRequest): void {
  const { neurons = [], synapses = [] }: SelectionRequest = isIterable(chosen)
    ? { neurons: chosen }
    : requestOf(chosen);
  selectionStore.set(
    distinctSelection({ neurons: idsOf(neurons, 'neurons'), synapses: idsOf(synapses, 'synapses'), nodes: [] }),
  );
}

/**
 * Selects nothing.
 *
 * @example
 * selection.set([864691135571546917n]);
 * selection.clear();
 * selection.current.neurons.length; // 0
 */
export function clear(): void {
  selectionStore.set(EMPTY_SELECTION);
}

/**
 * Selects what was selected before the last change, whoever made it: a cell, a click in a view. Up to 100 changes can be
 * undone. For the views this is a change like any other, which their own Undo takes back.
 *
 * @returns whether there was a before; when not, nothing changes.
 * @example
 * selection.set([864691135571546917n]);
 * selection.set([864691135571546918n]);
 * selection.undo(); // true
 * selection.current.neurons; // [864691135571546917n]
 */
export function undo(): boolean {
  return selectionStore.undo();
}

/**
 * Takes {@link undo} back, as long as nothing else was selected since.
 *
 * @returns whether something had been undone; when not, nothing changes.
 * @example
 * selection.set([864691135571546917n]);
 * selection.undo();
 * selection.redo(); // true
 * selection.current.neurons; // [864691135571546917n]
 */
export function redo(): boolean {
  return selectionStore.redo();
}

/**
 * Calls `handler` after each change of the selection, until it is disposed of or the cell is interrupted. What the
 * handler prints and shows appears under the cell that called this. While an async handler is at work it is not called
 * again; afterwards it gets what is selected by then. Changes made at once, without a wait between them, are told as one,
 * and not at all when they end where they began.
 *
 * @throws {InvalidArgumentError} when `handler` is no function.
 * @example
 * const following = selection.onChange(({ neurons }) => console.log(neurons));
 * selection.set([864691135571546917n]); // the handler is called as soon as the cell has ended, or waits
 * // in a later cell: following.dispose();
 */
export function onChange(handler: SelectionHandler): SelectionSubscription {
  if (typeof handler !== 'function') {
    throw new InvalidArgumentError(
      `selection.onChange handler is no function: received ${typeof handler}, expected (current, previous) => …`,
      { argument: 'handler' },
    );
  }
  const ending = new AbortController();
  void callOnChanges(handler, AbortSignal.any([ending.signal, interruptSignal()]));
  return { dispose: () => ending.abort() };
}

/**
 * Waits until something else is selected.
 *
 * @throws an `AbortError` when the cell is interrupted, or the reason of `signal` when that fires first;
 * {InvalidArgumentError} when `signal` is none.
 * @example
 * selection.clear();
 * const picked = selection.next();
 * selection.set([864691135571546917n]); // or a click in a view
 * (await picked).neurons.length; // 1
 */
export async function next(options: { readonly signal?: AbortSignal } = {}): Promise<CurrentSelection> {
  const signal: unknown = typeof options === 'object' && options !== null ? options.signal : options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new InvalidArgumentError(
      `selection.next signal is not valid: received ${String(signal)}, expected { signal } with an AbortSignal, or nothing`,
      { argument: 'signal' },
    );
  }
  const signals = [interruptSignal(), ...(signal ? [signal] : [])];
  await changed(AbortSignal.any(signals));
  return current;
}

/**
 * Runs on behalf of the cell that began it, also when a page or another cell made the change: what an `async` function
 * awaits brings its cell back.
 */
async function callOnChanges(handler: SelectionHandler, signal: AbortSignal): Promise<void> {
  let seen = current;
  let seenIds = selectionStore.current;
  while (!signal.aborted) {
    try {
      if (seen === current) await changed(signal);
    } catch {
      return;
    }
    // What was awaited goes on a moment later.
    if (signal.aborted) return;
    const previous = seen;
    seen = current;
    const isBack = sameSelection(seenIds, selectionStore.current);
    seenIds = selectionStore.current;
    if (isBack) continue;
    try {
      await handler(seen, previous);
    } catch (error) {
      // Nobody waits for it: the kernel shows it under the cell, and Node treats it as it does any such.
      void Promise.reject(error);
    }
  }
}

function changed(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const end = (settle: () => void): void => {
      stop();
      signal.removeEventListener('abort', aborted);
      settle();
    };
    const aborted = (): void => end(() => reject(signal.reason));
    const stop = selectionStore.listen(() => end(resolve));
    signal.addEventListener('abort', aborted);
  });
}

function requestOf(chosen: unknown): SelectionRequest {
  if (typeof chosen === 'object' && chosen !== null && ('neurons' in chosen || 'synapses' in chosen)) {
    return chosen as SelectionRequest;
  }
  throw new InvalidArgumentError(
    `selection.set has nothing to select: received ${String(chosen)}, expected ids, or { neurons, synapses }; ` +
      'selection.clear() selects nothing',
    { argument: 'chosen' },
  );
}

function idsOf(chosen: unknown, what: 'neurons' | 'synapses'): string[] {
  if (!isIterable(chosen)) {
    throw new InvalidArgumentError(
      `selection.set ${what} are no list: received ${typeof chosen}, expected ids such as [864691135571546917n]`,
      { argument: what },
    );
  }
  const list = [...chosen];
  if (list.length > SELECTION_LIMITS[what]) {
    throw new InvalidArgumentError(
      `selection.set ${what} are too many: received ${list.length}, expected at most ${SELECTION_LIMITS[what]}`,
      { argument: what },
    );
  }
  return list.map((one, i) => {
    const id = typeof one === 'object' && one !== null && 'id' in one ? one.id : one;
    return String(parseId(id, `selection.set ${what}[${i}]`));
  });
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
