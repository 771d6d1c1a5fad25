/**
 * The data this library knows, and how to get it: `datasets` in a notebook.
 *
 * ```ts
 * datasets.list();                                            // what there is
 * datasets.search('basket');                                  // what there is about basket cells
 * datasets.describe('ding2025/presyn-mean');                  // columns, units, licence, citation
 * const means = await datasets.open('ding2025/presyn-mean');  // an Arrow Table, fetched once and verified
 * means.numRows;                                              // 2688
 * datasets.minnie65.v1507.aibs_cell_info;                     // the same by name: .open(), .describe(), .cite()
 * ```
 *
 * @module
 */

import { NotFoundError } from '../errors.js';
import { catalogue } from './catalogue/catalogue.js';
import type { DatasetId } from './catalogue/catalogue-entry.js';
import { type DatasetCitation, datasetCitation } from './catalogue/dataset-citation.js';
import { type DatasetDescription, datasetDescription } from './catalogue/dataset-display.js';
import { fetchFiles, type OpenOptions, whereIs } from './catalogue/dataset-files.js';
import { type DatasetTree, datasetTree } from './catalogue/dataset-handle.js';
import { type DatasetList, datasetList, type ListOptions } from './catalogue/dataset-list.js';
import { datasetRelation } from './catalogue/dataset-relation.js';
import type { Datasets } from './catalogue/datasets-by-id.js';
import { findEntry } from './catalogue/find-entry.js';
import { formatCount } from './catalogue/format-count.js';
import { openDataset } from './catalogue/open-dataset.js';
import { searchEntries } from './catalogue/search.js';
import { type CacheReport, cacheReport } from './source/cache-report.js';
import type { FetchedFile } from './source/fetch-file.js';
import type { SqlRelation } from './sql/relation.js';

export type { DatasetId } from './catalogue/catalogue-entry.js';
export type { OpenOptions } from './catalogue/dataset-files.js';
export type { DatasetHandle, DatasetTree } from './catalogue/dataset-handle.js';
export type { DatasetList, ListOptions } from './catalogue/dataset-list.js';
export type { Datasets } from './catalogue/datasets-by-id.js';
export type { CacheReport } from './source/cache-report.js';

/** The cubic millimetre: static tables by release (`minnie65.v1507.…`), skeletons, meshes, images. */
export const minnie65: DatasetTree['minnie65'] = datasetTree.minnie65;
/** The smaller part of the same volume. */
export const minnie35: DatasetTree['minnie35'] = datasetTree.minnie35;
/** Ding et al. 2025, the like-to-like paper: its result files and its tables. */
export const ding2025: DatasetTree['ding2025'] = datasetTree.ding2025;
/** The MICrONS Consortium 2025: source data of figures. */
export const microns2025: DatasetTree['microns2025'] = datasetTree.microns2025;
/** Elabbady et al. 2025: cells of the V1 column. */
export const elabbady2025: DatasetTree['elabbady2025'] = datasetTree.elabbady2025;
/** Celii et al. 2025: cell types of the V1 column. */
export const celii2025: DatasetTree['celii2025'] = datasetTree.celii2025;
/** MICrONS phase 1: layer 2/3 of another mouse. */
export const phase1: DatasetTree['phase1'] = datasetTree.phase1;
/** The digital twin of the functional recordings. */
export const digitalTwin: DatasetTree['digitalTwin'] = datasetTree.digitalTwin;
/** The functional recordings themselves. */
export const functional: DatasetTree['functional'] = datasetTree.functional;
/** The embedded sample: grown by code, needs no network. */
export const syntheticColumn: DatasetTree['syntheticColumn'] = datasetTree.syntheticColumn;

/**
 * The datasets of the catalogue, or those of one kind or below one name. As a cell's last value it shows a table of id,
 * title, format, size and licence; in a loop it gives the entries.
 *
 * @example
 * datasets.list();
 * @example
 * datasets.list({ under: 'minnie65/v1507' });
 * @example
 * [...datasets.list({ kind: 'array' })].map(entry => entry.id);
 */
export function list(options: ListOptions = {}): DatasetList {
  const { kind, under = '' } = options;
  return datasetList(
    catalogue.filter(entry => (kind === undefined || entry.kind === kind) && isUnder(entry.id, under)),
  );
}

/** `minnie65/v1507` is above `minnie65/v1507/aibs_cell_info`, and `minnie65/v15` is not. */
function isUnder(id: string, path: string): boolean {
  const folder = path.replace(/\/$/, '');
  return folder === '' || id === folder || id.startsWith(`${folder}/`);
}

/**
 * The datasets in which every word of `query` is found, best first: in ids, titles, columns, notes and meanings. Of a
 * table that several releases have, the newest is given, unless the query names a release.
 *
 * @example
 * datasets.search('basket');
 * @example
 * datasets.search('cell types v661');
 */
export function search(query: string): DatasetList {
  const found = searchEntries(catalogue, query);
  const count = `${formatCount(found.length)} ${found.length === 1 ? 'dataset' : 'datasets'}`;
  return datasetList(found, `${count} for “${query}”, best first; datasets.describe(id) tells more`);
}

