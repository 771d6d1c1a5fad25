/** What the measures know of a tree beyond its parents; no recursion, so that chains of a million nodes pass. */

import { InvalidArgumentError } from '../../errors.js';
import { COMPARTMENT, type Skeleton } from '../skeleton.js';

/** `counts[node]`: how many children it has. */
export function childCounts({ nodeCount, parents }: Skeleton): Uint32Array {
  const counts = new Uint32Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) if (parents[i] >= 0) counts[parents[i]]++;
  return counts;
}

/** The children of node `i` are `children[c]` for `offsets[i] <= c < offsets[i + 1]`, ascending. */
export interface Children {
  readonly offsets: Uint32Array;
  readonly children: Uint32Array;
}

export function childrenOf(skeleton: Skeleton): Children {
  const { nodeCount, parents } = skeleton;
  const offsets = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < nodeCount; i++) if (parents[i] >= 0) offsets[parents[i] + 1]++;
  for (let i = 0; i < nodeCount; i++) offsets[i + 1] += offsets[i];
  const next = offsets.slice(0, nodeCount);
  const children = new Uint32Array(offsets[nodeCount]);
  for (let i = 0; i < nodeCount; i++) if (parents[i] >= 0) children[next[parents[i]]++] = i;
  return { offsets, children };
}

/** The node that stands for the soma: the first of that compartment; -1 for a skeleton without. */
export function somaNode({ compartments }: Skeleton): number {
  return compartments.indexOf(COMPARTMENT.soma);
}

/** @throws {InvalidArgumentError} when `node` is no node of the skeleton. */
export function checkNode({ nodeCount }: Skeleton, node: number, caller: string): void {
  if (Number.isInteger(node) && node >= 0 && node < nodeCount) return;
  throw new InvalidArgumentError(
    `${caller} node is not in the skeleton: received ${node}, expected a whole number from 0 to ${nodeCount - 1}`,
    { argument: 'node' },
  );
}

/** @throws {InvalidArgumentError} when a length is not a number above 0 (or at least 0, where that may be). */
export function checkLength(value: number, argument: string, caller: string, allowZero = false): void {
  if (value > 0 || (allowZero && value === 0)) return;
  throw new InvalidArgumentError(
    `${caller} ${argument} is not a length: received ${value}, expected a number ${allowZero ? 'of at least' : 'above'} 0`,
    { argument },
  );
}
