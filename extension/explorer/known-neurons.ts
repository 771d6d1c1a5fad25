/** What the views of a notebook call the neurons they show. Pure. */

import { isIdText } from 'connectome-helpers/dist/contract/id-text.js';

/** A neuron as a view names it. */
export interface IKnownNeuron {
  readonly id: string;
  readonly label: string;
  readonly type: string | null;
}

/** More are not looked at: all of them together stand in one list. */
const mostNeurons = 200_000;
const longestText = 200;

const known = new WeakMap<object, readonly IKnownNeuron[]>();

/**
 * The neurons of stored scenes, whatever else stands in their place, and those `others` name; the first that names one is
 * followed, but one that says its type goes before one that does not.
 */
export function knownNeurons(
  scenes: Iterable<unknown>,
  others: Iterable<readonly IKnownNeuron[]> = [],
): ReadonlyMap<string, IKnownNeuron> {
  const neurons = new Map<string, IKnownNeuron>();
  const learn = (neuron: IKnownNeuron): void => {
    const before = neurons.get(neuron.id);
    if (before === undefined ? neurons.size >= mostNeurons : before.type !== null || neuron.type === null) return;
    neurons.set(neuron.id, neuron);
  };
  for (const scene of scenes) neuronsOf(scene).forEach(learn);
  for (const list of others) list.forEach(learn);
  return neurons;
}

/** Ids of neurons by type, the types in alphabetical order. */
export function neuronsByType(neurons: Iterable<IKnownNeuron>): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>();
  for (const { id, type } of neurons) {
    if (type === null) continue;
    const ids = types.get(type);
    if (ids) ids.push(id);
    else types.set(type, [id]);
  }
  return new Map([...types].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
}

function neuronsOf(scene: unknown): readonly IKnownNeuron[] {
  if (typeof scene !== 'object' || scene === null) return [];
  const before = known.get(scene);
  if (before) return before;
  const { cells } = scene as { readonly cells?: unknown };
  const read = Array.isArray(cells) ? cells.slice(0, mostNeurons).flatMap(neuronOf) : [];
  known.set(scene, read);
  return read;
}

function neuronOf(cell: unknown): IKnownNeuron[] {
  if (typeof cell !== 'object' || cell === null) return [];
  const { id, label, type } = cell as Readonly<Record<string, unknown>>;
  if (!isIdText(id)) return [];
  return [{ id, label: textOf(label) ?? '', type: textOf(type) }];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : null;
}
