/** MICrONS Consortium 2025, Fig. 6k: do the partners of one neuron respond like it? */
import { signalCorrelationsBetween } from '../../core/functional/signal-correlation.js';
import { type WilcoxonSignedRank, wilcoxonSignedRank } from '../../core/stats/hypothesis/wilcoxon-signed-rank.js';
import { mean } from '../../core/stats/summary/mean.js';
import { sem } from '../../core/stats/summary/sem.js';
import { raster } from '../../display/figure/raster.js';
import { formatP } from '../../display/figure/significance.js';
import { InvalidArgumentError } from '../../errors.js';
import { fig6k as printed } from '../../published/microns2025.js';
import type { Recipe } from '../recipe.js';
import { sampleOracleResponses } from '../sample/responses.js';
import type { NumberArray } from './fig3g.js';

/** What {@link fig6k} can be asked; every field may be left out. */
export interface Fig6kOptions {
  /** Partners by summed synapse size as released (`synapse size`, when absent), or by their correlation. */
  readonly order?: 'synapse size' | 'correlation';
}

/** What {@link fig6k} finds. */
export interface Fig6kStatistics {
  readonly partners: number;
  readonly clips: number;
  readonly frames: number;
  /** Correlation of each partner's responses with those of the presynaptic neuron; NaN for one that never varies. */
  readonly correlations: Float64Array;
  readonly meanCorrelation: number;
  readonly correlationSem: number;
  readonly above0: number;
  /** Whether correlations differ from 0. */
  readonly test: WilcoxonSignedRank | undefined;
  /** `responses[0]` of the presynaptic neuron, then its partners: clips one after another. */
  readonly responses: readonly Float64Array[];
}

/** A clip lasts ten seconds. */
const CLIP_S = 10;
/** Rows the presynaptic neuron takes, to be seen beside hundreds. */
const PRE_ROWS = 14;

/** The recipe of Fig. 6k. */
export const fig6k: Recipe<{ pre: NumberArray; post: NumberArray }, Fig6kOptions, Fig6kStatistics> = {
  paper: printed.paper,
  doi: printed.doi,
  panel: printed.figure,
  title: 'One neuron and its partners watch the same films',
  basis: 'data',
  honesty:
    'Responses are the means over repeats that the consortium released, in its order of summed synapse size; the correlations are ours, and the paper prints none. ' +
    'One presynaptic neuron of one mouse: whether partners are alike in general is the question of Ding et al., with many neurons and a null.',
  inputs: {
    pre: {
      dataset: 'microns2025/oracle-presynaptic',
      axes: ['clips', 'frames'],
      unit: 'response, unit not documented',
    },
    post: {
      dataset: 'microns2025/oracle-postsynaptic',
      axes: ['partners', 'clips', 'frames'],
      unit: 'response, unit not documented',
    },
  },
  defaults: { order: 'synapse size' },
  choices: { order: ['synapse size', 'correlation'] },
  sample: sampleOracleResponses,
  analyse({ pre, post }) {
    const [partners, clips, frames] = post.shape;
    if (pre.shape[0] !== clips || pre.shape[1] !== frames) {
      throw new InvalidArgumentError(
        `fig6k pre and post are not of the same clips: received ${pre.shape.join(' × ')} and ${clips} × ${frames}, expected clips × frames alike`,
        { argument: 'post' },
      );
    }
    const width = clips * frames;
    const rows = [pre.data, post.data].flatMap(data =>
      Array.from({ length: data.length / width }, (_, unit) =>
        Float64Array.from({ length: width }, (_, k) => Number(data[unit * width + k])),
      ),
    );
    const correlations = signalCorrelationsBetween(rows.slice(0, 1), rows.slice(1)).values;
    const known = correlations.filter(r => !Number.isNaN(r));
    return {
      partners,
      clips,
      frames,
      correlations,
      meanCorrelation: mean(known) ?? Number.NaN,
      correlationSem: sem(known) ?? Number.NaN,
      above0: known.filter(r => r > 0).length,
      test: wilcoxonSignedRank(known, new Float64Array(known.length)),
      responses: rows,
    };
  },
  printed: () => printed,
  quantities: statistics => printed.quantities(statistics),
  facts: ({ partners, clips, meanCorrelation, correlationSem, test }, { order }) => ({
    what:
      `Top band: the presynaptic neuron; below, one row each, its partners by ${order}. Mean correlation with it ` +
      `${meanCorrelation.toFixed(4)} ± ${correlationSem.toFixed(4)} (s.e.m. over partners, taken as independent)${test === undefined ? '' : `, p = ${formatP(test.p)}`}`,
    n: { partners, clips },
    test: 'two-sided Wilcoxon signed-rank of the correlations against 0',
  }),
  draw: ({ responses, correlations, clips, frames }, { order }, { title, caption, synthetic }) => {
    const [pre, ...posts] = responses;
    const rows = [...Array<Float64Array>(PRE_ROWS).fill(pre), ...posts];
    return raster(rows, {
      title,
      caption,
      synthetic,
      ids: rows.map((_, row) => (row < PRE_ROWS ? 'presynaptic neuron' : `partner ${row - PRE_ROWS + 1}`)),
      ...(order === 'correlation' && {
        sortBy: rows.map((_, row) => (row < PRE_ROWS ? Number.NEGATIVE_INFINITY : -correlations[row - PRE_ROWS])),
        sortName: 'correlation with the presynaptic neuron, strongest first',
      }),
      scale: 'row',
      positions: Float64Array.from({ length: clips * frames }, (_, k) => (k * CLIP_S) / frames),
      xTitle: `time in ${clips} clips of ${CLIP_S} s, one after another (s)`,
      rowTitle: 'Presynaptic neuron, and its partners',
      rowTicks: false,
      valueName: 'response (of the neuron’s range)',
    });
  },
};
