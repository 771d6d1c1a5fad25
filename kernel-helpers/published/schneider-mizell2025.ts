/**
 * Schneider-Mizell et al. 2025, "Inhibitory specificity from a connectomic census of mouse visual cortex", Nature.
 *
 * @source https://doi.org/10.1038/s41586-024-07780-8
 */

import type { ConnectionSummary } from '../core/connectivity/cell-synapses.js';
import type { CrossTable } from '../core/connectivity/cross-tabulate.js';
import type { PartnersByGroup } from '../core/connectivity/partners.js';
import { count, decimal, type PrintedNumber, type PublishedFigure, within } from './printed.js';

/** The census of the column with the names its quantities go by. */
export interface ColumnCensus extends PublishedFigure {
  /**
   * Our values for `published.check`, from the cells that both tables of the column have: a cross table of their cell
   * type by hand (rows) and their morphological type (columns).
   */
  quantities(types: CrossTable): Readonly<Record<string, number | undefined>>;
}

/** The targets of one basket cell with the names its quantities go by. */
export interface BasketCellTargets extends PublishedFigure {
  /** Our values for `published.check`, from the partners of the cell pooled by type. */
  quantities(partners: PartnersByGroup): Readonly<Record<string, number | undefined>>;
}

/** What the card of a basket cell says, beside its targets by type. */
export interface BasketCellSummaries {
  readonly targets: PartnersByGroup;
  readonly sources: PartnersByGroup;
  /** All synapses of each side, those of the cell on itself left out. */
  readonly outputs: ConnectionSummary;
  readonly inputs: ConnectionSummary;
  /** Those on typed cells of the column. */
  readonly columnOutputs: ConnectionSummary;
  readonly autapses: number;
  /** From each output synapse to the soma, straight, µm; NaN where the soma is not known. */
  readonly medianOutputDistanceUm: number;
}

/** The targeting card of one basket cell with the names its quantities go by. */
export interface BasketCellCard extends PublishedFigure {
  /** Our values for `published.check`. */
  quantities(card: BasketCellSummaries): Readonly<Record<string, number | undefined>>;
}

/** The anatomical subclasses of interneurons, by what they target; every other morphological type is excitatory. */
const SUBCLASSES = [
  ['PTC', 'perisomatic targeting', '58'],
  ['DTC', 'distal targeting', '54'],
  ['ITC', 'inhibitory targeting', '29'],
  ['STC', 'sparsely targeting', '22'],
] as const;

const EXCITATORY_TYPES = 18;

const nameOf = {
  both: 'cells in both tables',
  excitatory: 'excitatory cells',
  inhibitory: 'inhibitory cells',
  types: 'morphological types of excitatory cells',
  subclass: (code: string, words: string): string => `${words} cells (${code})`,
  synapses: 'synapses on typed cells of the column',
  cells: 'typed cells of the column with a synapse',
  onType: (type: string): string => `synapses on ${type}`,
};

/**
 * Fig. 1, the census of a column through visual cortex: its cells by class, by anatomical subclass of interneuron, and
 * the number of excitatory morphological types.
 */
export const census: ColumnCensus = {
  inPrint: false,
  paper: 'Schneider-Mizell et al. 2025',
  doi: '10.1038/s41586-024-07780-8',
  figure: 'Fig. 1',
  title: 'cells of the column by class and morphological type',
  origin:
    'Counted in the table of column cells that was released at version 795, joined by nucleus with the types given by ' +
    'hand; the number of excitatory types was read. The abstract says 1,352 neurons, one more than the table has.',
  numbers: [
    count(nameOf.both, '1351', 'computed'),
    count(nameOf.excitatory, '1188', 'computed'),
    count(nameOf.inhibitory, '163', 'computed'),
    count(nameOf.types, String(EXCITATORY_TYPES), 'read'),
    ...SUBCLASSES.map(([code, words, printed]) => count(nameOf.subclass(code, words), printed, 'computed')),
  ],
  quantities({ columns, columnTotals, total }) {
    const countOf = (code: string): number => columnTotals[columns.indexOf(code)] ?? 0;
    const inhibitory = SUBCLASSES.reduce((sum, [code]) => sum + countOf(code), 0);
    const ours: Record<string, number> = {
      [nameOf.both]: total,
      [nameOf.excitatory]: total - inhibitory,
      [nameOf.inhibitory]: inhibitory,
      [nameOf.types]: columns.filter((name, c) => columnTotals[c] > 0 && !SUBCLASSES.some(([code]) => code === name))
        .length,
    };
    for (const [code, words] of SUBCLASSES) ours[nameOf.subclass(code, words)] = countOf(code);
    return ours;
  },
};

