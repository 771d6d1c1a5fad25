import { BODOR_2025, CELII_2025, DING_2025, ELABBADY_2025, GAMLIN_2025, WANG_2025 } from './citations.js';
import type { ExportTable } from './dataset-ids.js';
import type { ExportFacts } from './export-facts.js';
import type { cellTypeFacts } from './minnie65-cell-type-facts.js';
import { coregistration, digitalTwin, functionalProperties, match, matchScore } from './minnie65-function-tables.js';
import {
  cellTypes,
  lookup,
  myelin,
  nucleus,
  nucleusReference,
  pointCellTypes,
  proofreadingRelease,
  proofreadingStatus,
  proofreadingStrategy,
  singleNeurons,
  somaCounts,
  tagWithValue,
} from './minnie65-nucleus-tables.js';
import {
  connections,
  degrees,
  multiInputSpines,
  proofreadSynapses,
  synapses,
  synapseTags,
  synapseTargetStructure,
  synapseTypes,
} from './minnie65-synapse-tables.js';

const IS_NEURON = 'neuron; not-neuron: glia or a false detection';
const SEVERAL_UNITS = 'A cell that was recorded in several fields has a row for each.';

const DIGITAL_TWIN = {
  columns: digitalTwin,
  citations: [WANG_2025, DING_2025],
  note: `${SEVERAL_UNITS} Angles are in degrees here, in radians in functional_properties_v3_bcm.`,
};

