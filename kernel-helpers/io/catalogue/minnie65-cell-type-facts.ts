import { BODOR_2025, CELII_2025, ELABBADY_2025, GAMLIN_2025, SCHNEIDER_MIZELL_2025 } from './citations.js';
import type { ExportTable } from './dataset-ids.js';
import type { ExportFacts } from './export-facts.js';
import {
  cellEdits,
  cellInfo,
  cellTypes,
  nucleusReference,
  pointCellTypes,
  tagWithValue,
} from './minnie65-nucleus-tables.js';

const MANUAL_TYPES =
  '23P, 4P, 5P-IT, 5P-ET, 5P-NP, 6P-IT, 6P-CT; BC basket, MC Martinotti (every likely SST cell), BPC bipolar (every likely VIP cell), Unsure';
const GLIA = 'astrocyte, oligo, OPC, microglia, pericyte';
const MTYPES =
  'excitatory: L2a, L2b, L2c, L3a, L3b, L4a–c, L5a, L5b, L5ET, L5NP, L6short-a, -b, L6tall-a, -b, -c, L6wm; inhibitory: PTC perisomatic, DTC distal, STC sparse, ITC inhibitory targeting';
const METAMODEL = cellTypes(
  'excitatory_neuron, inhibitory_neuron or nonneuron',
  `23P, 4P, 5P-IT, 5P-ET, 5P-NP, 6P-IT, 6P-CT; BC, BPC, MC, NGC; ${GLIA}`,
);

type CellTypeTable = Extract<
  ExportTable,
  | 'aibs_cell_info'
  | `aibs_${'column' | 'metamodel' | 'soma'}_${string}`
  | `allen_${string}`
  | `baylor_${string}`
  | `bodor_${string}`
  | 'cell_edits_v661'
  | 'connectivity_groups_v507'
  | `gamlin_${string}`
  | 'l5et_column'
>;

