import type { Bool, Float64, Int32, Int64, Utf8 } from 'apache-arrow';
import type { SchemaOf } from './schema.js';

/** Columns of `synapses_pni_2`, every synapse of the volume. */
export type SynapseColumns = {
  id: Int64;
  pre_pt_position_x: Int32;
  pre_pt_position_y: Int32;
  pre_pt_position_z: Int32;
  pre_pt_supervoxel_id: Int64;
  pre_pt_root_id: Int64;
  post_pt_position_x: Int32;
  post_pt_position_y: Int32;
  post_pt_position_z: Int32;
  post_pt_supervoxel_id: Int64;
  post_pt_root_id: Int64;
  ctr_pt_position_x: Int32;
  ctr_pt_position_y: Int32;
  ctr_pt_position_z: Int32;
  size: Int64;
};

export const synapses: SchemaOf<SynapseColumns> = {
  id: ['int64', null, 'synapse: the id of its cleft in the segmentation minnie65/clefts'],
  pre_pt_position_x: ['int32', 'voxels of 4 nm', 'point inside the presynaptic cell'],
  pre_pt_position_y: ['int32', 'voxels of 4 nm', 'point inside the presynaptic cell'],
  pre_pt_position_z: ['int32', 'voxels of 40 nm', 'point inside the presynaptic cell'],
  pre_pt_supervoxel_id: ['int64', null, 'supervoxel under the presynaptic point'],
  pre_pt_root_id: ['int64', null, 'presynaptic segment (root id) at this version'],
  post_pt_position_x: ['int32', 'voxels of 4 nm', 'point inside the postsynaptic cell'],
  post_pt_position_y: ['int32', 'voxels of 4 nm', 'point inside the postsynaptic cell'],
  post_pt_position_z: ['int32', 'voxels of 40 nm', 'point inside the postsynaptic cell'],
  post_pt_supervoxel_id: ['int64', null, 'supervoxel under the postsynaptic point'],
  post_pt_root_id: ['int64', null, 'postsynaptic segment (root id) at this version'],
  ctr_pt_position_x: ['int32', 'voxels of 4 nm', 'centre of the cleft'],
  ctr_pt_position_y: ['int32', 'voxels of 4 nm', 'centre of the cleft'],
  ctr_pt_position_z: ['int32', 'voxels of 40 nm', 'centre of the cleft'],
  size: ['int64', 'voxels of 4 × 4 × 40 nm', 'volume of the cleft; grows with the area of the synapse'],
};

/** Columns of `synapses_with_axon_proofreading`. */
export type ProofreadSynapseColumns = {
  id: Int64;
  ctr_pt_position_x: Int32;
  ctr_pt_position_y: Int32;
  ctr_pt_position_z: Int32;
  size: Int64;
  pre_pt_supervoxel_id: Int64;
  pre_pt_root_id: Int64;
  post_pt_supervoxel_id: Int64;
  post_pt_root_id: Int64;
  strategy_axon: Utf8;
};

export const proofreadSynapses: SchemaOf<ProofreadSynapseColumns> = {
  id: synapses.id,
  ctr_pt_position_x: synapses.ctr_pt_position_x,
  ctr_pt_position_y: synapses.ctr_pt_position_y,
  ctr_pt_position_z: synapses.ctr_pt_position_z,
  size: synapses.size,
  pre_pt_supervoxel_id: synapses.pre_pt_supervoxel_id,
  pre_pt_root_id: synapses.pre_pt_root_id,
  post_pt_supervoxel_id: synapses.post_pt_supervoxel_id,
  post_pt_root_id: synapses.post_pt_root_id,
  strategy_axon: ['utf8', null, 'how the presynaptic axon was proofread, as in proofreading_status_and_strategy'],
};

/** Columns of the view `connections_with_nuclei`. */
export type ConnectionColumns = {
  pre_pt_root_id: Int64;
  post_pt_root_id: Int64;
  n_syn: Int64;
  sum_size: Float64;
  pre_nuc_id: Int64;
  post_nuc_id: Int64;
};

export const connections: SchemaOf<ConnectionColumns> = {
  pre_pt_root_id: ['int64', null, 'presynaptic segment (root id)'],
  post_pt_root_id: ['int64', null, 'postsynaptic segment (root id)'],
  n_syn: ['int64', 'synapses', 'synapses from the one to the other'],
  sum_size: ['float64', 'voxels of 4 × 4 × 40 nm', 'sum of their sizes'],
  pre_nuc_id: ['int64', null, 'nucleus id of the presynaptic segment, where it has exactly one'],
  post_nuc_id: ['int64', null, 'nucleus id of the postsynaptic segment, where it has exactly one'],
};

/** Columns of the view `synapses_pni_2_in_out_degree`. */
export type DegreeColumns = {
  root_id: Int64;
  n_input: Int64;
  avg_input_size: Float64;
  n_output: Int64;
  avg_output_size: Float64;
};

export const degrees: SchemaOf<DegreeColumns> = {
  root_id: ['int64', null, 'segment (root id)'],
  n_input: ['int64', 'synapses', 'synapses onto the segment'],
  avg_input_size: ['float64', 'voxels of 4 × 4 × 40 nm', 'their mean size'],
  n_output: ['int64', 'synapses', 'synapses made by the segment'],
  avg_output_size: ['float64', 'voxels of 4 × 4 × 40 nm', 'their mean size'],
};

/** What a table about synapses says of each beside its own columns. */
export type OfSynapse = { id: Int64; valid: Bool; target_id: Int64 };

const ofSynapse: SchemaOf<OfSynapse> = {
  id: ['int64', null, 'row of this table'],
  valid: ['bool', null, 'bookkeeping: true in every row that is published'],
  target_id: ['int64', null, 'synapse: the id of synapses_pni_2, whose rows have positions, sizes and root ids'],
};

/** Columns of the tables that label synapses with a word. */
export type SynapseTagColumns = OfSynapse & { tag: Utf8 };

export function synapseTags(tag: string): SchemaOf<SynapseTagColumns> {
  return { ...ofSynapse, tag: ['utf8', null, tag] };
}

/** Columns of `synapse_target_structure`. */
export type SynapseValueColumns = OfSynapse & { value: Int64 };

export const synapseTargetStructure: SchemaOf<SynapseValueColumns> = {
  ...ofSynapse,
  value: [
    'int64',
    null,
    '0 spine head, 1 spine neck, 2 dendritic shaft, 3 spine without clear head, 4 bouton, 5 other axon, 6 soma',
  ],
};

/** Columns of `multi_input_spine_predictions_ssa`. */
export type SynapseGroupColumns = OfSynapse & { group_id: Int64 };

export const multiInputSpines: SchemaOf<SynapseGroupColumns> = {
  ...ofSynapse,
  group_id: ['int64', null, 'spine: synapses of one group share their postsynaptic spine'],
};

/** Columns of the tables that say which type of cell a synapse is made onto. */
export type SynapseTypeColumns = OfSynapse & { classification_system: Utf8; cell_type: Utf8 };

export function synapseTypes(system: string, type: string): SchemaOf<SynapseTypeColumns> {
  return { ...ofSynapse, classification_system: ['utf8', null, system], cell_type: ['utf8', null, type] };
}
