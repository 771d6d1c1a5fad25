/** MICrONS phase 1: which ways of wiring three cells are more common in layer 2/3 than by chance? */
import { MOTIFS, type Motif } from '../../core/graph/motif-census.js';
import type { FamilyTest, NullFamily } from '../../core/nulls/null-result.js';
import { benjaminiHochberg } from '../../core/stats/multiple-testing/benjamini-hochberg.js';
import { nullScores } from '../../display/figure/null-scores.js';
import { layer23Network, type NetworkCounts } from '../../published/turner2022.js';
import type { Recipe } from '../recipe.js';
import { sampleNetwork } from '../sample/layer23-network.js';
import { type Network, type NetworkTables, networkInputs, networkOf } from './network.js';
import { drawFrom, NULL_MODELS, type NullModelName } from './null-models.js';

/** What the recipe can be asked; every field may be left out. */
export interface MotifsOptions {
  /** What chance keeps; `degreePreserving`, the configuration model, when absent. */
  readonly nullModel?: NullModelName;
  /** Graphs drawn; 1000 when absent. */
  readonly draws?: number;
  /** Same seed, same draws; 1 when absent. */
  readonly seed?: number;
  /** Cells need more axon than this to count, µm; 100 when absent. */
  readonly minAxonUm?: number;
  /** Width of the bins of the distance model, µm; 20 when absent. */
  readonly binUm?: number;
}

/** One of the 13 connected motifs beside chance; `pAdjusted` is over the 13. */
export type MotifTest = FamilyTest & Motif;

/** What the recipe finds. */
export interface MotifsStatistics extends Network {
  /** As the triads add up to: every pair of cells is in as many triples as there are other cells. */
  readonly counts: NetworkCounts;
  readonly motifs: readonly MotifTest[];
  /** All sixteen classes of the census, unconnected ones too. */
  readonly triads: NullFamily;
}

/** The recipe. */
export const motifs: Recipe<NetworkTables, MotifsOptions, MotifsStatistics> = {
  paper: layer23Network.paper,
  doi: layer23Network.doi,
  panel: 'motifs of the layer 2/3 network',
  title: 'Motifs of three pyramidal cells in layer 2/3',
  basis: 'data',
  honesty:
    'Triples of cells are counted anew in the released synapses; the figure is ours, since the printed one was not at hand, and so are the null models. ' +
    'A motif that stands out against one model is explained by the next: the figure says what chance was, not how the network grew.',
  inputs: networkInputs,
  defaults: { nullModel: 'degreePreserving', draws: 1000, seed: 1, minAxonUm: 100, binUm: 20 },
  choices: { nullModel: Object.keys(NULL_MODELS) as NullModelName[] },
  sample: column => {
    const { somata, synapses } = sampleNetwork(column);
    return { somata, synapses };
  },
  async analyse(tables, { nullModel, minAxonUm, ...draws }) {
    const network = networkOf(tables, minAxonUm);
    const triads = await drawFrom(nullModel, 'triads', network, draws);
    const connected = MOTIFS.map(motif => ({ ...testOf(triads, motif.triad), ...motif }));
    const adjusted = benjaminiHochberg(connected.map(({ p }) => p ?? 1));
    return {
      ...network,
      counts: countsOf(triads, network.wiring.cellCount),
      motifs: connected.map((test, i) => ({ ...test, pAdjusted: adjusted[i] })),
      triads,
    };
  },
  printed: ({ minAxonUm }) => (minAxonUm === 100 ? layer23Network : undefined),
  quantities: ({ counts }) => layer23Network.quantities(counts),
  facts: ({ counts, triads }, { nullModel, draws, seed, minAxonUm, binUm }) => ({
    what:
      `Null model: ${NULL_MODELS[nullModel].name}, which keeps ${NULL_MODELS[nullModel].keeps}` +
      `${nullModel === 'distanceBinned' ? `, in bins of ${binUm} µm` : ''}. ` +
      'Dots: observed, in standard deviations from the mean of the draws; grey bars: middle 95 % of the draws; orange more, blue fewer than by chance at p < 0.05' +
      `${triads.mixing?.mixed === false ? '. The chain of swaps had not mixed' : ''}`,
    n: { cells: counts.cells, 'connected ordered pairs': counts.edges, 'reciprocal pairs': counts.reciprocalPairs },
    filters: [`cells with more than ${minAxonUm} µm of axon`],
    test: `two-sided p by ${draws.toLocaleString('en-US')} draws`,
    correction: 'Benjamini–Hochberg over 13 motifs',
    seed,
  }),
  draw: ({ motifs: tests }, { nullModel }, { title, caption, synthetic }) =>
    nullScores(tests, {
      title: `${synthetic ? 'Motifs of three cells' : title} against ${NULL_MODELS[nullModel].name}`,
      caption,
      synthetic,
    }),
};

function testOf({ tests }: NullFamily, triad: string): FamilyTest {
  return tests.find(({ name }) => name === triad) as FamilyTest;
}

/** A triad is named by its number of mutual, asymmetric and null dyads; each dyad is in cells − 2 triples. */
function countsOf({ tests }: NullFamily, cells: number): NetworkCounts {
  const dyads = (place: number): number =>
    tests.reduce((sum, { name, observed }) => sum + Number(name[place]) * observed, 0) / (cells - 2);
  return { cells, edges: 2 * dyads(0) + dyads(1), reciprocalPairs: dyads(0) };
}
