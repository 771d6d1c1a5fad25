/** MICrONS phase 1: do pyramidal cells of layer 2/3 answer each other's synapses more often than by chance? */
import { reciprocity as reciprocityOf } from '../../core/graph/reciprocity.js';
import type { NullResult } from '../../core/nulls/null-result.js';
import { type NullTest, nullTest } from '../../core/nulls/null-test.js';
import { numberColumn, type TableLike } from '../../core/table.js';
import { nullDistributions } from '../../display/figure/null-distributions.js';
import { layer23Reciprocity, type NetworkCounts } from '../../published/turner2022.js';
import type { Recipe } from '../recipe.js';
import { sampleNetwork } from '../sample/layer23-network.js';
import { type Network, type NetworkTables, networkInputs, networkOf } from './network.js';
import { drawFrom, NULL_MODELS, type NullModelName } from './null-models.js';

/** What the recipe can be asked; every field may be left out. */
export interface ReciprocityOptions {
  /** Graphs drawn from each model; 1000 when absent. */
  readonly draws?: number;
  /** Same seed, same draws; 1 when absent. */
  readonly seed?: number;
  /** Cells need more axon than this to count, µm; 100 when absent, the choice of the papers. */
  readonly minAxonUm?: number;
  /** Width of the bins of the distance model, µm; 20 when absent. */
  readonly binUm?: number;
}

/** What the recipe finds. */
export interface ReciprocityStatistics extends Network {
  readonly counts: NetworkCounts;
  /** Reciprocal pairs beside those of the graphs drawn from each model. */
  readonly models: Readonly<Record<NullModelName, NullResult>>;
  /** By the released connection probabilities: exact expectations of a model that is not drawn from. */
  readonly proximity: { readonly edges: number; readonly test: NullTest };
}

interface Inputs extends NetworkTables {
  readonly byDistance: TableLike;
}

const PRINTED = layer23Reciprocity(1000);

/** The recipe. */
export const reciprocity: Recipe<Inputs, ReciprocityOptions, ReciprocityStatistics> = {
  paper: PRINTED.paper,
  doi: PRINTED.doi,
  panel: 'reciprocal pairs of the layer 2/3 network',
  title: 'Reciprocal pairs among pyramidal cells of layer 2/3, and what chance would give',
  basis: 'data',
  honesty:
    'The released synapses and somata are counted and compared anew; the figure is ours, since the printed one was not at hand. ' +
    'A volume of 250 × 140 × 90 µm cuts most axons, so cells differ in how much of them is seen, which is just what the configuration model keeps.',
  inputs: {
    ...networkInputs,
    byDistance: { dataset: 'phase1/connection-by-distance', columns: ['p_connect'] },
  },
  defaults: { draws: 1000, seed: 1, minAxonUm: 100, binUm: 20 },
  sample: sampleNetwork,
  async analyse({ byDistance, ...tables }, { minAxonUm, ...draws }) {
    const network = networkOf(tables, minAxonUm);
    const found = reciprocityOf(network.wiring);
    const models = {} as Record<NullModelName, NullResult>;
    for (const model of Object.keys(NULL_MODELS) as NullModelName[]) {
      models[model] = await drawFrom(model, 'reciprocalPairs', network, draws);
    }
    const p = Float64Array.from(numberColumn(byDistance, 'p_connect'));
    // Both directions of a pair are in the table with the same probability.
    const both = p.reduce((sum, value) => sum + value * value, 0) / 2;
    return {
      ...network,
      counts: { cells: network.wiring.cellCount, edges: found.edges, reciprocalPairs: found.reciprocalPairs },
      models,
      proximity: {
        edges: p.reduce((sum, value) => sum + value, 0),
        test: nullTest(found.reciprocalPairs, new Float64Array(0), both),
      },
    };
  },
  printed: ({ draws, minAxonUm }) => (minAxonUm === 100 && draws > 1 ? layer23Reciprocity(draws) : undefined),
  quantities: ({ counts, models }, { draws }) =>
    layer23Reciprocity(draws).quantities(counts, models.erdosRenyi, models.degreePreserving),
  facts: ({ counts }, { draws, seed, minAxonUm, binUm }) => ({
    what:
      'Dashed: observed reciprocal pairs. Shapes: histograms of graphs drawn from a null model; dot and bar: mean and middle 95 %; ' +
      'diamonds: exact expectations, for "released p(d)" of the connection probabilities that were released',
    n: { cells: counts.cells, 'connected ordered pairs': counts.edges },
    filters: [`cells with more than ${minAxonUm} µm of axon`],
    test: `${draws.toLocaleString('en-US')} draws of each model, distance in bins of ${binUm} µm; two-sided p, each model on its own`,
    seed,
  }),
  draw: ({ models, proximity, counts }, { minAxonUm }, { title, caption, synthetic }) =>
    nullDistributions(
      {
        ...Object.fromEntries(
          (Object.keys(NULL_MODELS) as NullModelName[]).map(model => [NULL_MODELS[model].name, models[model]]),
        ),
        ...(minAxonUm === 100 && { 'released p(d)': proximity.test }),
      },
      {
        title: synthetic ? 'Reciprocal pairs, and what chance would give' : title,
        caption,
        synthetic,
        yTitle: `reciprocal pairs of ${counts.edges} connections`,
      },
    ),
};
