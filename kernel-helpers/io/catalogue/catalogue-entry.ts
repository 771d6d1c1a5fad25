import type {
  ArrayId,
  DatasetId,
  ExportId,
  FileId,
  FolderId,
  ImageId,
  NamedTableId,
  NeuronId,
  SegmentationId,
  SwcId,
} from './dataset-ids.js';

export type { DatasetId } from './dataset-ids.js';

/**
 * One file of a dataset, as its publisher serves it.
 *
 * `bytes` is its exact length and `sha256` its checksum in lower-case hexadecimal; each is `null` where nobody has
 * published it: it is then recorded at the first download, and every later read is checked against the record.
 * `approximateBytes` is the publisher's word on the length, such as "20 GB", where the exact one is not known.
 */
export interface CatalogueFile {
  readonly url: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly approximateBytes?: number;
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

/**
 * How the files of a table are read:
 * - `arrow`: one Arrow IPC file
 * - `csv`: CSV with a line of names; several files are one table, one after the other
 * - `export`: headerless CSV with a file of names and SQL types beside it, as CAVE exports a table
 * - `fits`: the values that a fitted model was saved with, one a line and without names, a file a model
 */
export type TableLayout = 'arrow' | 'csv' | 'export' | 'fits';

/** A table. `rows` is `null` where no count is published. */
export interface TableEntry extends EntryBase {
  readonly id: NamedTableId | ExportId;
  readonly kind: 'table';
  readonly layout: TableLayout;
  readonly rows: number | null;
}

/** A neuron in one SWC file whose coordinates are in `unit`. */
export interface NeuronEntry extends EntryBase {
  readonly id: NeuronId;
  readonly kind: 'neuron';
  readonly nodes: number;
  readonly unit: 'um' | 'nm';
  readonly neuron: { readonly id: bigint; readonly type: string | null; readonly label: string };
}

/** An array of numbers in one NPY file. Axis `k` has `shape[k]` steps; `null` where the shape is not published. */
export interface ArrayEntry extends EntryBase {
  readonly id: ArrayId;
  readonly kind: 'array';
  readonly shape: readonly number[] | null;
}

/** Skeletons in NPZ files, vertices and edges, with a table that says whose they are. */
export interface SkeletonsEntry extends EntryBase {
  readonly id: 'ding2025/sample-skeletons';
  readonly kind: 'skeletons';
}

/** A public folder: files under `address`, mirrored at `alternatives`; too many or too large to fetch as a whole. */
interface PublicFolder extends EntryBase {
  /** The folder's https address, without a `/` at its end. */
  readonly address: string;
  /** Other addresses of the same files. */
  readonly alternatives: readonly string[];
  /** What its publisher says of its size, or `null`. */
  readonly approximateBytes: number | null;
}

/** A folder of SWC files, coordinates in µm: `{root id}_{nucleus id}.swc`, or `{root id}.swc`. */
export interface SwcEntry extends PublicFolder {
  readonly id: SwcId;
  readonly kind: 'swc';
  readonly named: 'root' | 'root and nucleus';
}

/** A volume in Neuroglancer's precomputed format. */
export interface VolumeEntry extends PublicFolder {
  readonly id: ImageId | SegmentationId;
  readonly kind: 'image' | 'segmentation';
}

/** Files that are fetched and verified, and read by something else. */
export interface FileEntry extends EntryBase {
  readonly id: FileId;
  readonly kind: 'file';
}

/** A public folder of many files. */
export interface FolderEntry extends PublicFolder {
  readonly id: FolderId;
  readonly kind: 'folder';
}

/** Data grown by seeded code, with no file behind it. */
export interface SyntheticEntry extends EntryBase {
  readonly id: 'synthetic-column';
  readonly kind: 'synthetic';
}

/** Everything the catalogue knows of a dataset. */
export type CatalogueEntry =
  | TableEntry
  | NeuronEntry
  | ArrayEntry
  | SkeletonsEntry
  | SwcEntry
  | VolumeEntry
  | FileEntry
  | FolderEntry
  | SyntheticEntry;

/** What a dataset is, in one word: a table, a neuron, an array, … */
export type DatasetKind = CatalogueEntry['kind'];