/** Nuclei, proofreading, synapses, function and ultrastructure. */
export const otherFacts: Readonly<Record<Exclude<ExportTable, keyof typeof cellTypeFacts>, ExportFacts>> = {
  apl_functional_coreg_forward_v5: {
    title: 'Automatic matches of nuclei and functional units (superseded)',
    columns: matchScore,
    citations: [],
    note: 'Superseded by apl_functional_coreg_vess_fwd.',
  },
  apl_functional_coreg_vess_fwd: {
    title: 'Automatic matches of nuclei and functional units, by blood vessels',
    columns: coregistration,
    citations: [],
    note: SEVERAL_UNITS,
  },
  coregistration_auto_phase3_fwd: {
    title: 'Automatic matches of nuclei and functional units, by fiducials',
    columns: coregistration,
    citations: [],
    note: SEVERAL_UNITS,
  },
  coregistration_auto_phase3_fwd_v2: {
    title: 'Automatic matches of nuclei and functional units, by fiducials (second)',
    columns: coregistration,
    citations: [],
    note: SEVERAL_UNITS,
  },
  coregistration_auto_phase3_fwd_apl_vess_combined: {
    title: 'Automatic matches of nuclei and functional units on which two methods agree',
    columns: coregistration,
    citations: [],
    note: SEVERAL_UNITS,
  },
  coregistration_auto_phase3_fwd_apl_vess_combined_v2: {
    title: 'Automatic matches of nuclei and functional units on which two methods agree (second)',
    columns: coregistration,
    rows: 83_046,
    citations: [],
    note: SEVERAL_UNITS,
  },
  coregistration_manual_v3: {
    title: 'Manual matches of nuclei and functional units (superseded)',
    columns: coregistration,
    citations: [],
    note: 'Superseded by coregistration_manual_v4.',
  },
  coregistration_manual_v4: {
    title: 'Manual matches of nuclei and functional units',
    columns: coregistration,
    rows: 19_181,
    citations: [],
    note: `${SEVERAL_UNITS} Ding et al. keep residual < 20 and score > −10.`,
  },
  digital_twin_properties_bcm_coreg_v4: {
    ...DIGITAL_TWIN,
    title: 'Tuning of manually matched cells, from the digital twin',
  },
  digital_twin_properties_bcm_coreg_auto_phase3_fwd_v2: {
    ...DIGITAL_TWIN,
    title: 'Tuning of cells matched automatically by fiducials, from the digital twin',
  },
  digital_twin_properties_bcm_coreg_apl_vess_fwd: {
    ...DIGITAL_TWIN,
    title: 'Tuning of cells matched automatically by vessels, from the digital twin',
  },
  functional_properties_v3_bcm: {
    title: 'Tuning of manually matched cells, from the digital twin (superseded)',
    columns: functionalProperties,
    citations: [WANG_2025, DING_2025],
    note: `${SEVERAL_UNITS} Superseded by digital_twin_properties_bcm_coreg_v4.`,
  },
  func_unit_em_match_release: {
    title: 'First 200 manual matches of nuclei and functional units',
    columns: match,
    citations: [],
  },
  functional_coreg: {
    title: 'First 9,608 manual matches of nuclei and functional units',
    columns: match,
    rows: 9_608,
    citations: [],
    note: 'Superseded by coregistration_manual_v4.',
  },
  nucleus_alternative_points: {
    title: 'Better points for nuclei whose centroid lies outside them',
    columns: nucleusReference,
    citations: [],
    note: 'nucleus_detection_lookup_v1 has these merged into nucleus_detection_v0.',
  },
  nucleus_detection_lookup_v1: {
    title: 'Every nucleus with the segment it belongs to, corrected',
    columns: lookup,
    citations: [ELABBADY_2025],
  },
  nucleus_detection_v0: {
    title: 'Every detected nucleus: position, volume, segment',
    columns: nucleus,
    rows: 144_120,
    citations: [ELABBADY_2025],
    note: 'Detections over 25 µm³; a few are false. The nucleus id is the name of a cell that stays.',
  },
  nucleus_functional_area_assignment: {
    title: 'Visual area of every nucleus',
    columns: tagWithValue(
      'V1, RL, AL or LM',
      'µm',
      'distance to the border: mean to the 10 nearest nuclei of another area; larger is surer',
    ),
    rows: 144_120,
    citations: [],
  },
  nucleus_neuron_svm: {
    title: 'Which nuclei are neurons, by a classifier (first)',
    columns: pointCellTypes('is_neuron', IS_NEURON),
    citations: [ELABBADY_2025],
  },
  nucleus_ref_neuron_svm: {
    title: 'Which nuclei are neurons, by a classifier',
    columns: cellTypes('is_neuron', IS_NEURON),
    citations: [ELABBADY_2025],
    note: 'Precision 0.969, recall 0.996 on 1,316 nuclei that were checked by hand.',
  },
  single_neurons: {
    title: 'Segments with exactly one neuron',
    columns: singleNeurons,
    citations: [ELABBADY_2025],
  },
  soma_counts: {
    title: 'Nuclei and neurons on the segment of every nucleus',
    columns: somaCounts,
    citations: [ELABBADY_2025],
  },
  proofreading_status_public_release: {
    title: 'Proofread cells (superseded)',
    columns: proofreadingRelease,
    citations: [],
    note: 'Superseded by proofreading_status_and_strategy.',
  },
  proofreading_status_and_strategy: {
    title: 'Proofread cells: what was done to dendrite and axon',
    columns: proofreadingStrategy,
    citations: [],
    note: 'Where valid_id is not pt_root_id the cell has been changed since it was judged.',
  },
  vortex_astrocyte_proofreading_status: {
    title: 'Proofread astrocytes (VORTEX)',
    columns: proofreadingStatus,
    citations: [],
  },
  vortex_thalamic_proofreading_status: {
    title: 'Proofread thalamocortical axons (VORTEX)',
    columns: proofreadingStatus,
    citations: [],
    note: 'The point is where the axon enters the volume.',
  },
  vortex_peptidergic_proofreading_status: {
    title: 'Proofread axons with large secretory vesicles, perhaps neuromodulatory (VORTEX)',
    columns: proofreadingStatus,
    citations: [],
  },
  vortex_manual_myelination_v0: {
    title: 'Myelin along axons, by hand, every µm (VORTEX)',
    columns: myelin('myelinated or not: true or false'),
    citations: [],
  },
  vortex_manual_nodes_of_ranvier: {
    title: 'Nodes of Ranvier, by hand (VORTEX)',
    columns: myelin('node'),
    citations: [],
  },
  synapses_pni_2_v1_filtered_view: {
    title: 'Every synapse of the volume with its two cells',
    columns: synapses,
    rows: 337_312_429,
    citations: [],
    unmerged: true,
    approximateBytes: 20_000_000_000,
    note: 'The table synapses_pni_2. 337 million rows: query it with sql, or stream it. Precision of the detection 0.96, recall 0.89.',
  },
  synapses_with_axon_proofreading: {
    title: 'Every synapse made by a proofread axon',
    columns: proofreadSynapses,
    rows: 2_089_627,
    citations: [],
    unmerged: true,
    note: '2,141 cells with a proofread axon. The smallest file from which a wiring diagram can be made.',
  },
  connections_with_nuclei: {
    title: 'Every connected pair of segments: synapses, their size, nucleus ids',
    columns: connections,
    citations: [],
    unmerged: true,
    approximateBytes: 3_000_000_000,
  },
  synapses_pni_2_in_out_degree: {
    title: 'Synapses onto and from every segment',
    columns: degrees,
    citations: [],
    unmerged: true,
  },
  synapse_target_predictions_ssa: {
    title: 'Soma, shaft or spine: what each synapse is made onto, predicted',
    columns: synapseTags('spine, shaft or soma'),
    rows: 204_000_000,
    citations: [],
    unmerged: true,
    note: 'About 204 million rows. Takes some stubby spines for shafts and some thin dendrites for spines.',
  },
  synapse_target_structure: {
    title: 'Spine head, neck, shaft, bouton, soma: what each synapse is made onto, predicted (NEURD)',
    columns: synapseTargetStructure,
    citations: [CELII_2025],
    unmerged: true,
    approximateBytes: 1_500_000_000,
  },
  multi_input_spine_predictions_ssa: {
    title: 'Spines with more than one synapse, predicted',
    columns: multiInputSpines,
    citations: [],
    unmerged: true,
  },
  vortex_compartment_targets: {
    title: 'Spine, shaft, soma: what synapses are made onto, by hand (VORTEX)',
    columns: synapseTags('spine, shaft, soma, soma_spine, orphan, other'),
    citations: [],
    unmerged: true,
  },
  pt_synapse_targets: {
    title: 'What the Bodor et al. cells synapse onto, by hand',
    columns: synapseTypes('excitatory, inhibitory or error', 'subclass of the target, or none'),
    citations: [BODOR_2025],
    unmerged: true,
  },
  cg_cell_type_calls: {
    title: 'What the Gamlin et al. Martinotti cells synapse onto, by hand',
    columns: synapseTypes('cg_calls', '1P, 23P, 4P, 5P_IT, 5P_PT, 5P_NP, 6P, INH'),
    citations: [GAMLIN_2025],
    unmerged: true,
  },
};
