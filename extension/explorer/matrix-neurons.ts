/** What a stored matrix calls its cells. Pure. */

import { decodeMatrixCells } from 'connectome-helpers/dist/contract/matrix/cells.js';
import type { IKnownNeuron } from './known-neurons';

/** By wiring: what changes when a reader looks at a matrix otherwise leaves it as it is. */
const known = new WeakMap<object, readonly IKnownNeuron[]>();

/** The cells of a matrix; the first grouping is their type. None for what is no matrix. */
export function neuronsOfMatrix(payload: unknown): readonly IKnownNeuron[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const { wiring } = payload as { readonly wiring?: unknown };
  if (typeof wiring !== 'object' || wiring === null) return [];
  const neurons = known.get(wiring) ?? read(payload);
  known.set(wiring, neurons);
  return neurons;
}

function read(payload: object): readonly IKnownNeuron[] {
  try {
    const { ids, labels, grouping } = decodeMatrixCells(payload);
    const cells = Array.from(ids, (id, i) => ({
      id: String(id),
      label: labels?.[i] ?? '',
      type: grouping?.groups[grouping.codes[i]] ?? null,
    }));
    // Columns of a table are no neurons.
    return cells.filter(({ id }) => id !== '0');
  } catch {
    // The output itself says what is wrong with it.
    return [];
  }
}
