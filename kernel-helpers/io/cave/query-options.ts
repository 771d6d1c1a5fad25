import type { IdLike } from '../../core/ids.js';

/** What a column is compared with: an id (bigint, digits, or a number below 2^53), a number, a string, a boolean. */
export type FilterValue = IdLike | boolean;

/** Two corners of a box, low and high, both inside it. */
export type Box = readonly [low: readonly [number, number, number], high: readonly [number, number, number]];

/** Values by column. */
export type ByColumn<T> = Readonly<Record<string, T>>;

/** Which rows and columns of a table or view. Filters hold together: a row fulfils all of them. */
export interface QueryOptions {
  /** Column equals value: `{ cell_type: 'MC' }`. */
  readonly equal?: ByColumn<FilterValue>;
  /** Column is one of the values: `{ pt_root_id: ids }`. Long lists are sent in several requests. */
  readonly in?: ByColumn<Iterable<FilterValue>>;
  /**
   * Column is none of the values, and not null, as SQL has it. Applied here as well, as MaterializationEngine accepts
   * this filter without applying it (seen in its source of 2025).
   */
  readonly notIn?: ByColumn<Iterable<FilterValue>>;
  /** Column > value. */
  readonly greater?: ByColumn<FilterValue>;
  /** Column < value. */
  readonly less?: ByColumn<FilterValue>;
  /** Column ≥ value. */
  readonly atLeast?: ByColumn<FilterValue>;
  /** Column ≤ value. */
  readonly atMost?: ByColumn<FilterValue>;
  /** Text column matches a regular expression of PostgreSQL: `{ cell_type: '^5P' }`. */
  readonly matches?: ByColumn<string>;
  /** Position lies in a box given in nanometres: `{ pt_position: [[x0, y0, z0], [x1, y1, z1]] }`. */
  readonly withinNm?: ByColumn<Box>;
  /** Position lies in a box given in the table's own voxels (4 × 4 × 40 nm in minnie65). */
  readonly withinVoxels?: ByColumn<Box>;
  /** Columns to get; a position is one name (`pt_position`). Default: all. */
  readonly columns?: readonly string[];
  /**
   * At most this many rows; which ones is the server's choice, and those that are taken out here (`notIn`, autapses) were
   * among them. Default: all, however many requests that takes.
   */
  readonly limit?: number;
  /** Rows to leave out first. The server sorts nothing, so this only serves to go through pages by hand. */
  readonly offset?: number;
  /** Edges of the voxel in which positions come, in nm: `[1, 1, 1]` for nanometres. Default: as the table stores them. */
  readonly resolutionNm?: readonly [number, number, number];
  /**
   * `'split'` (default): three columns `pt_position_x`, `_y`, `_z`. `'joined'`: one column `pt_position` of three numbers.
   */
  readonly positions?: 'split' | 'joined';
  /**
   * Join a table that annotates another (cell types annotate nuclei) with that one, as CAVEclient does; its columns that
   * exist twice end in `_ref`. Default true.
   */
  readonly reference?: boolean;
  /**
   * What to do when a root id in a filter is no root at the version's time, so that it finds nothing: `'error'` (default)
   * and `'warn'` name the id that is there instead, `'ignore'` asks nothing.
   */
  readonly staleIds?: 'error' | 'warn' | 'ignore';
  /** Called after each page. */
  readonly onProgress?: (progress: QueryProgress) => void;
  /** Ends the query; its reason is thrown. Pressing Stop ends it too. */
  readonly signal?: AbortSignal;
}

/** How far a query is. */
export interface QueryProgress {
  readonly table: string;
  readonly rows: number;
  readonly pages: number;
}

/** Which synapses. */
export interface SynapseOptions
  extends Pick<
    QueryOptions,
    'columns' | 'limit' | 'resolutionNm' | 'positions' | 'staleIds' | 'onProgress' | 'signal'
  > {
  /** Root id of the presynaptic cell, or several. */
  readonly pre?: IdLike | Iterable<IdLike>;
  /** Root id of the postsynaptic cell, or several. */
  readonly post?: IdLike | Iterable<IdLike>;
  /** Box in nanometres. */
  readonly withinNm?: Box;
  /** Position that has to lie in the box; default `'ctr_pt_position'`, the middle of the cleft. */
  readonly position?: string;
  /** Keep synapses of a cell onto itself, most of which are errors. Default false, as CAVEclient does. */
  readonly autapses?: boolean;
  /** Table; default: the one that the datastack names. */
  readonly table?: string;
}
