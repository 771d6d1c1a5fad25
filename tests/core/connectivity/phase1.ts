import { type Connectivity, fromSynapses } from '../../../kernel-helpers/core/connectivity/index.js';
import { bigintColumn, numberColumn, stringColumn } from '../../../kernel-helpers/core/table.js';
import * as datasets from '../../../kernel-helpers/io/datasets.js';

/** The pyramidal cells of MICrONS phase 1 whose axon in the volume is longer than 100 µm, and their wiring. */
export interface Phase1 {
  /** 111 cells in the order of the table of somata, 659 connected pairs. */
  readonly wiring: Connectivity;
  /** `axonUm[i]` of cell `wiring.ids[i]`, µm. */
  readonly axonUm: Float64Array;
  /** `somaNm[3*i + k]` of cell `wiring.ids[i]`, nm. */
  readonly somaNm: Float64Array;
}

/** Phase 1 as the papers count it, from the two tables of the catalogue. `mirror` is the folder of tests/mirror.ts. */
export async function openPhase1(mirror: string | undefined): Promise<Phase1> {
  const somata = await datasets.open('phase1/motif-somata', { mirror });
  const synapses = await datasets.open('phase1/motif-synapses', { mirror });
  const axons = numberColumn(somata, 'axon_len');
  const kept = Array.from(axons, (_, row) => row).filter(row => axons[row] > 100);
  const ids = bigintColumn(somata, 'segment_id');
  const places = stringColumn(somata, 'loc').map(text => (text.match(/\d+/g) ?? []).map(Number));
  const cells = kept.map(row => ids[row]);
  return {
    wiring: fromSynapses(synapses, { pre: 'pre', post: 'post', cells }),
    axonUm: Float64Array.from(kept, row => axons[row]),
    somaNm: Float64Array.from(kept.flatMap(row => places[row])),
  };
}
