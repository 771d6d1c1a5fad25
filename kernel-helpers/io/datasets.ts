/**
 * The data this library knows, and how to get it: `datasets` in a notebook.
 *
 * ```ts
 * datasets.list();                                            // what there is
 * datasets.describe('ding2025/presyn-mean');                  // columns, units, licence, citation
 * const means = await datasets.open('ding2025/presyn-mean');  // an Arrow Table, fetched once and verified
 * means.numRows;                                              // 2688
 * ```
 *
 * @module
 */
import type { Dictionary, Float64, Int64, Table, Utf8 } from 'apache-arrow';
import { growColumn } from '../core/sample/column.js';
import type { Neuron } from '../core/skeleton.js';
import { catalogue } from './catalogue/catalogue.js';
import type { CatalogueEntry, DatasetId, NeuronEntry, TableEntry } from './catalogue/catalogue-entry.js';
import {
  type DatasetDescription,
  type DatasetList,
  datasetDescription,
  datasetList,
} from './catalogue/dataset-display.js';
import { findEntry } from './catalogue/find-entry.js';
import { parseSwc } from './morphology/swc.js';
import { type FetchOptions, fetchFile } from './source/fetch-file.js';
import { parseArrow } from './table/arrow.js';
import { type SyntheticColumnTables, sampleTables } from './table/sample-tables.js';

/** Columns of `ding2025/presyn-mean`; `pre_nucleus_id` is read as `bigint`. */
export type PresynMeanTable = Table<{
  proj_hva: Dictionary<Utf8>;
  pre_nucleus_id: Int64;
  variable_mean: Float64;
  variable_name: Utf8;
  population: Utf8;
}>;

/** What `open` gives for each id. */
export interface Datasets {
  'synthetic-column': SyntheticColumnTables;
  'ding2025/presyn-mean': PresynMeanTable;
  'minnie65/basket-cell-296758': Neuron;
  'minnie65/martinotti-cell-264824': Neuron;
}

/**
 * Every dataset of the catalogue. As a cell's last value it shows a table of id, title, format, size and licence;
 * in a loop it gives the entries.
 *
 * @example
 * datasets.list();
 * @example
 * [...datasets.list()].filter(entry => entry.licence === 'MIT').map(entry => entry.id);
 */
export function list(): DatasetList {
  return datasetList(catalogue);
}

/**
 * What is known of one dataset: files with bytes and sha256, licence, citations, and every column with unit and
 * meaning. Nothing is downloaded.
 *
 * @throws {NotFoundError} for an id that is not in the catalogue, with the nearest one.
 * @example
 * datasets.describe('ding2025/presyn-mean');
 */
export function describe(id: DatasetId): DatasetDescription {
  return datasetDescription(findEntry(id));
}

/**
 * What to cite for a dataset: the references as text, then as BibTeX.
 *
 * @throws {NotFoundError} for an id that is not in the catalogue, with the nearest one.
 * @example
 * console.log(datasets.cite('ding2025/presyn-mean'));
 */
export function cite(id: DatasetId): string {
  const { citations } = findEntry(id);
  return [...citations.map(citation => citation.text), ...citations.map(citation => citation.bibtex)].join('\n\n');
}

/**
 * Opens a dataset: a Table, a Neuron or, for `'synthetic-column'`, the embedded sample.
 *
 * Files are looked for in the cache, then in the mirror folder that `CONNECTOME_MIRROR` names, then at their https
 * address, and are verified by length and sha256 every time. The synthetic column needs no file and no network.
 *
 * - `'synthetic-column'`: `{ neurons, cells, synapses, … }`, `cells` and `synapses` as Tables, `synthetic: true`
 * - `'ding2025/presyn-mean'`: Table of 2,688 rows; `pre_nucleus_id` is `bigint`
 * - `'minnie65/basket-cell-296758'`: Neuron of 17,334 nodes, positions in nm, with axon
 * - `'minnie65/martinotti-cell-264824'`: Neuron of 9,014 nodes, positions in nm, with axon
 *
 * @param options where to look, a progress callback, an abort signal; see `FetchOptions`
 * @throws {NotFoundError} for an id that is not in the catalogue, with the nearest one.
 * @throws {SourceError} when no place has the file: says which file, its size, licence and URL, and how to get it.
 * @example
 * const column = await datasets.open('synthetic-column');
 * viewer(column.neurons);
 * @example
 * const means = await datasets.open('ding2025/presyn-mean');
 * means.getChild('pre_nucleus_id')?.get(0); // 189149n
 * @example
 * const basket = await datasets.open('minnie65/basket-cell-296758');
 * morphology.cableLengthNm(basket.skeleton) / 1e6; // mm
 */
export async function open<Id extends DatasetId>(id: Id, options: FetchOptions = {}): Promise<Datasets[Id]> {
  return (await read(findEntry(id), options)) as Datasets[Id];
}

async function read(entry: CatalogueEntry, options: FetchOptions): Promise<Datasets[DatasetId]> {
  switch (entry.kind) {
    case 'synthetic':
      return sampleTables(growColumn());
    case 'table': {
      const { bytes, file } = await onlyFile(entry, options);
      return parseArrow(bytes, { file });
    }
    case 'neuron': {
      const { bytes, file } = await onlyFile(entry, options);
      const skeleton = parseSwc(bytes, { units: entry.unit, file });
      return { ...entry.neuron, skeleton, synthetic: false };
    }
  }
}

async function onlyFile(
  entry: TableEntry | NeuronEntry,
  options: FetchOptions,
): Promise<{ bytes: Uint8Array; file: string }> {
  const { path, source } = await fetchFile(entry, entry.files[0], options);
  return { bytes: await source.slice(0), file: path };
}
