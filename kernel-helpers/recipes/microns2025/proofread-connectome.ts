/** The MICrONS Consortium 2025: who connects to whom among the proofread cells, and how often both ways. */
import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { fromSynapses } from '../../core/connectivity/from-synapses.js';
import { type GroupMatrix, groupMatrix } from '../../core/connectivity/group-matrix.js';
import { threshold } from '../../core/connectivity/threshold.js';
import { type Reciprocity, reciprocity } from '../../core/graph/reciprocity.js';
import type { NullResult } from '../../core/nulls/null-result.js';
import type { TableLike } from '../../core/table.js';
import { nullDistributions } from '../../display/figure/null-distributions.js';
import { chungLu, erdosRenyi } from '../../io/nulls/edge-models.js';
import { distanceType } from '../../io/nulls/place-models.js';
import type { Recipe } from '../recipe.js';
import { sampleProofread } from '../sample/proofread-tables.js';
import { CELL_CLASSES, type ProofreadCells, proofreadCells } from './proofread-cells.js';

/** What the recipe can be asked; every field may be left out. */
export interface ProofreadConnectomeOptions {
  /** Pairs of fewer synapses count as not connected; 1 when absent. */
  readonly minSynapses?: number;
  /** `proofread`, or only those whose axon was followed to all its ends: `fully extended`. */
  readonly cells?: 'proofread' | 'fully extended';
  /** Graphs drawn from each model; 40 when absent, 0 for the exact expectations alone. */
  readonly draws?: number;
  /** Same seed, same draws; 20250731 when absent. */
  readonly seed?: number;
}

/** What chance may keep. */
export type ProofreadModel = 'uniform' | 'chungLu' | 'distanceClass';

/** What the recipe finds. */
export interface ProofreadConnectomeStatistics {
  readonly cells: ProofreadCells;
  readonly minSynapses: number;
  readonly fullyExtended: boolean;
  readonly wiring: Connectivity;
  /** Synapses among the cells before weak pairs are left out; autapses are not among them. */
  readonly synapses: number;
  readonly autapses: number;
  /** Fraction of ordered pairs that are connected, from each class to each. */
  readonly classPairs: GroupMatrix;
  readonly reciprocity: Reciprocity;
  /** Reciprocal pairs beside each model; `expected` is exact. */
  readonly models: Readonly<Record<ProofreadModel, NullResult>>;
}

interface Inputs {
  readonly proofreading: TableLike;
  readonly cellInfo: TableLike;
  readonly synapses: TableLike;
}

const BIN_NM = 25_000;
const MAX_DISTANCE_NM = 1_000_000;

/** The recipe. */
export const proofreadConnectome: Recipe<Inputs, ProofreadConnectomeOptions, ProofreadConnectomeStatistics> = {
  paper: 'MICrONS Consortium 2025',
  doi: '10.1038/s41586-025-08790-w',
  panel: 'the proofread connectome',
  title: 'Reciprocal pairs among proofread cells, and what chance would give',
  basis: 'data',
  honesty:
    'Counted in the static tables of materialization 1507, later than the paper: no number of it is printed there, and what others reported of the same files is shown beside, not asserted. ' +
    'Cells were chosen for proofreading by what somebody wanted to know, and most axons of excitatory cells are only partly followed, so fractions are of this set of cells, not of the cortex.',
  inputs: {
    proofreading: {
      dataset: 'minnie65/v1507/proofreading_status_and_strategy',
      columns: ['pt_root_id', 'valid_id', 'status_axon', 'status_dendrite', 'strategy_axon'],
    },
    cellInfo: {
      dataset: 'minnie65/v1507/aibs_cell_info',
      columns: ['pt_root_id', 'broad_type', 'visual_area', 'pt_position_x', 'pt_position_y', 'pt_position_z'],
    },
    synapses: {
      dataset: 'minnie65/v1507/synapses_with_axon_proofreading',
      columns: ['pre_pt_root_id', 'post_pt_root_id'],
    },
  },
  defaults: { minSynapses: 1, cells: 'proofread', draws: 40, seed: 20250731 },
  choices: { cells: ['proofread', 'fully extended'] },
  sample: sampleProofread,
  async analyse({ proofreading, cellInfo, synapses }, { minSynapses, cells: which, draws, seed }) {
    const fullyExtended = which === 'fully extended';
    const cells = proofreadCells(proofreading, cellInfo, fullyExtended);
    const names = { pre: 'pre_pt_root_id', post: 'post_pt_root_id', size: null };
    const all = fromSynapses(synapses, { ...names, cells: cells.ids });
    const wiring = minSynapses > 1 ? threshold(all, { minSynapses }) : all;
    const options = { draws, seed };
    const bins = { positionsNm: cells.positionsNm, binNm: BIN_NM, maxDistanceNm: MAX_DISTANCE_NM };
    return {
      cells,
      minSynapses,
      fullyExtended,
      wiring,
      synapses: all.synapseCount,
      autapses: all.autapses,
      classPairs: groupMatrix(wiring, cells.classes, { measure: 'probability', order: CELL_CLASSES }),
      reciprocity: reciprocity(wiring),
      models: {
        uniform: await erdosRenyi(wiring, options),
        chungLu: await chungLu(wiring, options),
        distanceClass: await distanceType(wiring, { ...options, ...bins, cellTypes: cells.classes }),
      },
    };
  },
  printed: () => undefined,
  quantities: () => ({}),
  facts: ({ cells, wiring, autapses }, { minSynapses, draws, seed }) => ({
    what:
      'Dashed: observed reciprocal pairs; diamonds: exact expectations' +
      `${draws > 0 ? '; shapes: histograms of graphs drawn from the models, dot and bar: mean and middle 95 %' : ''}. ` +
      'Uniform keeps the number of connections, Chung–Lu the number of partners of each cell on average, distance × class ' +
      'the connections from each class to each at every distance of nuclei, in bins of 25 µm to 1,000 µm',
    n: { cells: wiring.cellCount, 'connected ordered pairs': wiring.pairCount },
    filters: [
      ...cells.steps.map(step => `${step.condition} (${step.cells.toLocaleString('en-US')})`),
      `pairs of at least ${minSynapses} synapse${minSynapses === 1 ? '' : 's'}`,
      `${autapses.toLocaleString('en-US')} synapses of a cell on itself left out`,
    ],
    test: draws > 0 ? `two-sided p by ${draws.toLocaleString('en-US')} draws, each model on its own` : undefined,
    seed: draws > 0 ? seed : undefined,
  }),
  draw: ({ models }, _, { title, caption, synthetic }) =>
    nullDistributions(
      { uniform: models.uniform, 'Chung–Lu': models.chungLu, 'distance × class': models.distanceClass },
      { title, caption, synthetic, yTitle: 'reciprocal pairs' },
    ),
};
