import type { Float64, Int64, Utf8 } from 'apache-arrow';
import type { CatalogueEntry } from './catalogue-entry.js';
import { DORKENWALD_2022, SCHNEIDER_MIZELL_2021, TURNER_2022 } from './citations.js';
import { columnsOf, NOT_DOCUMENTED, type SchemaOf } from './schema.js';

const COMMIT = '4c3b7649da4b85bc205302df82060c16369108e1';
const MOTIFS = `https://raw.githubusercontent.com/AllenInstitute/MicronsBinder/${COMMIT}/notebooks/multiscale/motifs`;
const ZENODO = 'https://zenodo.org/record/3710459/files';
const BUCKET = 'https://storage.googleapis.com/microns_public_datasets';

/** Columns of `phase1/motif-somata`. */
export type MotifSomaColumns = {
  segmentation: Int64;
  segment_id: Int64;
  manual_id: Int64;
  loc: Utf8;
  axon_len: Float64;
  dendrite_len: Float64;
};

const motifSomata: SchemaOf<MotifSomaColumns> = {
  segmentation: ['int64', null, 'version of the segmentation: 185'],
  segment_id: ['int64', null, 'segment of the cell'],
  manual_id: ['int64', null, 'number given by hand'],
  loc: ['utf8', 'nm', 'position of the soma as text, "[x y z]"; the unit is read from the size of the volume'],
  axon_len: ['float64', 'µm', 'length of the axon in the volume; 0 where there is none'],
  dendrite_len: ['float64', 'µm', 'length of the dendrite in the volume'],
};

/** Columns of `phase1/motif-synapses`. */
export type MotifSynapseColumns = { pre: Int64; post: Int64 };

const motifSynapses: SchemaOf<MotifSynapseColumns> = {
  pre: ['int64', null, 'segment of the presynaptic cell'],
  post: ['int64', null, 'segment of the postsynaptic cell'],
};

/** Columns of `phase1/connection-by-distance`. */
export type ConnectionByDistanceColumns = {
  soma_dist: Float64;
  p_connect: Float64;
  p_connect_std: Float64;
  edge_order: Int64;
};

const connectionByDistance: SchemaOf<ConnectionByDistanceColumns> = {
  soma_dist: ['float64', 'µm', 'distance between the two somata'],
  p_connect: ['float64', 'probability', 'connection probability of pairs about this far apart, averaged over 10 µm'],
  p_connect_std: ['float64', NOT_DOCUMENTED, NOT_DOCUMENTED],
  edge_order: ['int64', null, 'ordered pair of cells, counted from 0'],
};

/** Columns of `phase1/cells`. */
export type Phase1CellColumns = {
  pt_root_id: Int64;
  cell_type: Utf8;
  pt_position: Utf8;
  soma_x_nm: Float64;
  soma_y_nm: Float64;
  soma_z_nm: Float64;
};

const cells: SchemaOf<Phase1CellColumns> = {
  pt_root_id: ['int64', null, 'segment of the cell in segmentation 185'],
  cell_type: ['utf8', null, 'e excitatory, i inhibitory, g glia'],
  pt_position: ['utf8', 'voxels', 'position of the soma as text, "[x y z]"'],
  soma_x_nm: ['float64', 'nm', 'position of the soma'],
  soma_y_nm: ['float64', 'nm', 'position of the soma'],
  soma_z_nm: ['float64', 'nm', 'position of the soma'],
};

/** Columns that are known of `phase1/synapses` and `phase1/soma-subgraph-synapses`. */
export type Phase1SynapseColumns = {
  id: Int64;
  pre_root_id: Int64;
  post_root_id: Int64;
};

const synapses: SchemaOf<Phase1SynapseColumns> = {
  id: ['int64', null, 'synapse'],
  pre_root_id: ['int64', null, 'presynaptic segment in segmentation 185'],
  post_root_id: ['int64', null, 'postsynaptic segment in segmentation 185'],
};

const motifs = {
  kind: 'table',
  layout: 'csv',
  version: COMMIT,
  format: 'CSV',
  licence: 'Allen Institute licence of the repository: no commercial redistribution',
  citations: [TURNER_2022, DORKENWALD_2022],
  describedIn: 'https://github.com/AllenInstitute/MicronsBinder',
} as const;

const archive = {
  version: 'segmentation 185',
  licence: 'none stated here; see the record',
  citations: [DORKENWALD_2022, TURNER_2022, SCHNEIDER_MIZELL_2021],
  describedIn: 'https://doi.org/10.5281/zenodo.3710459',
} as const;

const MORE = 'The file has more columns than these, positions among them, which no public text explains: all are read.';

