/**
 * The names of every dataset, as types: what `datasets.open('…')` completes. Nothing of this is left at run time; the
 * entries are typed by these names, so that a name without an entry, or an entry without a name, does not compile.
 */

/** Tables in the static export of each materialization of minnie65: `datasets.open('minnie65/v1507/aibs_cell_info')`. */
export interface ExportTables {
  v343:
    | 'aibs_column_nonneuronal'
    | 'aibs_soma_nuc_metamodel_preds_v117'
    | 'allen_v1_column_types_slanted'
    | 'func_unit_em_match_release'
    | 'functional_coreg'
    | 'nucleus_detection_v0'
    | 'nucleus_neuron_svm'
    | 'proofreading_status_public_release'
    | Degrees
    | Synapses;
  v661: CommonTables | Before943 | LookupViews | 'connectivity_groups_v507' | 'nucleus_ref_neuron_svm';
  v795:
    | CommonTables
    | Before943
    | LookupViews
    | Since795
    | 'allen_minnie_extra_types'
    | 'cell_edits_v661'
    | 'nucleus_neuron_svm'
    | 'nucleus_ref_neuron_svm';
  v943: CommonTables | LookupViews | Since795 | FirstAutomatch | 'functional_properties_v3_bcm' | Until1078;
  v1078:
    | CommonTables
    | LookupViews
    | Since795
    | FirstAutomatch
    | Since1078
    | 'functional_properties_v3_bcm'
    | Until1078;
  v1181: CommonTables | Since795 | FirstAutomatch | Since1078 | 'functional_properties_v3_bcm';
  v1412: CommonTables | Since795 | SecondAutomatch | Since1078 | Since1300 | Since1412 | 'functional_properties_v3_bcm';
  v1507: CommonTables | Since795 | SecondAutomatch | Since1078 | Since1300 | Since1412 | Since1507;
}

type Synapses = 'synapses_pni_2_v1_filtered_view';
type Degrees = 'synapses_pni_2_in_out_degree';

/** In every release since 661. */
type CommonTables =
  | 'aibs_column_nonneuronal_ref'
  | 'allen_v1_column_types_slanted_ref'
  | 'baylor_log_reg_cell_type_coarse_v1'
  | 'connections_with_nuclei'
  | 'nucleus_alternative_points'
  | 'nucleus_detection_v0'
  | Synapses;

type LookupViews = 'nucleus_detection_lookup_v1' | 'single_neurons' | 'soma_counts' | Degrees;

type Before943 =
  | 'aibs_soma_nuc_exc_mtype_preds_v117'
  | 'aibs_soma_nuc_metamodel_preds_v117'
  | 'allen_column_mtypes_v1'
  | 'apl_functional_coreg_forward_v5'
  | 'baylor_gnn_cell_type_fine_model_v2'
  | 'coregistration_manual_v3'
  | 'proofreading_status_public_release';

type Since795 =
  | 'aibs_metamodel_celltypes_v661'
  | 'aibs_metamodel_mtypes_v661_v2'
  | 'allen_column_mtypes_v2'
  | 'bodor_pt_cells'
  | 'bodor_pt_target_proofread'
  | 'l5et_column'
  | 'pt_synapse_targets';

type FirstAutomatch =
  | 'apl_functional_coreg_vess_fwd'
  | 'coregistration_auto_phase3_fwd'
  | 'coregistration_auto_phase3_fwd_apl_vess_combined'
  | 'coregistration_manual_v4';

type SecondAutomatch =
  | 'apl_functional_coreg_vess_fwd'
  | 'coregistration_auto_phase3_fwd_v2'
  | 'coregistration_auto_phase3_fwd_apl_vess_combined_v2'
  | 'coregistration_manual_v4';

type Until1078 =
  | 'coregistration_manual_v3'
  | 'nucleus_neuron_svm'
  | 'nucleus_ref_neuron_svm'
  | 'proofreading_status_public_release';

type Since1078 =
  | 'nucleus_functional_area_assignment'
  | 'proofreading_status_and_strategy'
  | 'synapse_target_structure'
  | 'vortex_astrocyte_proofreading_status'
  | 'vortex_compartment_targets'
  | 'vortex_manual_myelination_v0'
  | 'vortex_manual_nodes_of_ranvier';

type Since1300 =
  | 'cg_cell_type_calls'
  | 'gamlin_2023_mcs'
  | 'gamlin_2023_mcs_met_types'
  | 'synapse_target_predictions_ssa';

type Since1412 = 'multi_input_spine_predictions_ssa' | 'vortex_thalamic_proofreading_status';

