/** Every recipe by its id. */

import type { CommonInputTest } from '../core/functional/common-input.js';
import { type Fig2dOptions, type Fig2dStatistics, fig2d } from './ding2025/fig2d.js';
import { fig4 } from './ding2025/fig4.js';
import { type Fig5cOptions, fig5c } from './ding2025/fig5c.js';
import type { LayerSlope } from './ding2025/released-slopes.js';
import type { TrendOptions, TrendStatistics } from './ding2025/trend-recipe.js';
import { fig2e, fig2f, fig3Feature, fig3ReceptiveField } from './ding2025/trends.js';
import { type Fig3gOptions, type Fig3gStatistics, fig3g } from './microns2025/fig3g.js';
import { type Fig6kOptions, type Fig6kStatistics, fig6k } from './microns2025/fig6k.js';
import { type Fig7dOptions, type Fig7dStatistics, fig7d } from './microns2025/fig7d.js';
import {
  type ProofreadConnectomeOptions,
  type ProofreadConnectomeStatistics,
  proofreadConnectome,
} from './microns2025/proofread-connectome.js';
import { type MotifsOptions, type MotifsStatistics, motifs } from './phase1/motifs.js';
import { type ReciprocityOptions, type ReciprocityStatistics, reciprocity } from './phase1/reciprocity.js';
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
  'ding2025/fig4': { readonly options: TrendOptions; readonly statistics: readonly LayerSlope[] };
  'ding2025/fig5c': { readonly options: Fig5cOptions; readonly statistics: readonly CommonInputTest[] };
  'microns2025/fig3g': { readonly options: Fig3gOptions; readonly statistics: Fig3gStatistics };
  'microns2025/fig6k': { readonly options: Fig6kOptions; readonly statistics: Fig6kStatistics };
  'microns2025/fig7d': { readonly options: Fig7dOptions; readonly statistics: Fig7dStatistics };
  'microns2025/proofread-connectome': {
    readonly options: ProofreadConnectomeOptions;
    readonly statistics: ProofreadConnectomeStatistics;
  };
  'phase1/reciprocity': { readonly options: ReciprocityOptions; readonly statistics: ReciprocityStatistics };
  'phase1/motifs': { readonly options: MotifsOptions; readonly statistics: MotifsStatistics };
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
  'ding2025/fig4': fig4,
  'ding2025/fig5c': fig5c,
  'microns2025/fig3g': fig3g,
  'microns2025/fig6k': fig6k,
  'microns2025/fig7d': fig7d,
  'microns2025/proofread-connectome': proofreadConnectome,
  'phase1/reciprocity': reciprocity,
  'phase1/motifs': motifs,
  'schneider-mizell2025/census': census,
  'schneider-mizell2025/dendrite-reach': dendriteReach,
  'schneider-mizell2025/soma-depth': somaDepth,
  'schneider-mizell2025/basket-cell-card': basketCellCard,
  'schneider-mizell2025/target-distance': targetDistance,
};
