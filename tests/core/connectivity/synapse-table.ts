import fc from 'fast-check';
import type { Connectivity } from '../../../kernel-helpers/core/connectivity/connectivity.js';
import { type TableLike, tableOf } from '../../../kernel-helpers/core/table.js';
import type { Entry, Synapse } from '../../reference/connectivity.js';

/** Synapses as a table with the columns that `fromSynapses` reads. */
export function synapseTable(synapses: readonly Synapse[]): TableLike {
  return tableOf({
    pre_id: BigUint64Array.from(synapses, s => s.pre),
    post_id: BigUint64Array.from(synapses, s => s.post),
    size: Float64Array.from(synapses, s => s.size),
  });
}

/** Ids that differ in the low half, in the high half, in one bit, and 0 for "no segment". */
export const IDS: readonly bigint[] = [
  0n,
  1n,
  2n,
  2n ** 32n,
  2n ** 32n + 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  864691135571546917n,
  864691135571546918n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** Lists of synapses between few cells, so that pairs repeat. Sizes are whole: their sums do not round. */
export const anySynapses: fc.Arbitrary<Synapse[]> = fc.array(
  fc.record({
    pre: fc.constantFrom(...IDS),
    post: fc.constantFrom(...IDS),
    size: fc.integer({ min: 1, max: 1000 }),
  }),
  { maxLength: 60 },
);

/** The entries of a connectivity as the slow twin lists them. */
export function entriesOf({ ids, offsets, targets, counts, summedSize, cellCount }: Connectivity): Entry[] {
  const entries: Entry[] = [];
  for (let pre = 0; pre < cellCount; pre++) {
    for (let e = offsets[pre]; e < offsets[pre + 1]; e++) {
      entries.push([ids[pre], ids[targets[e]], counts[e], summedSize[e]]);
    }
  }
  return entries;
}
