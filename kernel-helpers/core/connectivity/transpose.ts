import type { Connectivity } from './connectivity.js';

/**
 * The same connectivity seen from the postsynaptic side: row `i` has the cells that synapse on cell `i`.
 *
 * Twice transposed is the same again. O(cells + pairs).
 *
 * @example
 * const wiring = connectivity.fromSynapses({ pre: [1n, 1n, 2n], post: [2n, 3n, 3n] });
 * connectivity.transpose(wiring).offsets; // [0, 0, 1, 3]: 1 has no inputs, 2 has one, 3 has two
 */
export function transpose(connectivity: Connectivity): Connectivity {
  const { cellCount, pairCount, targets, offsets, counts, summedSize } = connectivity;
  const inputs = new Uint32Array(cellCount + 1);
  for (const target of targets) inputs[target + 1]++;
  for (let cell = 0; cell < cellCount; cell++) inputs[cell + 1] += inputs[cell];
  const next = inputs.slice(0, cellCount);
  const sources = new Uint32Array(pairCount);
  const turned = { counts: new Uint32Array(pairCount), summedSize: new Float64Array(pairCount) };
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const at = next[targets[entry]]++;
      sources[at] = pre;
      turned.counts[at] = counts[entry];
      turned.summedSize[at] = summedSize[entry];
    }
  }
  return { ...connectivity, offsets: inputs, targets: sources, ...turned };
}

/** `pre[entry]`: the presynaptic cell of each entry, which the rows of a connectivity tell only together. */
export function presynapticCells({ cellCount, pairCount, offsets }: Connectivity): Int32Array {
  const pre = new Int32Array(pairCount);
  for (let cell = 0; cell < cellCount; cell++) pre.fill(cell, offsets[cell], offsets[cell + 1]);
  return pre;
}
