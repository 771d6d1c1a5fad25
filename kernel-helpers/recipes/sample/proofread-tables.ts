/** The synthetic column as the static tables of minnie65 have proofread cells. */
import { bigintColumn, stringColumn, type TableLike, tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';

/** Nanometres in a voxel of the tables. */
const VOXEL_NM = [4, 4, 40] as const;

/**
 * Every cell of the column as proofread: interneurons and each tenth pyramidal cell to all ends of the axon, the others
 * in part. All lie in V1.
 */
export function sampleProofread(column: SyntheticColumnTables): {
  readonly proofreading: TableLike;
  readonly cellInfo: TableLike;
  readonly synapses: TableLike;
} {
  const { cells, cellIds, somaNm, synapses } = column;
  const classes = stringColumn(cells, 'class');
  const yes = classes.map(() => true);
  const place = (k: 0 | 1 | 2): number[] => classes.map((_, i) => Math.round(somaNm[3 * i + k] / VOXEL_NM[k]));
  return {
    proofreading: tableOf({
      pt_root_id: cellIds,
      valid_id: cellIds,
      status_axon: yes,
      status_dendrite: yes,
      strategy_axon: classes.map((name, i) =>
        name === 'inhibitory' || i % 10 === 0 ? 'axon_fully_extended' : 'axon_partially_extended',
      ),
    }),
    cellInfo: tableOf({
      pt_root_id: cellIds,
      broad_type: classes,
      visual_area: classes.map(() => 'V1'),
      pt_position_x: place(0),
      pt_position_y: place(1),
      pt_position_z: place(2),
    }),
    synapses: tableOf({
      pre_pt_root_id: bigintColumn(synapses, 'pre_id'),
      post_pt_root_id: bigintColumn(synapses, 'post_id'),
    }),
  };
}