const HAND_COUNTED = [
  ['23P', '349'],
  ['4P', '265'],
  ['5P-IT', '137'],
  ['5P-PT', '38', '5P-ET'],
  ['5P-NP', '10'],
  ['6P-IT', '192'],
  ['6P-CT', '143'],
  ['6P-U', '28'],
  ['WM-P', '20'],
  ['BC', '59'],
  ['MC', '41'],
  ['BPC', '33'],
  ['NGC', '17'],
] as const;

/** Of what is printed: the difference that other releases of the same column were allowed before any was counted. */
const DRIFT = 0.03;
const drifting = (quantity: string, printed: string, why: string): PrintedNumber =>
  within(quantity, printed, DRIFT * Number(printed), why, 'read');

/**
 * Cells of the column as other sources count them, which saw other releases of it: ours may differ by 3 %.
 */
export const columnElsewhere: ColumnCensus = {
  paper: census.paper,
  doi: census.doi,
  figure: 'cells of the column in other releases',
  title: 'neurons of the column in the abstract, the preprint and a later release',
  origin:
    'Read in the abstract of the paper, in version 1 of its preprint (PMC9900837.1), and, by type given by hand, in the public analysis code ' +
    'bdpedigo/neuron-hks-analysis, for cells of the column with a cleaned axon at version 1412, where 5P-PT is called 5P-ET.',
  numbers: [
    drifting('neurons of the column (abstract)', '1352', 'other release'),
    drifting('excitatory cells (preprint)', '1183', 'preprint'),
    drifting('inhibitory cells (preprint)', '164', 'preprint'),
    ...HAND_COUNTED.map(([type, printed]) => drifting(`${type} by hand`, printed, 'release 1412')),
  ],
  quantities(types) {
    const counted = census.quantities(types);
    const ours: Record<string, number | undefined> = {
      'neurons of the column (abstract)': counted[nameOf.both],
      'excitatory cells (preprint)': counted[nameOf.excitatory],
      'inhibitory cells (preprint)': counted[nameOf.inhibitory],
    };
    for (const [type, , other] of HAND_COUNTED) {
      const row = types.rows.findIndex(name => name === type || name === other);
      ours[`${type} by hand`] = row < 0 ? undefined : types.rowTotals[row];
    }
    return ours;
  },
};

const TARGETS = [
  ['23P', '375'],
  ['4P', '142'],
  ['BC', '42'],
  ['5P-PT', '26'],
  ['5P-IT', '16'],
  ['MC', '6'],
  ['BPC', '4'],
] as const;

/** The synapses that basket cell 864691135101289504 makes on cells of the column, by the type of the target. */
export const basketCellTargets: BasketCellTargets = {
  inPrint: false,
  paper: 'Schneider-Mizell et al. 2025',
  doi: '10.1038/s41586-024-07780-8',
  figure: 'output of one basket cell',
  title: 'targets of basket cell 864691135101289504 in the column',
  origin:
    'The paper prints no such list: counted in the synapses that MeshParty releases and the types given by hand. Its 44 synapses on itself are left out; ' +
    'one on a 6P-IT and one on a 6P-CT cell are in the totals only.',
  numbers: [
    count(nameOf.synapses, '613', 'computed'),
    count(nameOf.cells, '269', 'computed'),
    ...TARGETS.map(([type, printed]) => count(nameOf.onType(type), printed, 'computed')),
  ],
  quantities({ outputs }) {
    const ours: Record<string, number | undefined> = {
      [nameOf.synapses]: outputs.reduce((sum, { synapses }) => sum + synapses, 0),
      [nameOf.cells]: outputs.reduce((sum, { partners }) => sum + partners, 0),
    };
    for (const [type] of TARGETS) ours[nameOf.onType(type)] = outputs.find(({ group }) => group === type)?.synapses;
    return ours;
  },
};

