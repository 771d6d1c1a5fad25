/** Every recipe by its id. */
import { type Fig2dOptions, type Fig2dStatistics, fig2d } from './ding2025/fig2d.js';
import type { TrendOptions, TrendStatistics } from './ding2025/trend-recipe.js';
import { fig2e, fig2f, fig3Feature, fig3ReceptiveField } from './ding2025/trends.js';
import type { AnyRecipe } from './recipe.js';

interface Trend {
  readonly options: TrendOptions;
  readonly statistics: TrendStatistics;
}

/** What each recipe takes and gives. A recipe is in the library when it stands here. */
export interface Recipes {
  'ding2025/fig2d': { readonly options: Fig2dOptions; readonly statistics: Fig2dStatistics };
  'ding2025/fig2e': Trend;
  'ding2025/fig2f': Trend;
  'ding2025/fig3-feature': Trend;
  'ding2025/fig3-receptive-field': Trend;
}

/** The id of a recipe: paper, then panel. */
export type RecipeId = keyof Recipes;

/** The recipes, in the order of the gallery. */
export const recipes: { readonly [Id in RecipeId]: AnyRecipe } = {
  'ding2025/fig2d': fig2d,
  'ding2025/fig2e': fig2e,
  'ding2025/fig2f': fig2f,
  'ding2025/fig3-feature': fig3Feature,
  'ding2025/fig3-receptive-field': fig3ReceptiveField,
};
