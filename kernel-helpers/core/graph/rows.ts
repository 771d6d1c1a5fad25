import type { Connectivity } from '../connectivity/connectivity.js';

/** Partners of each cell: cell `i` has the entries `offsets[i] <= e < offsets[i + 1]`, their partners ascending. */
export interface Rows {
  readonly offsets: Uint32Array;
  readonly partners: Uint32Array;
  /** Synapses of each entry. */
  readonly counts: Uint32Array;
}

/** Which way connections are followed: to postsynaptic cells, to presynaptic cells, or both alike. */
export type Direction = 'out' | 'in' | 'both';

/** The cells that each cell synapses on: the arrays of the connectivity itself. */
export function outgoingRows({ offsets, targets, counts }: Connectivity): Rows {
  return { offsets, partners: targets, counts };
}

/** The cells that synapse on each cell. O(cells + pairs). */
export function incomingRows(connectivity: Connectivity): Rows {
  const { cellCount, pairCount, targets, counts: made } = connectivity;
  const offsets = new Uint32Array(cellCount + 1);
  for (let entry = 0; entry < pairCount; entry++) offsets[targets[entry] + 1]++;
  for (let cell = 0; cell < cellCount; cell++) offsets[cell + 1] += offsets[cell];
  const partners = new Uint32Array(pairCount);
  const counts = new Uint32Array(pairCount);
  const next = offsets.slice(0, cellCount);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = connectivity.offsets[pre]; entry < connectivity.offsets[pre + 1]; entry++) {
      const at = next[targets[entry]]++;
      partners[at] = pre;
      counts[at] = made[entry];
    }
  }
  return { offsets, partners, counts };
}

/** How a partner stands to a cell: bit 1, the cell synapses on it; bit 2, it synapses on the cell. */
export const KIND = { out: 1, in: 2, mutual: 3 } as const;

/** Partners on either side, each once; `kinds[e]` is one of {@link KIND}. */
export interface DyadRows extends Rows {
  readonly kinds: Uint8Array;
}

/** All partners of each cell, whichever way they are connected, and the synapses of both ways. O(cells + pairs). */
export function dyadRows(connectivity: Connectivity): DyadRows {
  const { cellCount, pairCount } = connectivity;
  const out = outgoingRows(connectivity);
  const into = incomingRows(connectivity);
  const offsets = new Uint32Array(cellCount + 1);
  const partners = new Uint32Array(2 * pairCount);
  const counts = new Uint32Array(2 * pairCount);
  const kinds = new Uint8Array(2 * pairCount);
  let at = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    let o = out.offsets[cell];
    let i = into.offsets[cell];
    while (o < out.offsets[cell + 1] || i < into.offsets[cell + 1]) {
      const post = o < out.offsets[cell + 1] ? out.partners[o] : cellCount;
      const pre = i < into.offsets[cell + 1] ? into.partners[i] : cellCount;
      partners[at] = Math.min(post, pre);
      if (post <= pre) {
        kinds[at] |= KIND.out;
        counts[at] += out.counts[o++];
      }
      if (pre <= post) {
        kinds[at] |= KIND.in;
        counts[at] += into.counts[i++];
      }
      at++;
    }
    offsets[cell + 1] = at;
  }
  return { offsets, partners: partners.slice(0, at), counts: counts.slice(0, at), kinds: kinds.slice(0, at) };
}

/** The rows that lead the way asked. */
export function rowsAlong(connectivity: Connectivity, direction: Direction): Rows {
  if (direction === 'out') return outgoingRows(connectivity);
  return direction === 'in' ? incomingRows(connectivity) : dyadRows(connectivity);
}
