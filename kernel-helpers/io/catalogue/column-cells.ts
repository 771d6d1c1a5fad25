import type { Float64, Int64, TimestampNanosecond, Utf8 } from 'apache-arrow';
import type { TableEntry } from './catalogue-entry.js';
import { CELII_2025, ELABBADY_2025, MICRONS_2025, repository, SCHNEIDER_MIZELL_2025 } from './citations.js';
import { columnsOf, type SchemaOf } from './schema.js';

const PERISOMATIC = '0efa1a0bde2b61013f8f9f8f1dd8fec5cbee2f32';
const NEURD = 'cc77acd907e9a89dacae1cab4167d7f53f4cae48';
const MESHPARTY = '012cbda1ef779bd64310dfc1aebfd5d883f5ae7d';
const RAW = 'https://raw.githubusercontent.com';

/** Columns of `elabbady2025/column-radial-extent`. */
export type RadialExtentColumns = {
  root_id: Int64;
  radial_extent_dendrite: Float64;
  classification_system: Utf8;
  cell_type: Utf8;
  id: Int64;
};

const radialExtent: SchemaOf<RadialExtentColumns> = {
  root_id: ['int64', null, 'segment (root id) at version 795'],
  radial_extent_dendrite: ['float64', 'µm', 'how far the dendrite reaches from the soma, across the column'],
  classification_system: ['utf8', null, 'aibs_coarse_excitatory or aibs_coarse_inhibitory'],
  cell_type: ['utf8', null, 'morphological type: L2a … L6wm, PTC, DTC, STC, ITC'],
  id: ['int64', null, 'nucleus id'],
};

/** Columns of `celii2025/column-cell-types`. */
export type ColumnCellTypeColumns = { column_1: Int64; segment_id: Int64; nucleus_id: Int64; cell_type: Utf8 };

const columnCellTypes: SchemaOf<ColumnCellTypeColumns> = {
  column_1: ['int64', null, 'row, from 0; this column has no name in the file'],
  segment_id: ['int64', null, 'segment (root id); the version is not documented'],
  nucleus_id: ['int64', null, 'nucleus id'],
  cell_type: ['utf8', null, 'type by hand: 23P, 4P, 5P-IT, 5P-PT, 5P-NP, 6P-IT, 6P-CT, BC, MC, BPC, NGC …'],
};

/** Columns of `minnie65/basket-cell-inputs` and `minnie65/basket-cell-outputs`. */
export type BasketSynapseColumns = {
  id: Int64;
  created: TimestampNanosecond;
  superceded_id: Float64;
  valid: Utf8;
  pre_pt_position_x: Float64;
  pre_pt_position_y: Float64;
  pre_pt_position_z: Float64;
  post_pt_position_x: Float64;
  post_pt_position_y: Float64;
  post_pt_position_z: Float64;
  ctr_pt_position_x: Float64;
  ctr_pt_position_y: Float64;
  ctr_pt_position_z: Float64;
  size: Int64;
  pre_pt_supervoxel_id: Int64;
  pre_pt_root_id: Int64;
  post_pt_supervoxel_id: Int64;
  post_pt_root_id: Int64;
};

const basketSynapses: SchemaOf<BasketSynapseColumns> = {
  id: ['int64', null, 'synapse'],
  created: ['timestamp[ns]', 'UTC', 'when the row was made'],
  superceded_id: ['float64', null, 'bookkeeping: null'],
  valid: ['utf8', null, 'bookkeeping: t'],
  pre_pt_position_x: ['float64', 'nm', 'point inside the presynaptic cell'],
  pre_pt_position_y: ['float64', 'nm', 'point inside the presynaptic cell'],
  pre_pt_position_z: ['float64', 'nm', 'point inside the presynaptic cell'],
  post_pt_position_x: ['float64', 'nm', 'point inside the postsynaptic cell'],
  post_pt_position_y: ['float64', 'nm', 'point inside the postsynaptic cell'],
  post_pt_position_z: ['float64', 'nm', 'point inside the postsynaptic cell'],
  ctr_pt_position_x: ['float64', 'nm', 'centre of the cleft'],
  ctr_pt_position_y: ['float64', 'nm', 'centre of the cleft'],
  ctr_pt_position_z: ['float64', 'nm', 'centre of the cleft'],
  size: ['int64', 'voxels of 4 × 4 × 40 nm', 'volume of the cleft'],
  pre_pt_supervoxel_id: ['int64', null, 'supervoxel under the presynaptic point'],
  pre_pt_root_id: ['int64', null, 'presynaptic segment (root id)'],
  post_pt_supervoxel_id: ['int64', null, 'supervoxel under the postsynaptic point'],
  post_pt_root_id: ['int64', null, 'postsynaptic segment (root id)'],
};

