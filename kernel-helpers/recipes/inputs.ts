/** The data of a recipe: the released ones, the caller's own, or the synthetic column's. */
import { columnNames, isTable } from '../core/table.js';
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import type { CatalogueColumn, CatalogueEntry } from '../io/catalogue/catalogue-entry.js';
import { findEntry } from '../io/catalogue/find-entry.js';
import { openDataset } from '../io/catalogue/open-dataset.js';
import type { AnyRecipe, RecipeInput } from './recipe.js';

/** The word that asks for the embedded sample in place of data. */
export const SAMPLE = 'synthetic-column';

/** What a caller may give for `data`. */
export type GivenData = typeof SAMPLE | object | undefined;

/** A recipe's inputs by name, and where they are from. */
export interface FoundInputs {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly origin: 'released' | 'given' | 'synthetic';
}

/** The columns that an input reads, as its dataset describes them. */
export function columnsRead(input: RecipeInput): readonly CatalogueColumn[] {
  const entry: CatalogueEntry = findEntry(input.dataset);
  const described = 'columns' in entry ? (entry.columns ?? []) : [];
  return (input.columns ?? []).map(
    name => described.find(column => column.name === name) ?? { name, type: 'any', unit: null, meaning: '' },
  );
}

/**
 * The inputs of a recipe: what is given, the rest opened from the catalogue; each is known to have what is read.
 *
 * @throws {NotFoundError} for a table without a column that is read: says its type, unit and meaning; and for an input
 * of a name the recipe has not.
 * @throws {InvalidArgumentError} for what is no table or array of the right number of axes.
 */
export async function findInputs(id: string, recipe: AnyRecipe, given: GivenData): Promise<FoundInputs> {
  if (given === SAMPLE) {
    const inputs = recipe.sample(await openDataset(SAMPLE, {}));
    return { inputs, origin: 'synthetic' };
  }
  if (typeof given === 'string') {
    throw new InvalidArgumentError(
      `recipes.run ${id} data is no data: received '${String(given)}', expected '${SAMPLE}', a table, or tables by name`,
      { argument: 'data' },
    );
  }
  const byName = namedInputs(id, recipe, given);
  const found: Record<string, unknown> = {};
  for (const [name, input] of Object.entries<RecipeInput>(recipe.inputs)) {
    const value = byName[name] ?? (await openDataset(input.dataset, {}));
    checkInput(id, name, input, value);
    found[name] = value;
  }
  return { inputs: found, origin: Object.keys(byName).length === 0 ? 'released' : 'given' };
}

/** A single table stands for the only input; otherwise inputs come by name. */
function namedInputs(id: string, recipe: AnyRecipe, given: object | undefined): Readonly<Record<string, unknown>> {
  if (given === undefined) return {};
  const names = Object.keys(recipe.inputs);
  if (isTable(given) || isArray(given)) {
    if (names.length === 1) return { [names[0]]: given };
    throw new InvalidArgumentError(
      `recipes.run ${id} data is one table for ${names.length} inputs: received ${what(given)}, expected { ${names.join(', ')} }`,
      { argument: 'data' },
    );
  }
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    throw new NotFoundError(
      `recipes.run ${id} has no input ${name}: received { ${Object.keys(given).join(', ')} }, expected { ${names.join(', ')} } or a table`,
      { known: names },
    );
  }
  return given as Readonly<Record<string, unknown>>;
}

function checkInput(id: string, name: string, input: RecipeInput, value: unknown): void {
  if (input.columns !== undefined) {
    if (!isTable(value)) {
      throw new InvalidArgumentError(
        `recipes.run ${id} input ${name} is no table: received ${what(value)}, expected a table with columns ${input.columns.join(', ')}`,
        { argument: 'data' },
      );
    }
    const has = columnNames(value);
    for (const column of columnsRead(input)) {
      if (has.includes(column.name)) continue;
      throw new NotFoundError(
        `recipes.run ${id} input ${name} lacks the column ${column.name}: received ${has.join(', ') || 'no columns'}, ` +
          `expected also ${described(column)}; name it so in the table`,
        { known: has },
      );
    }
  }
  if (input.axes !== undefined && (!isArray(value) || value.shape.length !== input.axes.length)) {
    throw new InvalidArgumentError(
      `recipes.run ${id} input ${name} is no such array: received ${what(value)}, expected { data, shape } of ` +
        `[${input.axes.join(', ')}]${input.unit === undefined ? '' : ` in ${input.unit}`}`,
      { argument: 'data' },
    );
  }
}

/** `dend_len (float64, mm): sum of the co-travel length`. */
export function described({ name, type, unit, meaning }: CatalogueColumn): string {
  return `${name} (${type}, ${unit ?? 'no unit'})${meaning === '' ? '' : `: ${meaning}`}`;
}

interface ShapedArray {
  readonly data: ArrayLike<unknown>;
  readonly shape: readonly number[];
}

function isArray(value: unknown): value is ShapedArray {
  const array = value as Partial<ShapedArray> | null | undefined;
  return typeof array === 'object' && array !== null && Array.isArray(array.shape) && array.data !== undefined;
}

function what(value: unknown): string {
  if (isTable(value)) return `a table of ${columnNames(value).join(', ')}`;
  if (isArray(value)) return `an array of shape [${value.shape.join(', ')}]`;
  return value === null ? 'null' : `a value of type ${typeof value}`;
}