/** MICrONS phase 1: a volume of 250 × 140 × 90 µm in layer 2/3 of another mouse. */
export const phase1Entries: readonly CatalogueEntry[] = [
  {
    ...motifs,
    id: 'phase1/motif-somata',
    title: 'Pyramidal cells of layer 2/3 with axon and dendrite lengths (MICrONS phase 1)',
    files: [
      {
        url: `${MOTIFS}/data/soma.csv`,
        bytes: 25_470,
        sha256: 'f46850ae1273e9bb2056cfecbe5ebffba5298587bbc045a22ab28b19b5033f3e',
      },
    ],
    columns: columnsOf(motifSomata),
    note: '363 cells. The papers keep those with more than 100 µm of axon: 111.',
    rows: 363,
  },
  {
    ...motifs,
    id: 'phase1/motif-synapses',
    title: 'Synapses between pyramidal cells of layer 2/3 (MICrONS phase 1)',
    files: [
      {
        url: `${MOTIFS}/data/synapses.csv`,
        bytes: 75_287,
        sha256: 'ed25602cbff9cf5db563450ecba17281bbf01ce5e5b194383f985715bb82f670',
      },
    ],
    columns: columnsOf(motifSynapses),
    note: 'One row a synapse; 1,961 remain after cleaning. The 111 cells with axon have 659 edges, 29 of them reciprocal pairs.',
    rows: 1_981,
  },
  {
    ...motifs,
    id: 'phase1/connection-by-distance',
    title: 'Connection probability by soma distance, for the proximity model (MICrONS phase 1)',
    files: [
      {
        url: `${MOTIFS}/saved/proximity_th100_avg10um.csv`,
        bytes: 609_673,
        sha256: '96065000e4d32a244e4aa358117f0d6acceaf3afa3d665522fbde577e0cf84cf',
      },
    ],
    columns: columnsOf(connectionByDistance),
    note: 'Every ordered pair of the 111 cells with more than 100 µm of axon.',
    rows: 12_210,
  },
  {
    ...archive,
    kind: 'table',
    layout: 'csv',
    id: 'phase1/cells',
    title: 'Every cell with its soma in the volume (MICrONS phase 1)',
    files: [{ url: `${ZENODO}/soma_valence_v185.csv`, bytes: 30_881, sha256: null }],
    format: 'CSV',
    columns: columnsOf(cells),
    note: 'Which columns the file has beyond these is not documented: all are read.',
    rows: null,
  },
  {
    ...archive,
    kind: 'table',
    layout: 'csv',
    id: 'phase1/soma-subgraph-synapses',
    title: 'Proofread synapses between cells with soma, with spine volumes (MICrONS phase 1)',
    files: [{ url: `${ZENODO}/soma_subgraph_synapses_spines_v185.csv`, bytes: null, sha256: null }],
    format: 'CSV',
    columns: columnsOf(synapses),
    note: MORE,
    rows: null,
  },
  {
    ...archive,
    kind: 'table',
    layout: 'csv',
    id: 'phase1/synapses',
    title: 'Every synapse of the volume (MICrONS phase 1)',
    files: [{ url: `${ZENODO}/pni_synapses_v185.csv`, bytes: 388_210_532, sha256: null }],
    format: 'CSV',
    columns: columnsOf(synapses),
    note: MORE,
    rows: null,
  },
  {
    ...archive,
    kind: 'file',
    id: 'phase1/meshes',
    title: 'Meshes of every cell, mended (MICrONS phase 1)',
    files: [{ url: `${ZENODO}/layer23_v185.tar.gz`, bytes: 10_983_643_501, sha256: null }],
    format: 'HDF5 files in a tar.gz',
    columns: [],
    note: 'One HDF5 file a cell, named by its segment. HDF5 is not read in TypeScript: the segmentation phase1/seg-v185 has meshes too.',
  },
  {
    ...archive,
    kind: 'image',
    id: 'phase1/em',
    title: 'Electron microscopy of layer 2/3 (MICrONS phase 1)',
    version: 'pinky100 v0',
    files: [],
    address: `${BUCKET}/pinky100_v0/son_of_alignment_v15_rechunked`,
    alternatives: ['https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/pinky/em'],
    approximateBytes: null,
    format: 'Neuroglancer precomputed image',
    columns: [{ name: 'voxel', type: 'uint8', unit: 'grey value', meaning: 'brightness of the tissue' }],
    describedIn: 'https://github.com/AllenInstitute/OFS-EM-Connectomics',
    note: 'Whether the two addresses hold the same alignment is not documented.',
  },
  {
    ...archive,
    kind: 'segmentation',
    id: 'phase1/seg-v185',
    title: 'Segmentation of layer 2/3 with meshes, version 185 (MICrONS phase 1)',
    files: [],
    address: `${BUCKET}/pinky100_v185/seg`,
    alternatives: [],
    approximateBytes: null,
    format: 'Neuroglancer precomputed segmentation',
    columns: [{ name: 'voxel', type: 'uint64', unit: null, meaning: 'segment: the ids of the phase 1 tables' }],
    describedIn: 'https://github.com/AllenInstitute/OFS-EM-Connectomics',
    note: 'Segment ids are those of segmentation 185, as in all tables of phase 1.',
  },
];
