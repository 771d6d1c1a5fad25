/** What is selected, as a line of TypeScript. Pure. */

import type { Selection } from 'connectome-helpers/dist/contract/selection.js';

/** More ids than this nobody reads in a cell: such a selection is better saved under a name. */
export const MOST_IDS_IN_CODE = 2000;

/** Ids that stand on one line when there are many. */
const perLine = 5;

/** `selection.set([…n])`; `undefined` when there is too much of it. Nodes have no place there. */
export function selectionCode({ neurons, synapses }: Selection): string | undefined {
  if (neurons.length + synapses.length > MOST_IDS_IN_CODE) return undefined;
  if (neurons.length + synapses.length === 0) return 'selection.clear();';
  if (synapses.length === 0) return `selection.set(${idList(neurons, '')});`;
  if (neurons.length === 0) return `selection.set({ synapses: ${idList(synapses, '')} });`;
  return `selection.set({\n  neurons: ${idList(neurons, '  ')},\n  synapses: ${idList(synapses, '  ')},\n});`;
}

/** Selects what a notebook keeps under a name. */
export function namedSelectionCode(name: string): string {
  return `selection.open('${name.replace(/[\\']/g, '\\$&')}');`;
}

function idList(ids: readonly string[], indent: string): string {
  const all = ids.map(id => `${id}n`);
  if (all.length <= perLine) return `[${all.join(', ')}]`;
  const lines: string[] = [];
  for (let at = 0; at < all.length; at += perLine) lines.push(`${indent}  ${all.slice(at, at + perLine).join(', ')},`);
  return `[\n${lines.join('\n')}\n${indent}]`;
}
