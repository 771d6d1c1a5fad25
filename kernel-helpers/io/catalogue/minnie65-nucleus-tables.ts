import type { Bool, Float64, Int32, Int64, Utf8 } from 'apache-arrow';
import { NOT_DOCUMENTED, type SchemaOf } from './schema.js';

/** Where an annotation lies, and what lies under that point: what CAVE binds every annotation of a cell to. */
export type BoundPoint = {
  pt_supervoxel_id: Int64;
  pt_root_id: Int64;
  pt_position_x: Int32;
  pt_position_y: Int32;
  pt_position_z: Int32;
};

/** Columns of a row that stands for a detected nucleus. */
export type NucleusColumns = { id: Int64; volume: Float64 } & BoundPoint;

/** Columns that a table about nuclei has beside its own. */
export type OfNucleus = { id: Int64; target_id: Int64; volume: Float64 } & BoundPoint;

const boundPoint: SchemaOf<BoundPoint> = {
  pt_supervoxel_id: ['int64', null, 'supervoxel of the watershed segmentation under the point; 0 for none'],
  pt_root_id: [
    'int64',
    null,
    'segment (root id) under the point at this version; 0 for none; changes with proofreading',
  ],
  pt_position_x: ['int32', 'voxels of 4 nm', 'the point, across'],
  pt_position_y: ['int32', 'voxels of 4 nm', 'the point; grows from pia to white matter, tilted by about 5°'],
  pt_position_z: ['int32', 'voxels of 40 nm', 'the point, by section'],
};

export const nucleus: SchemaOf<NucleusColumns> = {
  id: ['int64', null, 'nucleus id: the same cell at every version'],
  volume: ['float64', 'µm³', 'volume of the detected nucleus'],
  ...boundPoint,
};

const ofNucleus: SchemaOf<OfNucleus> = {
  id: ['int64', null, 'row of this table'],
  target_id: ['int64', null, 'nucleus id: the id of nucleus_detection_v0'],
  volume: ['float64', 'µm³', 'volume of the detected nucleus'],
  ...boundPoint,
};

/** Columns of every table that sorts nuclei into cell types. */
export type CellTypeColumns = OfNucleus & { classification_system: Utf8; cell_type: Utf8 };

/** Cell types: what the two columns of a table hold is told by the table. */
export function cellTypes(system: string, type: string): SchemaOf<CellTypeColumns> {
  return { ...ofNucleus, classification_system: ['utf8', null, system], cell_type: ['utf8', null, type] };
}

/** Cell types bound to a point of their own instead of to a nucleus, as in the first releases. */
export type PointCellTypeColumns = {
  id: Int64;
  valid: Bool;
  classification_system: Utf8;
  cell_type: Utf8;
} & BoundPoint;

export function pointCellTypes(system: string, type: string): SchemaOf<PointCellTypeColumns> {
  return {
    id: ['int64', null, 'row of this table'],
    valid: ['bool', null, 'bookkeeping: true in every row that is published'],
    classification_system: ['utf8', null, system],
    cell_type: ['utf8', null, type],
    ...boundPoint,
  };
}

/** Columns of `nucleus_functional_area_assignment` and of `gamlin_2023_mcs_met_types`. */
export type TagValueColumns = OfNucleus & { tag: Utf8; value: Float64 };

export function tagWithValue(tag: string, unit: string | null, value: string): SchemaOf<TagValueColumns> {
  return { ...ofNucleus, tag: ['utf8', null, tag], value: ['float64', unit, value] };
}

export type CellEditColumns = OfNucleus & { group_id: Int64 };

export const cellEdits: SchemaOf<CellEditColumns> = {
  ...ofNucleus,
  group_id: ['int64', null, 'number of proofreading edits of the cell up to version 661'],
};

export const nucleusReference: SchemaOf<OfNucleus> = ofNucleus;

/** Columns of the view `nucleus_detection_lookup_v1`. */
export type LookupColumns = NucleusColumns & {
  orig_root_id: Int64;
  pt_position_lookup_x: Int32;
  pt_position_lookup_y: Int32;
  pt_position_lookup_z: Int32;
};

export const lookup: SchemaOf<LookupColumns> = {
  ...nucleus,
  orig_root_id: ['int64', null, `${NOT_DOCUMENTED} (by its name: the segment under the uncorrected centroid)`],
  pt_position_lookup_x: [
    'int32',
    'voxels of 4 nm',
    'the point whose segment is reported, where the centroid is outside',
  ],
  pt_position_lookup_y: ['int32', 'voxels of 4 nm', 'as pt_position_lookup_x'],
  pt_position_lookup_z: ['int32', 'voxels of 40 nm', 'as pt_position_lookup_x'],
};

/** Columns of the view `soma_counts`. */
export type SomaCountColumns = { id: Int64; cell_type: Utf8; neuron_count: Int64; total_count: Int64 } & BoundPoint;

export const somaCounts: SchemaOf<SomaCountColumns> = {
  id: ['int64', null, 'nucleus id'],
  cell_type: ['utf8', null, 'neuron or not-neuron, by the nucleus model'],
  neuron_count: ['int64', null, 'neurons on this segment'],
  total_count: ['int64', null, 'nuclei on this segment'],
  ...boundPoint,
};