/**
 * What is known of one dataset: how to open it, every column with unit and meaning, files with bytes and sha256 and
 * where they are now, licence, citations. Nothing is downloaded.
 *
 * @throws {NotFoundError} for an id that is not in the catalogue, with the nearest one.
 * @example
 * datasets.describe('ding2025/presyn-mean');
 */
export function describe(id: DatasetId): DatasetDescription {
  return datasetDescription(findEntry(id));
}

/**
 * What to cite for a dataset: a display, with the references as `.text` and as `.bibtex`, and both as a string.
 *
 * @throws {NotFoundError} for an id that is not in the catalogue, with the nearest one.
 * @example
 * datasets.cite('ding2025/presyn-mean');
 * @example
 * console.log(datasets.cite('ding2025/presyn-mean').bibtex);
 */
export function cite(id: DatasetId): DatasetCitation {
  return datasetCitation(findEntry(id));
}

/**
 * Opens a dataset. What comes out depends on its kind, and is typed by its id:
 *
 * | kind | is |
 * |---|---|
 * | table | an Arrow `Table`; 64-bit ids are `bigint` |
 * | neuron | a `Neuron`, positions in nm |
 * | array | `{ data, shape, dtype }`, the last axis fastest |
 * | swc | `{ read(rootId, nucleusId?) }`: a `Neuron` of a public folder |
 * | image, segmentation | a volume: `slice()`, `read()`; a segmentation has `meshes()` |
 * | file | `{ paths }`: verified files for another program |
 * | folder | `{ get(path) }`: the files of a public folder |
 *
 * Files are looked for in the cache, then in the mirror folder that `CONNECTOME_MIRROR` names, then at their https
 * address, and are verified by length and sha256 every time. The synthetic column needs no file and no network.
 *
 * @param options where to look, a progress callback, an abort signal; `large: true` for files of more than 1 GB
 * @throws {NotFoundError} for an id that is not in the catalogue, with the nearest one.
 * @throws {InvalidArgumentError} for files of more than 1 GB that are not here, without `large`.
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
export function open<Id extends DatasetId>(id: Id, options: OpenOptions = {}): Promise<Datasets[Id]> {
  return openDataset(id, options);
}

/**
 * The files of a dataset on this machine, fetched and verified, in the catalogue's order. Nothing is parsed.
 *
 * @throws {NotFoundError} {InvalidArgumentError} {SourceError} as {@link open}.
 * @example
 * const [file] = await datasets.fetch('ding2025/node-data');
 * file.path; // for pandas.read_pickle
 */
export async function fetch(id: DatasetId, options: OpenOptions = {}): Promise<FetchedFile[]> {
  return fetchFiles(findEntry(id), options);
}

/**
 * Whether every file of a dataset is on this machine, in the cache or in the mirror, so that opening it downloads
 * nothing. Looks at names and lengths; bytes are verified when it is opened. True for the synthetic column, false for
 * what is read in place over the network.
 *
 * @throws {NotFoundError} for an id that is not in the catalogue, with the nearest one.
 * @example
 * datasets.isHere('synthetic-column'); // true
 */
export function isHere(id: DatasetId, options: Pick<OpenOptions, 'cache' | 'mirror'> = {}): boolean {
  const entry = findEntry(id);
  return !('address' in entry) && entry.files.every(file => whereIs(file, options) !== undefined);
}

/**
 * Where the (first) file of a dataset lies on this machine, fetched and verified.
 *
 * @throws {NotFoundError} for a dataset without files; else as {@link open}.
 * @example
 * await sql`select * from ${sql.file(await datasets.path('ding2025/binned-trends'))} limit 5`;
 */
export async function path(id: DatasetId, options: OpenOptions = {}): Promise<string> {
  const [file] = await fetch(id, options);
  if (file !== undefined) return file.path;
  throw new NotFoundError(`dataset ${id} has no file to be at a path: received kind '${findEntry(id).kind}'`, {
    known: catalogue.filter(entry => entry.files.length > 0).map(entry => entry.id),
  });
}

/**
 * A dataset as a table in `sql`. The rows of a static export are read while the query runs, however many they are.
 *
 * @throws {InvalidArgumentError} for a dataset that is no table.
 * @example
 * await sql`select count(*) as n from ${datasets.relation('ding2025/presyn-mean')}`;
 */
export function relation(id: DatasetId, options: OpenOptions = {}): SqlRelation {
  return datasetRelation(id, options);
}

/**
 * What the cache on this machine holds: every file, its size, when it was last used and what it is checked against. As
 * a cell's last value it shows a table, the largest files first; `.clear('https://…')` removes what lies below an
 * address, `.clear()` everything that no other kernel uses.
 *
 * It is the folder `CONNECTOME_CACHE`, and may hold `CONNECTOME_CACHE_LIMIT` (such as `20GB`; default 50 GB, `none` for
 * no limit): beyond it the files used longest ago go, but none that a running kernel has opened.
 *
 * @param options.cache another folder than CONNECTOME_CACHE's
 * @example
 * await datasets.cache();
 * @example
 * (await datasets.cache()).files.filter(file => file.bytes > 1e9).map(file => file.name);
 */
export function cache(options: Pick<OpenOptions, 'cache'> = {}): Promise<CacheReport> {
  const published = catalogue.flatMap(({ files }) => files.filter(({ sha256 }) => sha256 !== null));
  return cacheReport({ cache: options.cache, published: published.map(({ url }) => url) });
}
