/**
 * Turner et al. 2022, "Reconstruction of neocortex: Organelles, compartments, cells, circuits, and activity", Cell: MICrONS
 * phase 1, layer 2/3.
 *
 * @source https://doi.org/10.1016/j.cell.2022.01.023
 */
import type { NullTest } from '../core/nulls/null-test.js';
import { count, decimal, type PublishedFigure, within } from './printed.js';

/** What is counted in the network of pyramidal cells. */
export interface NetworkCounts {
  readonly cells: number;
  readonly edges: number;
  readonly reciprocalPairs: number;
}

/** The reciprocal pairs of the network with the names its quantities go by. */
export interface Layer23Reciprocity extends PublishedFigure {
  /** Our values for `published.check`: the counts, and reciprocal pairs by two null models. */
  quantities(
    counts: NetworkCounts,
    erdosRenyi: NullTest,
    configuration: NullTest,
  ): Readonly<Record<string, number | undefined>>;
}

/** The counts of the network with the names its quantities go by. */
export interface Layer23Network extends PublishedFigure {
  /** Our values for `published.check`. */
  quantities(counts: NetworkCounts): Readonly<Record<string, number | undefined>>;
}

const nameOf = {
  cells: 'cells with more than 100 µm of axon',
  edges: 'connected ordered pairs',
  reciprocalPairs: 'reciprocal pairs',
  erdosRenyi: 'reciprocal pairs · Erdős–Rényi · expected',
  configurationMean: 'reciprocal pairs · configuration model · mean',
  configurationSd: 'reciprocal pairs · configuration model · s.d.',
};

const COUNTS = [
  count(nameOf.cells, '111', 'computed'),
  count(nameOf.edges, '659', 'computed'),
  count(nameOf.reciprocalPairs, '29', 'computed'),
];

const common = {
  paper: 'Turner et al. 2022',
  doi: '10.1016/j.cell.2022.01.023',
};

const ORIGIN =
  'Counted once before in the tables that were released with MicronsBinder, by another program; whether the paper prints ' +
  'them was not read.';

/** The network of layer 2/3 pyramidal cells with an axon: its cells, connections and reciprocal pairs. */
export const layer23Network: Layer23Network = {
  ...common,
  figure: 'network of layer 2/3',
  title: 'connections among 111 pyramidal cells',
  origin: ORIGIN,
  inPrint: false,
  numbers: COUNTS,
  quantities: ({ cells, edges, reciprocalPairs }) => ({
    [nameOf.cells]: cells,
    [nameOf.edges]: edges,
    [nameOf.reciprocalPairs]: reciprocalPairs,
  }),
};

/** The earlier mean and standard deviation came of draws too; how many is not known, so few are assumed. */
const EARLIER_DRAWS = 1000;
const SD = 4.3;
/** Half of the last digit that is given. */
const ROUNDING = 0.05;

/**
 * Reciprocal pairs, observed and by two null models. Mean and standard deviation of the configuration model come of
 * draws, ours and the earlier ones: each may be off by 4 standard errors of the difference of two runs, and by rounding.
 * The standard error of a mean of n draws is s / √n, that of their standard deviation about s / √(2n). Two runs of the
 * same model differ by more in one of 16,000 cases.
 *
 * @param draws - how many of ours there are.
 */
export function layer23Reciprocity(draws: number): Layer23Reciprocity {
  const error = SD * Math.sqrt(1 / Math.max(1, draws) + 1 / EARLIER_DRAWS);
  const why = 'from draws on both sides: 4 standard errors';
  return {
    ...common,
    figure: 'network of layer 2/3',
    title: 'reciprocal pairs among 111 pyramidal cells, and by chance',
    origin: `${ORIGIN} Of how many draws the earlier mean and s.d. are is not known: ${EARLIER_DRAWS.toLocaleString('en-US')} are assumed, and compared with ${draws.toLocaleString('en-US')} of ours.`,
    inPrint: false,
    numbers: [
      ...COUNTS,
      decimal(nameOf.erdosRenyi, '17.8', 'computed'),
      within(nameOf.configurationMean, '21.2', 4 * error + ROUNDING, why, 'computed'),
      within(nameOf.configurationSd, '4.3', (4 * error) / Math.SQRT2 + ROUNDING, why, 'computed'),
    ],
    quantities: (counts, erdosRenyi, configuration) => ({
      ...layer23Network.quantities(counts),
      [nameOf.erdosRenyi]: erdosRenyi.expected,
      [nameOf.configurationMean]: configuration.mean,
      [nameOf.configurationSd]: configuration.standardDeviation,
    }),
  };
}