/** Columns of the view `single_neurons`. */
export type SingleNeuronColumns = { id: Int64 } & BoundPoint;

export const singleNeurons: SchemaOf<SingleNeuronColumns> = {
  id: ['int64', null, 'nucleus id of a segment with one neuron'],
  ...boundPoint,
};

/** Columns of the view `aibs_cell_info`. */
export type CellInfoColumns = {
  id: Int64;
  pt_root_id: Int64;
  nuc_volume: Float64;
  broad_type: Utf8;
  broad_type_source: Utf8;
  cell_type: Utf8;
  cell_type_source: Utf8;
  mtype: Utf8;
  dendrite_cleaned: Bool;
  axon_cleaned: Bool;
  dendrite_strategy: Utf8;
  axon_strategy: Utf8;
  visual_area: Utf8;
  pt_position_x: Int32;
  pt_position_y: Int32;
  pt_position_z: Int32;
};

export const cellInfo: SchemaOf<CellInfoColumns> = {
  id: ['int64', null, 'nucleus id'],
  pt_root_id: ['int64', null, 'segment (root id) of the nucleus at this version; 0 for none'],
  nuc_volume: ['float64', 'µm³', 'volume of the nucleus'],
  broad_type: ['utf8', null, 'excitatory, inhibitory or nonneuron'],
  broad_type_source: ['utf8', null, 'the table that broad_type comes from: manual calls before models'],
  cell_type: ['utf8', null, 'subclass: 23P, 4P, 5P-IT, 5P-ET, 5P-NP, 6P-IT, 6P-CT, BC, MC, BPC, NGC, glia …'],
  cell_type_source: ['utf8', null, 'the table that cell_type comes from'],
  mtype: ['utf8', null, 'morphological type: L2a … L6wm, PTC, DTC, STC, ITC'],
  dendrite_cleaned: ['bool', null, 'true where false merges of the dendrite are removed'],
  axon_cleaned: ['bool', null, 'true where false merges of the axon are removed'],
  dendrite_strategy: ['utf8', null, 'how the dendrite was proofread: dendrite_clean, dendrite_extended, none'],
  axon_strategy: ['utf8', null, 'how the axon was proofread, as in proofreading_status_and_strategy'],
  visual_area: ['utf8', null, 'V1, RL, AL or LM'],
  pt_position_x: ['int32', 'voxels of 4 nm', 'centroid of the nucleus, across'],
  pt_position_y: ['int32', 'voxels of 4 nm', 'centroid of the nucleus, from pia to white matter'],
  pt_position_z: ['int32', 'voxels of 40 nm', 'centroid of the nucleus, by section'],
};

/** Columns of a table that says how well a cell is proofread. */
export type ProofreadingColumns = { id: Int64; valid_id: Int64; status_dendrite: Utf8; status_axon: Utf8 } & BoundPoint;

export const proofreadingRelease: SchemaOf<ProofreadingColumns> = {
  id: ['int64', null, 'row of this table'],
  valid_id: ['int64', null, 'root id when it was judged; where it is not pt_root_id the cell has changed since'],
  status_dendrite: ['utf8', null, 'non; clean: false merges removed; extended: clean and missing parts added'],
  status_axon: ['utf8', null, 'as status_dendrite'],
  ...boundPoint,
};

/** Columns of `proofreading_status_and_strategy`. */
export type StrategyColumns = {
  id: Int64;
  valid_id: Int64;
  status_dendrite: Bool;
  status_axon: Bool;
  strategy_dendrite: Utf8;
  strategy_axon: Utf8;
} & BoundPoint;

export const proofreadingStrategy: SchemaOf<StrategyColumns> = {
  id: ['int64', null, 'row of this table'],
  valid_id: ['int64', null, 'root id when it was judged; where it is not pt_root_id the cell has changed since'],
  status_dendrite: ['bool', null, 'true where the dendrite is at least clean'],
  status_axon: ['bool', null, 'true where the axon is at least clean'],
  strategy_dendrite: ['utf8', null, 'none, dendrite_clean, dendrite_extended'],
  strategy_axon: [
    'utf8',
    null,
    'none, axon_column_truncated, axon_interareal, axon_partially_extended, axon_fully_extended: only the last is largely complete',
  ],
  ...boundPoint,
};

/** Columns of the proofreading tables of astrocytes and of thalamic and peptidergic axons. */
export type StatusColumns = { id: Int64; valid_id: Int64; status: Utf8 } & BoundPoint;

export const proofreadingStatus: SchemaOf<StatusColumns> = {
  id: ['int64', null, 'row of this table'],
  valid_id: ['int64', null, 'root id when it was judged'],
  status: ['utf8', null, 'non; clean: what is there can be trusted; extended: every end was visited'],
  ...boundPoint,
};

/** Columns of the myelin tables. */
export type MyelinColumns = { id: Int64; valid_id: Int64; tag: Utf8 } & BoundPoint;

export function myelin(tag: string): SchemaOf<MyelinColumns> {
  return {
    id: ['int64', null, 'row of this table'],
    valid_id: ['int64', null, 'root id of the axon that was judged: not always pt_root_id'],
    tag: ['utf8', null, tag],
    ...boundPoint,
  };
}
