import type { ExportTable } from './dataset-ids.js';
import type {
  CoregistrationColumns,
  DigitalTwinColumns,
  FunctionalPropertyColumns,
  MatchColumns,
  MatchScoreColumns,
} from './minnie65-function-tables.js';
import type {
  CellEditColumns,
  CellInfoColumns,
  CellTypeColumns,
  LookupColumns,
  MyelinColumns,
  NucleusColumns,
  OfNucleus,
  PointCellTypeColumns,
  ProofreadingColumns,
  SingleNeuronColumns,
  SomaCountColumns,
  StatusColumns,
  StrategyColumns,
  TagValueColumns,
} from './minnie65-nucleus-tables.js';
import type {
  ConnectionColumns,
  DegreeColumns,
  ProofreadSynapseColumns,
  SynapseColumns,
  SynapseGroupColumns,
  SynapseTagColumns,
  SynapseTypeColumns,
  SynapseValueColumns,
} from './minnie65-synapse-tables.js';

/** Columns of the tables whose name says more than one thing about them, and of all others. */
interface Columns {
  aibs_cell_info: CellInfoColumns;
  aibs_column_nonneuronal: PointCellTypeColumns;
  allen_v1_column_types_slanted: PointCellTypeColumns;
  apl_functional_coreg_forward_v5: MatchScoreColumns;
  apl_functional_coreg_vess_fwd: CoregistrationColumns;
  bodor_pt_cells: PointCellTypeColumns;
  cell_edits_v661: CellEditColumns;
  cg_cell_type_calls: SynapseTypeColumns;
  connections_with_nuclei: ConnectionColumns;
  func_unit_em_match_release: MatchColumns;
  functional_coreg: MatchColumns;
  functional_properties_v3_bcm: FunctionalPropertyColumns;
  gamlin_2023_mcs_met_types: TagValueColumns;
  l5et_column: OfNucleus;
  multi_input_spine_predictions_ssa: SynapseGroupColumns;
  nucleus_alternative_points: OfNucleus;
  nucleus_detection_lookup_v1: LookupColumns;
  nucleus_detection_v0: NucleusColumns;
  nucleus_functional_area_assignment: TagValueColumns;
  nucleus_neuron_svm: PointCellTypeColumns;
  proofreading_status_and_strategy: StrategyColumns;
  proofreading_status_public_release: ProofreadingColumns;
  pt_synapse_targets: SynapseTypeColumns;
  single_neurons: SingleNeuronColumns;
  soma_counts: SomaCountColumns;
  synapse_target_predictions_ssa: SynapseTagColumns;
  synapse_target_structure: SynapseValueColumns;
  synapses_pni_2_in_out_degree: DegreeColumns;
  synapses_pni_2_v1_filtered_view: SynapseColumns;
  synapses_with_axon_proofreading: ProofreadSynapseColumns;
  vortex_astrocyte_proofreading_status: StatusColumns;
  vortex_compartment_targets: SynapseTagColumns;
  vortex_manual_myelination_v0: MyelinColumns;
  vortex_manual_nodes_of_ranvier: MyelinColumns;
  vortex_peptidergic_proofreading_status: StatusColumns;
  vortex_thalamic_proofreading_status: StatusColumns;
}

/** Columns of every table of the static exports. */
export type ExportColumns = {
  [Table in ExportTable]: Table extends keyof Columns
    ? Columns[Table]
    : Table extends `coregistration_${string}`
      ? CoregistrationColumns
      : Table extends `digital_twin_${string}`
        ? DigitalTwinColumns
        : CellTypeColumns;
};
