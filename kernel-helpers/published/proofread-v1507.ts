/**
 * What was reported of the proofread cells of minnie65 at version 1507, by neither us nor the authors of the paper: the
 * notebook "microns-lab" of neurotrailblazers, from the same static files. Third-party numbers are shown beside ours and
 * never decide whether a panel is reproduced.
 *
 * @source https://github.com/wrgr/neurotrailblazers
 */
import type { Connectivity } from '../core/connectivity/connectivity.js';
import type { GroupMatrix } from '../core/connectivity/group-matrix.js';
import type { Reciprocity } from '../core/graph/reciprocity.js';
import type { NullTest } from '../core/nulls/null-test.js';
import { agrees } from './check.js';
import { count, decimal, type PrintedNumber } from './printed.js';

/** What is compared: the statistics of the recipe `microns2025/proofread-connectome`. */
export interface ProofreadFindings {
  readonly cells: {
    readonly steps: readonly { readonly cells: number }[];
    readonly classes: readonly string[];
    readonly areas: readonly (string | null)[];
  };
  readonly minSynapses: number;
  readonly fullyExtended: boolean;
  readonly wiring: Connectivity;
  readonly synapses: number;
  readonly autapses: number;
  readonly classPairs: GroupMatrix;
  readonly reciprocity: Reciprocity;
  readonly models: Readonly<Record<'uniform' | 'chungLu' | 'distanceClass', NullTest>>;
}

/** A number as others report it, beside ours. */
export interface ReportedNumber {
  readonly quantity: string;
  readonly reported: string;
  readonly ours: number | undefined;
  /** Whether ours has the reported digits. */
  readonly sameDigits: boolean;
}

/** Fractions from class to class and numbers of pairs, for pairs of at least so many synapses. */
const BY_THRESHOLD: Readonly<Record<number, readonly (readonly [quantity: string, reported: string])[]>> = {
  1: [
    ['connected ordered pairs', '134753'],
    ['fraction E → E', '0.0137'],
    ['fraction E → I', '0.0531'],
    ['fraction I → E', '0.0877'],
    ['fraction I → I', '0.0986'],
    ['reciprocal pairs', '17022'],
    ['fraction of connections answered', '0.253'],
    ['expected, uniform', '2120'],
    ['expected, Chung–Lu', '8105'],
    ['expected, distance × class', '8652'],
    ['observed / expected, uniform', '8.03'],
    ['observed / expected, Chung–Lu', '2.10'],
    ['observed / expected, distance × class', '1.97'],
  ],
  2: [
    ['connected ordered pairs', '45774'],
    ['fraction E → E', '0.0013'],
    ['fraction E → I', '0.0166'],
    ['fraction I → E', '0.0451'],
    ['fraction I → I', '0.0497'],
    ['reciprocal pairs', '5542'],
    ['observed / expected, uniform', '22.7'],
    ['observed / expected, Chung–Lu', '2.52'],
    ['observed / expected, distance × class', '3.04'],
  ],
};

/** The same for every threshold. */
const CELLS = [
  ['rows of the proofreading table', '2182'],
  ['cells with a proofread axon', '2141'],
  ['with a proofread dendrite too', '2088'],
  ['unchanged since', '2070'],
  ['excitatory cells', '1732'],
  ['inhibitory cells', '338'],
  ['cells in V1', '1854'],
  ['cells in RL', '156'],
  ['cells in AL', '59'],
  ['cells in LM', '1'],
  ['synapses among them', '258812'],
  ['synapses of a cell on itself', '31542'],
] as const;

/** Only pairs of at least one synapse were reported of these. */
const FULLY_EXTENDED = [
  ['excitatory cells', '111'],
  ['inhibitory cells', '121'],
  ['connected ordered pairs', '6540'],
  ['reciprocal pairs', '1153'],
] as const;

/**
 * Reported numbers beside ours, for what the findings are of; empty where nothing was reported (pairs of three synapses
 * and more).
 *
 * @param found - `statistics` of the recipe `microns2025/proofread-connectome`, from the files of version 1507.
 * @example
 * const panel = await recipes.run('microns2025/proofread-connectome', { data: 'synthetic-column', draws: 0 });
 * published.proofreadV1507.beside(panel.statistics).map(({ quantity, reported }) => `${quantity}: ${reported}`);
 */
export function beside(found: ProofreadFindings): readonly ReportedNumber[] {
  const ours = quantitiesOf(found);
  return numbersOf(found).map(number => {
    const value = ours[number.quantity];
    const sameDigits = value !== undefined && agrees(value, number.value, number.agreement);
    return { quantity: number.quantity, reported: number.printed, ours: value, sameDigits };
  });
}

function numbersOf({ minSynapses, fullyExtended }: ProofreadFindings): PrintedNumber[] {
  const reported = fullyExtended
    ? minSynapses === 1
      ? FULLY_EXTENDED
      : []
    : minSynapses in BY_THRESHOLD
      ? [...CELLS, ...BY_THRESHOLD[minSynapses]]
      : [];
  return reported.map(([quantity, digits]) =>
    quantity.startsWith('expected') || digits.includes('.')
      ? decimal(quantity, digits, 'third-party')
      : count(quantity, digits, 'third-party'),
  );
}

function quantitiesOf(found: ProofreadFindings): Readonly<Record<string, number | undefined>> {
  const { cells, wiring, synapses, autapses, classPairs, reciprocity, models } = found;
  const of = (list: readonly unknown[], wanted: string): number => list.filter(each => each === wanted).length;
  const [ee, ei, ie, ii] = classPairs.values;
  const pairs = reciprocity.reciprocalPairs;
  const ratio = ({ expected }: NullTest): number | undefined => (expected ? pairs / expected : undefined);
  const [rows, axon, dendrite, unchanged] = cells.steps.map(step => step.cells);
  return {
    'rows of the proofreading table': rows,
    'cells with a proofread axon': axon,
    'with a proofread dendrite too': dendrite,
    'unchanged since': unchanged,
    'excitatory cells': of(cells.classes, 'excitatory'),
    'inhibitory cells': of(cells.classes, 'inhibitory'),
    'cells in V1': of(cells.areas, 'V1'),
    'cells in RL': of(cells.areas, 'RL'),
    'cells in AL': of(cells.areas, 'AL'),
    'cells in LM': of(cells.areas, 'LM'),
    'synapses among them': synapses,
    'synapses of a cell on itself': autapses,
    'connected ordered pairs': wiring.pairCount,
    'fraction E → E': ee,
    'fraction E → I': ei,
    'fraction I → E': ie,
    'fraction I → I': ii,
    'reciprocal pairs': pairs,
    'fraction of connections answered': reciprocity.edgeFraction,
    'expected, uniform': models.uniform.expected,
    'expected, Chung–Lu': models.chungLu.expected,
    'expected, distance × class': models.distanceClass.expected,
    'observed / expected, uniform': ratio(models.uniform),
    'observed / expected, Chung–Lu': ratio(models.chungLu),
    'observed / expected, distance × class': ratio(models.distanceClass),
  };
}
