/** One selection as a cell reads it. */
import { type Displayable, jupyterDisplay, type MimeBundle } from '../contract/mime.js';
import type { Selection } from '../contract/selection.js';
import { table } from '../display/table.js';

/** One node of a neuron's skeleton. */
export interface CurrentNode {
  readonly neuron: bigint;
  /** Index into the skeleton's nodes, as the view that it was picked in shows them. */
  readonly node: number;
  readonly positionNm: readonly [number, number, number];
}

/** What is selected at one moment. */
export interface CurrentSelection extends Displayable {
  /** Ids of neurons, in the order they were selected. */
  readonly neurons: readonly bigint[];
  /** Ids of synapses. */
  readonly synapses: readonly bigint[];
  readonly nodes: readonly CurrentNode[];
}

/** A selection as the pages tell it, with ids as bigint; frozen. */
export function currentSelection(selection: Selection): CurrentSelection {
  const current: CurrentSelection = {
    neurons: Object.freeze(selection.neurons.map(id => BigInt(id))),
    synapses: Object.freeze(selection.synapses.map(id => BigInt(id))),
    nodes: Object.freeze(
      selection.nodes.map(({ neuron, node, positionNm }) =>
        Object.freeze({ neuron: BigInt(neuron), node, positionNm: Object.freeze([...positionNm] as const) }),
      ),
    ),
    [jupyterDisplay]: () => shownSelection(current),
  };
  // Out of sight of `console.log`, which should print what is selected.
  Object.defineProperty(current, jupyterDisplay, { enumerable: false });
  return Object.freeze(current);
}

function shownSelection({ neurons, synapses, nodes }: CurrentSelection): MimeBundle | Promise<MimeBundle> {
  const counts = [
    counted(neurons.length, 'neuron'),
    counted(synapses.length, 'synapse'),
    counted(nodes.length, 'node'),
  ].filter(count => count !== '');
  if (counts.length === 0) return { 'text/plain': 'Nothing is selected.' };
  const rows = [
    ...neurons.map(id => ({ selected: 'neuron', id })),
    ...synapses.map(id => ({ selected: 'synapse', id })),
    ...nodes.map(({ neuron, node, positionNm }) => ({ selected: 'node of neuron', id: neuron, node, positionNm })),
  ];
  const columns = nodes.length > 0 ? ['selected', 'id', 'node', 'positionNm'] : ['selected', 'id'];
  return table(rows, { columns, caption: `Selected: ${counts.join(', ')}` })[jupyterDisplay]();
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