type Since1507 =
  | 'aibs_cell_info'
  | 'digital_twin_properties_bcm_coreg_apl_vess_fwd'
  | 'digital_twin_properties_bcm_coreg_auto_phase3_fwd_v2'
  | 'digital_twin_properties_bcm_coreg_v4'
  | 'synapses_with_axon_proofreading'
  | 'vortex_peptidergic_proofreading_status';

/** `v343`, …, `v1507`: the materializations with a static export. */
export type ExportVersion = keyof ExportTables;

/** Every table that some export has. */
export type ExportTable = ExportTables[ExportVersion];

/** `minnie65/v1507/aibs_cell_info` and so on: every table of every export. */
export type ExportId = { [Version in ExportVersion]: `minnie65/${Version}/${ExportTables[Version]}` }[ExportVersion];

/** Ids whose dataset opens as one Arrow table, besides the exports. */
export type NamedTableId =
  | 'ding2025/presyn-mean'
  | 'ding2025/pre-mean-corr'
  | 'ding2025/binned-trends'
  | `ding2025/${'area' | 'area-layer'}/${'slopes' | 'contrasts' | 'coefficients' | 'counts' | 'fits'}`
  | 'microns2025/l3a-excitatory-partners'
  | 'microns2025/l3a-inhibitory-partners'
  | 'elabbady2025/column-radial-extent'
  | 'celii2025/column-cell-types'
  | 'minnie65/basket-cell-inputs'
  | 'minnie65/basket-cell-outputs'
  | 'minnie65/v117/nucleus_detection_v0'
  | 'minnie65/v117/nucleus_neuron_svm'
  | 'minnie65/v117/proofreading_status_public_release'
  | 'minnie65/v117/func_unit_em_match_release'
  | 'minnie65/v117/synapses_pni_2'
  | `digital-twin/${'anatomy' | 'performance' | 'orientation-tuning' | 'readout'}-units`
  | 'phase1/motif-somata'
  | 'phase1/motif-synapses'
  | 'phase1/connection-by-distance'
  | 'phase1/cells'
  | 'phase1/soma-subgraph-synapses'
  | 'phase1/synapses';

/** Ids whose dataset is one neuron. */
export type NeuronId = 'minnie65/basket-cell-296758' | 'minnie65/martinotti-cell-264824';

/** Ids whose dataset is one array of numbers. */
export type ArrayId =
  | 'microns2025/directions'
  | 'microns2025/tuned-unit-responses'
  | 'microns2025/oracle-presynaptic'
  | 'microns2025/oracle-postsynaptic'
  | 'microns2025/layer-bounds'
  | 'microns2025/height-bounds'
  | 'digital-twin/readout-weights'
  | 'digital-twin/readout-locations';

/** Ids whose dataset is a folder of SWC files, one a neuron. */
export type SwcId =
  | 'minnie65/skeletons-v661'
  | 'minnie65/skeletons-v1300-proofread'
  | 'minnie65/skeletons-v1300-dendrite';

/** Ids whose dataset is a Neuroglancer volume of grey values. */
export type ImageId = 'minnie65/em' | 'minnie35/em' | 'phase1/em';

/** Ids whose dataset is a Neuroglancer volume of object ids, most with a mesh of each object. */
export type SegmentationId =
  | 'minnie65/seg-v0'
  | 'minnie65/seg-v117'
  | 'minnie65/seg-v343'
  | 'minnie65/seg-v943'
  | 'minnie65/seg-v1300'
  | 'minnie65/supervoxels'
  | 'minnie65/clefts'
  | 'minnie65/nuclei'
  | 'minnie35/seg'
  | 'minnie35/seg-v0'
  | 'minnie35/supervoxels'
  | 'minnie35/clefts'
  | 'phase1/seg-v185';

/** Ids whose files this library fetches and verifies, but does not read. */
export type FileId =
  | 'ding2025/node-data'
  | 'ding2025/edge-data'
  | 'minnie35/synapses'
  | 'minnie65/ground-truth'
  | 'phase1/meshes'
  | 'digital-twin/model';

/** Ids whose dataset is a public folder of many files, read one by one by path. */
export type FolderId =
  | 'minnie65/meshworks-v661'
  | 'minnie65/skeleton-metadata-v661'
  | 'minnie65/micro-ct'
  | 'functional/stimulus-movies'
  | 'functional/two-photon-scans'
  | 'functional/two-photon-stacks'
  | 'functional/datajoint'
  | 'digital-twin/responses';

/** The id of a dataset in the catalogue, as `datasets.open(id)` takes it. */
export type DatasetId =
  | 'synthetic-column'
  | 'ding2025/sample-skeletons'
  | NamedTableId
  | NeuronId
  | ArrayId
  | SwcId
  | ImageId
  | SegmentationId
  | FileId
  | FolderId
  | ExportId;
