import { recipes } from '../recipes/all.js';
import { findRecipe } from '../recipes/find-recipe.js';
import type { RecipeId } from '../recipes/index.js';
import { rowOf, verify } from '../recipes/verify.js';
import type { CommandContext } from './context.js';
import { alignColumns } from './dataset-commands.js';

/**
 * `connectome verify [ID…]`: panel, status and largest deviation of every recipe, from the released data; 1 when a
 * printed number is not met. Panels whose data are not at hand are named with the reason, and fail nothing.
 */
export async function verifyCommand(ids: readonly string[], { steps }: CommandContext): Promise<number> {
  // A mistyped id is told before anything is computed.
  for (const id of ids) findRecipe(id);
  const asked = (ids.length > 0 ? ids : Object.keys(recipes)) as RecipeId[];
  const verdicts = await steps.step('making the panels anew', async say => {
    const all = [];
    for (const [i, id] of asked.entries()) {
      say(`${i + 1} of ${asked.length}, ${id}`);
      all.push(...(await verify([id])));
    }
    return all;
  });
  const head = ['recipe', 'panel', 'status', 'met', 'largest deviation'];
  process.stdout.write(`${alignColumns([head, ...verdicts.map(rowOf)])}\n`);
  for (const { id, why } of verdicts) if (why !== '') process.stdout.write(`\n${id} is not available: ${why}\n`);
  return verdicts.some(({ status }) => status === 'does not agree') ? 1 : 0;
}
