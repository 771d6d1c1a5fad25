import type { ExportTables } from './dataset-ids.js';

/** Each export's tables once more, as values: the compiler holds them against the names in dataset-ids.ts. */
type Releases = { readonly [Version in keyof ExportTables]: { readonly [Table in ExportTables[Version]]: true } };

const synapses = {
  synapses_pni_2_v1_filtered_view: true,
} as const;

const degrees = {
  synapses_pni_2_in_out_degree: true,
} as const;

const commonTables = {
  aibs_column_nonneuronal_ref: true,
  allen_v1_column_types_slanted_ref: true,
  baylor_log_reg_cell_type_coarse_v1: true,
  connections_with_nuclei: true,
  nucleus_alternative_points: true,
  nucleus_detection_v0: true,
  ...synapses,
} as const;

const lookupViews = {
  nucleus_detection_lookup_v1: true,
  single_neurons: true,
  soma_counts: true,
  ...degrees,
} as const;

const before943 = {
  aibs_soma_nuc_exc_mtype_preds_v117: true,
  aibs_soma_nuc_metamodel_preds_v117: true,
  allen_column_mtypes_v1: true,
  apl_functional_coreg_forward_v5: true,
  baylor_gnn_cell_type_fine_model_v2: true,
  coregistration_manual_v3: true,
  proofreading_status_public_release: true,
} as const;

const since795 = {
  aibs_metamodel_celltypes_v661: true,
  aibs_metamodel_mtypes_v661_v2: true,
  allen_column_mtypes_v2: true,
  bodor_pt_cells: true,
  bodor_pt_target_proofread: true,
  l5et_column: true,
  pt_synapse_targets: true,
} as const;

const firstAutomatch = {
  apl_functional_coreg_vess_fwd: true,
  coregistration_auto_phase3_fwd: true,
  coregistration_auto_phase3_fwd_apl_vess_combined: true,
  coregistration_manual_v4: true,
} as const;

const secondAutomatch = {
  apl_functional_coreg_vess_fwd: true,
  coregistration_auto_phase3_fwd_v2: true,
  coregistration_auto_phase3_fwd_apl_vess_combined_v2: true,
  coregistration_manual_v4: true,
} as const;

const until1078 = {
  coregistration_manual_v3: true,
  nucleus_neuron_svm: true,
  nucleus_ref_neuron_svm: true,
  proofreading_status_public_release: true,
} as const;

const since1078 = {
  nucleus_functional_area_assignment: true,
  proofreading_status_and_strategy: true,
  synapse_target_structure: true,
  vortex_astrocyte_proofreading_status: true,
  vortex_compartment_targets: true,
  vortex_manual_myelination_v0: true,
  vortex_manual_nodes_of_ranvier: true,
} as const;

const since1300 = {
  cg_cell_type_calls: true,
  gamlin_2023_mcs: true,
  gamlin_2023_mcs_met_types: true,
  synapse_target_predictions_ssa: true,
} as const;

const since1412 = {
  multi_input_spine_predictions_ssa: true,
  vortex_thalamic_proofreading_status: true,
} as const;

const since1507 = {
  aibs_cell_info: true,
  digital_twin_properties_bcm_coreg_apl_vess_fwd: true,
  digital_twin_properties_bcm_coreg_auto_phase3_fwd_v2: true,
  digital_twin_properties_bcm_coreg_v4: true,
  synapses_with_axon_proofreading: true,
  vortex_peptidergic_proofreading_status: true,
} as const;

/** Which tables each release exports, in the order of the releases. */
export const releaseTables: Releases = {
  v343: {
    aibs_column_nonneuronal: true,
    aibs_soma_nuc_metamodel_preds_v117: true,
    allen_v1_column_types_slanted: true,
    func_unit_em_match_release: true,
    functional_coreg: true,
    nucleus_detection_v0: true,
    nucleus_neuron_svm: true,
    proofreading_status_public_release: true,
    ...degrees,
    ...synapses,
  },
  v661: {
    ...commonTables,
    ...before943,
    ...lookupViews,
    connectivity_groups_v507: true,
    nucleus_ref_neuron_svm: true,
  },
  v795: {
    ...commonTables,
    ...before943,
    ...lookupViews,
    ...since795,
    allen_minnie_extra_types: true,
    cell_edits_v661: true,
    nucleus_neuron_svm: true,
    nucleus_ref_neuron_svm: true,
  },
  v943: {
    ...commonTables,
    ...lookupViews,
    ...since795,
    ...firstAutomatch,
    functional_properties_v3_bcm: true,
    ...until1078,
  },
  v1078: {
    ...commonTables,
    ...lookupViews,
    ...since795,
    ...firstAutomatch,
    ...since1078,
    functional_properties_v3_bcm: true,
    ...until1078,
  },
  v1181: {
    ...commonTables,
    ...since795,
    ...firstAutomatch,
    ...since1078,
    functional_properties_v3_bcm: true,
  },
  v1412: {
    ...commonTables,
    ...since795,
    ...secondAutomatch,
    ...since1078,
    ...since1300,
    ...since1412,
    functional_properties_v3_bcm: true,
  },
  v1507: {
    ...commonTables,
    ...since795,
    ...secondAutomatch,
    ...since1078,
    ...since1300,
    ...since1412,
    ...since1507,
  },
};
