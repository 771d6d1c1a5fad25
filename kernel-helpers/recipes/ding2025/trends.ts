/** The four panels of {@link trendRecipe}. */
import { trendRecipe } from './trend-recipe.js';

type TrendRecipe = ReturnType<typeof trendRecipe>;

/** Fig. 2e: do axons travel farther along the dendrites of cells that respond alike? */
export const fig2e: TrendRecipe = trendRecipe(
  'Fig. 2e',
  'Axons travel farther along dendrites of cells that respond alike',
  {
    variable: 'IN_SILICO_SIG_CORR_CVT',
    scale: 'axonal',
  },
);

/** Fig. 2f: do they make more synapses on the way? */
export const fig2f: TrendRecipe = trendRecipe('Fig. 2f', 'Along the same length, they make more synapses with them', {
  variable: 'IN_SILICO_SIG_CORR_CVT',
  scale: 'synaptic',
});

/** Fig. 3a,b, similarity of features. */
export const fig3Feature: TrendRecipe = trendRecipe(
  'Fig. 3a,b (features)',
  'Synapses favour cells that prefer the same features',
  {
    variable: 'READOUT_SIMILARITY_CVT',
    scale: 'synaptic',
  },
);

/** Fig. 3a,b, distance of receptive fields. */
export const fig3ReceptiveField: TrendRecipe = trendRecipe(
  'Fig. 3a,b (receptive fields)',
  'Synapses do not favour cells whose receptive fields are near',
  { variable: 'READOUT_LOCATION_DISTANCE_CVT', scale: 'synaptic' },
);
