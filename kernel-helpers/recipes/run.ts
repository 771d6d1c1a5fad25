/** Runs a recipe: data, statistics, figure and check in one call. */
import { type Displayable, jupyterDisplay } from '../contract/mime.js';
import { caption as captionOf } from '../display/figure/caption.js';
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import type { CatalogueEntry } from '../io/catalogue/catalogue-entry.js';
import { findEntry } from '../io/catalogue/find-entry.js';
import { type Check, check as checkAgainst } from '../published/check.js';
import type { PublishedFigure } from '../published/printed.js';
import type { RecipeId, Recipes } from './all.js';
import { findRecipe } from './find-recipe.js';
import { type FoundInputs, findInputs, type GivenData } from './inputs.js';
import type { AnyRecipe, RecipeInput } from './recipe.js';
import { type RecipeStatus, statusOf } from './status.js';

/** What every recipe may be given beside its own options. */
export interface RunOptions {
  /**
   * Data in place of the released ones: a table with the columns `recipes.describe(id)` lists, or
   * `{ name: table }` for recipes of several inputs, where those left out stay as released; or `'synthetic-column'`.
   */
  readonly data?: 'synthetic-column' | object;
}

/** A panel made anew. As a cell's last value it shows the figure. */
export interface RecipeResult<Statistics = unknown> extends Displayable {
  readonly id: string;
  /** The inputs by name. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What was computed, before it was drawn. */
  readonly statistics: Statistics;
  readonly figure: Displayable;
  /** Our numbers beside the printed ones; `undefined` for synthetic data and where nothing is printed. */
  readonly check: Check | undefined;
  /** Dataset version, n, filters, test, correction, seed, verdict and citation. */
  readonly caption: string;
  readonly status: RecipeStatus;
}

/**
 * Makes a panel of a paper: opens its data, computes its statistics, draws it, and checks every printed number.
 *
 * @param id - `ding2025/fig2d` …; `recipes.list()` has them all.
 * @param options - the recipe's own (`recipes.describe(id)`), and `data` for a table of one's own in place of the
 * released one. With one's own table the check still compares with the printed numbers.
 * @throws {NotFoundError} for an unknown recipe, option or input, and for a table that lacks a column: says its unit.
 * @throws {InvalidArgumentError} for an option that is not one of its choices.
 * @throws {SourceError} when the data are not here and cannot be had: says which file, its size and how to get it.
 * @example
 * const panel = await recipes.run('ding2025/fig2d');
 * panel.check;
 * @example
 * await recipes.run('ding2025/fig2d', { variable: 'READOUT_SIMILARITY_CVT' });
 * @example
 * await recipes.run('ding2025/fig2d', { data: 'synthetic-column' });
 */
export async function run<Id extends RecipeId>(
  id: Id,
  options: RunOptions & Recipes[Id]['options'] = {},
): Promise<RecipeResult<Recipes[Id]['statistics']>> {
  const recipe = findRecipe(id);
  const { data, ...asked } = options as { data?: GivenData } & Record<string, unknown>;
  const settings = settingsOf(id, recipe, asked);
  const found = await findInputs(id, recipe, data);
  const statistics = await recipe.analyse(found.inputs, settings);
  const printed = found.origin === 'synthetic' ? undefined : recipe.printed(settings);
  const check = printed && checkAgainst(recipe.quantities(statistics, settings), printed);
  const caption = captionFor(recipe, found, check, printed, recipe.facts(statistics, settings));
  const synthetic = found.origin === 'synthetic';
  const figure = recipe.draw(statistics, settings, { title: recipe.title, caption, synthetic });
  return {
    id,
    data: found.inputs,
    statistics,
    figure,
    check,
    caption,
    status: statusOf(recipe, found.origin, printed, check),
    [jupyterDisplay]: () => figure[jupyterDisplay](),
  };
}

/** The defaults, with what was asked for in their place. */
function settingsOf(id: string, recipe: AnyRecipe, asked: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = Object.keys(recipe.defaults);
  for (const [name, value] of Object.entries(asked)) {
    if (!known.includes(name)) {
      throw new NotFoundError(
        `recipes.run ${id} has no option ${name}: received { ${Object.keys(asked).join(', ')} }, expected ${['data', ...known].join(', ')}`,
        { known: ['data', ...known] },
      );
    }
    const choices: readonly unknown[] | undefined = recipe.choices?.[name];
    const right = choices === undefined ? typeof value === typeof recipe.defaults[name] : choices.includes(value);
    if (value === undefined || right) continue;
    throw new InvalidArgumentError(
      `recipes.run ${id} ${name} is not to be had: received ${String(value)}, expected ` +
        (choices === undefined ? `a ${typeof recipe.defaults[name]}` : `one of ${choices.join(', ')}`),
      { argument: name },
    );
  }
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return { ...recipe.defaults, ...Object.fromEntries(given) };
}

function captionFor(
  recipe: AnyRecipe,
  { origin }: FoundInputs,
  check: Check | undefined,
  printed: PublishedFigure | undefined,
  facts: Parameters<typeof captionOf>[0],
): string {
  const entries = Object.values<RecipeInput>(recipe.inputs).map(({ dataset }) => findEntry(dataset));
  const named = verdict(origin, check, printed);
  if (origin === 'released') {
    return [captionOf({ ...facts, version: versions(entries), citation: citation(recipe) }), named].join(' ');
  }
  const source = origin === 'synthetic' ? 'Synthetic column, grown by code.' : 'Data given in the notebook.';
  return [captionOf(facts), source, named].join(' ');
}

/** A commit is known by its first digits. */
function versions(entries: readonly CatalogueEntry[]): string {
  return [...new Set(entries.map(({ version }) => version.replace(/^([0-9a-f]{7})[0-9a-f]{33}$/, '$1')))].join(', ');
}

function citation(recipe: AnyRecipe): string {
  return `${recipe.paper}, ${recipe.panel}, doi:${recipe.doi}`;
}

function verdict(
  origin: FoundInputs['origin'],
  check: Check | undefined,
  printed: PublishedFigure | undefined,
): string {
  if (origin === 'synthetic') return 'No published figure: nothing is compared.';
  if (check === undefined) return 'The paper prints no number of this: nothing to compare.';
  const { rows } = check.payload;
  if (printed?.inPrint === false) {
    return `Not compared with print: ${check.passCount} of ${rows.length} numbers counted another way in the released data agree.`;
  }
  const computed = rows.filter(row => row.known === 'computed').length;
  const told = computed === 0 ? '' : `, ${computed} of them not in print but computed from the released data`;
  return `${check.passCount} of ${rows.length} published numbers met${told}.`;
}
