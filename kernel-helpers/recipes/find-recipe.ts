import { NotFoundError } from '../errors.js';
import { nearestName } from '../io/catalogue/find-entry.js';
import { recipes } from './all.js';
import type { AnyRecipe } from './recipe.js';

/**
 * The recipe with this id.
 *
 * @throws {NotFoundError} with every id in `known`, and the nearest one in its message.
 */
export function findRecipe(id: string): AnyRecipe {
  const known = Object.keys(recipes);
  if (known.includes(id)) return recipes[id as keyof typeof recipes];
  const nearest = nearestName(String(id), known);
  throw new NotFoundError(
    `recipe id is unknown: received '${id}', expected one of its ${known.length} ids; ` +
      (nearest === undefined ? 'recipes.list() shows them' : `did you mean '${nearest}'?`),
    { known },
  );
}
