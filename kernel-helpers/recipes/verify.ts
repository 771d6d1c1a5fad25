/** Every panel made anew from the released data, and how near it comes. */
import { type Displayable, jupyterDisplay } from '../contract/mime.js';
import { SourceError } from '../errors.js';
import { code, linked, paragraph, rowsHtml } from '../io/catalogue/display-parts.js';
import type { Deviation } from '../published/check.js';
import { type RecipeId, recipes } from './all.js';
import { findRecipe } from './find-recipe.js';
import { run } from './run.js';
import type { RecipeStatus } from './status.js';

/** How near one panel comes to the printed one. */
export interface PanelVerdict {
  readonly id: RecipeId;
  readonly paper: string;
  readonly panel: string;
  readonly status: RecipeStatus;
  /** How many printed numbers were met, and of how many; 0 of 0 where none is printed. */
  readonly met: number;
  readonly printed: number;
  readonly largestDeviation: Deviation | undefined;
  /** Why a panel is not available: which file, its size, how to get it; else empty. */
  readonly why: string;
}

/** Verdicts on panels: an array, and a table as a cell's last value. */
export type Verification = readonly PanelVerdict[] & Displayable;

/**
 * Runs recipes with their defaults on the released data, and tells for each panel its status and the printed number it
 * is farthest from. Data that are not here are downloaded; those that cannot be had make a panel "not available", with the reason; nothing is left out.
 *
 * @param ids - the recipes; all of them when absent.
 * @throws {NotFoundError} for an unknown recipe.
 * @example
 * await recipes.verify(['ding2025/fig2d']);
 */
export async function verify(ids: readonly RecipeId[] = Object.keys(recipes) as RecipeId[]): Promise<Verification> {
  for (const id of ids) findRecipe(id);
  const verdicts: PanelVerdict[] = [];
  for (const id of ids) verdicts.push(await verdictOf(id));
  const head = ['recipe', 'panel', 'status', 'published numbers met', 'largest deviation'];
  Object.defineProperty(verdicts, jupyterDisplay, {
    value: () => ({
      'text/plain': verdicts.map(verdict => rowOf(verdict).filter(Boolean).join(' · ')).join('\n'),
      'text/html':
        rowsHtml(
          head,
          verdicts.map(rowOf).map(([id, ...others]) => [code(id), ...others.map(linked)]),
        ) +
        verdicts
          .filter(({ why }) => why !== '')
          .map(({ id, why }) => paragraph(`${code(id)}: ${linked(why)}`))
          .join(''),
    }),
  });
  return verdicts as unknown as Verification;
}

async function verdictOf(id: RecipeId): Promise<PanelVerdict> {
  const { paper, panel } = findRecipe(id);
  try {
    const { status, check } = await run(id);
    return {
      id,
      paper,
      panel,
      status,
      met: check?.passCount ?? 0,
      printed: check?.payload.rows.length ?? 0,
      largestDeviation: check?.largestDeviation,
      why: '',
    };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return {
      id,
      paper,
      panel,
      status: 'not available',
      met: 0,
      printed: 0,
      largestDeviation: undefined,
      why: error.message,
    };
  }
}

/** Id, panel, status, how many numbers were met, and which is farthest, in words. */
export function rowOf({ id, paper, panel, status, met, printed, largestDeviation }: PanelVerdict): readonly string[] {
  const farthest =
    largestDeviation === undefined
      ? ''
      : `${Number(largestDeviation.ofTolerance.toPrecision(3))} of the tolerance (${largestDeviation.quantity})`;
  const counted = printed === 0 ? '' : `${met} of ${printed}`;
  return [id, `${paper}, ${panel}`, status, counted, largestDeviation?.ofTolerance === 0 ? 'none' : farthest];
}