const basketCell = {
  kind: 'table',
  layout: 'arrow',
  version: MESHPARTY,
  format: 'Arrow IPC (Feather V2, LZ4)',
  licence: 'Apache-2.0 (licence of the repository that serves the file)',
  citations: [
    MICRONS_2025,
    repository('CAVEconnectome', 'MeshParty', MESHPARTY, 'the synapses of basket cell 864691135101289504'),
  ],
  columns: columnsOf(basketSynapses),
  describedIn: 'https://github.com/CAVEconnectome/MeshParty',
  note: 'Basket cell 864691135101289504 of the V1 column (nucleus 294749). Root ids of a version that is not documented; segment_id of celii2025/column-cell-types fits them best.',
} as const;

/** Cells of the V1 column of minnie65, as papers and tools have published them. */
export const columnCellEntries: readonly TableEntry[] = [
  {
    kind: 'table',
    layout: 'arrow',
    id: 'elabbady2025/column-radial-extent',
    title: 'Dendritic reach and type of the cells of the V1 column (Elabbady et al. 2025)',
    version: PERISOMATIC,
    files: [
      {
        url: `${RAW}/AllenInstitute/Perisomatic_Based_CellTyping/${PERISOMATIC}/data/column_radial_truncation_v795.feather`,
        bytes: 40_898,
        sha256: '4acb3eb406602e38bc17971e1611ef0961610ebb3e7969c2edddaeb7ec450fa2',
      },
    ],
    format: 'Arrow IPC (Feather V2, LZ4)',
    licence: 'none stated',
    citations: [ELABBADY_2025, SCHNEIDER_MIZELL_2025, MICRONS_2025],
    columns: columnsOf(radialExtent),
    describedIn: 'https://github.com/AllenInstitute/Perisomatic_Based_CellTyping',
    note: 'Joins to celii2025/column-cell-types by nucleus id: all 1,351 rows.',
    rows: 1_351,
  },
  {
    kind: 'table',
    layout: 'csv',
    id: 'celii2025/column-cell-types',
    title: 'Manual cell types of the V1 column (training data of NEURD, Celii et al. 2025)',
    version: NEURD,
    files: [
      {
        url: `${RAW}/reimerlab/NEURD/${NEURD}/Applications/Tutorials/GNN_Cell_Typing/training_data/public_cave_ground_truth_cell_types_with_nucleus.csv`,
        bytes: 47_250,
        sha256: '4c05b419704bad4a5281b6a1f8be50bc0770843ade67f5df66b0ff66251a9901',
      },
    ],
    format: 'CSV',
    licence: 'none stated',
    citations: [CELII_2025, SCHNEIDER_MIZELL_2025, MICRONS_2025],
    columns: columnsOf(columnCellTypes),
    describedIn: 'https://github.com/reimerlab/NEURD',
    note: 'The 1,357 neurons of allen_v1_column_types_slanted_ref.',
    rows: 1_357,
  },
  {
    ...basketCell,
    id: 'minnie65/basket-cell-outputs',
    title: 'Every synapse a column basket cell makes (MeshParty)',
    files: [
      {
        url: `${RAW}/CAVEconnectome/MeshParty/${MESHPARTY}/pre.feather`,
        bytes: 507_522,
        sha256: '25a0ea4164ad4c60859cf2b77da9f8737f9d1def8448b29c9d458cacd5208768',
      },
    ],
    rows: 6_514,
  },
  {
    ...basketCell,
    id: 'minnie65/basket-cell-inputs',
    title: 'Every synapse a column basket cell receives (MeshParty)',
    files: [
      {
        url: `${RAW}/CAVEconnectome/MeshParty/${MESHPARTY}/post.feather`,
        bytes: 952_914,
        sha256: '8a5344bfe0c93e4083e162fe2fe06ad5544c79fea6494f414f92100cb50249dc',
      },
    ],
    rows: 12_424,
  },
];
