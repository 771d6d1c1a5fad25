/** Every recipe by its id. */
import { type Fig2dOptions, type Fig2dStatistics, fig2d } from './ding2025/fig2d.js';
import type { TrendOptions, TrendStatistics } from './ding2025/trend-recipe.js';
import { fig2e, fig2f, fig3Feature, fig3ReceptiveField } from './ding2025/trends.js';
import type { AnyRecipe } from './recipe.js';
import { basketCellCard } from './schneider-mizell2025/basket-cell-card.js';
import type { BasketCellCardOptions, BasketCellCardStatistics } from './schneider-mizell2025/card-statistics.js';
import { type CensusOptions, type CensusStatistics, census } from './schneider-mizell2025/census.js';
import {
  type DendriteReachOptions,
  type DendriteReachStatistics,
  dendriteReach,
} from './schneider-mizell2025/dendrite-reach.js';
import { type SomaDepthOptions, type SomaDepthStatistics, somaDepth } from './schneider-mizell2025/soma-depth.js';
import {
  type TargetDistanceOptions,
  type TargetDistanceStatistics,
  targetDistance,
} from './schneider-mizell2025/target-distance.js';

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
  'schneider-mizell2025/census': { readonly options: CensusOptions; readonly statistics: CensusStatistics };
  'schneider-mizell2025/dendrite-reach': {
    readonly options: DendriteReachOptions;
    readonly statistics: DendriteReachStatistics;
  };
  'schneider-mizell2025/soma-depth': { readonly options: SomaDepthOptions; readonly statistics: SomaDepthStatistics };
  'schneider-mizell2025/basket-cell-card': {
    readonly options: BasketCellCardOptions;
    readonly statistics: BasketCellCardStatistics;
  };
  'schneider-mizell2025/target-distance': {
    readonly options: TargetDistanceOptions;
    readonly statistics: TargetDistanceStatistics;
  };
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
  'schneider-mizell2025/census': census,
  'schneider-mizell2025/dendrite-reach': dendriteReach,
  'schneider-mizell2025/soma-depth': somaDepth,
  'schneider-mizell2025/basket-cell-card': basketCellCard,
  'schneider-mizell2025/target-distance': targetDistance,
};
