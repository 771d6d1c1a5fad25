/** How far a panel was reproduced, in the words the gallery uses. */
import type { Check } from '../published/check.js';
import type { PublishedFigure } from '../published/printed.js';
import type { FoundInputs } from './inputs.js';
import type { AnyRecipe } from './recipe.js';

/** How far a panel was reproduced. */
export type RecipeStatus =
  /** Every printed number came out of the data in all its digits. */
  | 'reproduced exactly'
  /** Every printed number was met, some of them only within a stated tolerance. */
  | 'within tolerance'
  /** Every printed number was met, and they are those of models the authors fitted and released. */
  | 'from the authors’ fitted models'
  /** The paper prints no number of it; what was counted in the released files in another way came out the same. */
  | 'consistent with the released data'
  /** At least one printed number was not met. */
  | 'does not agree'
  /** Nothing is printed for these options. */
  | 'nothing to check'
  /** Grown by code: no published figure. */
  | 'synthetic'
  /** The data are not on this machine and could not be had. */
  | 'not available';

/** The status of a run: what was drawn from which data, and what the check says. */
export function statusOf(
  recipe: AnyRecipe,
  origin: FoundInputs['origin'],
  printed: PublishedFigure | undefined,
  check: Check | undefined,
): RecipeStatus {
  if (origin === 'synthetic') return 'synthetic';
  if (check === undefined || printed === undefined) return 'nothing to check';
  if (!check.allPass) return 'does not agree';
  if (printed.inPrint === false) return 'consistent with the released data';
  if (recipe.basis === 'fits') return 'from the authors’ fitted models';
  return printed.numbers.some(({ agreement }) => agreement.kind === 'within')
    ? 'within tolerance'
    : 'reproduced exactly';
}
