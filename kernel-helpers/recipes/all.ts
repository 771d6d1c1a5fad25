/** Every recipe by its id. */
import { type Fig2dOptions, type Fig2dStatistics, fig2d } from './ding2025/fig2d.js';
import {
  type ProofreadConnectomeOptions,
  type ProofreadConnectomeStatistics,
  proofreadConnectome,
} from './microns2025/proofread-connectome.js';
import { type MotifsOptions, type MotifsStatistics, motifs } from './phase1/motifs.js';
import { type ReciprocityOptions, type ReciprocityStatistics, reciprocity } from './phase1/reciprocity.js';
import type { AnyRecipe } from './recipe.js';

/** What each recipe takes and gives. A recipe is in the library when it stands here. */
export interface Recipes {
  'ding2025/fig2d': { readonly options: Fig2dOptions; readonly statistics: Fig2dStatistics };
  'microns2025/proofread-connectome': {
    readonly options: ProofreadConnectomeOptions;
    readonly statistics: ProofreadConnectomeStatistics;
  };
  'phase1/reciprocity': { readonly options: ReciprocityOptions; readonly statistics: ReciprocityStatistics };
  'phase1/motifs': { readonly options: MotifsOptions; readonly statistics: MotifsStatistics };
}

/** The id of a recipe: paper, then panel. */
export type RecipeId = keyof Recipes;

/** The recipes, in the order of the gallery. */
export const recipes: { readonly [Id in RecipeId]: AnyRecipe } = {
  'ding2025/fig2d': fig2d,
  'microns2025/proofread-connectome': proofreadConnectome,
  'phase1/reciprocity': reciprocity,
  'phase1/motifs': motifs,
};
