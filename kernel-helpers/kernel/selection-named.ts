/** Selections under a name, as cells use them: part of `selection`. */
import { type Displayable, jupyterDisplay } from '../contract/mime.js';
import type { Selection } from '../contract/selection.js';
import { expectedName, isSelectionName, MOST_NAMED_SELECTIONS } from '../contract/selection-names.js';
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import { selectionNames } from './selection-names-store.js';
import { selectionStore } from './selection-store.js';
import { type CurrentSelection, currentSelection } from './selection-value.js';

/** Selections by their names. */
export type NamedSelections = Readonly<Record<string, CurrentSelection>> & Displayable;

/**
 * The selections that this notebook keeps under a name, in the order in which the names were first given. Frozen: after
 * the next {@link save} or {@link forget} it is another object.
 *
 * @example
 * selection.set([864691135571546917n]);
 * selection.save('basket cells of layer 4');
 * selection.named['basket cells of layer 4'].neurons; // [864691135571546917n]
 */
export let named: NamedSelections = namedSelections(selectionNames.named);
selectionNames.listen(() => {
  named = namedSelections(selectionNames.named);
});

/**
 * Keeps what is selected now under a name, in place of what had that name. It is kept in the notebook: after the notebook
 * was saved, closed and opened, or the kernel restarted, {@link open} and the side panel find it.
 *
 * @throws {InvalidArgumentError} for what is no name (1 to 100 characters, no line breaks), and when there are 200.
 * @example
 * selection.set([864691135571546917n]);
 * selection.save('first');
 */
export function save(name: string): void {
  if (!isSelectionName(name)) {
    throw new InvalidArgumentError(
      `selection.save name is not valid: received ${typeof name === 'string' ? JSON.stringify(name) : typeof name}, expected ${expectedName}`,
      { argument: 'name' },
    );
  }
  if (!selectionNames.save(name, selectionStore.current)) {
    throw new InvalidArgumentError(
      `selection.save has no room for another name: received ${JSON.stringify(name)}, expected at most ` +
        `${MOST_NAMED_SELECTIONS} names; selection.forget(name) makes room`,
      { argument: 'name' },
    );
  }
}

/**
 * Selects what is kept under a name. Every open view shows it.
 *
 * @throws {NotFoundError} when nothing has that name, with the names there are.
 * @example
 * selection.set([864691135571546917n]);
 * selection.save('first');
 * selection.clear();
 * selection.open('first');
 * selection.current.neurons; // [864691135571546917n]
 */
export function open(name: string): void {
  const kept = selectionNames.named.get(name);
  if (kept === undefined) throw notFound('open', name);
  selectionStore.set(kept);
}

/**
 * Takes a name away from the notebook; what is selected stays selected.
 *
 * @throws {NotFoundError} when nothing has that name, with the names there are.
 * @example
 * selection.save('first');
 * selection.forget('first');
 */
export function forget(name: string): void {
  if (!selectionNames.forget(name)) throw notFound('forget', name);
}

function notFound(what: string, name: unknown): NotFoundError {
  const known = [...selectionNames.named.keys()];
  const first = known.slice(0, 10).map(one => JSON.stringify(one));
  const expected = known.length === 0 ? 'a name given with selection.save' : `one of ${first.join(', ')}`;
  return new NotFoundError(
    `selection.${what} found no selection of that name: received ${JSON.stringify(name)}, expected ${expected}` +
      (known.length > first.length ? ` and ${known.length - first.length} more` : ''),
    { known },
  );
}

function namedSelections(all: ReadonlyMap<string, Selection>): NamedSelections {
  // Without a prototype: no name finds what nobody saved.
  const made: Record<string, CurrentSelection> = Object.create(null);
  for (const [name, selection] of all) made[name] = currentSelection(selection);
  Object.defineProperty(made, jupyterDisplay, { value: () => ({ 'text/plain': listed(all) }) });
  return Object.freeze(made) as NamedSelections;
}

function listed(all: ReadonlyMap<string, Selection>): string {
  if (all.size === 0) return 'No selection has a name; selection.save(name) gives one.';
  const width = Math.max(...[...all.keys()].map(name => name.length));
  const lines = [...all].map(([name, { neurons, synapses, nodes }]) => {
    const counts = [
      counted(neurons.length, 'neuron'),
      counted(synapses.length, 'synapse'),
      counted(nodes.length, 'node'),
    ];
    return `  ${name.padEnd(width)}  ${counts.filter(count => count !== '').join(', ') || 'nothing'}`;
  });
  return ['Selections by name; selection.open(name) selects one', ...lines].join('\n');
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
