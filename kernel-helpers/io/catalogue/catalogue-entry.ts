/** The id of a dataset in the catalogue, as `datasets.open(id)` takes it. */
export type DatasetId =
  | 'synthetic-column'
  | 'ding2025/presyn-mean'
  | 'minnie65/basket-cell-296758'
  | 'minnie65/martinotti-cell-264824';

/**
 * One file of a dataset, as its publisher serves it. `sha256` is lower-case hexadecimal, `bytes` its exact length;
 * `null` for what nobody has told: it is then recorded at the first download, and checked on every later use.
 */
export interface CatalogueFile {
  readonly url: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** What to cite when a dataset is used. `doi` is `null` for data that no paper describes. */
export interface Citation {
  readonly text: string;
  readonly doi: string | null;
  readonly bibtex: string;
}

/** One column or field: its name in the file, its type, its unit (`null` for none) and what it means. */
export interface CatalogueColumn {
  readonly name: string;
  readonly type: string;
  readonly unit: string | null;
  readonly meaning: string;
}

interface EntryBase {
  readonly id: DatasetId;
  readonly title: string;
  /** Which state of the data this is: the commit it is pinned to, the materialization, the generator's version. */
  readonly version: string;
  readonly files: readonly CatalogueFile[];
  readonly format: string;
  readonly licence: string;
  readonly citations: readonly Citation[];
  readonly columns: readonly CatalogueColumn[];
  /** Where its makers describe it. */
  readonly describedIn: string;
  /** What a reader has to know before using it: coordinate space, filters, pitfalls. */
  readonly note: string;
}

/** A table in one Arrow file. */
export interface TableEntry extends EntryBase {
  readonly kind: 'table';
  readonly rows: number;
}

/** A neuron in one SWC file whose coordinates are in `unit`. */
export interface NeuronEntry extends EntryBase {
  readonly kind: 'neuron';
  readonly nodes: number;
  readonly unit: 'um' | 'nm';
  readonly neuron: { readonly id: bigint; readonly type: string | null; readonly label: string };
}

/** Data grown by seeded code, with no file behind it. */
export interface SyntheticEntry extends EntryBase {
  readonly kind: 'synthetic';
}

/** Everything the catalogue knows of a dataset. */
export type CatalogueEntry = TableEntry | NeuronEntry | SyntheticEntry;