/** Tables that say what kind of cell a nucleus belongs to. */
export const cellTypeFacts: Readonly<Record<CellTypeTable, ExportFacts>> = {
  aibs_cell_info: {
    title: 'Every nucleus with its best cell type, area and proofreading',
    columns: cellInfo,
    rows: 144_120,
    citations: [SCHNEIDER_MIZELL_2025, ELABBADY_2025, CELII_2025],
    note: 'One row a nucleus; where several tables type a cell, manual calls come first. The place to start.',
  },
  aibs_column_nonneuronal: {
    title: 'Manual types of the non-neuronal cells of the V1 column',
    columns: pointCellTypes('aibs_coarse_nonneuronal', GLIA),
    citations: [SCHNEIDER_MIZELL_2025],
  },
  aibs_column_nonneuronal_ref: {
    title: 'Manual types of the non-neuronal cells of the V1 column',
    columns: cellTypes('aibs_coarse_nonneuronal', GLIA),
    rows: 542,
    citations: [SCHNEIDER_MIZELL_2025],
  },
  aibs_metamodel_celltypes_v661: {
    title: 'Cell types of the whole volume, predicted from soma and nucleus',
    columns: METAMODEL,
    rows: 94_014,
    citations: [ELABBADY_2025],
    note: 'Sometimes takes an inhibitory cell of layer 5 for an excitatory one. Features as of version 661.',
  },
  aibs_metamodel_mtypes_v661_v2: {
    title: 'Morphological types of the whole volume, predicted',
    columns: cellTypes('excitatory or inhibitory', MTYPES),
    rows: 72_158,
    citations: [SCHNEIDER_MIZELL_2025, ELABBADY_2025],
    note: 'The types are clusters of one paper, not an established convention; allen_v1_column_types_slanted_ref has conventional names.',
  },
  aibs_soma_nuc_exc_mtype_preds_v117: {
    title: 'Excitatory morphological types, predicted from soma and nucleus (superseded)',
    columns: cellTypes('coarse prediction of the soma and nucleus model', MTYPES),
    citations: [SCHNEIDER_MIZELL_2025, ELABBADY_2025],
    note: 'Superseded by aibs_metamodel_mtypes_v661_v2.',
  },
  aibs_soma_nuc_metamodel_preds_v117: {
    title: 'Cell types predicted from soma and nucleus, features of version 117 (superseded)',
    columns: METAMODEL,
    citations: [ELABBADY_2025],
    note: 'Superseded by aibs_metamodel_celltypes_v661.',
  },
  allen_column_mtypes_v1: {
    title: 'Morphological types of the neurons of the V1 column (first)',
    columns: cellTypes('excitatory or inhibitory', MTYPES),
    rows: 1_357,
    citations: [SCHNEIDER_MIZELL_2025],
    note: 'Superseded by allen_column_mtypes_v2.',
  },
  allen_column_mtypes_v2: {
    title: 'Morphological types of the neurons of the V1 column',
    columns: cellTypes('excitatory or inhibitory', MTYPES),
    citations: [SCHNEIDER_MIZELL_2025],
  },
  allen_minnie_extra_types: {
    title: 'Further manual cell types outside the V1 column',
    columns: cellTypes('aibs_coarse_neuronal, aibs_coarse_excitatory, aibs_coarse_inhibitory', MANUAL_TYPES),
    citations: [ELABBADY_2025, SCHNEIDER_MIZELL_2025, GAMLIN_2025, BODOR_2025],
  },
  allen_v1_column_types_slanted: {
    title: 'Manual types of the neurons of the V1 column (first release)',
    columns: pointCellTypes('aibs_coarse_excitatory or aibs_coarse_inhibitory', MANUAL_TYPES),
    citations: [SCHNEIDER_MIZELL_2025],
  },
  allen_v1_column_types_slanted_ref: {
    title: 'Manual types of the neurons of the V1 column',
    columns: cellTypes('aibs_coarse_excitatory or aibs_coarse_inhibitory', MANUAL_TYPES),
    rows: 1_357,
    citations: [SCHNEIDER_MIZELL_2025],
    note: 'Called by anatomists of the Allen Institute in a 100 × 100 µm column through all layers.',
  },
  baylor_gnn_cell_type_fine_model_v2: {
    title: 'Neuron subclasses predicted by a graph network from the whole neuron',
    columns: cellTypes('baylor_gnn_cell_type_fine', '23P, 4P, 5P-IT, 5P-NP, 5P-PT, 6P-CT, 6P-IT, BC, BPC, MC, NGC'),
    rows: 49_051,
    citations: [CELII_2025],
  },
  baylor_log_reg_cell_type_coarse_v1: {
    title: 'Excitatory or inhibitory, predicted from dendrites and spines',
    columns: cellTypes('baylor_log_reg_cell_type_coarse', 'excitatory or inhibitory'),
    rows: 55_063,
    citations: [CELII_2025],
    note: 'A good second opinion on excitatory against inhibitory: it looks at spines.',
  },
  bodor_pt_cells: {
    title: 'Layer 5 pyramidal tract cells of Bodor et al. 2025',
    columns: pointCellTypes('layer5_pt', 'area of the soma: v1 or hva (higher visual area)'),
    citations: [BODOR_2025],
  },
  bodor_pt_target_proofread: {
    title: 'Proofread basket and Martinotti targets of the Bodor et al. cells',
    columns: cellTypes('proofread_inhib_target', 'BC or MC'),
    citations: [BODOR_2025],
  },
  cell_edits_v661: {
    title: 'Proofreading edits of every cell up to version 661',
    columns: cellEdits,
    citations: [],
  },
  connectivity_groups_v507: {
    title: 'Motif groups of the interneurons of the V1 column',
    columns: cellTypes('connectivity_group', 'motif group: cells that spread their output alike over target types'),
    citations: [SCHNEIDER_MIZELL_2025],
    note: 'In the export of version 661 only.',
  },
  gamlin_2023_mcs: {
    title: 'Martinotti cells of Gamlin et al. 2025',
    columns: cellTypes('allen_cortex_inhibitory', 'Martinotti'),
    citations: [GAMLIN_2025],
  },
  gamlin_2023_mcs_met_types: {
    title: 'MET-types of the Martinotti cells of Gamlin et al. 2025',
    columns: tagWithValue(
      'predicted MET-type (morphology, electrophysiology, transcriptome)',
      'fraction',
      'folds of the cross-validation that gave this label',
    ),
    citations: [GAMLIN_2025],
  },
  l5et_column: {
    title: 'Layer 5 extratelencephalic cells of the V1 column',
    columns: nucleusReference,
    citations: [BODOR_2025],
  },
};
