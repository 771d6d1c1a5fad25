/** Every recipe by its id. */
import { type Fig2dOptions, type Fig2dStatistics, fig2d } from './ding2025/fig2d.js';
import type { AnyRecipe } from './recipe.js';
import { type CensusOptions, type CensusStatistics, census } from './schneider-mizell2025/census.js';
import {
  type DendriteReachOptions,
  type DendriteReachStatistics,
  dendriteReach,
} from './schneider-mizell2025/dendrite-reach.js';
import { type SomaDepthOptions, type SomaDepthStatistics, somaDepth } from './schneider-mizell2025/soma-depth.js';

/** What each recipe takes and gives. A recipe is in the library when it stands here. */
export interface Recipes {
  'ding2025/fig2d': { readonly options: Fig2dOptions; readonly statistics: Fig2dStatistics };
  'schneider-mizell2025/census': { readonly options: CensusOptions; readonly statistics: CensusStatistics };
  'schneider-mizell2025/dendrite-reach': {
    readonly options: DendriteReachOptions;
    readonly statistics: DendriteReachStatistics;
  };
  'schneider-mizell2025/soma-depth': { readonly options: SomaDepthOptions; readonly statistics: SomaDepthStatistics };
}

/** The id of a recipe: paper, then panel. */
export type RecipeId = keyof Recipes;

/** The recipes, in the order of the gallery. */
export const recipes: { readonly [Id in RecipeId]: AnyRecipe } = {
  'ding2025/fig2d': fig2d,
  'schneider-mizell2025/census': census,
  'schneider-mizell2025/dendrite-reach': dendriteReach,
  'schneider-mizell2025/soma-depth': somaDepth,
};
