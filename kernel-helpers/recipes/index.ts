/** Whole figures of the papers, from data to display and check. */
export type { RecipeId, Recipes } from './all.js';
export { describe, list, type RecipeDescription, type RecipeFacts, type RecipeList } from './list.js';
export type { RecipeBasis } from './recipe.js';
export { type RecipeResult, type RunOptions, run } from './run.js';
export type { RecipeStatus } from './status.js';
export { type PanelVerdict, type Verification, verify } from './verify.js';