const SOURCES = [
  ['23P', '127'],
  ['4P', '67'],
  ['BC', '57'],
  ['MC', '22'],
  ['5P-IT', '11'],
  ['BPC', '5'],
  ['NGC', '3'],
] as const;

const inputsFrom = (type: string): string => `synapses from ${type}`;

/**
 * All that the two tables of basket cell 864691135101289504 say of its synapses: {@link basketCellTargets}, and how many
 * are in multisynaptic connections, how large they are, how far from the soma, and whom the cell hears.
 */
export const basketCellCard: BasketCellCard = {
  inPrint: false,
  ...basketCellTargets,
  figure: 'targeting card of one basket cell',
  title: 'synapses of basket cell 864691135101289504',
  origin:
    `${basketCellTargets.origin} The other numbers were computed from the same files with pandas. ` +
    'The distance was computed to the centre of the nucleus at version 1412; ours is to the soma that the input synapses outline.',
  numbers: [
    ...basketCellTargets.numbers,
    count('synapses on itself', '44', 'computed'),
    count('synapses on other cells', '6470', 'computed'),
    count('cells and fragments with a synapse', '3233', 'computed'),
    count('synapses in multisynaptic connections', '4571', 'computed'),
    decimal('fraction multisynaptic, all targets', '0.7065', 'computed'),
    count('most synapses on one target', '15', 'computed'),
    count('median synapse size (voxels)', '3728', 'computed'),
    decimal('fraction multisynaptic, column', '0.7896', 'computed'),
    count('most synapses on one cell of the column', '11', 'computed'),
    count('median size on the column (voxels)', '3944', 'computed'),
    count('median size on the column, multisynaptic (voxels)', '4026', 'computed'),
    count('median size on the column, single (voxels)', '3452', 'computed'),
    within('median distance of outputs to the soma (µm)', '122.17', 3, 'soma from synapses', 'computed'),
    count('synapses from other cells', '12380', 'computed'),
    count('cells and fragments that make them', '10357', 'computed'),
    decimal('fraction multisynaptic, inputs', '0.2687', 'computed'),
    count('most synapses from one of them', '16', 'computed'),
    count('median size of inputs (voxels)', '4880', 'computed'),
    count('synapses from typed cells of the column', '293', 'computed'),
    count('typed cells of the column that make them', '154', 'computed'),
    ...SOURCES.map(([type, printed]) => count(inputsFrom(type), printed, 'computed')),
  ],
  quantities({ targets, sources, outputs, inputs, columnOutputs, autapses, medianOutputDistanceUm }) {
    const ours: Record<string, number | undefined> = {
      ...basketCellTargets.quantities(targets),
      'synapses on itself': autapses,
      'synapses on other cells': outputs.synapses,
      'cells and fragments with a synapse': outputs.partners,
      'synapses in multisynaptic connections': outputs.multisynaptic,
      'fraction multisynaptic, all targets': outputs.fractionMultisynaptic,
      'most synapses on one target': outputs.largestConnection,
      'median synapse size (voxels)': outputs.medianSize,
      'fraction multisynaptic, column': columnOutputs.fractionMultisynaptic,
      'most synapses on one cell of the column': columnOutputs.largestConnection,
      'median size on the column (voxels)': columnOutputs.medianSize,
      'median size on the column, multisynaptic (voxels)': columnOutputs.medianSizeMultisynaptic,
      'median size on the column, single (voxels)': columnOutputs.medianSizeSingle,
      'median distance of outputs to the soma (µm)': medianOutputDistanceUm,
      'synapses from other cells': inputs.synapses,
      'cells and fragments that make them': inputs.partners,
      'fraction multisynaptic, inputs': inputs.fractionMultisynaptic,
      'most synapses from one of them': inputs.largestConnection,
      'median size of inputs (voxels)': inputs.medianSize,
      'synapses from typed cells of the column': sources.inputs.reduce((sum, { synapses }) => sum + synapses, 0),
      'typed cells of the column that make them': sources.inputs.reduce((sum, { partners }) => sum + partners, 0),
    };
    for (const [type] of SOURCES) ours[inputsFrom(type)] = sources.inputs.find(({ group }) => group === type)?.synapses;
    return ours;
  },
};
