/** The synthetic column as the released table of common input, so that its recipe runs without data. */
import { type TableLike, tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';
import { MEETING_UM, samplePairs } from './pairs.js';

const FEWEST_PARTNERS = 10;

/**
 * For each tuned cell of the column with ten or more partners: the mean likeness among the cells near it, weighed by the
 * synapses it makes and by its co-travel. In place of a model of axons every cell near by counts the same, and in place of
 * one of synapses they fall by co-travel.
 */
export function sampleCommonInput(column: SyntheticColumnTables): TableLike {
  const pairs = samplePairs(column);
  const orientation = column.cells.getChild('preferred_orientation_rad')?.toArray() as Float32Array;
  const same = new Float64Array(pairs.pre.length).fill(1);
  const ofCell = new Map<number, number[]>();
  pairs.pre.forEach((pre, row) => {
    if (pairs.apartUm[row] <= MEETING_UM || pairs.synapses[row] > 0) ofCell.set(pre, [...(ofCell.get(pre) ?? []), row]);
  });
  const rows = [...ofCell].flatMap(([pre, candidates]) => {
    if (candidates.filter(row => pairs.synapses[row] > 0).length < FEWEST_PARTNERS) return [];
    const alike = (weights: Float64Array): number => {
      // Σ w_i w_j cos 2(a - b) over pairs is a product of sums: no pair needs to be visited.
      let [cosine, sine, total, squares] = [0, 0, 0, 0];
      for (const row of candidates) {
        const weight = weights[row];
        cosine += weight * Math.cos(2 * orientation[pairs.post[row]]);
        sine += weight * Math.sin(2 * orientation[pairs.post[row]]);
        total += weight;
        squares += weight ** 2;
      }
      return (cosine ** 2 + sine ** 2 - squares) / (total ** 2 - squares);
    };
    const [bySynapses, byTravel, byNearness] = [alike(pairs.synapses), alike(pairs.coTravelMm), alike(same)];
    return Object.entries({
      n_synapses: bySynapses,
      pred_n_synapses: byNearness,
      dend_len: byTravel,
      pred_dend_len: byNearness,
      'pred_n_synapses|dend_len': byTravel,
    }).map(([weight, mean]) => ({ id: column.cellIds[pre], weight, mean }));
  });
  return tableOf({
    weight: rows.map(row => row.weight),
    type: rows.map(() => 'post'),
    proj_hva: rows.map(() => 'V1->V1'),
    pre_nucleus_id: rows.map(row => row.id),
    pre_mean: rows.map(row => row.mean),
  });
}
