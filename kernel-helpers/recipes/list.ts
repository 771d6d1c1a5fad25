/** What recipes there are, and what one of them takes. */
import { type Displayable, jupyterDisplay } from '../contract/mime.js';
import { code, heading, linked, paragraph, rowsHtml } from '../io/catalogue/display-parts.js';
import { findEntry } from '../io/catalogue/find-entry.js';
import { type RecipeId, recipes } from './all.js';
import { findRecipe } from './find-recipe.js';
import { columnsRead, described } from './inputs.js';
import type { AnyRecipe, RecipeBasis, RecipeInput } from './recipe.js';

/** One recipe, without its code. */
export interface RecipeFacts {
  readonly id: RecipeId;
  readonly paper: string;
  readonly doi: string;
  readonly panel: string;
  readonly title: string;
  readonly basis: RecipeBasis;
  readonly honesty: string;
  /** Ids of the datasets it reads. */
  readonly datasets: readonly string[];
  /** Every option with its default. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The recipes: an array, and a table as a cell's last value. */
export type RecipeList = readonly RecipeFacts[] & Displayable;

/** Facts of one recipe, with a page about its data and options as a cell's last value. */
export type RecipeDescription = RecipeFacts & Displayable;

/**
 * The recipes there are, one for each panel of a paper.
 *
 * @example
 * recipes.list();
 * @example
 * recipes.list().filter(({ paper }) => paper === 'Ding et al. 2025').map(({ id }) => id);
 */
export function list(): RecipeList {
  const all = (Object.keys(recipes) as RecipeId[]).map(factsOf);
  const rows = all.map(({ id, paper, panel, title }) => [id, `${paper}, ${panel}`, title]);
  const width = Math.max(...rows.map(([id]) => id.length));
  const says = `${all.length} panels of papers; await recipes.run(id) makes one, recipes.describe(id) tells more`;
  Object.defineProperty(all, jupyterDisplay, {
    value: () => ({
      'text/plain': [says, ...rows.map(([id, from, title]) => `  ${id.padEnd(width)}  ${from}: ${title}`)].join('\n'),
      'text/html':
        paragraph(linked(says)) +
        rowsHtml(
          ['recipe', 'panel', 'shows'],
          rows.map(([id, ...others]) => [code(id), ...others.map(linked)]),
        ),
    }),
  });
  return all as unknown as RecipeList;
}

/**
 * What a recipe reads (each column with its unit and meaning), what it can be asked, and what it is and is not.
 *
 * @throws {NotFoundError} for an unknown id, with the nearest one.
 * @example
 * recipes.describe('ding2025/fig2d');
 */
export function describe(id: RecipeId): RecipeDescription {
  const recipe = findRecipe(id);
  const inputs = Object.entries<RecipeInput>(recipe.inputs).map(([name, input]) => ({ name, input }));
  const options = Object.entries(recipe.defaults).map(([name, value]) => optionLine(recipe, name, value));
  const head = `${recipe.paper}, ${recipe.panel}: ${recipe.title}`;
  const text = [
    head,
    `https://doi.org/${recipe.doi}`,
    recipe.honesty,
    ...inputs.flatMap(({ name, input }) => [
      `data ${name}: ${input.dataset}`,
      ...lines(input).map(line => `  ${line}`),
    ]),
    ...(options.length === 0 ? [] : ['options', ...options.map(line => `  ${line}`)]),
  ];
  const html = [
    heading(head),
    paragraph(linked(`https://doi.org/${recipe.doi}`)),
    paragraph(linked(recipe.honesty)),
    ...inputs.flatMap(({ name, input }) => [
      heading(`data ${name}: ${findEntry(input.dataset).title} (${input.dataset})`),
      ...lines(input).map(line => paragraph(linked(line))),
    ]),
    ...(options.length === 0 ? [] : [heading('options'), ...options.map(line => paragraph(linked(line)))]),
  ];
  const facts = factsOf(id);
  Object.defineProperty(facts, jupyterDisplay, {
    value: () => ({ 'text/plain': text.join('\n'), 'text/html': html.join('') }),
  });
  return facts as RecipeDescription;
}

function factsOf(id: RecipeId): RecipeFacts {
  const { paper, doi, panel, title, basis, honesty, inputs, defaults } = findRecipe(id);
  const datasets = Object.values<RecipeInput>(inputs).map(({ dataset }) => dataset);
  return { id, paper, doi, panel, title, basis, honesty, datasets, options: defaults };
}

function lines(input: RecipeInput): string[] {
  if (input.axes !== undefined) return [`array of [${input.axes.join(', ')}]${input.unit ? ` in ${input.unit}` : ''}`];
  return columnsRead(input).map(described);
}

function optionLine(recipe: AnyRecipe, name: string, value: unknown): string {
  const choices: readonly unknown[] | undefined = recipe.choices?.[name];
  return `${name}: ${String(value)} when absent${choices === undefined ? '' : `; one of ${choices.join(', ')}`}`;
}
