/** What a recipe is: one panel of a paper, from data to figure and check. */
import type { Displayable } from '../contract/mime.js';
import type { CaptionFacts } from '../display/figure/caption.js';
import type { DatasetId } from '../io/catalogue/catalogue-entry.js';
import type { SyntheticColumnTables } from '../io/table/sample-tables.js';
import type { PublishedFigure } from '../published/printed.js';

/** Data a recipe needs, and the dataset they are in unless the caller gives others. */
export interface RecipeInput {
  readonly dataset: DatasetId;
  /** Of a table, the columns that are read, as the dataset names them; it may have more. */
  readonly columns?: readonly string[];
  /** Of an array, its axes, slowest first: `['units', 'clips']`. */
  readonly axes?: readonly string[];
  /** Of an array, what its numbers are. */
  readonly unit?: string;
}

/** What of a published panel a recipe makes anew. */
export type RecipeBasis =
  /** Every number is computed from measured data. */
  | 'data'
  /** The numbers are those of models the authors fitted and released; only the drawing is new. */
  | 'fits';

/** What a figure is drawn with. */
export interface DrawingFacts {
  readonly title: string;
  readonly caption: string;
  /** True when the data were grown by code. */
  readonly synthetic: boolean;
}

/** A recipe as its author writes it; {@link run} does what all of them share. */
export interface Recipe<Inputs, Options, Statistics> {
  /** "Ding et al. 2025". */
  readonly paper: string;
  readonly doi: string;
  /** "Fig. 2d". */
  readonly panel: string;
  /** What the panel shows, as the title of the figure. */
  readonly title: string;
  readonly basis: RecipeBasis;
  /** In a sentence or two: what this reproduction is and what it is not. */
  readonly honesty: string;
  readonly inputs: { readonly [Name in keyof Inputs]: RecipeInput };
  /** Every option with its default. */
  readonly defaults: Required<Options>;
  /** What may be chosen for an option; absent for numbers. */
  readonly choices?: { readonly [Name in keyof Options]?: readonly Options[Name][] };
  /** The inputs as the synthetic column has them. */
  sample(column: SyntheticColumnTables): Inputs;
  analyse(inputs: Inputs, options: Required<Options>): Statistics | Promise<Statistics>;
  /** The numbers that are printed for these options; `undefined` where there are none. */
  printed(options: Required<Options>): PublishedFigure | undefined;
  /** Our value of each printed quantity. */
  quantities(statistics: Statistics, options: Required<Options>): Readonly<Record<string, number | undefined>>;
  /** What the caption says beside version and citation, which come from the dataset. */
  facts(statistics: Statistics, options: Required<Options>): Omit<CaptionFacts, 'version' | 'citation'>;
  draw(statistics: Statistics, options: Required<Options>, facts: DrawingFacts): Displayable;
}

/** A recipe of which only the common part matters. */
// biome-ignore lint/suspicious/noExplicitAny: options and statistics differ from recipe to recipe
export type AnyRecipe = Recipe<any, any, any>;
