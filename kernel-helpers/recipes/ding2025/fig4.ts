/** Ding et al. 2025, Fig. 4: like to like from each area and layer to each other. */
import type { TableLike } from '../../core/table.js';
import { hinton } from '../../display/figure/hinton.js';
import { fig4 as printed } from '../../published/ding2025-layers.js';
import type { Recipe } from '../recipe.js';
import { sampleSlopes } from '../sample/area-layer.js';
import { LIKENESS, type Scale, VARIABLES } from './likeness.js';
import { type LayerSlope, releasedSlopes } from './released-slopes.js';
import type { TrendOptions } from './trend-recipe.js';

const PLACES = ['V1', 'HVA'].flatMap(area => ['L2/3', 'L4', 'L5'].map(layer => `${area} ${layer}`));

const SIZES: Readonly<Record<Scale, string>> = {
  axonal: 'co-travel L<sub>d</sub> (mm per pair)',
  synaptic: 'synapses per mm L<sub>d</sub>',
};

/** The recipe of Fig. 4. */
export const fig4: Recipe<{ slopes: TableLike; counts: TableLike }, TrendOptions, readonly LayerSlope[]> = {
  paper: 'Ding et al. 2025',
  doi: '10.1038/s41586-025-08840-3',
  panel: 'Fig. 4',
  title: 'Like to like between areas and layers',
  basis: 'fits',
  honesty:
    'Slopes and their errors are of the authors’ mixed models; densities, p and its correction are computed anew. ' +
    'The paper colours by slope times the standard deviation of the variable, which the released tables do not hold: here colour is the slope itself.',
  inputs: {
    slopes: {
      dataset: 'ding2025/area-layer/slopes',
      columns: ['proj_hva_layer', 'variable_name', 'quantity_name', 'trend', 'std.error'],
    },
    counts: {
      dataset: 'ding2025/area-layer/counts',
      columns: ['proj_hva_layer', 'variable_name', 'quantity_name', 'n_pre', 'n_pairs', 'n_synapses', 'dend_len'],
    },
  },
  defaults: { variable: 'IN_SILICO_SIG_CORR_CVT', scale: 'synaptic' },
  choices: { variable: LIKENESS, scale: ['axonal', 'synaptic'] },
  sample: column => sampleSlopes(column, ['IN_SILICO_SIG_CORR_CVT'], 'synaptic'),
  analyse: (tables, { variable, scale }) => releasedSlopes(tables, variable, scale),
  printed: ({ variable, scale }) => printed(variable, scale),
  quantities: (slopes, { variable, scale }) => printed(variable, scale)?.quantities(slopes) ?? {},
  facts: (slopes, { variable, scale }) => ({
    what: `Colour: slope against ${VARIABLES[variable]}, orange for like to like, blue for the opposite; area: ${SIZES[scale].replace(/<\/?sub>/g, '')}; outlined: p < 0.05 after correction, ${slopes.filter(({ pAdjusted }) => pAdjusted < 0.05).length} of ${slopes.length}`,
    test: 'z of the fitted slope',
    correction: `Benjamini–Hochberg over ${slopes.length}`,
  }),
  draw: (slopes, { variable, scale }, { title, caption, synthetic }) =>
    hinton(
      {
        rows: slopes.map(({ pre }) => pre),
        columns: slopes.map(({ post }) => post),
        values: slopes.map(({ slope }) => slope),
        sizes: slopes.map(({ overall }) => overall),
        pAdjusted: slopes.map(({ pAdjusted }) => pAdjusted),
      },
      {
        rowOrder: PLACES,
        columnOrder: PLACES,
        valueName: `slope against ${VARIABLES[variable]}`,
        sizeName: SIZES[scale],
        title: `${title}: ${VARIABLES[variable]}, ${scale} scale`,
        caption,
        synthetic,
      },
    ),
};
